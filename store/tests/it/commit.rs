use crate::city::{
    column, columns, dataset, delivery, findings, lift, minute, table, umwelt, unread, version,
};
use crate::place::Place;
use hebewerk_hub::ports::{Datasets, StoreError, Versions};
use hebewerk_model::{ColumnType, DataFile, DeliveryOutcome, Severity, VersionNumber};

on_both_databases! {
    a_version_is_read_back_as_it_was_committed,
    a_table_may_lie_in_several_files_and_have_no_rows,
    a_wide_table_is_committed,
    findings_come_most_severe_first,
    a_number_that_does_not_follow_is_a_conflict_and_leaves_nothing_behind,
    snapshots_are_numbered_over_all_datasets,
    times_are_kept_in_microseconds,
    an_unread_delivery_adds_its_dataset_once,
    deliveries_are_listed_last_recorded_first,
    the_next_column_number_was_never_used,
    a_table_name_of_another_dataset_is_a_conflict,
}

async fn a_version_is_read_back_as_it_was_committed(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let aside = vec![
        column(1, "zeile", ColumnType::Integer),
        column(2, "rohtext", ColumnType::Text),
    ];
    let mut aside = table(&trees, 2, "baeume__aussortiert", aside, 1);
    aside.statistics.clear();
    let new = version(
        &trees,
        1,
        vec![table(&trees, 1, "baeume", columns(), 3), aside],
    );

    let committed = store.commit(new.clone()).await.unwrap();
    assert_eq!(committed.snapshot, 1);
    let mut expected = new.version.clone();
    expected.snapshot = 1;
    assert_eq!(committed, expected);
    assert_eq!(
        Versions::get(store, trees.id, None).await.unwrap(),
        Some(committed.clone())
    );
    assert_eq!(
        Versions::get(store, trees.id, Some(VersionNumber(1)))
            .await
            .unwrap(),
        Some(committed)
    );
    assert_eq!(
        Versions::get(store, trees.id, Some(VersionNumber(2)))
            .await
            .unwrap(),
        None
    );

    let tables: Vec<_> = new.tables.iter().map(|table| table.table.clone()).collect();
    assert_eq!(store.tables(new.version.id).await.unwrap(), tables);
    for table in &new.tables {
        let statistics = store
            .statistics(new.version.id, table.table.table.id)
            .await
            .unwrap();
        assert_eq!(statistics, table.statistics);
    }
    assert_eq!(store.deliveries(trees.id, 5).await.unwrap(), [new.delivery]);
}

async fn a_table_may_lie_in_several_files_and_have_no_rows(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let mut many = table(&trees, 1, "baeume", columns(), 3);
    let first = many.table.files[0].clone();
    for number in 2..=12 {
        many.table.files.push(DataFile {
            path: format!("o1/d1/{number}.parquet"),
            ..first.clone()
        });
    }
    many.table.rows = 36;
    let empty = table(&trees, 2, "baeume__leer", columns(), 0);
    let new = version(&trees, 1, vec![many, empty]);
    store.commit(new.clone()).await.unwrap();
    let tables = store.tables(new.version.id).await.unwrap();
    assert_eq!(tables[0].files, new.tables[0].table.files);
    assert_eq!(tables[1].rows, 0);
}

async fn a_wide_table_is_committed(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let columns: Vec<_> = (1..=1_700)
        .map(|id| column(id, &format!("spalte_{id}"), ColumnType::Integer))
        .collect();
    let new = version(
        &trees,
        1,
        vec![table(&trees, 1, "baeume", columns.clone(), 3)],
    );
    store.commit(new.clone()).await.unwrap();
    assert_eq!(
        store.tables(new.version.id).await.unwrap()[0].columns,
        columns
    );
}

async fn findings_come_most_severe_first(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let version = lift(store, &trees, 1, 3).await;
    let mut expected = findings();
    expected.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    assert_eq!(expected[0].severity, Severity::Error);
    assert_eq!(store.findings(version.delivery).await.unwrap(), expected);
}

