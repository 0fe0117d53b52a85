//! What the endpoint says of itself (SPARQL 1.1 Service Description).

use super::PATH;
use crate::dcat::Addresses;
use hebewerk_exchange::rdf::{Graph, RdfForm};
use hebewerk_exchange::sparql::SolutionsForm;

const SERVICE: &str = "http://www.w3.org/ns/sparql-service-description#Service";
const ENDPOINT: &str = "http://www.w3.org/ns/sparql-service-description#endpoint";
const LANGUAGE: &str = "http://www.w3.org/ns/sparql-service-description#supportedLanguage";
const QUERY: &str = "http://www.w3.org/ns/sparql-service-description#SPARQL11Query";
const RESULT_FORMAT: &str = "http://www.w3.org/ns/sparql-service-description#resultFormat";
const DEFAULT_DATASET: &str = "http://www.w3.org/ns/sparql-service-description#defaultDataset";
const DATASET: &str = "http://www.w3.org/ns/sparql-service-description#Dataset";
const DEFAULT_GRAPH: &str = "http://www.w3.org/ns/sparql-service-description#defaultGraph";
const GRAPH: &str = "http://www.w3.org/ns/sparql-service-description#Graph";
const TITLE: &str = "http://purl.org/dc/terms/title";
const SUBJECT: &str = "http://purl.org/dc/terms/subject";

/// The description of the endpoint of a hub with this title.
pub(super) fn description(addresses: &Addresses, title: &str) -> Graph {
    let mut graph = Graph::default();
    let endpoint = addresses.path(PATH);
    let (dataset, default) = (format!("{endpoint}#daten"), format!("{endpoint}#graph"));
    if let Some(mut said) = graph.about(&endpoint) {
        said.is_a(SERVICE)
            .says(TITLE, title, "de")
            .links(ENDPOINT, &endpoint)
            .links(LANGUAGE, QUERY);
        for form in SolutionsForm::ALL {
            said.links(RESULT_FORMAT, form.iri());
        }
        for form in RdfForm::ALL {
            said.links(RESULT_FORMAT, format_of(form));
        }
        said.links(DEFAULT_DATASET, &dataset);
    }
    if let Some(mut said) = graph.about(&dataset) {
        said.is_a(DATASET).links(DEFAULT_GRAPH, &default);
    }
    if let Some(mut said) = graph.about(&default) {
        said.is_a(GRAPH).links(SUBJECT, &addresses.catalogue());
    }
    graph
}

const fn format_of(form: RdfForm) -> &'static str {
    match form {
        RdfForm::Turtle => "http://www.w3.org/ns/formats/Turtle",
        RdfForm::Xml => "http://www.w3.org/ns/formats/RDF_XML",
        RdfForm::JsonLd => "http://www.w3.org/ns/formats/JSON-LD",
        RdfForm::NTriples => "http://www.w3.org/ns/formats/N-Triples",
    }
}
