//! DCAT-AP.de 3.0: how German portals tell each other what data there are
//! (<https://www.dcat-ap.de/def/dcatde/3.0/spec/>, the German profile of <https://semiceu.github.io/DCAT-AP/releases/3.0.0/>).
//!
//! Each type here is a class of the profile; its fields are the properties it may have. What the profile makes
//! obligatory is no option. [`Catalogue`] and [`Dataset`] write themselves into an [`crate::rdf::Graph`].
//!
//! Deliberately absent: properties that 3.0 gives up (`dcatde:legalBasis`, `dcatde:politicalGeocodingURI` …), but for
//! [`Mirror::Legacy`]: GovData's harvester still reads them.

mod agent;
mod catalogue;
mod dataset;
mod distribution;
mod removed;
mod service;
mod terms;
pub(crate) mod vocabulary;

pub use agent::{Agent, AgentKind, Contact};
pub use catalogue::{Catalogue, Hydra};
pub use dataset::{Dataset, LegalBasis};
pub use distribution::Distribution;
pub use removed::Removed;
pub use service::{CatalogueService, DataService};
pub use vocabulary::{
    LICENCES, LicenceEntry, file_type, frequency, high_value, licence as licence_address,
    licence_entry, media_type, place, place_level, theme,
};

/// Whether what 3.0 has given up is said beside its successors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mirror {
    /// 3.0 and nothing else.
    #[default]
    Strict,
    /// Also what ckanext-dcatde, GovData's harvester, still looks for.
    Legacy,
}

#[cfg(test)]
mod tests;
