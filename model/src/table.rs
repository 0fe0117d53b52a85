//! Tables and the immutable files that hold their rows.

use crate::{Column, ContentHash, DatasetId, Dialect, Slug, TableId, VersionId};
use serde::{Deserialize, Serialize};

/// One table of a dataset across all its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Identity across versions.
    pub id: TableId,
    /// Dataset it belongs to.
    pub dataset: DatasetId,
    /// Name in SQL: the dataset's slug, or `dataset__table` when the delivery holds several.
    pub sql_name: Slug,
    /// Sheet, archive member or file stem.
    pub name: String,
}

/// One immutable Parquet file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataFile {
    /// Path below the lake's data directory, `/` as separator: `o12/d57/0193….parquet`.
    pub path: String,
    /// Rows.
    pub rows: u64,
    /// Size in bytes.
    pub size_bytes: u64,
    /// Length of the Parquet footer in bytes, without the 8 trailing bytes.
    pub footer_bytes: u64,
    /// Hash of the file.
    pub content: ContentHash,
    /// Null count of each column, by [`Column::id`] in order of the table's columns.
    pub null_counts: Vec<u64>,
}

/// One table in one version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableVersion {
    /// The table.
    pub table: Table,
    /// The version.
    pub version: VersionId,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: u64,
    /// Files that hold the rows, in order.
    pub files: Vec<DataFile>,
    /// How the source wrote it.
    pub dialect: Dialect,
    /// 0-based record of the first header row in the source.
    pub header_line: u64,
    /// Header rows in the source.
    pub header_rows: u32,
    /// Footer rows in the source.
    pub footer_rows: u64,
    /// Rows or cells set aside; they lie in the table `<sql_name>__aussortiert` when there are any.
    pub set_aside: u64,
}
