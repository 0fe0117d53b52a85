//! JSON: an array of objects, or one object a line. Decimals keep every digit.

use super::json_cells::json_key;
use super::text::{Class, Columns, TextColumn};
use super::{EncodeError, TableMeta};
use arrow::datatypes::Schema;
use arrow::record_batch::RecordBatch;

/// How objects stand in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Array,
    Lines,
}

pub(super) struct JsonEncoder {
    shape: Shape,
    /// Keys as JSON with colon, in order.
    keys: Vec<String>,
    /// Which columns hold JSON values.
    json: Vec<bool>,
    begun: bool,
}

impl JsonEncoder {
    pub(super) fn new(shape: Shape, schema: &Schema, meta: &TableMeta) -> Self {
        let fields = schema.fields();
        Self {
            shape,
            keys: fields.iter().map(|field| json_key(field.name())).collect(),
            json: (0..fields.len()).map(|index| meta.is_json(index)).collect(),
            begun: false,
        }
    }

    pub(super) fn encode(&mut self, batch: &RecordBatch) -> Result<Vec<u8>, EncodeError> {
        let columns = Columns::of(batch)?;
        let columns = columns.texts()?;
        let mut text = String::new();
        let mut value = String::new();
        for row in 0..batch.num_rows() {
            if self.shape == Shape::Array {
                text.push_str(if self.begun { ",\n" } else { "[\n" });
            }
            self.begun = true;
            text.push('{');
            for (index, column) in columns.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                if let Some(key) = self.keys.get(index) {
                    text.push_str(key);
                }
                let json = self.json.get(index).copied().unwrap_or_default();
                push_value(&mut text, column, row, json, &mut value)?;
            }
            text.push('}');
            if self.shape == Shape::Lines {
                text.push('\n');
            }
        }
        Ok(text.into_bytes())
    }

    pub(super) fn finish(self) -> Vec<u8> {
        match (self.shape, self.begun) {
            (Shape::Array, true) => b"\n]\n".to_vec(),
            (Shape::Array, false) => b"[]\n".to_vec(),
            (Shape::Lines, _) => Vec::new(),
        }
    }
}

pub(super) fn push_value(
    text: &mut String,
    column: &TextColumn<'_>,
    row: usize,
    json: bool,
    value: &mut String,
) -> Result<(), EncodeError> {
    if column.read_geojson(row, value) {
        text.push_str(value);
        return Ok(());
    }
    if !column.read(row, value)? {
        text.push_str("null");
        return Ok(());
    }
    let as_it_is = match column.class {
        Class::Exact | Class::Boolean => true,
        // "inf" and "NaN" are no JSON numbers (RFC 8259 § 6).
        Class::Float => value.parse::<f64>().is_ok_and(f64::is_finite),
        Class::Text => json && is_json(value),
        _ => false,
    };
    if as_it_is {
        text.push_str(value);
    } else if column.class == Class::Float {
        text.push_str("null");
    } else {
        text.push_str(&quoted(value));
    }
    Ok(())
}

/// Whether a text is a JSON value on one line, so that it can stand in a line of NDJSON.
fn is_json(text: &str) -> bool {
    !text.contains(['\n', '\r']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
