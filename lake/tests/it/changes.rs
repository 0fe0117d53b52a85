//! How many rows of a table changed.

use crate::samples::{batch_of, column, reading};
use arrow::array::{Int64Array, StringArray};
use hebewerk_hub::ports::{Reading, RowFiles, TableFiles, WriteTable};
use hebewerk_lake::Lake;
use hebewerk_model::{ChangedRows, ColumnType};
use std::sync::Arc;

async fn table(lake: &Lake, rows: &[(i64, &str)]) -> TableFiles {
    let columns = vec![
        column(1, "nr", ColumnType::Integer),
        column(2, "art", ColumnType::Text),
    ];
    let numbers: Int64Array = rows.iter().map(|(number, _)| Some(*number)).collect();
    let texts: StringArray = rows.iter().map(|(_, text)| Some(*text)).collect();
    let batch = batch_of(&columns, vec![Arc::new(numbers), Arc::new(texts)]);
    let written = lake.write(WriteTable {
        folder: "o1/t1".to_owned(),
        columns: columns.clone(),
        reading: reading(vec![Ok(Reading::Rows(batch))]),
    });
    let written = written.await.unwrap();
    let columns = columns.into_iter();
    TableFiles {
        files: written.files.into_iter().map(|file| file.path).collect(),
        columns: columns
            .map(|column| (column.name, column.column_type))
            .collect(),
        rows: written.rows,
    }
}

#[tokio::test]
async fn rows_are_new_other_or_gone() {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    let before = table(&lake, &[(1, "a"), (2, "b"), (3, "c"), (3, "c")]).await;
    let after = table(&lake, &[(3, "c"), (1, "A"), (2, "b"), (4, "d"), (5, "d")]).await;
    let changes = async |before: &TableFiles, after: &TableFiles, key: Option<&str>| {
        let key = key.map(str::to_owned);
        lake.changes(before.clone(), after.clone(), key)
            .await
            .unwrap()
    };
    let expect = |inserted, updated, deleted| {
        Some(ChangedRows {
            inserted,
            updated,
            deleted,
        })
    };
    // Rows that are there twice are counted twice.
    assert_eq!(changes(&before, &after, None).await, expect(3, None, 2));
    assert_eq!(changes(&after, &after, None).await, expect(0, None, 0));
    // A key that names two rows names none.
    assert_eq!(changes(&before, &after, Some("nr")).await, None);
    let before = table(&lake, &[(1, "a"), (2, "b"), (3, "c"), (6, "f")]).await;
    assert_eq!(
        changes(&before, &after, Some("nr")).await,
        expect(2, Some(1), 1)
    );
    // A column that is gone is no key, and a column of another type is not compared.
    assert_eq!(
        changes(&before, &after, Some("x")).await,
        expect(3, None, 2)
    );
    let mut retyped = after.clone();
    retyped.columns[1].1 = ColumnType::Json;
    assert_eq!(
        changes(&before, &retyped, Some("nr")).await,
        expect(2, Some(0), 1)
    );
}
