//! Rows and cells set aside, collected into files of their own.

use crate::fields::aside_columns;
use crate::rows::failed;
use crate::rows::file::FileWriter;
use arrow::array::{ArrayRef, Int64Builder, StringBuilder};
use arrow::datatypes::Schema;
use arrow::record_batch::RecordBatch;
use hebewerk_hub::ports::{RowsError, SetAside};
use std::sync::Arc;

/// Entries collected before they are written.
const BATCH_ENTRIES: usize = 8_192;

/// Bytes of text collected before they are written: a broken quote can make one entry of megabytes.
const BATCH_BYTES: usize = 4 * 1024 * 1024;

#[derive(Default)]
pub(crate) struct AsideBuffer {
    rows: Int64Builder,
    columns: StringBuilder,
    reasons: StringBuilder,
    texts: StringBuilder,
    entries: usize,
}

impl AsideBuffer {
    /// Takes entries; writes when enough have gathered.
    pub(crate) fn add(
        &mut self,
        entries: Vec<SetAside>,
        files: &mut FileWriter<'_>,
    ) -> Result<(), RowsError> {
        for entry in entries {
            self.rows
                .append_value(i64::try_from(entry.row).unwrap_or(i64::MAX));
            self.columns.append_option(entry.column);
            self.reasons.append_value(entry.reason);
            self.texts.append_value(entry.text);
            self.entries += 1;
            if self.entries >= BATCH_ENTRIES || self.texts.values_slice().len() >= BATCH_BYTES {
                self.flush(files)?;
            }
        }
        Ok(())
    }

    /// Writes what has gathered.
    pub(crate) fn flush(&mut self, files: &mut FileWriter<'_>) -> Result<(), RowsError> {
        if self.entries == 0 {
            return Ok(());
        }
        self.entries = 0;
        let arrays: Vec<ArrayRef> = vec![
            Arc::new(self.rows.finish()),
            Arc::new(self.columns.finish()),
            Arc::new(self.reasons.finish()),
            Arc::new(self.texts.finish()),
        ];
        let fields: Vec<_> = aside_columns()
            .iter()
            .map(|column| {
                arrow::datatypes::Field::new(
                    &column.name,
                    crate::data_type(column.column_type),
                    true,
                )
            })
            .collect();
        let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
            .map_err(|error| failed("written", error))?;
        files.append(&batch)
    }
}
