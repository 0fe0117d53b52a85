//! Small Parquet files as the lake writes them: a field id on every column, and one column the manifest does not know.

use crate::city::{hash, table};
use crate::place::Place;
use arrow::array::{ArrayRef, Int64Array, RecordBatch};
use arrow::datatypes::{Field, Schema};
use hebewerk_hub::ports::NewTable;
use hebewerk_model::{Column, DataFile, Dataset};
use parquet::arrow::{ArrowWriter, PARQUET_FIELD_ID_META_KEY};
use std::collections::HashMap;
use std::sync::Arc;

/// A table whose rows are really there. `number` is the table's, `name` the file's.
pub(crate) fn written(
    place: &Place,
    dataset: &Dataset,
    (number, sql_name): (u128, &str),
    name: &str,
    columns: Vec<(Column, ArrayRef)>,
) -> NewTable {
    let file = write(place, &format!("o1/d{number}/{name}.parquet"), &columns);
    let columns = columns.into_iter().map(|(column, _)| column).collect();
    let mut new = table(dataset, number, sql_name, columns, file.rows);
    new.table.files = vec![file];
    new
}

fn write(place: &Place, path: &str, columns: &[(Column, ArrayRef)]) -> DataFile {
    let rows = columns[0].1.len();
    let numbers = Arc::new(Int64Array::from_iter_values(1..=rows as i64)) as ArrayRef;
    let mut fields: Vec<_> = columns
        .iter()
        .map(|(column, values)| field(&column.name, values, column.id.0))
        .collect();
    fields.push(field("_zeile", &numbers, 1_000_000_000));
    let arrays = columns
        .iter()
        .map(|(_, values)| Arc::clone(values))
        .chain([numbers])
        .collect();
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).unwrap();

    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    let bytes = writer.into_inner().unwrap();
    let target = place.folder().join("lake").join(path);
    std::fs::create_dir_all(target.parent().unwrap()).unwrap();
    std::fs::write(target, &bytes).unwrap();

    let length = bytes.len();
    let footer: [u8; 4] = bytes[length - 8..length - 4].try_into().unwrap();
    DataFile {
        path: path.to_owned(),
        rows: rows as u64,
        size_bytes: length as u64,
        footer_bytes: u32::from_le_bytes(footer).into(),
        content: hash(1),
        null_counts: columns
            .iter()
            .map(|(_, values)| values.null_count() as u64)
            .collect(),
    }
}

fn field(name: &str, values: &ArrayRef, id: i32) -> Field {
    Field::new(name, values.data_type().clone(), true).with_metadata(HashMap::from([(
        PARQUET_FIELD_ID_META_KEY.to_owned(),
        id.to_string(),
    )]))
}
