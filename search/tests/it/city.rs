//! A small city's datasets.

use hebewerk_guard::Audience;
use hebewerk_hub::ports::{Facets, IndexDocument, SearchIndex, SearchRequest, SearchResult};
use hebewerk_model::{DatasetId, OrganisationId};
use hebewerk_search::GermanIndex;
use tempfile::TempDir;

/// Everything there is.
pub(crate) const ALL: [Audience; 3] = [Audience::Public, Audience::City, Audience::AnyOffice];

/// An index in a directory that vanishes with it.
pub(crate) struct Hub {
    pub(crate) index: GermanIndex,
    pub(crate) directory: TempDir,
}

impl Hub {
    /// An index of these documents.
    pub(crate) async fn of(documents: Vec<IndexDocument>) -> Self {
        let directory = TempDir::new().expect("a temporary directory");
        let index = GermanIndex::open(directory.path()).expect("an index");
        index.update(documents, vec![], 1).await.expect("an update");
        Self { index, directory }
    }

    /// The answer to a request.
    pub(crate) async fn ask(&self, request: &SearchRequest) -> SearchResult {
        self.index.search(request).await.expect("an answer")
    }

    /// Titles found by somebody who sees everything; identities are numbers of [`dataset`].
    pub(crate) async fn find(&self, text: &str) -> Vec<u128> {
        let result = self.ask(&request(text)).await;
        assert_eq!(result.total, result.hits.len() as u64);
        result.hits.iter().map(|hit| number(hit.dataset)).collect()
    }
}

/// A public dataset of the environmental office with this title.
pub(crate) fn dataset(id: u128, title: &str) -> IndexDocument {
    IndexDocument {
        dataset: identity(id),
        title: title.to_owned(),
        description: String::new(),
        tags: vec![],
        columns: vec![],
        values: vec![],
        organisation_name: "Umweltamt".to_owned(),
        organisation: "umwelt".to_owned(),
        theme: None,
        format: Some("csv".to_owned()),
        visibility: "public".to_owned(),
        licence: None,
        state: "lifted".to_owned(),
        updated_at: 0,
        audience: Audience::Public,
    }
}

/// A request of somebody who sees everything.
pub(crate) fn request(text: &str) -> SearchRequest {
    SearchRequest {
        text: text.to_owned(),
        facets: Facets::default(),
        knows: ALL.to_vec(),
        reads: ALL.to_vec(),
        offset: 0,
        limit: 100,
    }
}

/// The identity with this number.
pub(crate) fn identity(number: u128) -> DatasetId {
    DatasetId::from_uuid(uuid::Uuid::from_u128(number))
}

/// The number of an identity.
pub(crate) fn number(dataset: DatasetId) -> u128 {
    dataset.as_uuid().as_u128()
}

/// The circle of an office.
pub(crate) fn office(number: u128) -> Audience {
    Audience::Office(OrganisationId::from_uuid(uuid::Uuid::from_u128(number)))
}
