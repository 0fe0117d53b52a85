//! The search index: derived, disposable.

use async_trait::async_trait;
use hebewerk_guard::Audience;
use hebewerk_model::{CatalogueId, DatasetId};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why the index did not answer. It can always be deleted and rebuilt.
#[derive(Debug, Error)]
pub enum IndexError {
    /// Opening, writing or searching failed.
    #[error("the search index failed while {doing}")]
    Failed {
        /// What was tried.
        doing: &'static str,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// What the index knows of a dataset.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndexDocument {
    /// Identity.
    pub dataset: DatasetId,
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
    /// Key words.
    pub tags: Vec<String>,
    /// Labels and SQL names of columns.
    pub columns: Vec<String>,
    /// Frequent values of text columns. Payload: only found by those who may read rows.
    pub values: Vec<String>,
    /// Name of the organisation.
    pub organisation_name: String,
    /// Slug of the organisation (facet).
    pub organisation: String,
    /// Theme code (facet).
    pub theme: Option<String>,
    /// Format code of the newest version (facet).
    pub format: Option<String>,
    /// Visibility code (facet).
    pub visibility: String,
    /// Licence (facet).
    pub licence: Option<String>,
    /// State code (facet).
    pub state: String,
    /// Moment of the last change in milliseconds since 1970 UTC: newer ones stand first.
    pub updated_at: i64,
    /// The circle it belongs to.
    pub audience: Audience,
}

/// Chosen facets: values of one facet are alternatives, different facets must all hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facets {
    /// Slugs.
    pub organisations: Vec<String>,
    /// Codes.
    pub themes: Vec<String>,
    /// Codes.
    pub formats: Vec<String>,
    /// Codes.
    pub visibilities: Vec<String>,
    /// Key words.
    pub tags: Vec<String>,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRequest {
    /// Words as typed; empty lists everything, newest first.
    pub text: String,
    /// Chosen facets.
    pub facets: Facets,
    /// Circles the asker may know of.
    pub knows: Vec<Audience>,
    /// Circles whose rows the asker may read (for `values`).
    pub reads: Vec<Audience>,
    /// Hits to pass over.
    pub offset: usize,
    /// Hits to return, at most 200.
    pub limit: usize,
}

/// A hit.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which dataset.
    pub dataset: DatasetId,
    /// How well it fits; only the order matters.
    pub score: f32,
    /// Where it was found, best first: `title`, `tags`, `columns`, `description`, `organisation`, `values`,
    /// `part` (part of a compound), `similar` (similar spelling), `synonym`; with the word or value found.
    pub found_in: Vec<(&'static str, String)>,
}

/// How many hits a facet value has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// `organisation`, `theme`, `format`, `visibility` or `tag`.
    pub facet: &'static str,
    /// Slug, code or key word.
    pub value: String,
    /// Hits with this value, given the words and the other facets.
    pub count: u64,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchResult {
    /// Hits, best first.
    pub hits: Vec<Hit>,
    /// All hits, also those not returned.
    pub total: u64,
    /// Counts for facets, most frequent first within a facet.
    pub facets: Vec<FacetCount>,
    /// A spelling that finds more, if the words are unknown.
    pub suggestion: Option<String>,
    /// When nothing was found: words to look for instead, each of which finds something the asker knows of.
    pub instead: Vec<String>,
}

/// The German full-text index.
#[async_trait]
pub trait SearchIndex: Send + Sync {
    /// Adds or replaces documents, removes others, and makes both durable together with `sequence`.
    async fn update(
        &self,
        put: Vec<IndexDocument>,
        remove: Vec<DatasetId>,
        sequence: i64,
    ) -> Result<(), IndexError>;

    /// The sequence number given to the last durable update; 0 for an empty index.
    async fn sequence(&self) -> Result<i64, IndexError>;

    /// Looks for datasets.
    async fn search(&self, request: &SearchRequest) -> Result<SearchResult, IndexError>;

    /// Words that complete `prefix`, most frequent first; only from documents the asker knows of.
    async fn complete(
        &self,
        prefix: &str,
        knows: &[Audience],
        limit: usize,
    ) -> Result<Vec<String>, IndexError>;

    /// Which catalogue it was built from ([`crate::ports::CatalogueMark`]); none for a new index.
    async fn catalogue(&self) -> Result<Option<CatalogueId>, IndexError>;

    /// Overwrites what the index still holds of documents that were replaced or removed.
    async fn purge(&self) -> Result<(), IndexError>;

    /// Empties the index and makes it one of this catalogue; the next [`SearchIndex::sequence`] is 0.
    async fn clear(&self, catalogue: CatalogueId) -> Result<(), IndexError>;
}
