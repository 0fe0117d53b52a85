//! Rows at rest: immutable Parquet files.

use crate::ports::{ReadError, TableReading};
use async_trait::async_trait;
use hebewerk_model::{ChangedRows, Column, ColumnStatistics, ColumnType, DataFile, TableVersion};
use std::collections::{BTreeSet, HashSet};
use thiserror::Error;

/// Why rows could not be written.
#[derive(Debug, Error)]
pub enum RowsError {
    /// Reading the source failed on the way.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The disk is full, or would be soon.
    #[error("no room is left for the data")]
    NoRoom,
    /// Writing failed.
    #[error("rows could not be {doing}")]
    Io {
        /// `written`, `read`, `removed` or `swept`.
        doing: &'static str,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// A table about to be written.
pub struct WriteTable {
    /// Folder below the data directory, by ids: `o<organisation>/d<table>` (any unique text of `[a-z0-9-/]`).
    pub folder: String,
    /// Columns, with final ids; in order of the arrays of the reading.
    pub columns: Vec<Column>,
    /// Where rows come from.
    pub reading: TableReading,
}

/// A table that is written and synced, not yet visible.
#[derive(Debug, Clone)]
pub struct WrittenTable {
    /// Files, in order. At least one, also for an empty table.
    pub files: Vec<DataFile>,
    /// Rows in all.
    pub rows: u64,
    /// Statistics by column.
    pub statistics: Vec<ColumnStatistics>,
    /// Files of rows set aside, with the columns `zeile`, `spalte`, `grund`, `rohtext` (ids 1 to 4); empty if none.
    pub aside: Vec<DataFile>,
    /// How many were set aside.
    pub aside_rows: u64,
}

/// The rows of one version of a table, to be compared with another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableFiles {
    /// Paths of its files, as the catalogue names them.
    pub files: Vec<String>,
    /// Names and types of its columns.
    pub columns: Vec<(String, ColumnType)>,
    /// How many there are.
    pub rows: u64,
}

impl TableFiles {
    /// Those of a table of a version.
    pub fn of(table: &TableVersion) -> Self {
        let columns = table.columns.iter();
        Self {
            files: table.files.iter().map(|file| file.path.clone()).collect(),
            columns: columns
                .map(|column| (column.name.clone(), column.column_type))
                .collect(),
            rows: table.rows,
        }
    }
}

/// Which rows of a table are erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condemned {
    /// All of them.
    All,
    /// Those in which a column has this value, written as statistics write it (ISO dates, decimal point).
    Equal {
        /// Name of the column.
        column: String,
        /// The value; spaces around it do not count.
        value: String,
    },
    /// Of what was set aside: entries whose text holds one of these values as a word of its own.
    Holding {
        /// The values.
        values: Vec<String>,
        /// Whether single cells go in any case: nobody knows which row they stood in.
        all_cells: bool,
    },
}

/// A table about to be written again without some of its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Remaining {
    /// Folder below the data directory, as in [`WriteTable::folder`].
    pub folder: String,
    /// Columns of the table.
    pub columns: Vec<Column>,
    /// The files it has.
    pub files: Vec<String>,
    /// Rows that are left out.
    pub condemned: Condemned,
}

/// The lake.
#[async_trait]
pub trait RowFiles: Send + Sync {
    /// Writes a table: Parquet with a field id on every column, row groups of 128k rows, zstd, and one column
    /// more than the manifest knows: `_zeile` (Int64, 1-based row number in this version; field id
    /// 1,000,000,000), by which pages are keyed. Synced before it returns.
    async fn write(&self, table: WriteTable) -> Result<WrittenTable, RowsError>;

    /// Counts what changed between two versions of a table, in the columns both have. With a key a row of the same
    /// key and other values is one that changed; without one it is gone, and another is new. None where there are too
    /// many rows, or the key does not name them.
    async fn changes(
        &self,
        _before: TableFiles,
        _after: TableFiles,
        _key: Option<String>,
    ) -> Result<Option<ChangedRows>, RowsError> {
        Ok(None)
    }

    /// Deletes files that `named` does not contain and that are older than a day.
    async fn sweep(&self, named: &HashSet<String>) -> Result<u64, RowsError>;

    /// How many rows of a table are condemned. Reads the columns it needs only.
    async fn condemned(&self, files: Vec<String>, condemned: Condemned) -> Result<u64, RowsError>;

    /// Writes a table again without some of its rows, into new files; those it had stay as they are. Answers with the
    /// texts that stood in the rows left out, too, so that what is derived from them can be found.
    async fn write_remaining(
        &self,
        remaining: Remaining,
    ) -> Result<(WrittenTable, BTreeSet<String>), RowsError>;

    /// Removes data files for good; the directories are synced before it returns. A file that is not there is no error.
    async fn remove(&self, files: &[String]) -> Result<(), RowsError>;

    /// Deletes files that `named` does not contain and nobody can be writing any more: those that were there before this
    /// process opened the lake, and all in `folders` (as in [`WriteTable::folder`]), where the caller keeps writers out.
    async fn sweep_abandoned(
        &self,
        named: &HashSet<String>,
        folders: &[String],
    ) -> Result<u64, RowsError>;

    /// Recomputes the hash of a file and compares it with what the catalogue says.
    async fn verify(&self, file: &DataFile) -> Result<bool, RowsError>;
}
