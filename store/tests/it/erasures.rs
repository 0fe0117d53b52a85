use crate::city::{dataset, delivery, event, hash, lift, minute, umwelt, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{
    DatasetChange, Datasets, ErasedTable, ErasureStep, Erasures, Event, Journal, StoreError,
    UnreadDelivery, Versions,
};
use hebewerk_model::{
    Binds, ColumnName, DataFile, Dataset, DeliveryOutcome, ErasedRows, Erasure, ErasureId,
    ErasureScope, Protection, RowCondition, RowRule, Version, VersionNumber,
};
use hebewerk_store::Store;

on_both_databases! {
    an_erasure_names_shorter_files_in_every_snapshot_and_leaves_a_record,
    what_came_in_meanwhile_is_a_conflict_and_nothing_happens,
    bytes_that_two_datasets_have_stay_until_they_go_from_both,
    rules_on_rows_list_the_person_no_longer_also_earlier_ones,
}

fn step(dataset: &Dataset, newest: &Version, number: u128) -> ErasureStep {
    ErasureStep {
        erasure: Erasure {
            id: ErasureId::from_uuid(uuid(9_000 + number)),
            dataset: dataset.id,
            scope: ErasureScope::Person,
            reason: "Az. 17".to_owned(),
            by: None,
            at: minute(40),
            versions: vec![ErasedRows {
                version: newest.number,
                rows: 2,
                set_aside: 0,
            }],
            raw_files: 1,
            finished_at: None,
        },
        newest: Some(newest.number),
        waiting: None,
        ends_waiting: false,
        tables: Vec::new(),
        set_aside: Vec::new(),
        version_rows: Vec::new(),
        deliveries: vec![newest.delivery],
        findings: vec![(newest.delivery, Vec::new())],
        literal: None,
        constant: None,
        table_names: Vec::new(),
    }
}

async fn shortened(store: &Store, version: &Version, rows: u64) -> ErasedTable {
    let table = store.tables(version.id).await.unwrap().remove(0);
    ErasedTable {
        version: version.id,
        table: table.table.id,
        files: vec![DataFile {
            path: format!("o1/neu/{rows}.parquet"),
            rows,
            size_bytes: 900,
            ..table.files[0].clone()
        }],
        rows,
        statistics: Vec::new(),
    }
}

async fn an_erasure_names_shorter_files_in_every_snapshot_and_leaves_a_record(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let first = lift(store, &trees, 1, 5).await;
    let second = lift(store, &trees, 2, 6).await;
    let before = store.tables(first.id).await.unwrap();
    let mut step = step(&trees, &second, 1);
    step.tables = vec![shortened(store, &first, 3).await];
    step.version_rows = vec![(first.id, 3)];
    step.deliveries = vec![first.delivery];
    step.findings = vec![(first.delivery, Vec::new())];
    store
        .erase(&step, &event("erase", minute(40)))
        .await
        .unwrap();

    let after = store.tables(first.id).await.unwrap();
    assert_eq!(after[0].rows, 3);
    assert_eq!(after[0].files, step.tables[0].files);
    assert_eq!(
        Versions::get(store, trees.id, Some(first.number))
            .await
            .unwrap()
            .unwrap()
            .rows,
        Some(3)
    );
    assert!(store.findings(first.delivery).await.unwrap().is_empty());
    let named = store.named_files().await.unwrap();
    assert!(named.contains("o1/neu/3.parquet"));
    assert!(!named.contains(&before[0].files[0].path));
    assert!(store.integrity().await.unwrap().is_well());
    assert_eq!(Journal::newest(store, 1).await.unwrap()[0].action, "erase");

    let unfinished = store.unfinished().await.unwrap();
    assert_eq!(unfinished[0].files, [before[0].files[0].path.clone()]);
    assert_eq!(unfinished[0].contents.len(), 1);
    assert!(
        store
            .was_erased(trees.id, unfinished[0].contents[0])
            .await
            .unwrap()
    );
    assert_eq!(store.without_raw(trees.id).await.unwrap(), [first.delivery]);
    store.scrub().await.unwrap();
    store.finish(step.erasure.id, minute(41)).await.unwrap();
    assert!(store.unfinished().await.unwrap().is_empty());
    let listed = Erasures::list(store, Some(trees.id)).await.unwrap();
    assert_eq!(
        listed,
        [Erasure {
            finished_at: Some(minute(41)),
            ..step.erasure
        }]
    );
}

/// Rows of these people only.
fn of(people: &[&str]) -> Protection {
    Protection {
        rows: vec![RowRule {
            column: ColumnName {
                table: "baeume".to_owned(),
                column: "melder".to_owned(),
            },
            condition: RowCondition::OneOf {
                values: people.iter().map(|name| (*name).to_owned()).collect(),
            },
            binds: Binds::Outside,
            reason: "Nur wer zugestimmt hat".to_owned(),
        }],
        ..Protection::default()
    }
}

async fn rules_on_rows_list_the_person_no_longer_also_earlier_ones(place: &Place) {
    let store = &place.store;
    let trees = dataset(1, &umwelt(store).await, "Bäume");
    let first = lift(store, &trees, 1, 5).await;
    for (after, people) in [&["Anna", "Otto"][..], &["Anna"]].into_iter().enumerate() {
        let change = DatasetChange::Protection {
            protection: of(people),
            after: after as u32,
        };
        let act = Event {
            account: None,
            ..event("protect", minute(20))
        };
        Datasets::change(store, trees.id, change, &act)
            .await
            .unwrap();
    }
    let mut step = step(&trees, &first, 1);
    step.constant = Some("Anna".to_owned());
    store
        .erase(&step, &event("erase", minute(40)))
        .await
        .unwrap();
    let kept = Datasets::get(store, trees.id).await.unwrap().unwrap();
    assert_eq!(kept.protection, of(&[]));
    let changes = store.protections(trees.id).await.unwrap();
    let told: Vec<_> = changes
        .into_iter()
        .map(|change| change.protection)
        .collect();
    assert_eq!(told, [of(&[]), of(&["Otto"])]);
}

async fn what_came_in_meanwhile_is_a_conflict_and_nothing_happens(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let first = lift(store, &trees, 1, 5).await;
    let mut step = step(&trees, &first, 1);
    step.tables = vec![shortened(store, &first, 3).await];
    lift(store, &trees, 2, 6).await;
    let error = store.erase(&step, &event("erase", minute(40))).await;
    assert!(
        matches!(error, Err(StoreError::Conflict { .. })),
        "{error:?}"
    );
    assert_eq!(store.tables(first.id).await.unwrap()[0].rows, 5);
    assert!(Erasures::list(store, None).await.unwrap().is_empty());
    assert_eq!(
        Versions::get(store, trees.id, None)
            .await
            .unwrap()
            .unwrap()
            .number,
        VersionNumber(2)
    );
}

async fn bytes_that_two_datasets_have_stay_until_they_go_from_both(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let mut lifted = Vec::new();
    for (number, title) in [(1, "Bäume"), (2, "Sträucher")] {
        let trees = dataset(number, &umwelt, title);
        let version = lift(store, &trees, 1, 5).await;
        let mut copy = delivery(&trees, 700 + number, DeliveryOutcome::Unreadable);
        copy.content = hash(4_242);
        let unread = UnreadDelivery {
            dataset: trees.clone(),
            delivery: copy.clone(),
            findings: Vec::new(),
            event: event("take_in", minute(5)),
        };
        Versions::record(store, unread).await.unwrap();
        lifted.push((trees, version, copy));
    }
    let shared = store
        .shared(lifted[0].0.id, &[lifted[0].2.id])
        .await
        .unwrap();
    assert_eq!(shared, [(lifted[1].0.id, 1)]);
    for (number, (trees, version, copy)) in lifted.iter().enumerate() {
        let mut step = step(trees, version, number as u128);
        step.deliveries = vec![copy.id];
        step.findings = Vec::new();
        store
            .erase(&step, &event("erase", minute(40)))
            .await
            .unwrap();
        let is_last = number == 1;
        assert_eq!(store.is_named(hash(4_242)).await.unwrap(), !is_last);
        let unfinished = store.unfinished().await.unwrap();
        let removed: usize = unfinished.iter().map(|one| one.contents.len()).sum();
        assert_eq!(removed, usize::from(is_last));
    }
}
