//! Standard CSV (RFC 4180).

use super::EncodeError;
use super::text::{Columns, push_field};
use arrow::datatypes::Schema;
use arrow::record_batch::RecordBatch;

pub(super) struct CsvEncoder {
    /// The header line until it is sent.
    head: String,
}

impl CsvEncoder {
    pub(super) fn new(schema: &Schema) -> Self {
        let mut head = String::new();
        for (index, field) in schema.fields().iter().enumerate() {
            if index > 0 {
                head.push(',');
            }
            push_field(&mut head, field.name(), ',');
        }
        head.push_str("\r\n");
        Self { head }
    }

    pub(super) fn encode(&mut self, batch: &RecordBatch) -> Result<Vec<u8>, EncodeError> {
        let columns = Columns::of(batch)?;
        let columns = columns.texts()?;
        let mut lines = std::mem::take(&mut self.head);
        let mut value = String::new();
        for row in 0..batch.num_rows() {
            for (index, column) in columns.iter().enumerate() {
                if index > 0 {
                    lines.push(',');
                }
                if column.read(row, &mut value)? {
                    push_field(&mut lines, &value, ',');
                }
            }
            lines.push_str("\r\n");
        }
        Ok(lines.into_bytes())
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.head.into_bytes()
    }
}
