//! DuckDB as oracle: what our store wrote is read by somebody who knows only the format.

mod files;
mod reader;

use crate::city::{column, dataset, event, minute, organisation, umwelt, version};
use crate::place::Place;
use arrow::array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array,
    StringArray, Time64MicrosecondArray, TimestampMicrosecondArray,
};
use files::written;
use hebewerk_hub::ports::{DatasetChange, Datasets, Organisations, Versions};
use hebewerk_model::{Column, ColumnType, DatasetState};
use reader::DuckDb;
use std::sync::Arc;

fn decimals(values: Vec<Option<i128>>) -> ArrayRef {
    Arc::new(
        Decimal128Array::from(values)
            .with_precision_and_scale(9, 2)
            .unwrap(),
    )
}

fn texts(values: Vec<Option<&str>>) -> ArrayRef {
    Arc::new(StringArray::from(values))
}

fn integers(values: Vec<Option<i64>>) -> ArrayRef {
    Arc::new(Int64Array::from(values))
}

const HEIGHT: ColumnType = ColumnType::Decimal {
    precision: 9,
    scale: 2,
};

/// Four shapes of one table: at first; other rows; a column renamed, one retyped, one added; one dropped and the
/// rest in another order.
fn shapes() -> [Vec<(Column, ArrayRef)>; 4] {
    let number = || column(1, "nr", ColumnType::Integer);
    let kind = |name| column(2, name, ColumnType::Text);
    let planted = || column(4, "gepflanzt", ColumnType::Date);
    let float = || column(3, "hoehe", ColumnType::Float);
    [
        vec![
            (number(), integers(vec![Some(1), Some(2), Some(3)])),
            (
                kind("baumart"),
                texts(vec![Some("Linde"), None, Some("Öl-Weide")]),
            ),
            (
                column(3, "hoehe", HEIGHT),
                decimals(vec![Some(1_250), Some(300), None]),
            ),
        ],
        vec![
            (number(), integers(vec![Some(4), Some(5)])),
            (kind("baumart"), texts(vec![Some("Ahorn"), Some("Ärger")])),
            (column(3, "hoehe", HEIGHT), decimals(vec![None, Some(1)])),
        ],
        vec![
            (number(), integers(vec![Some(6)])),
            (kind("art"), texts(vec![Some("Eiche")])),
            (float(), Arc::new(Float64Array::from(vec![0.5]))),
            (planted(), Arc::new(Date32Array::from(vec![Some(20_000)]))),
        ],
        vec![
            (planted(), Arc::new(Date32Array::from(vec![None, Some(1)]))),
            (float(), Arc::new(Float64Array::from(vec![Some(2.5), None]))),
            (kind("art"), texts(vec![Some("Buche"), Some("Eibe")])),
        ],
    ]
}

/// What DuckDB must read of each shape.
const EXPECTED: [&[&str]; 4] = [
    &["1|Linde|12.50", "2|-|3.00", "3|Öl-Weide|-"],
    &["4|Ahorn|-", "5|Ärger|0.01"],
    &["6|Eiche|0.5|2024-10-04"],
    &["-|2.5|Buche", "1970-01-02|-|Eibe"],
];

#[tokio::test]
async fn every_version_is_read_as_it_was_committed() {
    let place = Place::sqlite_with_lake().await;
    let Some(mut duckdb) = DuckDb::attach(&place, "READ_ONLY") else {
        return;
    };
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let wells = dataset(2, &umwelt, "Brunnen");
    let mut snapshots = Vec::new();
    for (number, shape) in (1..).zip(shapes()) {
        let name = format!("v{number}");
        let table = written(&place, &trees, (1, "baeume"), &name, shape);
        snapshots.push(
            store
                .commit(version(&trees, number, vec![table]))
                .await
                .unwrap()
                .snapshot,
        );
        // DuckDB has been attached all the time: it must notice the new version, and keep the older ones.
        let now = duckdb.lines("select * from l.umwelt.baeume");
        assert_eq!(now, EXPECTED[snapshots.len() - 1]);
        let other = vec![(
            column(1, "name", ColumnType::Text),
            texts(vec![Some("Markt"), None]),
        )];
        let table = written(&place, &wells, (2, "brunnen"), &name, other);
        store
            .commit(version(&wells, number, vec![table]))
            .await
            .unwrap();
    }
    for (snapshot, expected) in snapshots.iter().zip(EXPECTED) {
        let then = duckdb.lines(&format!(
            "select * from l.umwelt.baeume at (version => {snapshot})"
        ));
        assert_eq!(then, expected, "snapshot {snapshot}");
        let count = duckdb.lines(&format!(
            "select count(*) from l.umwelt.baeume at (version => {snapshot})"
        ));
        assert_eq!(count, [expected.len().to_string()]);
    }
    let by_time = format!(
        "select nr from l.umwelt.baeume at (timestamp => timestamptz '{}')",
        minute(2)
    );
    assert_eq!(duckdb.lines(&by_time), ["4", "5"]);
    assert_eq!(duckdb.lines("select count(*) from l.snapshots()"), ["9"]);
    assert!(
        duckdb
            .try_ask("select * from l.umwelt.baeume at (version => 0)")
            .is_err()
    );
    let changes = "select change_type, nr from l.table_changes('baeume', 3, 3) order by all";
    let changes = changes.replace("l.table_changes(", "ducklake_table_changes('l', 'umwelt', ");
    assert_eq!(
        duckdb.lines(&changes),
        ["delete|1", "delete|2", "delete|3", "insert|4", "insert|5"]
    );
}

