use crate::city::{columns, dataset, lift, table, umwelt, version};
use crate::place::Place;
use hebewerk_hub::ports::{StoreError, Versions};
use hebewerk_model::VersionNumber;
use hebewerk_store::{Store, StoreOptions, StoreUrl};
use std::collections::HashSet;

on_both_databases! {
    files_of_every_version_are_named,
    a_sound_catalogue_is_well,
    rows_of_a_foreign_writer_are_found,
    a_table_that_would_break_the_lake_is_found,
}

async fn files_of_every_version_are_named(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let mut expected = HashSet::new();
    for number in 1..=3 {
        let new = version(
            &trees,
            number,
            vec![table(&trees, 1, "baeume", columns(), number.into())],
        );
        expected.insert(new.tables[0].table.files[0].path.clone());
        store.commit(new).await.unwrap();
    }
    assert_eq!(store.named_files().await.unwrap(), expected);
}

async fn a_sound_catalogue_is_well(place: &Place) {
    assert!(place.store.integrity().await.unwrap().is_well());
    let umwelt = umwelt(&place.store).await;
    lift(&place.store, &dataset(1, &umwelt, "Bäume"), 1, 3).await;
    assert_eq!(place.store.integrity().await.unwrap().problems, []);
}

async fn rows_of_a_foreign_writer_are_found(place: &Place) {
    place
        .run("insert into ducklake_inlined_data_tables (table_id, table_name, schema_version) values (1, 'x', 1)")
        .await
        .unwrap();
    let problems = place.store.integrity().await.unwrap().problems;
    assert_eq!(
        problems
            .iter()
            .map(|problem| problem.code)
            .collect::<Vec<_>>(),
        ["foreign_writer"]
    );
    // It still opens: the operator must be able to look.
    place.another().await.close().await;
}

async fn a_table_that_would_break_the_lake_is_found(place: &Place) {
    let umwelt = umwelt(&place.store).await;
    lift(&place.store, &dataset(1, &umwelt, "Bäume"), 1, 3).await;
    place
        .run(
            "insert into hw_ticket (purpose) values ('test');
             update ducklake_column set end_snapshot = 1;
             delete from hw_ticket",
        )
        .await
        .unwrap();
    let problems = place.store.integrity().await.unwrap().problems;
    assert_eq!(
        problems
            .iter()
            .map(|problem| problem.code)
            .collect::<Vec<_>>(),
        ["unreadable_manifest"]
    );
}

#[tokio::test]
async fn a_copy_opens_as_the_catalogue_it_was_taken_from() {
    let place = Place::sqlite().await;
    let umwelt = umwelt(&place.store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let first = lift(&place.store, &trees, 1, 3).await;
    let copy = place.folder().join("Sicherung mit 'Anführung'.db");
    place.store.backup_to(&copy).await.unwrap();
    lift(&place.store, &trees, 2, 4).await;

    let options = StoreOptions::new(StoreUrl::Sqlite(copy.clone()), "/srv/anderswo");
    let restored = Store::open(&options).await.unwrap();
    assert_eq!(
        Versions::get(&restored, trees.id, None).await.unwrap(),
        Some(first)
    );
    assert!(restored.integrity().await.unwrap().is_well());
    lift(&restored, &trees, 2, 5).await;
    assert_eq!(
        place
            .store
            .list(trees.id, Some(VersionNumber(9)), 9)
            .await
            .unwrap()
            .len(),
        2
    );
    assert!(
        place.store.backup_to(&copy).await.is_err(),
        "a copy never replaces a file"
    );
}

#[tokio::test]
async fn a_postgresql_catalogue_leaves_copies_to_its_own_tools() {
    let Some(place) = Place::postgres().await else {
        return;
    };
    let error = place
        .store
        .backup_to(&place.folder().join("copy.db"))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Refused { .. }), "{error}");
    place.remove().await;
}

#[tokio::test]
async fn a_copy_of_a_catalogue_is_another_catalogue() {
    let place = Place::sqlite().await;
    let ours = hebewerk_hub::ports::Datasets::mark(&place.store)
        .await
        .unwrap();
    let again = place.another().await;
    assert_eq!(
        hebewerk_hub::ports::Datasets::mark(&again).await.unwrap(),
        ours
    );
    let copy = place.folder().join("copy.db");
    place.store.backup_to(&copy).await.unwrap();
    let options = StoreOptions::new(StoreUrl::Sqlite(copy), "/srv/lake");
    let copied = Store::open(&options).await.unwrap();
    let theirs = hebewerk_hub::ports::Datasets::mark(&copied).await.unwrap();
    assert_ne!(theirs.catalogue, ours.catalogue);
    assert_eq!(theirs.last_change, ours.last_change);
}
