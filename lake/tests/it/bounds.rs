//! What a file says of the texts it holds where each text was read once.

use crate::samples::{column, reading};
use arrow::array::{Array, ArrayRef, AsArray, DictionaryArray, Int32Array, StringArray};
use arrow::datatypes::{Field, Int32Type, Schema};
use arrow::record_batch::RecordBatch;
use hebewerk_hub::ports::{Reading, RowFiles, WriteTable};
use hebewerk_lake::Lake;
use hebewerk_model::ColumnType;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::file::metadata::PageIndexPolicy;
use parquet::file::statistics::Statistics;
use std::fs::File;
use std::sync::Arc;

/// As many as make a row group of their own.
const ROWS: i32 = 70_000;

type Texts = DictionaryArray<Int32Type>;

/// Every row holds one of `texts`, or nothing where `key` says so.
fn coded(texts: Vec<Option<&str>>, key: impl Fn(i32) -> Option<i32>) -> Texts {
    let keys: Int32Array = (0..ROWS).map(key).collect();
    DictionaryArray::new(keys, Arc::new(StringArray::from(texts)))
}

fn piece(texts: &Texts) -> Reading {
    let field = Field::new("art", texts.data_type().clone(), true);
    let array: ArrayRef = Arc::new(texts.clone());
    Reading::Rows(RecordBatch::try_new(Arc::new(Schema::new(vec![field])), vec![array]).unwrap())
}

fn said(statistics: &Statistics) -> (Option<&str>, Option<&str>, Option<u64>) {
    let text = |bytes| std::str::from_utf8(bytes).unwrap();
    (
        statistics.min_bytes_opt().map(text),
        statistics.max_bytes_opt().map(text),
        statistics.null_count_opt(),
    )
}

#[tokio::test]
async fn bounds_of_coded_texts_are_those_of_the_rows() {
    let long = "z".repeat(65);
    let pieces = [
        // Nobody holds the first and the last text, and one text is none.
        coded(
            vec![
                Some("Ahorn"),
                Some("Eiche"),
                None,
                Some("Ölweide"),
                Some("Linde"),
                Some("😀"),
            ],
            |row| (row % 7 != 0).then_some(1 + row % 4),
        ),
        coded(vec![Some("b"), Some(&long)], |row| Some(row % 2)),
        coded(vec![Some("a")], |_| None),
    ];
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    let table = WriteTable {
        folder: "o1/d2".to_owned(),
        columns: vec![column(5, "art", ColumnType::Text)],
        reading: reading(pieces.iter().map(|texts| Ok(piece(texts))).collect()),
    };
    let written = lake.write(table).await.unwrap();

    let path = lake.root().join("data").join(&written.files[0].path);
    let options = ArrowReaderOptions::new().with_page_index_policy(PageIndexPolicy::Required);
    let builder =
        ParquetRecordBatchReaderBuilder::try_new_with_options(File::open(path).unwrap(), options)
            .unwrap();
    let groups = builder.metadata().row_groups();
    let said: Vec<_> = groups
        .iter()
        .map(|group| said(group.column(0).statistics().unwrap()))
        .collect();
    let empty = pieces[0].logical_null_count() as u64;
    assert!(empty > 10_000, "{empty}");
    assert_eq!(
        said,
        [
            (Some("Eiche"), Some("Ölweide"), Some(empty)),
            (Some("b"), None, Some(0)),
            (None, None, Some(ROWS as u64)),
        ]
    );

    let texts = pieces.iter().flat_map(|texts| {
        let texts = texts.downcast_dict::<StringArray>().unwrap();
        texts
            .into_iter()
            .map(|text| text.map(str::to_owned))
            .collect::<Vec<_>>()
    });
    let read = builder.build().unwrap().flat_map(|batch| {
        let batch = batch.unwrap();
        let column = batch.column(0).as_string::<i32>();
        column
            .iter()
            .map(|text| text.map(str::to_owned))
            .collect::<Vec<_>>()
    });
    assert!(read.eq(texts), "other texts came back");
}
