//! Memory of erasures (DSGVO Art. 17).

use super::{Event, StoreError};
use async_trait::async_trait;
use hebewerk_model::{
    ColumnStatistics, ContentHash, DataFile, DatasetId, DeliveryId, Erasure, ErasureId, Finding,
    TableId, VersionId, VersionNumber,
};
use jiff::Timestamp;
use std::collections::HashSet;

/// A table of a version in its new files.
#[derive(Debug, Clone, PartialEq)]
pub struct ErasedTable {
    /// Of which version.
    pub version: VersionId,
    /// Which table.
    pub table: TableId,
    /// The files that take the place of those it had.
    pub files: Vec<DataFile>,
    /// Rows in them.
    pub rows: u64,
    /// Statistics by column; none for what was set aside.
    pub statistics: Vec<ColumnStatistics>,
}

/// An erasure about to take effect: all of it, or nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct ErasureStep {
    /// The record.
    pub erasure: Erasure,
    /// The newest version that was looked at; a conflict if another has come since.
    pub newest: Option<VersionNumber>,
    /// The delivery that was found waiting; a conflict if it is another one by now.
    pub waiting: Option<DeliveryId>,
    /// Whether that delivery stops waiting: its files are removed, and it is refused.
    pub ends_waiting: bool,
    /// Tables in their new files.
    pub tables: Vec<ErasedTable>,
    /// Rows and cells set aside that are left, by the table they were set aside from.
    pub set_aside: Vec<(VersionId, TableId, u64)>,
    /// Rows of versions over all their tables.
    pub version_rows: Vec<(VersionId, u64)>,
    /// Deliveries whose raw file goes.
    pub deliveries: Vec<DeliveryId>,
    /// Findings that are left of deliveries, in place of those there were.
    pub findings: Vec<(DeliveryId, Vec<Finding>)>,
    /// A constant of SQL with what names the person: kept questions that hold it and name one of `table_names` go.
    pub literal: Option<String>,
    /// What names the person, as it is written: rules on rows of the dataset, also earlier ones, list it no longer.
    pub constant: Option<String>,
    /// Names of the dataset's tables in SQL.
    pub table_names: Vec<String>,
}

/// What is still to be removed after an erasure took effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnfinishedErasure {
    /// Which.
    pub id: ErasureId,
    /// Of which dataset.
    pub dataset: DatasetId,
    /// Data files that no version names any more, below the data directory of the lake.
    pub files: Vec<String>,
    /// Raw files that no delivery names any more.
    pub contents: Vec<ContentHash>,
}

/// Erasures. Their record stays.
#[async_trait]
pub trait Erasures: Send + Sync {
    /// Lets an erasure take effect in **one** transaction: versions name the new files, deliveries have no raw file any
    /// more, findings, statistics and sketches with values go, and it is noted what has to be removed. A raw file that
    /// another delivery has too stays until it goes there as well.
    async fn erase(&self, step: &ErasureStep, event: &Event) -> Result<(), StoreError>;

    /// Erasures of a dataset, or all, newest first.
    async fn list(&self, dataset: Option<DatasetId>) -> Result<Vec<Erasure>, StoreError>;

    /// Those whose files are not removed yet, oldest first.
    async fn unfinished(&self) -> Result<Vec<UnfinishedErasure>, StoreError>;

    /// Overwrites what the database itself still holds of removed rows: free pages, its log, and copies from before an
    /// upgrade.
    async fn scrub(&self) -> Result<(), StoreError>;

    /// Notes that nothing is left.
    async fn finish(&self, id: ErasureId, at: Timestamp) -> Result<(), StoreError>;

    /// Deliveries of a dataset whose raw file was erased.
    async fn without_raw(&self, dataset: DatasetId) -> Result<Vec<DeliveryId>, StoreError>;

    /// Whether a raw file with these bytes was erased from this dataset.
    async fn was_erased(
        &self,
        dataset: DatasetId,
        content: ContentHash,
    ) -> Result<bool, StoreError>;

    /// Every data file that a version names, or one that waits.
    async fn named(&self) -> Result<HashSet<String>, StoreError>;

    /// Whether any delivery still has a raw file with these bytes.
    async fn is_named(&self, content: ContentHash) -> Result<bool, StoreError>;

    /// Other datasets that have one of these raw files too, and how many of them.
    async fn shared(
        &self,
        dataset: DatasetId,
        deliveries: &[DeliveryId],
    ) -> Result<Vec<(DatasetId, u64)>, StoreError>;
}
