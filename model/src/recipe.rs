//! What a clerk corrected once, kept with the source and applied to the next delivery.

use crate::ColumnType;
use serde::{Deserialize, Serialize};

/// Corrections for one column, found again by its header.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnRecipe {
    /// Header as in the file.
    pub label: String,
    /// SQL name to use.
    pub name: Option<String>,
    /// Type to use.
    pub column_type: Option<ColumnType>,
    /// Leave this column out.
    pub skip: bool,
}

/// Corrections for one table, found again by its name; an empty name applies to every table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TableRecipe {
    /// Name as in [`crate::InspectedTable::name`].
    pub table: String,
    /// Encoding label.
    pub encoding: Option<String>,
    /// Delimiter.
    pub delimiter: Option<String>,
    /// Quote character; `Some(None)` is written as an empty string and means none.
    pub quote: Option<String>,
    /// Decimal sign.
    pub decimal: Option<char>,
    /// 0-based record of the first header row.
    pub header_line: Option<u64>,
    /// Number of header rows.
    pub header_rows: Option<u32>,
    /// Leave this table out.
    pub skip: bool,
    /// Corrections by column.
    pub columns: Vec<ColumnRecipe>,
}

/// All corrections of a source. Empty means: trust what is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Recipe {
    /// Corrections by table.
    pub tables: Vec<TableRecipe>,
}

impl Recipe {
    /// The corrections for a table: its own entry, else the entry for every table.
    pub fn for_table(&self, name: &str) -> Option<&TableRecipe> {
        self.tables
            .iter()
            .find(|table| table.table == name)
            .or_else(|| self.tables.iter().find(|table| table.table.is_empty()))
    }
}
