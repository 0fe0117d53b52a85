//! Cells as they stand in JSON, one by one: for whoever keeps them and puts rows together later.

use super::EncodeError;
use super::json::{push_value, quoted};
use super::text::Columns;
use arrow::array::ArrayRef;
use arrow::datatypes::{FieldRef, Schema};
use arrow::record_batch::RecordBatch;
use std::sync::Arc;

/// The cells of a column as JSON, one behind the other.
#[derive(Debug, Default)]
pub struct JsonCells {
    /// All of them.
    pub text: String,
    /// Where each ends, in bytes.
    pub ends: Vec<usize>,
}

/// Writes the values of a column exactly as the encoder of JSON writes them in rows. `json`: whether its texts are JSON.
pub fn json_cells(
    field: &FieldRef,
    values: &ArrayRef,
    json: bool,
) -> Result<JsonCells, EncodeError> {
    let schema = Arc::new(Schema::new(vec![FieldRef::clone(field)]));
    let batch = RecordBatch::try_new(schema, vec![ArrayRef::clone(values)])?;
    let columns = Columns::of(&batch)?;
    let mut cells = JsonCells::default();
    let mut value = String::new();
    for column in &columns.texts()? {
        for row in 0..batch.num_rows() {
            push_value(&mut cells.text, column, row, json, &mut value)?;
            cells.ends.push(cells.text.len());
        }
    }
    Ok(cells)
}

/// The key of a column in an object of JSON, with its colon.
pub fn json_key(name: &str) -> String {
    format!("{}:", quoted(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tabular::{ColumnMeta, Encoder, TableMeta, TabularForm};
    use arrow::array::{Float64Array, StringArray};
    use arrow::datatypes::Field;
    use std::io::Read;

    /// Rows of one column, put together of cells.
    #[track_caller]
    fn check(values: ArrayRef, json: bool) {
        let field = Arc::new(Field::new("\"a\"", values.data_type().clone(), true));
        let cells = json_cells(&field, &values, json).unwrap();
        let starts = std::iter::once(0).chain(cells.ends.iter().copied());
        let pieces = starts.zip(&cells.ends);
        let rows: Vec<String> = pieces
            .map(|(start, end)| {
                let cell = cells.text.get(start..*end).unwrap();
                format!("{{{}{cell}}}\n", json_key("\"a\""))
            })
            .collect();
        let schema = Arc::new(Schema::new(vec![field]));
        let meta = TableMeta {
            columns: vec![ColumnMeta {
                json,
                ..ColumnMeta::default()
            }],
            ..TableMeta::default()
        };
        let mut encoder = Encoder::new(TabularForm::Ndjson, Arc::clone(&schema), meta).unwrap();
        let batch = RecordBatch::try_new(schema, vec![values]).unwrap();
        let mut text = encoder.encode(&batch).unwrap();
        encoder.finish().unwrap().read_to_end(&mut text).unwrap();
        assert_eq!(rows.concat(), String::from_utf8(text).unwrap());
    }

    #[test]
    fn cells_are_those_of_the_encoder() {
        let texts = ["{\"ä\":1}", "", "[1,\n2]", "\u{1}"].map(Some);
        let texts: ArrayRef = Arc::new(texts.into_iter().chain([None]).collect::<StringArray>());
        check(Arc::clone(&texts), false);
        check(texts, true);
        let numbers = vec![Some(1e300), Some(f64::NAN), None, Some(-0.0)];
        check(Arc::new(Float64Array::from(numbers)), false);
    }
}
