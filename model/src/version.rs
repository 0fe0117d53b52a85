//! Versions: every change is a new one, nothing is overwritten.

use crate::{DatasetId, DeliveryId, Format, PersonalColumn, VersionId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Number of a version within its dataset, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VersionNumber(pub u32);

impl fmt::Display for VersionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a version changed against the one before, in words of structure (contents are compared on demand).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VersionChange {
    /// Rows of the version before, over all tables; none for the first version.
    pub rows_before: Option<u64>,
    /// New columns, as `table.column`.
    pub columns_added: Vec<String>,
    /// Columns that are gone, as `table.column`.
    pub columns_removed: Vec<String>,
    /// Columns with another type, as `table.column`.
    pub columns_retyped: Vec<String>,
    /// New tables.
    pub tables_added: Vec<String>,
    /// Tables that are gone.
    pub tables_removed: Vec<String>,
}

/// One immutable state of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Identity.
    pub id: VersionId,
    /// Dataset.
    pub dataset: DatasetId,
    /// Number within the dataset.
    pub number: VersionNumber,
    /// DuckLake snapshot that made it visible.
    pub snapshot: i64,
    /// Delivery it was read from.
    pub delivery: DeliveryId,
    /// Format of the delivery.
    pub format: Format,
    /// When it became visible.
    pub created_at: Timestamp,
    /// Rows over all tables; none for a reader from whom some of them are held back.
    pub rows: Option<u64>,
    /// Findings of severity error.
    pub errors: u64,
    /// Findings of severity warning.
    pub warnings: u64,
    /// Structure changed against the version before.
    pub change: VersionChange,
    /// Columns in which personal data were found.
    #[serde(default)]
    pub personal: Vec<PersonalColumn>,
}
