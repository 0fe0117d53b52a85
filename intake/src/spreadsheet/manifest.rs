//! What the extraction of a workbook says about itself, beside the spool files of its sheets.

use super::blocks::Block;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Name of the manifest in the extraction's folder; written last, so its presence says that all is there.
pub(crate) const MANIFEST: &str = "inspection.json";

/// A workbook taken apart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// Why the workbook could not be read, if so: the text of [`hebewerk_hub::ports::ReadError::Unreadable`].
    pub(crate) unreadable: Option<String>,
    /// Sheets with content, in workbook order.
    pub(crate) sheets: Vec<SheetManifest>,
    /// Sheets that could not be read, with the code of the reason.
    pub(crate) broken_sheets: Vec<(String, String)>,
    /// Names of sheets that hold no cell with a value.
    pub(crate) empty_sheets: Vec<String>,
}

/// One sheet taken apart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct SheetManifest {
    /// Name of the sheet.
    pub(crate) name: String,
    /// Spool file in the extraction's folder.
    pub(crate) file: String,
    /// Whether the sheet is hidden in the workbook.
    pub(crate) hidden: bool,
    /// First column (0-based) with a value.
    pub(crate) first_column: u32,
    /// Width of the widest of the first rows, from [`Self::first_column`] on: sheets have no short rows, so that
    /// records are filled up to it.
    pub(crate) usual_width: u32,
    /// Columns that stand together, where blank ones part them.
    pub(crate) blocks: Vec<Block>,
    /// First and last header row (0-based), where merged cells show it.
    pub(crate) header: Option<(u32, u32)>,
    /// First header row (0-based), where notes stand beside the table and columns show it.
    pub(crate) header_among_notes: Option<u32>,
    /// Hidden rows with a value.
    pub(crate) hidden_rows: Places,
    /// Hidden columns (0-based) among those with values.
    pub(crate) hidden_columns: Vec<u32>,
    /// Cells whose merged range was filled with their value.
    pub(crate) merges_filled: Places,
    /// Formulas without a stored result.
    pub(crate) formulas_without_value: Places,
    /// Cells whose value could not be read.
    pub(crate) broken_cells: Places,
    /// What was noticed per column.
    pub(crate) columns: Vec<ColumnNotes>,
}

/// How often something was seen, and where first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Places {
    /// How often.
    pub(crate) count: u64,
    /// First row, 1-based; 0 while nothing was seen.
    pub(crate) first_row: u64,
}

impl Places {
    /// Counts one more at a row.
    pub(crate) fn see(&mut self, row: u64) {
        if self.count == 0 {
            self.first_row = row;
        }
        self.count += 1;
    }
}

/// What was noticed about the cells of one column while taking the sheet apart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct ColumnNotes {
    /// Numbers shown as percent and taken as shown: 12.5 for a stored 0.125.
    pub(crate) percent: Places,
    /// Whole numbers shown with leading zeros by their format and kept as that text.
    pub(crate) zero_padded: Places,
    /// Text cells whose whole text is a number.
    pub(crate) numeric_text: Places,
    /// Cells that are stored as numbers.
    pub(crate) numbers: u64,
}

impl Manifest {
    /// Writes the manifest under its final name at once.
    pub(crate) fn save(&self, folder: &Path) -> std::io::Result<()> {
        let half = folder.join("inspection.half");
        std::fs::write(&half, serde_json::to_vec(self)?)?;
        std::fs::rename(half, folder.join(MANIFEST))
    }

    /// Reads the manifest of a finished extraction.
    pub(crate) fn load(folder: &Path) -> std::io::Result<Self> {
        Ok(serde_json::from_slice(&std::fs::read(
            folder.join(MANIFEST),
        )?)?)
    }
}