#[tokio::test]
async fn filters_and_aggregates_answer_rightly_with_our_counts() {
    let place = Place::sqlite_with_lake().await;
    let Some(mut duckdb) = DuckDb::attach(&place, "READ_ONLY") else {
        return;
    };
    let umwelt = umwelt(&place.store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    for (number, shape) in (1..).zip(shapes().into_iter().take(2)) {
        let table = written(&place, &trees, (1, "baeume"), &format!("v{number}"), shape);
        place
            .store
            .commit(version(&trees, number, vec![table]))
            .await
            .unwrap();
    }
    for (question, expected) in [
        ("select nr from t where baumart is null", "2"),
        ("select count(*) from t where baumart is not null", "2"),
        ("select nr from t where hoehe > 5", "1"),
        ("select count(hoehe) from t", "2"),
        ("select min(nr) || '-' || max(nr) from t", "1-3"),
        ("select max(baumart) from t", "Öl-Weide"),
        ("select sum(hoehe) from t", "15.50"),
    ] {
        let sql = question.replace(" t", " l.umwelt.baeume at (version => 1)");
        assert_eq!(duckdb.lines(&sql), [expected], "{question}");
    }
    assert_eq!(
        duckdb.lines("select min(nr) || '-' || max(nr) from l.umwelt.baeume"),
        ["4-5"]
    );
    assert_eq!(
        duckdb.lines("select nr from l.umwelt.baeume where hoehe is null"),
        ["4"]
    );
}

#[tokio::test]
async fn a_withdrawn_table_is_gone_and_comes_back() {
    let place = Place::sqlite_with_lake().await;
    let Some(mut duckdb) = DuckDb::attach(&place, "READ_ONLY") else {
        return;
    };
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let [first, second, ..] = shapes();
    let land = async |number: u32, shape| {
        let table = written(&place, &trees, (1, "baeume"), &format!("v{number}"), shape);
        store
            .commit(version(&trees, number, vec![table]))
            .await
            .unwrap();
    };
    let all = "select * from l.umwelt.baeume";
    land(1, first).await;
    assert_eq!(duckdb.lines(all), EXPECTED[0]);
    store
        .change(
            trees.id,
            DatasetChange::State(DatasetState::Withdrawn),
            &event("change", minute(5)),
        )
        .await
        .unwrap();
    assert!(
        duckdb
            .try_ask(all)
            .is_err_and(|error| error.contains("does not exist"))
    );
    assert_eq!(
        duckdb.lines("select * from l.umwelt.baeume at (version => 1)"),
        EXPECTED[0]
    );
    store
        .change(
            trees.id,
            DatasetChange::State(DatasetState::Lifted),
            &event("change", minute(6)),
        )
        .await
        .unwrap();
    assert_eq!(duckdb.lines(all), EXPECTED[0]);
    store
        .change(
            trees.id,
            DatasetChange::State(DatasetState::Withdrawn),
            &event("change", minute(7)),
        )
        .await
        .unwrap();
    land(2, second).await;
    assert_eq!(duckdb.lines(all), EXPECTED[1]);
    assert_eq!(
        duckdb.lines("select * from l.umwelt.baeume at (version => 3)"),
        EXPECTED[0]
    );
    assert!(
        duckdb
            .try_ask("select * from l.umwelt.baeume at (version => 4)")
            .is_err()
    );
}

#[tokio::test]
async fn every_type_has_the_values_that_were_written() {
    let place = Place::sqlite_with_lake().await;
    let Some(mut duckdb) = DuckDb::attach(&place, "READ_ONLY") else {
        return;
    };
    let main = organisation(1, "Main");
    Organisations::save(&place.store, &main, &[]).await.unwrap();
    let trees = dataset(1, &main, "Bäume");
    let moment = 1_700_000_000_123_456;
    let cells: [(ColumnType, ArrayRef, &str, &str); 11] = [
        (
            ColumnType::Text,
            texts(vec![Some("'ß\"")]),
            "VARCHAR",
            "'ß\"",
        ),
        (
            ColumnType::Integer,
            integers(vec![Some(i64::MIN)]),
            "BIGINT",
            "-9223372036854775808",
        ),
        (HEIGHT, decimals(vec![Some(-123)]), "DECIMAL(9,2)", "-1.23"),
        (
            ColumnType::Float,
            Arc::new(Float64Array::from(vec![1.5])),
            "DOUBLE",
            "1.5",
        ),
        (
            ColumnType::Boolean,
            Arc::new(BooleanArray::from(vec![true])),
            "BOOLEAN",
            "true",
        ),
        (
            ColumnType::Date,
            Arc::new(Date32Array::from(vec![20_000])),
            "DATE",
            "2024-10-04",
        ),
        (
            ColumnType::Time,
            Arc::new(Time64MicrosecondArray::from(vec![1_500_000])),
            "TIME",
            "00:00:01.5",
        ),
        (
            ColumnType::Timestamp,
            Arc::new(TimestampMicrosecondArray::from(vec![moment])),
            "TIMESTAMP",
            "2023-11-14 22:13:20.123456",
        ),
        (
            ColumnType::TimestampUtc,
            Arc::new(TimestampMicrosecondArray::from(vec![moment]).with_timezone("UTC")),
            "TIMESTAMP WITH TIME ZONE",
            "2023-11-14 22:13:20.123456+00",
        ),
        (
            ColumnType::Json,
            texts(vec![Some("{\"a\":1}")]),
            "JSON",
            "{\"a\":1}",
        ),
        (
            ColumnType::Binary,
            Arc::new(BinaryArray::from_vec(vec![b"\x00a"])),
            "BLOB",
            "\\x00a",
        ),
    ];
    let columns = (1..)
        .zip(&cells)
        .map(|(id, (column_type, values, ..))| {
            (
                column(id, &format!("c {id}"), *column_type),
                Arc::clone(values),
            )
        })
        .collect();
    let table = written(&place, &trees, (1, "baeume"), "Umlaut ä + 'x' #1", columns);
    place
        .store
        .commit(version(&trees, 1, vec![table]))
        .await
        .unwrap();
    for (id, (_, _, name, value)) in (1..).zip(&cells) {
        let sql =
            format!("select typeof(\"c {id}\"), cast(\"c {id}\" as varchar) from l.main.baeume");
        assert_eq!(duckdb.lines(&sql), [format!("{name}|{value}")]);
    }
}

#[tokio::test]
async fn columns_may_bear_any_name_people_give_them() {
    let place = Place::sqlite_with_lake().await;
    let Some(mut duckdb) = DuckDb::attach(&place, "READ_ONLY") else {
        return;
    };
    let umwelt = umwelt(&place.store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let names = [
        "rowid",
        "snapshot_id",
        "filename",
        "file_row_number",
        "file_index",
        "select",
        "straße / \"nr.\"",
        "o'brien",
    ];
    let columns = (1..)
        .zip(names)
        .map(|(id, name)| (column(id, name, ColumnType::Text), texts(vec![Some(name)])))
        .collect();
    let table = written(&place, &trees, (1, "baeume"), "v1", columns);
    place
        .store
        .commit(version(&trees, 1, vec![table]))
        .await
        .unwrap();
    for name in names {
        let quoted = name.replace('"', "\"\"");
        let sql = format!("select \"{quoted}\" from l.umwelt.baeume");
        assert_eq!(duckdb.lines(&sql), [name], "{name}");
    }
    assert_eq!(
        duckdb.lines("select * from l.umwelt.baeume"),
        [names.join("|")]
    );
}

#[tokio::test]
async fn duckdb_cannot_write_to_the_catalogue() {
    let place = Place::sqlite_with_lake().await;
    let Some(mut duckdb) = DuckDb::attach(&place, "DATA_INLINING_ROW_LIMIT 0") else {
        return;
    };
    let umwelt = umwelt(&place.store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let [first, ..] = shapes();
    let table = written(&place, &trees, (1, "baeume"), "v1", first);
    place
        .store
        .commit(version(&trees, 1, vec![table]))
        .await
        .unwrap();
    for sql in [
        "insert into l.umwelt.baeume values (9, 'x', 1)",
        "create table l.umwelt.neu (a integer)",
        "drop table l.umwelt.baeume",
        "delete from l.umwelt.baeume",
        "call ducklake_expire_snapshots('l', versions => [0])",
    ] {
        let error = duckdb.try_ask(sql).expect_err(sql);
        assert!(error.contains("only writer"), "{sql}: {error}");
    }
    assert_eq!(duckdb.lines("select * from l.umwelt.baeume"), EXPECTED[0]);
    assert_eq!(place.store.integrity().await.unwrap().problems, []);
}
