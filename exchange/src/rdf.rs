//! RDF in the forms in which catalogues are exchanged.
//!
//! A [`Graph`] keeps what is said of one thing together and in the order in which it was said, so that the same
//! catalogue always gives the same bytes.

mod form;
mod graph;

pub use form::RdfForm;
pub use graph::{Graph, Said};

use oxrdfio::{RdfParser, RdfSerializer};
use thiserror::Error;

/// Why RDF could not be written or read.
#[derive(Debug, Error)]
pub enum RdfError {
    /// Writing failed.
    #[error("RDF could not be written")]
    Write(#[source] std::io::Error),
    /// A prefix of ours is none.
    #[error("a prefix is no IRI")]
    Prefix(#[source] oxrdf::IriParseError),
    /// The text is no RDF of this form.
    #[error("this is no {form}")]
    Read {
        /// Which form was expected.
        form: &'static str,
        /// What is wrong about it.
        #[source]
        source: oxrdfio::RdfParseError,
    },
}

/// Names that documents cut short, as DCAT-AP.de does.
pub(crate) const PREFIXES: [(&str, &str); 15] = [
    ("adms", "http://www.w3.org/ns/adms#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"),
    ("dcatde", "http://dcat-ap.de/def/dcatde/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geodcatap", "http://data.europa.eu/930/"),
    ("hydra", "http://www.w3.org/ns/hydra/core#"),
    ("locn", "http://www.w3.org/ns/locn#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The text of a graph.
pub fn write(graph: &Graph, form: RdfForm) -> Result<Vec<u8>, RdfError> {
    let mut serializer = RdfSerializer::from_format(form.format());
    for (name, iri) in PREFIXES {
        serializer = serializer
            .with_prefix(name, iri)
            .map_err(RdfError::Prefix)?;
    }
    let mut writer = serializer.for_writer(Vec::new());
    for triple in graph.triples() {
        writer.serialize_triple(&triple).map_err(RdfError::Write)?;
    }
    writer.finish().map_err(RdfError::Write)
}

/// Everything a text says, in its order.
pub fn read(text: &[u8], form: RdfForm) -> Result<Vec<oxrdf::Triple>, RdfError> {
    let mut triples = Vec::new();
    for quad in RdfParser::from_format(form.format()).for_slice(text) {
        let quad = quad.map_err(|error| RdfError::Read {
            form: form.extension(),
            source: error.into(),
        })?;
        triples.push(oxrdf::Triple::from(quad));
    }
    Ok(triples)
}

#[cfg(test)]
mod tests;
