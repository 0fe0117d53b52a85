//! In place of an index that cannot be opened: the hub still answers everything else.

use async_trait::async_trait;
use hebewerk_guard::Audience;
use hebewerk_hub::ports::{IndexDocument, IndexError, SearchIndex, SearchRequest, SearchResult};
use hebewerk_model::{CatalogueId, DatasetId};
use std::sync::Arc;
use thiserror::Error;

/// Answers every call with the reason why there is no index: an empty list would be a lie.
pub(crate) struct NoIndex(Arc<IndexError>);

/// The index could not be opened.
#[derive(Debug, Error)]
#[error(transparent)]
struct Unopened(Arc<IndexError>);

impl NoIndex {
    pub(crate) fn because(reason: IndexError) -> Self {
        Self(Arc::new(reason))
    }

    fn refuse<T>(&self) -> Result<T, IndexError> {
        Err(IndexError::Failed {
            doing: "opening",
            source: Box::new(Unopened(self.0.clone())),
        })
    }
}

#[async_trait]
impl SearchIndex for NoIndex {
    async fn update(
        &self,
        _put: Vec<IndexDocument>,
        _remove: Vec<DatasetId>,
        _sequence: i64,
    ) -> Result<(), IndexError> {
        self.refuse()
    }

    async fn sequence(&self) -> Result<i64, IndexError> {
        self.refuse()
    }

    async fn search(&self, _request: &SearchRequest) -> Result<SearchResult, IndexError> {
        self.refuse()
    }

    async fn complete(
        &self,
        _prefix: &str,
        _knows: &[Audience],
        _limit: usize,
    ) -> Result<Vec<String>, IndexError> {
        self.refuse()
    }

    async fn catalogue(&self) -> Result<Option<CatalogueId>, IndexError> {
        self.refuse()
    }

    async fn purge(&self) -> Result<(), IndexError> {
        self.refuse()
    }

    async fn clear(&self, _catalogue: CatalogueId) -> Result<(), IndexError> {
        self.refuse()
    }
}
