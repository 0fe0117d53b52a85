//! First rows of a table as text.

use crate::ports::{FileReader, ReadError, Reading};
use crate::row_texts::row_texts;
use arrow::record_batch::RecordBatch;
use hebewerk_model::{Inspection, Recipe};
use std::path::Path;

/// Rows a preview shows of each table.
pub(super) const PREVIEW_ROWS: usize = 20;

/// First rows of one table as they would be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewTable {
    /// Cells as text in standard notation; none where there is no value. Columns left out are missing.
    pub rows: Vec<Vec<Option<String>>>,
}

impl PreviewTable {
    /// The first rows of what has been read already.
    pub(super) fn of(batches: &[RecordBatch]) -> Result<Self, ReadError> {
        let mut rows = Vec::new();
        for batch in batches {
            add(&mut rows, batch)?;
        }
        Ok(Self { rows })
    }
}

/// What is read, and with which corrections.
pub(super) struct Source<'a> {
    pub(super) reader: &'a dyn FileReader,
    pub(super) file: &'a Path,
    pub(super) name: &'a str,
    pub(super) recipe: &'a Recipe,
}

/// The first rows of table `number`; none of a table that is left out.
pub(super) fn first_rows(
    source: &Source<'_>,
    inspection: &Inspection,
    number: usize,
) -> Result<PreviewTable, ReadError> {
    let mut rows = Vec::new();
    let is_skipped = inspection
        .tables
        .get(number)
        .is_some_and(|table| !source.recipe.takes(table));
    if is_skipped {
        return Ok(PreviewTable { rows });
    }
    let reading =
        source
            .reader
            .read(source.file, source.name, source.recipe, inspection, number)?;
    for piece in reading {
        if let Reading::Rows(batch) = piece? {
            add(&mut rows, &batch)?;
        }
        if rows.len() == PREVIEW_ROWS {
            break;
        }
    }
    Ok(PreviewTable { rows })
}

fn add(rows: &mut Vec<Vec<Option<String>>>, batch: &RecordBatch) -> Result<(), ReadError> {
    let wanted = batch.num_rows().min(PREVIEW_ROWS - rows.len());
    let texts = row_texts(&batch.slice(0, wanted)).map_err(|error| ReadError::Unreadable {
        format: "preview",
        cause: "other",
        reason: error.to_string(),
    })?;
    rows.extend(texts);
    Ok(())
}
