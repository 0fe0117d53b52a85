use crate::samples::{batch_of, column, reading, tree_table, trees};
use arrow::array::{
    ArrayRef, AsArray, BinaryArray, BooleanArray, Date32Array, Decimal128Array, Float64Array,
    StringArray, Time64MicrosecondArray, TimestampMicrosecondArray,
};
use arrow::compute::concat_batches;
use arrow::datatypes::Int64Type;
use arrow::record_batch::RecordBatch;
use hebewerk_hub::ports::{ReadError, Reading, RowFiles, RowsError, SetAside, WriteTable};
use hebewerk_lake::Lake;
use hebewerk_model::{ColumnType, DataFile};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::metadata::RowGroupMetaData;
use std::fs::File;
use std::sync::Arc;

fn read_back(lake: &Lake, file: &DataFile) -> RecordBatch {
    let path = lake.root().join("data").join(&file.path);
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let schema = builder.schema().clone();
    let batches: Vec<_> = builder.build().unwrap().map(Result::unwrap).collect();
    concat_batches(&schema, &batches).unwrap()
}

fn lake() -> (tempfile::TempDir, Lake) {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    (folder, lake)
}

#[tokio::test]
async fn rows_come_back_with_their_numbers_and_field_ids() {
    let (_folder, lake) = lake();
    let (columns, first) = trees(1, 100);
    let (_, second) = trees(101, 50);
    let table = WriteTable {
        folder: "o1/d2".to_owned(),
        columns,
        reading: reading(vec![Ok(Reading::Rows(first)), Ok(Reading::Rows(second))]),
    };
    let written = lake.write(table).await.unwrap();
    assert_eq!(
        (written.rows, written.files.len(), written.aside_rows),
        (150, 1, 0)
    );
    let file = &written.files[0];
    assert_eq!((file.rows, &file.null_counts), (150, &vec![21, 0]));
    assert!(file.path.starts_with("o1/d2/") && file.path.ends_with(".parquet"));
    assert!(lake.verify(file).await.unwrap());

    let rows = read_back(&lake, file);
    let ids: Vec<&str> = rows
        .schema_ref()
        .fields()
        .iter()
        .map(|field| field.metadata()["PARQUET:field_id"].as_str())
        .collect();
    assert_eq!(ids, ["3", "5", "1000000000"]);
    let numbers = rows.column(2).as_primitive::<Int64Type>();
    assert!(numbers.values().iter().copied().eq(1..=150));
    let (_, expected) = trees(1, 150);
    assert_eq!(rows.column(0), expected.column(0));
    assert_eq!(rows.column(1), expected.column(1));
}

#[tokio::test]
async fn sizes_in_the_catalogue_are_those_of_the_file() {
    let (_folder, lake) = lake();
    let written = lake.write(tree_table("o1/d2", 1_000)).await.unwrap();
    let file = &written.files[0];
    let bytes = std::fs::read(lake.root().join("data").join(&file.path)).unwrap();
    assert_eq!(bytes.len() as u64, file.size_bytes);
    let footer = &bytes[bytes.len() - 8..bytes.len() - 4];
    assert_eq!(
        u64::from(u32::from_le_bytes(footer.try_into().unwrap())),
        file.footer_bytes
    );
    assert_eq!(blake3::hash(&bytes).as_bytes(), file.content.as_bytes());
}

#[tokio::test]
async fn every_type_of_the_model_survives() {
    let (_folder, lake) = lake();
    let types = [
        ColumnType::Text,
        ColumnType::Decimal {
            precision: 18,
            scale: 2,
        },
        ColumnType::Float,
        ColumnType::Boolean,
        ColumnType::Date,
        ColumnType::Time,
        ColumnType::Timestamp,
        ColumnType::TimestampUtc,
        ColumnType::Json,
        ColumnType::Binary,
    ];
    let columns: Vec<_> = (1..)
        .zip(types)
        .map(|(id, t)| column(id, &format!("c{id}"), t))
        .collect();
    let arrays: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from(vec![Some("Straße"), None])),
        Arc::new(
            Decimal128Array::from(vec![Some(-12_345), None])
                .with_precision_and_scale(18, 2)
                .unwrap(),
        ),
        Arc::new(Float64Array::from(vec![Some(0.1), None])),
        Arc::new(BooleanArray::from(vec![Some(true), None])),
        Arc::new(Date32Array::from(vec![Some(20_000), None])),
        Arc::new(Time64MicrosecondArray::from(vec![Some(1), None])),
        Arc::new(TimestampMicrosecondArray::from(vec![Some(1), None])),
        Arc::new(TimestampMicrosecondArray::from(vec![Some(1), None]).with_timezone("UTC")),
        Arc::new(StringArray::from(vec![Some("{}"), None])),
        Arc::new(BinaryArray::from(vec![Some(b"\x00\xff".as_slice()), None])),
    ];
    let batch = batch_of(&columns, arrays);
    let table = WriteTable {
        folder: "o1/d2".to_owned(),
        columns,
        reading: reading(vec![Ok(Reading::Rows(batch.clone()))]),
    };
    let written = lake.write(table).await.unwrap();
    let rows = read_back(&lake, &written.files[0]);
    for (index, expected) in batch.columns().iter().enumerate() {
        assert_eq!(rows.column(index), expected);
    }
}

