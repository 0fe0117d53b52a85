//! `dcat:Distribution`.

use super::{terms, vocabulary};
use crate::rdf::Graph;
use hebewerk_model::Licence;
use jiff::Timestamp;

/// `dcat:Distribution`: a way in which a dataset can be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// Its address.
    pub iri: String,
    /// Title.
    pub title: String,
    /// Where it is had; of a plain file the file itself (convention 39).
    pub access_url: String,
    /// The file. None for an interface (convention 41).
    pub download_url: Option<String>,
    /// The interface, by its address.
    pub access_service: Option<String>,
    /// Code of the EU's file types (convention 31); none for forms that vocabulary may not have.
    pub file_type: Option<&'static str>,
    /// Media type without parameters.
    pub media_type: Option<&'static str>,
    /// Licence.
    pub licence: Option<Licence>,
    /// How others name the source; said where the licence asks for it (convention 35).
    pub attribution: String,
    /// When it changed.
    pub modified: Timestamp,
}

impl Distribution {
    pub(super) fn write(&self, graph: &mut Graph, is_high_value: bool) {
        let Some(mut said) = graph.about(&self.iri) else {
            return;
        };
        said.is_a(terms::DISTRIBUTION)
            .says(terms::TITLE, &self.title, "de")
            .links(terms::ACCESS_URL, &self.access_url)
            .links(terms::AVAILABILITY, terms::AVAILABLE)
            .links(terms::ADMS_STATUS, terms::COMPLETED)
            .at(terms::MODIFIED, self.modified)
            // Obligatory in the German profile: what nobody has allowed is closed, as GovData says it too.
            .links(terms::LICENSE, &vocabulary::licence(self.licence.as_ref()));
        if let Some(url) = &self.download_url {
            said.links(terms::DOWNLOAD_URL, url);
        }
        if let Some(service) = &self.access_service {
            said.links(terms::ACCESS_SERVICE, service);
        }
        if let Some(file_type) = self.file_type {
            said.links(terms::FORMAT, &vocabulary::file_type(file_type));
        }
        if let Some(media_type) = self.media_type {
            said.links(terms::MEDIA_TYPE, &vocabulary::media_type(media_type));
        }
        if vocabulary::asks_for_attribution(self.licence.as_ref()) {
            said.says(terms::ATTRIBUTION, &self.attribution, "de");
        }
        if is_high_value {
            said.links(terms::APPLICABLE_LEGISLATION, terms::HVD_REGULATION);
        }
    }
}
