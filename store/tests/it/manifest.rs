use crate::city::{
    column, columns, dataset, event, lift, minute, organisation, table, umwelt, version,
};
use crate::place::{DATA_PATH, Place};
use hebewerk_hub::ports::{DatasetChange, Datasets, Organisations, Versions};
use hebewerk_model::{ColumnType, DatasetState};

on_both_databases! {
    a_new_manifest_has_all_tables_and_its_first_rows,
    every_snapshot_says_what_it_changed,
    the_schema_version_grows_exactly_when_tables_or_columns_change,
    the_times_of_snapshots_grow_also_when_the_clock_stands_still,
    each_type_has_its_name_in_the_format,
    files_are_counted_but_no_bound_of_a_value_is_written,
    row_numbers_run_on_from_version_to_version,
    an_organisation_named_main_takes_over_the_schema_of_birth,
    the_author_of_a_snapshot_is_an_office,
}

async fn a_new_manifest_has_all_tables_and_its_first_rows(place: &Place) {
    let metadata = place
        .texts("select key || '=' || value from ducklake_metadata order by key")
        .await;
    let created_by = concat!("created_by=hebewerk ", env!("CARGO_PKG_VERSION"));
    let data_path = format!("data_path={DATA_PATH}/");
    assert_eq!(
        metadata,
        [
            created_by,
            data_path.as_str(),
            "encrypted=false",
            "version=1.0"
        ]
    );
    let schemas = place
        .texts("select schema_name from ducklake_schema where end_snapshot is null")
        .await;
    assert_eq!(schemas, ["main"]);
    for table in [
        "column",
        "column_mapping",
        "column_tag",
        "data_file",
        "delete_file",
        "file_column_stats",
        "file_partition_value",
        "file_variant_stats",
        "files_scheduled_for_deletion",
        "inlined_data_tables",
        "macro",
        "macro_impl",
        "macro_parameters",
        "metadata",
        "name_mapping",
        "partition_column",
        "partition_info",
        "schema",
        "schema_versions",
        "snapshot",
        "snapshot_changes",
        "sort_expression",
        "sort_info",
        "table",
        "table_column_stats",
        "table_stats",
        "tag",
        "view",
    ] {
        place
            .texts(&format!(
                "select cast(count(*) as text) from ducklake_{table}"
            ))
            .await;
    }
}

async fn every_snapshot_says_what_it_changed(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let one = || table(&trees, 1, "baeume", columns(), 3);
    let two = || table(&trees, 2, "baeume__orte", columns(), 4);
    let mut renamed = one();
    renamed.table.columns[0].name = "art".to_owned();
    for (number, tables) in (1..).zip([vec![one(), two()], vec![one(), two()], vec![renamed]]) {
        store.commit(version(&trees, number, tables)).await.unwrap();
    }
    store
        .change(
            trees.id,
            DatasetChange::State(DatasetState::Withdrawn),
            &event("change", minute(9)),
        )
        .await
        .unwrap();
    store
        .change(
            trees.id,
            DatasetChange::State(DatasetState::Lifted),
            &event("change", minute(9)),
        )
        .await
        .unwrap();
    let changes = place
        .texts("select changes_made from ducklake_snapshot_changes order by snapshot_id")
        .await;
    assert_eq!(
        changes,
        [
            "created_schema:\"main\"",
            "created_schema:\"umwelt\",created_table:\"umwelt\".\"baeume\",inserted_into_table:2,\
             created_table:\"umwelt\".\"baeume__orte\",inserted_into_table:3",
            "deleted_from_table:2,inserted_into_table:2,deleted_from_table:3,inserted_into_table:3",
            "dropped_table:3,altered_table:2,deleted_from_table:2,inserted_into_table:2",
            "dropped_table:2",
            "created_table:\"umwelt\".\"baeume\",inserted_into_table:2",
        ]
    );
}

async fn the_schema_version_grows_exactly_when_tables_or_columns_change(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let mut relabelled = columns();
    relabelled[0].label = "Anders".to_owned();
    let mut retyped = columns();
    retyped[1].column_type = ColumnType::Float;
    let mut swapped = retyped.clone();
    swapped.reverse();
    let shapes = [
        columns(),
        columns(),
        relabelled,
        retyped,
        swapped.clone(),
        swapped,
    ];
    for (number, shape) in (1..).zip(shapes) {
        let table = table(&trees, 1, "baeume", shape, number.into());
        store
            .commit(version(&trees, number, vec![table]))
            .await
            .unwrap();
    }
    store
        .change(
            trees.id,
            DatasetChange::State(DatasetState::Withdrawn),
            &event("change", minute(9)),
        )
        .await
        .unwrap();
    let versions = place
        .texts("select cast(schema_version as text) from ducklake_snapshot order by snapshot_id")
        .await;
    assert_eq!(versions, ["0", "1", "1", "1", "2", "3", "3", "4"]);
    let tables = place
        .texts(
            "select cast(begin_snapshot as text) || ':' || cast(schema_version as text) || ':' || cast(table_id as text)
             from ducklake_schema_versions order by begin_snapshot",
        )
        .await;
    assert_eq!(tables, ["1:1:2", "4:2:2", "5:3:2", "7:4:2"]);
}

