//! `dcat:Catalog`, whole or page by page.

use super::agent::document;
use super::{Agent, CatalogueService, Dataset, Mirror, terms};
use crate::rdf::Graph;
use jiff::Timestamp;

/// Where a page of a catalogue stands among the others (Hydra core vocabulary). Portals look for the names of today and
/// for those of 2015, so both are said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hydra {
    /// Address of this page.
    pub page: String,
    /// Address of the first.
    pub first: String,
    /// Address of the next; none on the last. A next page is never empty.
    pub next: Option<String>,
    /// Datasets on all pages.
    pub total: u64,
    /// Datasets of a page at most.
    pub per_page: u64,
}

/// `dcat:Catalog`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    /// Its address.
    pub iri: String,
    /// Title.
    pub title: String,
    /// What it is.
    pub description: String,
    /// Who runs it.
    pub publisher: Agent,
    /// Its page for people.
    pub homepage: String,
    /// When something in it changed.
    pub modified: Option<Timestamp>,
    /// Place it is about, by its address.
    pub place: Option<String>,
    /// Where it is asked as a whole.
    pub service: Option<CatalogueService>,
}

impl Catalogue {
    /// A graph of the catalogue with these datasets: all of them, or a page.
    pub fn graph(&self, datasets: &[Dataset], page: Option<&Hydra>, mirror: Mirror) -> Graph {
        let mut graph = Graph::default();
        if let Some(page) = page {
            write_page(&mut graph, page);
        }
        if let Some(mut said) = graph.about(&self.iri) {
            said.is_a(terms::CATALOG)
                .says(terms::TITLE, &self.title, "de")
                .says(terms::DESCRIPTION, &self.description, "de")
                .links(terms::PUBLISHER, &self.publisher.iri)
                .links(terms::HOMEPAGE, &self.homepage)
                .links(terms::LANGUAGE, terms::GERMAN)
                .links(terms::THEME_TAXONOMY, terms::DATA_THEMES);
            if let Some(modified) = self.modified {
                said.at(terms::MODIFIED, modified);
            }
            if let Some(place) = &self.place {
                said.links(terms::SPATIAL, place);
            }
            if let Some(service) = &self.service {
                said.links(terms::HAS_SERVICE, &service.iri);
            }
            for dataset in datasets {
                said.links(terms::HAS_DATASET, &dataset.iri);
                if let Some(service) = &dataset.service {
                    said.links(terms::HAS_SERVICE, &service.iri);
                }
            }
        }
        self.publisher.write(&mut graph);
        document(&mut graph, &self.homepage);
        if let Some(service) = &self.service {
            service.write(&mut graph, &self.publisher);
        }
        if let Some(place) = &self.place {
            super::dataset::location(&mut graph, place);
        }
        for dataset in datasets {
            dataset.write(&mut graph, mirror);
        }
        graph
    }
}

fn write_page(graph: &mut Graph, page: &Hydra) {
    let Some(mut said) = graph.about(&page.page) else {
        return;
    };
    // As literals, as CKAN has always said them: harvesters take both, older ones only these.
    said.is_a(terms::COLLECTION_VIEW)
        .is_a(terms::PAGED_COLLECTION)
        .counts(terms::HYDRA_TOTAL, page.total)
        .counts(terms::HYDRA_PER_PAGE, page.per_page)
        .names(terms::HYDRA_FIRST, &page.first)
        .names(terms::HYDRA_FIRST_OLD, &page.first);
    if let Some(next) = &page.next {
        said.names(terms::HYDRA_NEXT, next)
            .names(terms::HYDRA_NEXT_OLD, next);
    }
}
