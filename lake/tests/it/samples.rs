//! Small tables and lakes for the tests.

use arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::{Field, Schema};
use hebewerk_hub::ports::{
    Clock, Identifiers, ReadError, Reading, SystemClock, TableReading, WriteTable, data_type,
};
use hebewerk_lake::{Disk, Lake};
use hebewerk_model::{Column, ColumnId, ColumnType};
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Identifiers that count: the same in every run.
#[derive(Debug, Default)]
pub(crate) struct Counting(AtomicU64);

impl Counting {
    /// Begins at `number`: another process must not use the same names again.
    pub(crate) fn from(number: u64) -> Self {
        Self(AtomicU64::new(number))
    }
}

impl Identifiers for Counting {
    fn fresh(&self) -> uuid::Uuid {
        uuid::Uuid::from_u128(u128::from(self.0.fetch_add(1, Ordering::Relaxed)))
    }
}

/// A clock that stands still.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing(pub(crate) Timestamp);

impl Clock for Standing {
    fn now(&self) -> Timestamp {
        self.0
    }
}

pub(crate) fn lake_on(disk: Arc<dyn Disk>, root: &Path, first_identifier: u64) -> Lake {
    try_lake_on(disk, root, first_identifier).unwrap()
}

pub(crate) fn try_lake_on(
    disk: Arc<dyn Disk>,
    root: &Path,
    first_identifier: u64,
) -> Result<Lake, hebewerk_lake::LakeError> {
    let identifiers = Arc::new(Counting::from(first_identifier));
    Lake::on_disk(root.to_owned(), disk, Arc::new(SystemClock), identifiers)
}

pub(crate) fn column(id: i32, name: &str, column_type: ColumnType) -> Column {
    Column {
        id: ColumnId(id),
        name: name.to_owned(),
        label: name.to_owned(),
        column_type,
        semantic_type: None,
        confidence: 1.0,
        unit: None,
    }
}

pub(crate) fn batch_of(columns: &[Column], arrays: Vec<ArrayRef>) -> RecordBatch {
    let fields: Vec<Field> = columns
        .iter()
        .map(|column| Field::new(&column.name, data_type(column.column_type), true))
        .collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).unwrap()
}

/// Trees: a number (every seventh missing) and a species.
pub(crate) fn trees(first: i64, rows: usize) -> (Vec<Column>, RecordBatch) {
    let columns = vec![
        column(3, "nummer", ColumnType::Integer),
        column(5, "baumart", ColumnType::Text),
    ];
    let numbers: Int64Array = (first..)
        .take(rows)
        .map(|n| (n % 7 != 0).then_some(n))
        .collect();
    let species: StringArray = (first..)
        .take(rows)
        .map(|n| Some(["Linde", "Ahorn", "Eiche"][n as usize % 3]))
        .collect();
    let batch = batch_of(&columns, vec![Arc::new(numbers), Arc::new(species)]);
    (columns, batch)
}

pub(crate) fn reading(pieces: Vec<Result<Reading, ReadError>>) -> TableReading {
    Box::new(pieces.into_iter())
}

pub(crate) fn tree_table(folder: &str, rows: usize) -> WriteTable {
    let (columns, batch) = trees(1, rows);
    WriteTable {
        folder: folder.to_owned(),
        columns,
        reading: reading(vec![Ok(Reading::Rows(batch))]),
    }
}
