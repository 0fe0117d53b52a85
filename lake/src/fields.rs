//! How columns of the model stand in Parquet files.

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use hebewerk_hub::ports::data_type;
use hebewerk_model::{Column, ColumnId, ColumnType};
use parquet::arrow::PARQUET_FIELD_ID_META_KEY;
use std::collections::HashMap;
use std::sync::Arc;

/// Name of the row-number column that every data file has beside the manifest's columns. No column of a city can
/// have this name: names made from headers begin with a letter.
pub const ROW_NUMBER: &str = "_zeile";

/// Parquet field id of [`ROW_NUMBER`]: far above every real column.
pub const ROW_NUMBER_FIELD_ID: i32 = 1_000_000_000;

/// Schema of a data file: the columns with their field ids, then the row number.
///
/// DuckLake matches columns by field id; without ids equal types are silently swapped (knowledge: DuckLake §2).
pub fn file_schema(columns: &[Column]) -> SchemaRef {
    let mut fields: Vec<Field> = columns
        .iter()
        .map(|column| {
            let mut metadata = field_id(column.id.0);
            metadata.extend(column.extension());
            Field::new(&column.name, data_type(column.column_type), true).with_metadata(metadata)
        })
        .collect();
    fields.push(
        Field::new(ROW_NUMBER, DataType::Int64, false).with_metadata(field_id(ROW_NUMBER_FIELD_ID)),
    );
    Arc::new(Schema::new(fields))
}

fn field_id(id: i32) -> HashMap<String, String> {
    HashMap::from([(PARQUET_FIELD_ID_META_KEY.to_owned(), id.to_string())])
}

/// Columns of the files of rows set aside: `zeile` (row in the source), `spalte` (header; null for a whole row),
/// `grund` (code of the finding), `rohtext`.
pub fn aside_columns() -> Vec<Column> {
    [
        (1, "zeile", "Zeile", ColumnType::Integer),
        (2, "spalte", "Spalte", ColumnType::Text),
        (3, "grund", "Grund", ColumnType::Text),
        (4, "rohtext", "Rohtext", ColumnType::Text),
    ]
    .into_iter()
    .map(|(id, name, label, column_type)| Column {
        id: ColumnId(id),
        name: name.to_owned(),
        label: label.to_owned(),
        column_type,
        semantic_type: None,
        confidence: 1.0,
        unit: None,
    })
    .collect()
}
