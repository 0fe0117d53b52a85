//! `dcat:Dataset`.

use super::agent::document;
use super::{Agent, Contact, DataService, Distribution, Mirror, terms, vocabulary};
use crate::rdf::{Graph, Said};
use hebewerk_model::{Frequency, HighValue, PlaceKey, ReferenceDataset, Span, Theme};
use jiff::Timestamp;

/// The law by which data are collected or published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LegalBasis {
    /// By its address: `dcatap:applicableLegislation`.
    Law(String),
    /// In words. 3.0 has no place for them; the mirror says them as `dcatde:legalBasis`.
    Words(String),
}

impl LegalBasis {
    /// A law where the text is the address of one, else words.
    pub fn of(text: &str) -> Self {
        let text = text.trim();
        let is_address = text.starts_with("https://") || text.starts_with("http://");
        if is_address && oxrdf::NamedNode::new(text).is_ok() {
            Self::Law(text.to_owned())
        } else {
            Self::Words(text.to_owned())
        }
    }
}

/// `dcat:Dataset`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset {
    /// Its address. Portals know a dataset by it and delete what they no longer see: it never changes.
    pub iri: String,
    /// Identifier, never changed by whoever passes it on (convention 25).
    pub identifier: String,
    /// Title.
    pub title: String,
    /// What it is; the title where nobody has said more.
    pub description: String,
    /// Who answers for it.
    pub publisher: Agent,
    /// Whom to ask.
    pub contact: Contact,
    /// Key words.
    pub keywords: Vec<String>,
    /// Themes.
    pub themes: Vec<Theme>,
    /// Place it is about.
    pub place: Option<PlaceKey>,
    /// Days it is about.
    pub span: Span,
    /// How often something new comes.
    pub frequency: Option<Frequency>,
    /// When it first appeared.
    pub issued: Timestamp,
    /// When it or what is said of it changed (convention 40).
    pub modified: Timestamp,
    /// Number of its version.
    pub version: Option<String>,
    /// Its page for people.
    pub landing_page: String,
    /// Which portal hands it on to GovData: a code of <http://dcat-ap.de/def/contributors>.
    pub contributor: Option<String>,
    /// By which law.
    pub legal_basis: Option<LegalBasis>,
    /// Categories of high-value datasets.
    pub high_value: Vec<HighValue>,
    /// What other cities call such a dataset: `dcterms:references`, as the handbook of conventions has it.
    pub reference_dataset: Option<ReferenceDataset>,
    /// Files.
    pub distributions: Vec<Distribution>,
    /// The interface that answers for its rows.
    pub service: Option<DataService>,
}

impl Dataset {
    /// A graph of this dataset alone.
    pub fn graph(&self, mirror: Mirror) -> Graph {
        let mut graph = Graph::default();
        self.write(&mut graph, mirror);
        graph
    }

    pub(super) fn write(&self, graph: &mut Graph, mirror: Mirror) {
        let span = format!("{}#zeitraum", self.iri);
        if let Some(mut said) = graph.about(&self.iri) {
            said.is_a(terms::DATASET)
                .says(terms::TITLE, &self.title, "de")
                .says(terms::DESCRIPTION, self.described(), "de")
                .names(terms::IDENTIFIER, &self.identifier)
                .links(terms::PUBLISHER, &self.publisher.iri)
                .links(terms::CONTACT_POINT, &self.contact.iri)
                .links(terms::LANGUAGE, terms::GERMAN)
                .links(terms::ACCESS_RIGHTS, terms::PUBLIC)
                .links(terms::AVAILABILITY, terms::AVAILABLE)
                .links(terms::LANDING_PAGE, &self.landing_page)
                .at(terms::ISSUED, self.issued)
                .at(terms::MODIFIED, self.modified);
            for keyword in &self.keywords {
                said.says(terms::KEYWORD, keyword, "de");
            }
            for theme in &self.themes {
                said.links(terms::THEME, &vocabulary::theme(theme));
            }
            if let Some(reference) = &self.reference_dataset {
                said.links(terms::REFERENCES, &reference.iri());
            }
            if let Some(version) = &self.version {
                said.names(terms::DCAT_VERSION, version);
            }
            if let Some(frequency) = &self.frequency {
                said.links(
                    terms::ACCRUAL_PERIODICITY,
                    &vocabulary::frequency(frequency),
                );
            }
            if !self.span.is_empty() {
                said.links(terms::TEMPORAL, &span);
            }
            if let Some(contributor) = &self.contributor {
                let contributor = format!("http://dcat-ap.de/def/contributors/{contributor}");
                said.links(terms::CONTRIBUTOR_ID, &contributor);
            }
            self.say_where(&mut said, mirror);
            self.say_by_which_law(&mut said, mirror);
            for distribution in &self.distributions {
                said.links(terms::HAS_DISTRIBUTION, &distribution.iri);
            }
            if mirror == Mirror::Legacy {
                said.links(terms::LEGACY_MAINTAINER, &self.publisher.iri);
            }
        }
        self.write_around(graph, &span);
    }

