//! Pieces of any size become row groups.

use crate::rows::failed;
use crate::rows::group::Group;
use arrow::compute::concat_batches;
use arrow::record_batch::RecordBatch;
use hebewerk_hub::ports::RowsError;

/// Rows of a row group: small enough that two cores share a table of a million rows, large enough that footers
/// stay small (knowledge: performance §2.2).
pub(crate) const GROUP_ROWS: usize = 128 * 1024;

/// A piece with this many rows is a group of its own: joining costs more than a few more groups.
const ENOUGH_ROWS: usize = GROUP_ROWS / 2;

/// Bytes after which a group ends early, so that wide texts do not fill the memory.
const GROUP_BYTES: usize = 64 * 1024 * 1024;

/// Gathers rows until they are enough for a group.
#[derive(Default)]
pub(crate) struct Gather {
    pieces: Vec<RecordBatch>,
    rows: usize,
    bytes: usize,
    /// Rows handed on.
    passed: u64,
}

impl Gather {
    /// Takes a piece in and gives the groups that are full.
    pub(crate) fn add(&mut self, batch: &RecordBatch) -> Result<Vec<Group>, RowsError> {
        let mut full = Vec::new();
        // Coded and plain values are not joined.
        if self
            .pieces
            .first()
            .is_some_and(|first| first.schema() != batch.schema())
        {
            full.extend(self.rest()?);
        }
        let mut offset = 0;
        while offset < batch.num_rows() {
            let take = (batch.num_rows() - offset).min(GROUP_ROWS - self.rows);
            let piece = batch.slice(offset, take);
            offset += take;
            self.rows += take;
            self.bytes += piece.get_array_memory_size();
            self.pieces.push(piece);
            if self.rows >= ENOUGH_ROWS || self.bytes >= GROUP_BYTES {
                full.extend(self.rest()?);
            }
        }
        Ok(full)
    }

    /// What is left.
    pub(crate) fn rest(&mut self) -> Result<Option<Group>, RowsError> {
        let pieces = std::mem::take(&mut self.pieces);
        let batch = match pieces.as_slice() {
            [] => return Ok(None),
            [only] => only.clone(),
            [first, ..] => concat_batches(&first.schema(), &pieces)
                .map_err(|error| failed("written", error))?,
        };
        let first_row = self.passed;
        self.passed += self.rows as u64;
        (self.rows, self.bytes) = (0, 0);
        Ok(Some(Group { first_row, batch }))
    }
}
