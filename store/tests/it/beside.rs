//! Looking at a catalogue beside the process that owns it.

use crate::city::{dataset, lift, umwelt};
use crate::place::Place;
use hebewerk_hub::ports::{Event, Journal, Versions};
use hebewerk_store::{BesideError, Store, StoreOptions, StoreUrl};

on_both_databases! {
    looking_migrates_and_corrects_nothing,
    what_is_looked_at_is_what_was_committed,
    a_question_asked_beside_is_on_record,
    a_catalogue_says_whose_it_is,
}

async fn looking_migrates_and_corrects_nothing(place: &Place) {
    let moved = StoreOptions {
        data_path: "/mnt/neu/lake/".to_owned(),
        ..place.options.clone()
    };
    Store::open_beside(&moved).await.unwrap().close().await;
    let path = place
        .texts("select value from ducklake_metadata where key = 'data_path'")
        .await;
    assert_ne!(path, ["/mnt/neu/lake/"]);
    for (change, what) in [
        (
            "delete from hw_migration where number = (select max(number) from hw_migration)",
            "older",
        ),
        (
            "insert into hw_migration (number, name, applied_at)
             values (99, 'future', '2030-01-01 00:00:00+00')",
            "newer",
        ),
    ] {
        place.run(change).await.unwrap();
        let before = place.texts("select name from hw_migration").await;
        let error = Store::open_beside(&place.options).await.err().unwrap();
        match what {
            "older" => assert!(matches!(error, BesideError::Older), "{error}"),
            _ => assert!(matches!(error, BesideError::Newer), "{error}"),
        }
        assert_eq!(place.texts("select name from hw_migration").await, before);
    }
}

async fn what_is_looked_at_is_what_was_committed(place: &Place) {
    let umwelt = umwelt(&place.store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let version = lift(&place.store, &trees, 1, 3).await;
    lift(&place.store, &trees, 2, 4).await;
    let beside = Store::open_beside(&place.options).await.unwrap();
    let figures = beside.figures().await.unwrap();
    assert_eq!((figures.datasets, figures.versions), (1, 2));
    assert_eq!(figures.deliveries, 2);
    assert!(figures.last_delivery_at.is_some());
    let inventory = beside.inventory().await.unwrap();
    let tables = beside.tables(version.id).await.unwrap();
    let file = &tables[0].files[0];
    let found = inventory
        .data
        .iter()
        .find(|found| found.path == file.path)
        .unwrap();
    assert_eq!(
        (found.size_bytes, found.content),
        (file.size_bytes, file.content)
    );
    let deliveries = beside.deliveries(trees.id, 10).await.unwrap();
    for delivery in deliveries {
        let raw = (delivery.content, delivery.size_bytes);
        assert!(inventory.raw.contains(&raw));
    }
    beside.close().await;
}

async fn a_question_asked_beside_is_on_record(place: &Place) {
    let beside = Store::open_beside(&place.options).await.unwrap();
    let before = Journal::newest(&place.store, 10).await.unwrap().len();
    Journal::record(
        &beside,
        &Event {
            at: "2026-11-20T10:00:00Z".parse().unwrap(),
            action: "ask",
            account: None,
            subject: None,
            dataset: None,
            allowed: true,
            rule: "operator",
            grant: None,
            key: None,
        },
    )
    .await
    .unwrap();
    beside.close().await;
    let after = Journal::newest(&place.store, 10).await.unwrap().len();
    assert_eq!(after, before + 1);
}

async fn a_catalogue_says_whose_it_is(place: &Place) {
    let belonging = Store::belonging(&place.options).await.unwrap();
    let named = belonging.data_path.unwrap();
    assert_eq!(
        named.trim_end_matches('/'),
        place.options.data_path.trim_end_matches('/')
    );
    assert!(belonging.catalogue.is_some());
}

#[tokio::test]
async fn a_catalogue_that_is_not_there_is_not_made() {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join("catalogue.sqlite");
    let options = StoreOptions::new(StoreUrl::Sqlite(path.clone()), "/srv/lake/data");
    let error = Store::open_beside(&options).await.err().unwrap();
    assert!(matches!(error, BesideError::Missing));
    assert!(!path.exists());
}