    fn described(&self) -> &str {
        let text = self.description.trim();
        if text.is_empty() { &self.title } else { text }
    }

    fn say_where(&self, said: &mut Said<'_>, mirror: Mirror) {
        let Some(place) = &self.place else { return };
        let iri = vocabulary::place(place);
        said.links(terms::SPATIAL, &iri)
            .links(terms::LEVEL, vocabulary::place_level(place));
        if mirror == Mirror::Legacy {
            said.links(terms::LEGACY_PLACE, &iri);
        }
    }

    fn say_by_which_law(&self, said: &mut Said<'_>, mirror: Mirror) {
        if let Some(LegalBasis::Law(law)) = &self.legal_basis {
            said.links(terms::APPLICABLE_LEGISLATION, law);
        }
        if let Some(LegalBasis::Law(text) | LegalBasis::Words(text)) = &self.legal_basis
            && mirror == Mirror::Legacy
        {
            said.says(terms::LEGACY_LEGAL_BASIS, text, "de");
        }
        if !self.high_value.is_empty() {
            said.links(terms::APPLICABLE_LEGISLATION, terms::HVD_REGULATION);
        }
        for category in &self.high_value {
            said.links(terms::HVD_CATEGORY, vocabulary::high_value(*category));
        }
    }

    /// The things it leads to: the shapes want each to say what it is, in the same graph.
    fn write_around(&self, graph: &mut Graph, span: &str) {
        self.publisher.write(graph);
        self.contact.write(graph);
        document(graph, &self.landing_page);
        if let Some(place) = &self.place {
            location(graph, &vocabulary::place(place));
        }
        if !self.span.is_empty()
            && let Some(mut said) = graph.about(span)
        {
            said.is_a(terms::PERIOD_OF_TIME);
            if let Some(from) = self.span.from {
                said.on(terms::START_DATE, from);
            }
            if let Some(until) = self.span.until {
                said.on(terms::END_DATE, until);
            }
        }
        if let Some(LegalBasis::Law(law)) = &self.legal_basis {
            law_of(graph, law);
        }
        if !self.high_value.is_empty() {
            law_of(graph, terms::HVD_REGULATION);
        }
        let is_high_value = !self.high_value.is_empty();
        for distribution in &self.distributions {
            distribution.write(graph, is_high_value);
        }
        if let Some(service) = &self.service {
            service.write(graph, self);
        }
    }
}

/// Says of an address that it is a place's.
pub(super) fn location(graph: &mut Graph, iri: &str) {
    if let Some(mut said) = graph.about(iri) {
        said.is_a(terms::LOCATION);
    }
}

/// Says of an address that it is a law's.
fn law_of(graph: &mut Graph, iri: &str) {
    if let Some(mut said) = graph.about(iri) {
        said.is_a(terms::LEGAL_RESOURCE);
    }
}
