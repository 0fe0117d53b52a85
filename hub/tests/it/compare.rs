//! What is told of two versions, and to whom.

use crate::city::{City, colleague, neighbour};
use hebewerk_hub::RowChanges;
use hebewerk_model::{Principal, VersionNumber, Visibility};
use std::sync::atomic::Ordering;

const PAIR: (VersionNumber, VersionNumber) = (VersionNumber(1), VersionNumber(2));

/// The trees in two versions: in the second a column bears another name, and a row was set aside.
async fn two_versions(visibility: Visibility) -> City {
    let city = City::new().await;
    city.trees(visibility).await;
    city.reader.renames.store(true, Ordering::Relaxed);
    city.reader.sets_aside.store(true, Ordering::Relaxed);
    let mut second = city.file("Bäume.csv", &["Bäume"]);
    std::fs::write(&second.file, "Bäume\n").unwrap();
    second.visibility = Some(visibility);
    assert_eq!(city.take_in(second).await.version.unwrap().number.0, 2);
    city
}

#[tokio::test]
async fn what_is_guessed_from_values_or_was_set_aside_is_told_to_readers_of_the_rows_only() {
    let city = two_versions(Visibility::Office).await;
    let compare = |who: Principal| {
        let hub = &city.hub;
        async move { hub.compare(&who, "umwelt", "baeume", PAIR).await.unwrap() }
    };
    let told = compare(colleague()).await;
    let renamed = [("art".to_owned(), "baumart".to_owned())];
    assert_eq!(told.tables[0].columns.renamed, renamed);
    assert_eq!(told.tables_added.len(), 1, "what was set aside");
    assert!(told.to.warnings > 0);
    assert_eq!(told.to.change.tables_added.len(), 1);

    let told = compare(neighbour()).await;
    assert!(matches!(*told.tables[0].rows, RowChanges::Closed));
    let columns = &told.tables[0].columns;
    assert!(columns.renamed.is_empty(), "the values would be the same");
    assert_eq!(columns.added, ["baumart"]);
    assert_eq!(columns.removed, ["art"]);
    assert!(told.tables_added.is_empty(), "{:?}", told.tables_added);
    assert_eq!((told.to.errors, told.to.warnings), (0, 0));
    let change = told.to.change;
    assert!(change.tables_added.is_empty(), "{change:?}");
    assert_eq!(change.columns_added, ["baeume.baumart"]);
}
