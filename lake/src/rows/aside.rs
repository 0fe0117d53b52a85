//! Rows and cells set aside, collected into groups of their own.

use crate::fields::aside_columns;
use crate::rows::failed;
use crate::rows::gather::GROUP_ROWS;
use crate::rows::group::Group;
use arrow::array::{ArrayRef, Int64Builder, StringBuilder};
use arrow::datatypes::Schema;
use arrow::record_batch::RecordBatch;
use hebewerk_hub::ports::{RowsError, SetAside, data_type};
use std::sync::Arc;

/// Bytes of text collected before they are written: a broken quote can make one entry of megabytes.
const GROUP_BYTES: usize = 16 * 1024 * 1024;

#[derive(Default)]
pub(crate) struct AsideBuffer {
    rows: Int64Builder,
    columns: StringBuilder,
    reasons: StringBuilder,
    texts: StringBuilder,
    entries: usize,
    /// Entries handed on.
    passed: u64,
}

impl AsideBuffer {
    /// Takes entries in and gives the groups that are full.
    pub(crate) fn add(&mut self, entries: Vec<SetAside>) -> Result<Vec<Group>, RowsError> {
        let mut full = Vec::new();
        for entry in entries {
            self.rows
                .append_value(i64::try_from(entry.row).unwrap_or(i64::MAX));
            self.columns.append_option(entry.column);
            self.reasons.append_value(entry.reason);
            self.texts.append_value(entry.text);
            self.entries += 1;
            if self.entries >= GROUP_ROWS || self.texts.values_slice().len() >= GROUP_BYTES {
                full.extend(self.rest()?);
            }
        }
        Ok(full)
    }

    /// What is left.
    pub(crate) fn rest(&mut self) -> Result<Option<Group>, RowsError> {
        if self.entries == 0 {
            return Ok(None);
        }
        let first_row = self.passed;
        self.passed += std::mem::take(&mut self.entries) as u64;
        let arrays: Vec<ArrayRef> = vec![
            Arc::new(self.rows.finish()),
            Arc::new(self.columns.finish()),
            Arc::new(self.reasons.finish()),
            Arc::new(self.texts.finish()),
        ];
        let fields: Vec<_> = aside_columns()
            .iter()
            .map(|column| {
                arrow::datatypes::Field::new(&column.name, data_type(column.column_type), true)
            })
            .collect();
        let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
            .map_err(|error| failed("written", error))?;
        Ok(Some(Group { first_row, batch }))
    }
}