async fn the_times_of_snapshots_grow_also_when_the_clock_stands_still(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    for (number, at) in [
        (1, minute(5)),
        (2, minute(5)),
        (3, minute(4)),
        (4, minute(6)),
    ] {
        let mut new = version(
            &trees,
            number,
            vec![table(&trees, 1, "baeume", columns(), number.into())],
        );
        new.version.created_at = at;
        store.commit(new).await.unwrap();
    }
    let grows = place
        .texts(
            "select cast(count(*) as text) from ducklake_snapshot a
             join ducklake_snapshot b on b.snapshot_id = a.snapshot_id + 1
             where b.snapshot_time > a.snapshot_time",
        )
        .await;
    assert_eq!(grows, ["4"]);
}

async fn each_type_has_its_name_in_the_format(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let types = [
        (ColumnType::Text, "varchar"),
        (ColumnType::Integer, "int64"),
        (
            ColumnType::Decimal {
                precision: 38,
                scale: 0,
            },
            "decimal(38,0)",
        ),
        (ColumnType::Float, "float64"),
        (ColumnType::Boolean, "boolean"),
        (ColumnType::Date, "date"),
        (ColumnType::Time, "time"),
        (ColumnType::Timestamp, "timestamp"),
        (ColumnType::TimestampUtc, "timestamptz"),
        (ColumnType::Json, "json"),
        (ColumnType::Binary, "blob"),
    ];
    let columns: Vec<_> = (1..)
        .zip(types)
        .map(|(id, (column_type, name))| {
            column(
                id,
                &format!("{}_{id}", name.replace(['(', ')', ','], "_")),
                column_type,
            )
        })
        .collect();
    let new = version(
        &trees,
        1,
        vec![table(&trees, 1, "baeume", columns.clone(), 3)],
    );
    store.commit(new.clone()).await.unwrap();
    let names = place
        .texts("select column_type from ducklake_column order by column_order")
        .await;
    assert_eq!(names, types.map(|(_, name)| name));
    assert_eq!(
        store.tables(new.version.id).await.unwrap()[0].columns,
        columns
    );
}

async fn files_are_counted_but_no_bound_of_a_value_is_written(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    lift(store, &dataset(1, &umwelt, "Bäume"), 1, 5).await;
    let counts = place
        .texts(
            "select cast(column_id as text) || ':' || cast(value_count as text) || ':' || cast(null_count as text)
             from ducklake_file_column_stats
             where min_value is null and max_value is null and extra_stats is null
             order by column_id",
        )
        .await;
    assert_eq!(counts, ["1:3:2", "2:3:2"]);
    let whole = place
        .texts("select cast(count(*) as text) from ducklake_table_column_stats")
        .await;
    assert_eq!(whole, ["0"]);
}

async fn row_numbers_run_on_from_version_to_version(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    for (number, rows) in [(1, 3), (2, 4), (3, 2)] {
        lift(store, &trees, number, rows).await;
    }
    let starts = place
        .texts("select cast(row_id_start as text) from ducklake_data_file order by data_file_id")
        .await;
    assert_eq!(starts, ["0", "3", "7"]);
    let totals = place
        .texts("select cast(record_count as text) || ':' || cast(next_row_id as text) from ducklake_table_stats")
        .await;
    assert_eq!(totals, ["9:9"]);
}

async fn an_organisation_named_main_takes_over_the_schema_of_birth(place: &Place) {
    let store = &place.store;
    let main = organisation(1, "Main");
    Organisations::save(store, &main, &[]).await.unwrap();
    lift(store, &dataset(1, &main, "Brücken"), 1, 3).await;
    let schemas = place.texts("select schema_name from ducklake_schema").await;
    assert_eq!(schemas, ["main"]);
    let tables = place
        .texts("select cast(schema_id as text) || table_name from ducklake_table")
        .await;
    assert_eq!(tables, ["0bruecken"]);
}

async fn the_author_of_a_snapshot_is_an_office(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    lift(store, &dataset(1, &umwelt, "Bäume"), 1, 3).await;
    let said = place
        .texts("select author || ': ' || commit_message from ducklake_snapshot_changes where snapshot_id = 1")
        .await;
    assert_eq!(said, ["Umwelt: Lieferung 1"]);
}