#[tokio::test]
async fn an_empty_table_has_one_file_with_its_columns() {
    let (_folder, lake) = lake();
    let mut table = tree_table("o1/d2", 0);
    table.reading = reading(Vec::new());
    let written = lake.write(table).await.unwrap();
    assert_eq!((written.rows, written.files.len()), (0, 1));
    assert_eq!(read_back(&lake, &written.files[0]).num_columns(), 3);
}

#[tokio::test]
async fn rows_set_aside_lie_in_files_of_their_own() {
    let (_folder, lake) = lake();
    let mut table = tree_table("o1/d2", 0);
    let (_, batch) = trees(1, 3);
    table.reading = reading(vec![
        Ok(Reading::Aside(vec![SetAside {
            row: 7,
            column: Some("Höhe".to_owned()),
            reason: "no_number",
            text: "ca. 12 m".to_owned(),
        }])),
        Ok(Reading::Rows(batch)),
        Ok(Reading::Aside(vec![SetAside {
            row: 9,
            column: None,
            reason: "ragged_row",
            text: "a;b;c;d".to_owned(),
        }])),
    ]);
    let written = lake.write(table).await.unwrap();
    assert_eq!(
        (written.rows, written.aside_rows, written.aside.len()),
        (3, 2, 1)
    );
    let aside = read_back(&lake, &written.aside[0]);
    assert_eq!(
        aside.column(0).as_primitive::<Int64Type>().values(),
        &[7, 9]
    );
    assert_eq!(aside.column(1).null_count(), 1);
    assert_eq!(aside.column(3).as_string::<i32>().value(1), "a;b;c;d");
    let schema = aside.schema();
    let names: Vec<_> = schema
        .fields()
        .iter()
        .map(|field| field.name().as_str())
        .collect();
    assert_eq!(names, ["zeile", "spalte", "grund", "rohtext", "_zeile"]);
}

#[tokio::test]
async fn row_groups_hold_128k_rows_so_that_both_cores_work() {
    let (_folder, lake) = lake();
    let written = lake.write(tree_table("o1/d2", 300_000)).await.unwrap();
    let file = File::open(lake.root().join("data").join(&written.files[0].path)).unwrap();
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let rows: Vec<i64> = builder
        .metadata()
        .row_groups()
        .iter()
        .map(RowGroupMetaData::num_rows)
        .collect();
    assert_eq!(rows, [131_072, 131_072, 37_856]);
    assert!(
        builder
            .metadata()
            .row_group(0)
            .column(0)
            .statistics()
            .is_some()
    );
}

#[tokio::test]
async fn an_error_of_the_reader_ends_the_write_with_that_error() {
    let (_folder, lake) = lake();
    let mut table = tree_table("o1/d2", 0);
    let (_, batch) = trees(1, 3);
    table.reading = reading(vec![
        Ok(Reading::Rows(batch)),
        Err(ReadError::Stopped {
            reason: "out of memory".to_owned(),
            by_file: true,
        }),
    ]);
    let error = lake.write(table).await.unwrap_err();
    assert!(
        matches!(error, RowsError::Read(ReadError::Stopped { .. })),
        "{error}"
    );
    assert_eq!(
        std::fs::read_dir(lake.root().join("drafts"))
            .unwrap()
            .count(),
        0
    );
}

#[tokio::test]
async fn a_reader_that_panics_is_an_error_and_not_a_shorter_table() {
    let (_folder, lake) = lake();
    let (columns, batch) = trees(1, 3);
    let pieces = [true, false].into_iter().map(move |good| {
        assert!(good, "this panic belongs to the test");
        Ok(Reading::Rows(batch.clone()))
    });
    let table = WriteTable {
        folder: "o1/d2".to_owned(),
        columns,
        reading: Box::new(pieces),
    };
    let error = lake.write(table).await.unwrap_err();
    assert!(
        matches!(error, RowsError::Read(ReadError::Stopped { .. })),
        "{error}"
    );
}

#[tokio::test]
async fn a_folder_that_leads_out_of_the_data_directory_is_refused() {
    let (_folder, lake) = lake();
    for folder in ["..", "../raw", "/etc", "o1//d2", "", "o1/./d2"] {
        assert!(
            lake.write(tree_table(folder, 1)).await.is_err(),
            "{folder:?} was accepted"
        );
    }
}

#[tokio::test]
async fn a_changed_byte_is_noticed() {
    let (_folder, lake) = lake();
    let written = lake.write(tree_table("o1/d2", 100)).await.unwrap();
    let path = lake.root().join("data").join(&written.files[0].path);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[20] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert!(!lake.verify(&written.files[0]).await.unwrap());
}
