//! The forms of RDF.

use oxrdfio::{JsonLdProfileSet, RdfFormat};
use serde::{Deserialize, Serialize};

/// A form in which a graph leaves the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RdfForm {
    /// Turtle (W3C Recommendation of 2014); also what those get who ask for N3, of which it is a part.
    Turtle,
    /// RDF/XML (W3C Recommendation of 2014), the usual choice of German portals.
    Xml,
    /// JSON-LD 1.1.
    JsonLd,
    /// N-Triples: one statement a line.
    NTriples,
}

impl RdfForm {
    /// All forms.
    pub const ALL: [Self; 4] = [Self::Turtle, Self::Xml, Self::JsonLd, Self::NTriples];

    /// File ending without the leading dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::Xml => "rdf",
            Self::JsonLd => "jsonld",
            Self::NTriples => "nt",
        }
    }

    /// Media type with charset where the registry knows one.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle; charset=utf-8",
            // Without one: harvesters look this header up in a table of parsers.
            Self::Xml => "application/rdf+xml",
            Self::JsonLd => "application/ld+json",
            Self::NTriples => "application/n-triples",
        }
    }

    /// The form of a file ending; `xml` and `n3` are what CKAN calls two of them.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension {
            "ttl" | "n3" => Some(Self::Turtle),
            "rdf" | "xml" => Some(Self::Xml),
            "jsonld" => Some(Self::JsonLd),
            "nt" => Some(Self::NTriples),
            _ => None,
        }
    }

    /// The form of a media type without parameters.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        match media_type {
            "text/turtle" | "application/x-turtle" | "text/n3" | "text/rdf+n3" => {
                Some(Self::Turtle)
            }
            "application/rdf+xml" => Some(Self::Xml),
            "application/ld+json" => Some(Self::JsonLd),
            "application/n-triples" => Some(Self::NTriples),
            _ => None,
        }
    }

    pub(crate) const fn format(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::Xml => RdfFormat::RdfXml,
            Self::JsonLd => RdfFormat::JsonLd {
                profile: JsonLdProfileSet::empty(),
            },
            Self::NTriples => RdfFormat::NTriples,
        }
    }
}
