//! Erasure (DSGVO Art. 17): that something was erased stays on record, what it was does not.

use crate::{AccountId, DatasetId, ErasureId, VersionNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How much of a dataset is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErasureScope {
    /// The rows of one person, from every version.
    Person,
    /// All rows of one version.
    Version,
    /// All rows of all versions, and every delivery.
    Dataset,
}

impl ErasureScope {
    /// All.
    pub const ALL: [Self; 3] = [Self::Person, Self::Version, Self::Dataset];

    /// Stable code as stored and shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Version => "version",
            Self::Dataset => "dataset",
        }
    }

    /// The scope with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }
}

/// What was erased of one version: a figure, never a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedRows {
    /// Of which version.
    pub version: VersionNumber,
    /// Rows of its tables.
    pub rows: u64,
    /// Rows and cells that had been set aside from them.
    pub set_aside: u64,
}

/// The record of an erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Identity.
    pub id: ErasureId,
    /// Of which dataset.
    pub dataset: DatasetId,
    /// How much.
    pub scope: ErasureScope,
    /// Why, as those who answer for it wrote it: a file reference, never the name of the person.
    pub reason: String,
    /// Who; none for whoever holds the data directory.
    pub by: Option<AccountId>,
    /// When it took effect: from then on nobody reads it.
    pub at: Timestamp,
    /// What went, by version; versions that were left as they are do not appear.
    pub versions: Vec<ErasedRows>,
    /// Raw files that went.
    pub raw_files: u64,
    /// When the last byte was gone; none while old files are still being removed.
    pub finished_at: Option<Timestamp>,
}

impl Erasure {
    /// Rows of all versions.
    pub fn rows(&self) -> u64 {
        self.versions.iter().map(|version| version.rows).sum()
    }
}
