use crate::city::{column, columns, dataset, event, lift, minute, slug, table, umwelt, version};
use crate::place::Place;
use hebewerk_hub::ports::{DatasetChange, Datasets, Versions};
use hebewerk_model::{ColumnType, DatasetState, VersionNumber};
use jiff::SignedDuration;

on_both_databases! {
    versions_are_listed_newest_first_below_a_number,
    the_version_of_a_moment_is_the_last_one_before_it,
    columns_of_an_old_version_stay_as_they_were,
    the_newest_tables_of_all_datasets_are_those_of_their_newest_versions,
    a_table_that_is_gone_may_come_back_under_its_number,
    a_table_may_change_its_name_and_old_versions_keep_the_old_one,
    withdrawing_ends_the_tables_and_coming_back_revives_them,
    a_new_version_brings_a_withdrawn_dataset_back,
}

async fn versions_are_listed_newest_first_below_a_number(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    for number in 1..=5 {
        lift(store, &trees, number, number.into()).await;
    }
    let numbers = async |before: Option<u32>| -> Vec<u32> {
        let page = Versions::list(store, trees.id, before.map(VersionNumber), 2)
            .await
            .unwrap();
        page.iter().map(|version| version.number.0).collect()
    };
    assert_eq!(numbers(None).await, [5, 4]);
    assert_eq!(numbers(Some(4)).await, [3, 2]);
    assert_eq!(numbers(Some(1)).await, Vec::<u32>::new());
}

async fn the_version_of_a_moment_is_the_last_one_before_it(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(store, &trees, 1, 3).await;
    lift(store, &trees, 2, 4).await;
    let second = SignedDuration::from_secs(1);
    for (moment, expected) in [
        (minute(1) - second, None),
        (minute(1), Some(1)),
        (minute(2) - second, Some(1)),
        (minute(2), Some(2)),
        (minute(99), Some(2)),
    ] {
        let found = store.as_of(trees.id, moment).await.unwrap();
        assert_eq!(found.map(|version| version.number.0), expected, "{moment}");
    }
}

async fn the_newest_tables_of_all_datasets_are_those_of_their_newest_versions(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let parks = dataset(2, &umwelt, "Parks");
    for number in 1..=3 {
        lift(store, &trees, number, 3).await;
    }
    lift(store, &parks, 1, 2).await;
    let mut expected = Vec::new();
    for known in [&trees, &parks] {
        let newest = Versions::get(store, known.id, None).await.unwrap().unwrap();
        for table in store.tables(newest.id).await.unwrap() {
            expected.push((known.id, table.table.sql_name, table.columns));
        }
    }
    let mut found: Vec<_> = store
        .newest_tables()
        .await
        .unwrap()
        .into_iter()
        .map(|table| (table.dataset, table.sql_name, table.columns))
        .collect();
    expected.sort_by_key(|(dataset, name, _)| (*dataset, name.clone()));
    found.sort_by_key(|(dataset, name, _)| (*dataset, name.clone()));
    assert_eq!(found, expected);
    assert_eq!(found.len(), 2);
}

async fn columns_of_an_old_version_stay_as_they_were(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let mut renamed = columns();
    renamed[0].name = "art".to_owned();
    let mut wider = vec![
        renamed[1].clone(),
        renamed[0].clone(),
        column(3, "neu", ColumnType::Date),
    ];
    wider[0].column_type = ColumnType::Float;
    let mut relabelled = wider.clone();
    relabelled[2].label = "Neu!".to_owned();
    relabelled.remove(0);
    let shapes = [columns(), columns(), renamed, wider, relabelled];
    let mut versions = Vec::new();
    for (number, shape) in (1..).zip(&shapes) {
        let table = table(&trees, 1, "baeume", shape.clone(), number.into());
        versions.push(
            store
                .commit(version(&trees, number, vec![table]))
                .await
                .unwrap()
                .id,
        );
    }
    for (version, shape) in versions.iter().zip(&shapes) {
        assert_eq!(&store.tables(*version).await.unwrap()[0].columns, shape);
    }
    // Equal versions share their rows: 2 at first, 1 renamed, 3 in another order or new, 2 in other places.
    let rows = place
        .texts("select cast(count(*) as text) from hw_column")
        .await;
    assert_eq!(rows, ["8"]);
}

