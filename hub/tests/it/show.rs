//! What a dataset's page says to those who may not read its rows.

use crate::city::{City, colleague, neighbour};
use hebewerk_model::Visibility;
use std::sync::atomic::Ordering;

#[tokio::test]
async fn what_is_told_of_rows_is_told_to_their_readers_only() {
    let city = City::new().await;
    city.reader.sets_aside.store(true, Ordering::Relaxed);
    city.trees(Visibility::Office).await;
    let read = city
        .hub
        .show(&colleague(), "umwelt", "baeume", None)
        .await
        .unwrap();
    assert_eq!(read.version.unwrap().warnings, 2);
    assert_eq!(read.tables.len(), 2);
    assert_eq!(read.tables[0].set_aside, 1);
    assert_eq!(read.findings.len(), 2);
    let known = city
        .hub
        .show(&neighbour(), "umwelt", "baeume", None)
        .await
        .unwrap();
    let version = known.version.unwrap();
    assert_eq!((version.rows, version.warnings), (Some(1), 0));
    assert_eq!(known.versions[0].warnings, 0);
    assert_eq!(known.tables.len(), 1, "what was set aside is not told");
    assert_eq!(known.tables[0].set_aside, 0);
    assert_eq!(known.tables[0].columns.len(), 2);
    assert!(known.tables[0].statistics.is_empty());
    assert!(known.findings.is_empty() && known.deliveries.is_empty());
    let news = city.hub.news(&neighbour(), 5).await.unwrap();
    assert_eq!(news[0].version.warnings, 0);
    let listed = city
        .hub
        .versions(&neighbour(), "umwelt", "baeume", None, 5)
        .await;
    assert_eq!(listed.unwrap().1[0].warnings, 0);
}