async fn a_number_that_does_not_follow_is_a_conflict_and_leaves_nothing_behind(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(store, &trees, 1, 3).await;
    let named = store.named_files().await.unwrap();
    for number in [1, 3] {
        let mut new = version(
            &trees,
            number,
            vec![table(&trees, 1, "baeume", columns(), 9)],
        );
        new.version.id = hebewerk_model::VersionId::from_uuid(crate::city::uuid(8_000));
        new.tables[0].table.version = new.version.id;
        new.delivery.id = hebewerk_model::DeliveryId::from_uuid(crate::city::uuid(8_001));
        new.version.delivery = new.delivery.id;
        let error = store.commit(new).await.unwrap_err();
        assert!(
            matches!(error, StoreError::Conflict { .. }),
            "{number}: {error}"
        );
    }
    assert_eq!(store.named_files().await.unwrap(), named);
    assert_eq!(store.deliveries(trees.id, 9).await.unwrap().len(), 1);
    assert_eq!(
        place.texts("select purpose from hw_ticket").await,
        Vec::<String>::new()
    );
    assert_eq!(lift(store, &trees, 2, 4).await.snapshot, 2);
}

async fn snapshots_are_numbered_over_all_datasets(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let benches = dataset(2, &umwelt, "Bänke");
    let first = lift(store, &trees, 1, 3).await;
    let second = lift(store, &benches, 1, 3).await;
    let third = lift(store, &trees, 2, 4).await;
    assert_eq!([first.snapshot, second.snapshot, third.snapshot], [1, 2, 3]);
    assert_eq!(store.newest(2).await.unwrap(), [third, second]);
}

async fn times_are_kept_in_microseconds(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let mut new = version(&trees, 1, vec![table(&trees, 1, "baeume", columns(), 3)]);
    new.version.created_at = "2026-11-22T08:30:00.123456789Z".parse().unwrap();
    let committed = store.commit(new).await.unwrap();
    assert_eq!(
        committed.created_at.to_string(),
        "2026-11-22T08:30:00.123456Z"
    );
    assert_eq!(
        Versions::get(store, trees.id, None).await.unwrap(),
        Some(committed)
    );
}

async fn an_unread_delivery_adds_its_dataset_once(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let first = unread(&trees, 1);
    store.record(first.clone()).await.unwrap();
    assert_eq!(
        Datasets::get(store, trees.id).await.unwrap(),
        Some(first.dataset.clone())
    );
    assert_eq!(
        store.findings(first.delivery.id).await.unwrap(),
        first.findings
    );
    assert_eq!(Versions::get(store, trees.id, None).await.unwrap(), None);

    let mut second = unread(&trees, 2);
    second.dataset.description.title = "Anders".to_owned();
    store.record(second).await.unwrap();
    assert_eq!(
        Datasets::get(store, trees.id).await.unwrap(),
        Some(first.dataset)
    );
}

async fn deliveries_are_listed_last_recorded_first(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    for key in [1, 3, 2] {
        let mut unread = unread(&trees, key);
        unread.delivery = delivery(&trees, key, DeliveryOutcome::Unchanged);
        unread.delivery.by = None;
        store.record(unread).await.unwrap();
    }
    let listed = store.deliveries(trees.id, 2).await.unwrap();
    let times: Vec<_> = listed.iter().map(|delivery| delivery.received_at).collect();
    assert_eq!(times, [minute(2), minute(3)]);
    assert_eq!(listed[0].by, None);
    let earlier = store
        .deliveries_before(trees.id, listed[0].id, 9)
        .await
        .unwrap();
    let times: Vec<_> = earlier
        .iter()
        .map(|delivery| delivery.received_at)
        .collect();
    assert_eq!(times, [minute(3), minute(1)]);
    let other = dataset(2, &umwelt, "Bänke");
    let none = store.deliveries_before(other.id, listed[0].id, 9).await;
    assert_eq!(none.unwrap(), []);
}

async fn the_next_column_number_was_never_used(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let first = table(&trees, 1, "baeume", columns(), 3);
    let id = first.table.table.id;
    assert_eq!(store.next_column_id(id).await.unwrap(), 1);
    store.commit(version(&trees, 1, vec![first])).await.unwrap();
    let mut fewer = columns();
    fewer.pop();
    store
        .commit(version(
            &trees,
            2,
            vec![table(&trees, 1, "baeume", fewer, 4)],
        ))
        .await
        .unwrap();
    assert_eq!(store.next_column_id(id).await.unwrap(), 3);
}

async fn a_table_name_of_another_dataset_is_a_conflict(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(store, &trees, 1, 3).await;
    let other = dataset(2, &umwelt, "Bänke");
    let clash = version(&other, 1, vec![table(&other, 2, "baeume", columns(), 3)]);
    let error = store.commit(clash).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
    assert_eq!(Datasets::get(store, other.id).await.unwrap(), None);
}
