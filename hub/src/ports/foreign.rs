//! Memory of what other catalogues say of their datasets.

use super::StoreError;
use async_trait::async_trait;
use hebewerk_model::{
    ConnectionId, ConnectionRunId, ForeignDataset, ForeignId, ForeignRecord, RejectedRecord,
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A record with what is needed to recognise it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewForeign {
    /// Identity, made of source and key.
    pub id: ForeignId,
    /// What the source says.
    pub record: ForeignRecord,
    /// Hash of all of it: another one is a change.
    pub content: String,
    /// Hash of what makes it the same dataset wherever it is described.
    pub twin: String,
}

/// What became of some records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PutForeign {
    /// That were not there.
    pub new: u64,
    /// That were there otherwise, or were gone.
    pub changed: u64,
    /// That are as they were.
    pub same: u64,
    /// That came before in the same harvest.
    pub twice: Vec<String>,
}

/// Datasets of other catalogues.
#[async_trait]
pub trait Foreigns: Send + Sync {
    /// Keeps some records of a harvest. What came before in the same harvest is not kept again.
    async fn put(
        &self,
        source: ConnectionId,
        harvest: ConnectionRunId,
        records: Vec<NewForeign>,
        now: Timestamp,
    ) -> Result<PutForeign, StoreError>;

    /// Ends a harvest. What it did not name is gone from now on, if it `is_whole`; how many.
    async fn end_harvest(
        &self,
        source: ConnectionId,
        harvest: ConnectionRunId,
        rejected: &[RejectedRecord],
        (now, is_whole): (Timestamp, bool),
    ) -> Result<u64, StoreError>;

    /// One of them, also one that is gone.
    async fn get(&self, id: ForeignId) -> Result<Option<ForeignDataset>, StoreError>;

    /// Those of these that are there, also what is gone.
    async fn get_many(&self, ids: &[ForeignId]) -> Result<Vec<ForeignDataset>, StoreError>;

    /// Those that share an identifier or their content with it, without what is gone; each with its source, at most 20.
    async fn twins(&self, id: ForeignId) -> Result<Vec<(ForeignId, ConnectionId)>, StoreError>;

    /// How many of a source have a twin in another source.
    async fn count_twins(&self, source: ConnectionId) -> Result<u64, StoreError>;

    /// How many each source has, without what is gone.
    async fn counts(&self) -> Result<BTreeMap<ConnectionId, u64>, StoreError>;

    /// What the newest harvest of a source did not take over, in the order in which it came.
    async fn rejected(
        &self,
        source: ConnectionId,
        limit: u32,
    ) -> Result<Vec<RejectedRecord>, StoreError>;

    /// Changes after a sequence number, in their order.
    async fn changed_since(
        &self,
        sequence: i64,
        limit: u32,
    ) -> Result<Vec<(i64, ForeignDataset)>, StoreError>;

    /// The newest sequence number; 0 where nothing was ever harvested.
    async fn last_change(&self) -> Result<i64, StoreError>;

    /// Marks all of a source as changed: who may know of them is another circle now.
    async fn touch(&self, source: ConnectionId) -> Result<(), StoreError>;

    /// Marks all of a source as gone: the source itself is.
    async fn forget(&self, source: ConnectionId, now: Timestamp) -> Result<(), StoreError>;
}