async fn a_table_that_is_gone_may_come_back_under_its_number(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let one = || table(&trees, 1, "baeume__arten", columns(), 3);
    let two = |rows| table(&trees, 2, "baeume__orte", columns(), rows);
    let mut versions = Vec::new();
    for (number, tables) in [
        (1, vec![one(), two(4)]),
        (2, vec![one()]),
        (3, vec![one(), two(5)]),
    ] {
        versions.push(
            store
                .commit(version(&trees, number, tables))
                .await
                .unwrap()
                .id,
        );
    }
    for (version, expected) in versions.iter().zip([vec![3, 4], vec![3], vec![3, 5]]) {
        let rows: Vec<_> = store
            .tables(*version)
            .await
            .unwrap()
            .iter()
            .map(|table| table.rows)
            .collect();
        assert_eq!(rows, expected);
    }
    let intervals = place
        .texts(
            "select cast(begin_snapshot as text) || '-' || coalesce(cast(end_snapshot as text), '')
             from ducklake_table where table_name = 'baeume__orte' order by begin_snapshot",
        )
        .await;
    assert_eq!(intervals, ["1-2", "3-"]);
    let numbers = place
        .texts("select distinct cast(table_id as text) from ducklake_table where table_name = 'baeume__orte'")
        .await;
    assert_eq!(numbers.len(), 1);
}

async fn a_table_may_change_its_name_and_old_versions_keep_the_old_one(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let first = store
        .commit(version(
            &trees,
            1,
            vec![table(&trees, 1, "baeume", columns(), 3)],
        ))
        .await
        .unwrap();
    // The other table takes over the name the first one gives up, in the same version.
    let tables = vec![
        table(&trees, 2, "baeume", columns(), 5),
        table(&trees, 1, "baeume__alt", columns(), 4),
    ];
    let error = store.commit(version(&trees, 2, tables)).await;
    let second = error.expect("names may move between tables of a dataset");
    assert_eq!(
        store.tables(first.id).await.unwrap()[0].table.sql_name,
        slug("baeume")
    );
    let names: Vec<_> = store
        .tables(second.id)
        .await
        .unwrap()
        .iter()
        .map(|table| (table.table.sql_name.to_string(), table.rows))
        .collect();
    assert_eq!(
        names,
        [("baeume".to_owned(), 5), ("baeume__alt".to_owned(), 4)]
    );
    for name in ["baeume", "baeume__alt"] {
        let found = Datasets::by_table(store, &umwelt.slug, &slug(name))
            .await
            .unwrap();
        assert_eq!(found.map(|one| one.id), Some(trees.id));
    }
}

async fn withdrawing_ends_the_tables_and_coming_back_revives_them(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(store, &trees, 1, 3).await;
    let newest = lift(store, &trees, 2, 4).await;
    let live = "select path from ducklake_data_file where end_snapshot is null";
    let before = place.texts(live).await;
    assert_eq!(before.len(), 1);

    for _twice in 0..2 {
        store
            .change(
                trees.id,
                DatasetChange::State(DatasetState::Withdrawn),
                &event("change", minute(10)),
            )
            .await
            .unwrap();
        assert_eq!(
            Datasets::get(store, trees.id).await.unwrap().unwrap().state,
            DatasetState::Withdrawn
        );
    }
    for table in ["table", "column", "data_file"] {
        let left = place
            .texts(&format!(
                "select cast(count(*) as text) from ducklake_{table} where end_snapshot is null"
            ))
            .await;
        assert_eq!(left, ["0"], "{table}");
    }
    assert_eq!(
        Versions::get(store, trees.id, None).await.unwrap(),
        Some(newest.clone())
    );
    assert_eq!(store.tables(newest.id).await.unwrap()[0].rows, 4);

    for _twice in 0..2 {
        store
            .change(
                trees.id,
                DatasetChange::State(DatasetState::Lifted),
                &event("change", minute(20)),
            )
            .await
            .unwrap();
    }
    assert_eq!(place.texts(live).await, before);
    let snapshots = place
        .texts("select cast(max(snapshot_id) as text) from ducklake_snapshot")
        .await;
    assert_eq!(snapshots, ["4"], "doing it twice is no second snapshot");
    assert!(store.integrity().await.unwrap().is_well());
    lift(store, &trees, 3, 5).await;
}

async fn a_new_version_brings_a_withdrawn_dataset_back(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(store, &trees, 1, 3).await;
    store
        .change(
            trees.id,
            DatasetChange::State(DatasetState::Withdrawn),
            &event("change", minute(10)),
        )
        .await
        .unwrap();
    lift(store, &trees, 2, 4).await;
    let dataset = Datasets::get(store, trees.id).await.unwrap().unwrap();
    assert_eq!(dataset.state, DatasetState::Lifted);
    let live = place
        .texts(
            "select cast(record_count as text) from ducklake_data_file where end_snapshot is null",
        )
        .await;
    assert_eq!(live, ["4"]);
}
