//! `dcat:DataService`.

use super::agent::document;
use super::{Agent, Dataset, terms, vocabulary};
use crate::rdf::Graph;
use hebewerk_model::Licence;

/// `dcat:DataService`: the interface through which the rows of a dataset are asked for. With it a high-value dataset has
/// what the regulation asks for beside the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataService {
    /// Its address.
    pub iri: String,
    /// Title.
    pub title: String,
    /// Where it answers.
    pub endpoint_url: String,
    /// Its description for programs (OpenAPI).
    pub endpoint_description: String,
    /// Its description for people.
    pub page: String,
    /// Licence of what it gives.
    pub licence: Option<Licence>,
}

/// `dcat:DataService` of a catalogue: where it is asked as a whole. What it serves is what the catalogue describes, so it names
/// no dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueService {
    /// Its address.
    pub iri: String,
    /// Title.
    pub title: String,
    /// Where it answers.
    pub endpoint_url: String,
    /// The standard it keeps, by its address.
    pub conforms_to: String,
}

impl CatalogueService {
    pub(super) fn write(&self, graph: &mut Graph, publisher: &Agent) {
        if let Some(mut said) = graph.about(&self.iri) {
            said.is_a(terms::DATA_SERVICE)
                .says(terms::TITLE, &self.title, "de")
                .links(terms::ENDPOINT_URL, &self.endpoint_url)
                // The endpoint describes itself (SPARQL 1.1 Service Description).
                .links(terms::ENDPOINT_DESCRIPTION, &self.endpoint_url)
                .links(terms::CONFORMS_TO, &self.conforms_to)
                .links(terms::PUBLISHER, &publisher.iri)
                .links(terms::ACCESS_RIGHTS, terms::PUBLIC)
                .links(terms::AVAILABILITY, terms::AVAILABLE);
        }
        if let Some(mut said) = graph.about(&self.conforms_to) {
            said.is_a(terms::STANDARD);
        }
    }
}

impl DataService {
    pub(super) fn write(&self, graph: &mut Graph, dataset: &Dataset) {
        if let Some(mut said) = graph.about(&self.iri) {
            said.is_a(terms::DATA_SERVICE)
                .says(terms::TITLE, &self.title, "de")
                .links(terms::ENDPOINT_URL, &self.endpoint_url)
                .links(terms::ENDPOINT_DESCRIPTION, &self.endpoint_description)
                .links(terms::SERVES_DATASET, &dataset.iri)
                .links(terms::PUBLISHER, &dataset.publisher.iri)
                .links(terms::CONTACT_POINT, &dataset.contact.iri)
                .links(terms::LICENSE, &vocabulary::licence(self.licence.as_ref()))
                .links(terms::ACCESS_RIGHTS, terms::PUBLIC)
                .links(terms::AVAILABILITY, terms::AVAILABLE)
                .links(terms::PAGE, &self.page);
            if !dataset.high_value.is_empty() {
                said.links(terms::APPLICABLE_LEGISLATION, terms::HVD_REGULATION);
            }
            for category in &dataset.high_value {
                said.links(terms::HVD_CATEGORY, vocabulary::high_value(*category));
            }
        }
        document(graph, &self.page);
    }
}
