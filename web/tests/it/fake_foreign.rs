//! What other catalogues say, as tests want it.

use crate::fake::Fake;
use async_trait::async_trait;
use hebewerk_guard::Audience;
use hebewerk_hub::ports::{
    Foreigns, IndexDocument, IndexError, NewForeign, PutForeign, SearchIndex, SearchRequest,
    SearchResult, StoreError,
};
use hebewerk_model::{
    CatalogueId, ConnectionId, ConnectionRunId, DatasetId, ForeignDataset, ForeignId,
    RejectedRecord,
};
use jiff::Timestamp;
use std::collections::BTreeMap;

#[async_trait]
impl Foreigns for Fake {
    async fn put(
        &self,
        _source: ConnectionId,
        _harvest: ConnectionRunId,
        _records: Vec<NewForeign>,
        _now: Timestamp,
    ) -> Result<PutForeign, StoreError> {
        Ok(PutForeign::default())
    }
    async fn end_harvest(
        &self,
        _source: ConnectionId,
        _harvest: ConnectionRunId,
        _rejected: &[RejectedRecord],
        _ended: (Timestamp, bool),
    ) -> Result<u64, StoreError> {
        Ok(0)
    }
    async fn get(&self, _id: ForeignId) -> Result<Option<ForeignDataset>, StoreError> {
        Ok(None)
    }
    async fn get_many(&self, _ids: &[ForeignId]) -> Result<Vec<ForeignDataset>, StoreError> {
        Ok(Vec::new())
    }
    async fn twins(&self, _id: ForeignId) -> Result<Vec<(ForeignId, ConnectionId)>, StoreError> {
        Ok(Vec::new())
    }
    async fn count_twins(&self, _source: ConnectionId) -> Result<u64, StoreError> {
        Ok(0)
    }
    async fn counts(&self) -> Result<BTreeMap<ConnectionId, u64>, StoreError> {
        Ok(BTreeMap::new())
    }
    async fn rejected(
        &self,
        _source: ConnectionId,
        _limit: u32,
    ) -> Result<Vec<RejectedRecord>, StoreError> {
        Ok(Vec::new())
    }
    async fn changed_since(
        &self,
        _sequence: i64,
        _limit: u32,
    ) -> Result<Vec<(i64, ForeignDataset)>, StoreError> {
        Ok(Vec::new())
    }
    async fn last_change(&self) -> Result<i64, StoreError> {
        Ok(0)
    }
    async fn touch(&self, _source: ConnectionId) -> Result<(), StoreError> {
        Ok(())
    }
    async fn forget(&self, _source: ConnectionId, _now: Timestamp) -> Result<(), StoreError> {
        Ok(())
    }
}

/// An index in which nothing is.
pub(crate) struct NothingElsewhere;

#[async_trait]
impl SearchIndex for NothingElsewhere {
    async fn update(
        &self,
        _put: Vec<IndexDocument>,
        _remove: Vec<DatasetId>,
        _sequence: i64,
    ) -> Result<(), IndexError> {
        Ok(())
    }
    async fn sequence(&self) -> Result<i64, IndexError> {
        Ok(0)
    }
    async fn search(&self, _request: &SearchRequest) -> Result<SearchResult, IndexError> {
        Ok(SearchResult::default())
    }
    async fn complete(
        &self,
        _prefix: &str,
        _knows: &[Audience],
        _limit: usize,
    ) -> Result<Vec<String>, IndexError> {
        Ok(Vec::new())
    }
    async fn catalogue(&self) -> Result<Option<CatalogueId>, IndexError> {
        Ok(None)
    }
    async fn purge(&self) -> Result<(), IndexError> {
        Ok(())
    }
    async fn clear(&self, _catalogue: CatalogueId) -> Result<(), IndexError> {
        Ok(())
    }
}
