//! The properties that are read; everything else a page says is passed over as it comes.

macro_rules! properties {
    ($($name:ident = $($iri:literal)|+;)*) => {
        /// A property that is read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) enum Property {
            $($name,)*
        }

        impl Property {
            /// The property with this address.
            pub(super) fn of(iri: &str) -> Option<Self> {
                match iri {
                    $($($iri)|+ => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

properties! {
    Type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    Title = "http://purl.org/dc/terms/title" | "http://purl.org/dc/elements/1.1/title";
    Description = "http://purl.org/dc/terms/description" | "http://purl.org/dc/elements/1.1/description";
    Identifier = "http://purl.org/dc/terms/identifier" | "http://purl.org/dc/elements/1.1/identifier";
    OtherIdentifier = "http://www.w3.org/ns/adms#identifier";
    Notation = "http://www.w3.org/2004/02/skos/core#notation";
    Keyword = "http://www.w3.org/ns/dcat#keyword";
    Theme = "http://www.w3.org/ns/dcat#theme";
    Publisher = "http://purl.org/dc/terms/publisher";
    Creator = "http://purl.org/dc/terms/creator" | "http://dcat-ap.de/def/dcatde/originator"
        | "http://dcat-ap.de/def/dcatde/maintainer";
    Name = "http://xmlns.com/foaf/0.1/name" | "http://www.w3.org/2006/vcard/ns#fn"
        | "http://www.w3.org/2006/vcard/ns#organization-name";
    Label = "http://www.w3.org/2000/01/rdf-schema#label" | "http://www.w3.org/2004/02/skos/core#prefLabel"
        | "http://www.w3.org/ns/locn#geographicName";
    Contact = "http://www.w3.org/ns/dcat#contactPoint";
    Mail = "http://www.w3.org/2006/vcard/ns#hasEmail" | "http://xmlns.com/foaf/0.1/mbox";
    ContactPage = "http://www.w3.org/2006/vcard/ns#hasURL";
    Value = "http://www.w3.org/2006/vcard/ns#value" | "http://www.w3.org/2006/vcard/ns#hasValue";
    LandingPage = "http://www.w3.org/ns/dcat#landingPage";
    Page = "http://xmlns.com/foaf/0.1/page";
    Issued = "http://purl.org/dc/terms/issued";
    Modified = "http://purl.org/dc/terms/modified";
    Spatial = "http://purl.org/dc/terms/spatial" | "http://dcat-ap.de/def/dcatde/politicalGeocodingURI"
        | "http://dcat-ap.de/def/dcatde/geocodingDescription";
    Licence = "http://purl.org/dc/terms/license";
    Rights = "http://purl.org/dc/terms/rights";
    Distribution = "http://www.w3.org/ns/dcat#distribution" | "http://www.w3.org/ns/adms#sample";
    AccessUrl = "http://www.w3.org/ns/dcat#accessURL";
    DownloadUrl = "http://www.w3.org/ns/dcat#downloadURL";
    Format = "http://purl.org/dc/terms/format";
    MediaType = "http://www.w3.org/ns/dcat#mediaType";
    HasDataset = "http://www.w3.org/ns/dcat#dataset";
    PrimaryTopic = "http://xmlns.com/foaf/0.1/primaryTopic";
    Source = "http://purl.org/dc/terms/source" | "http://www.w3.org/ns/prov#wasDerivedFrom";
    IsPartOf = "http://purl.org/dc/terms/isPartOf";
    Next = "http://www.w3.org/ns/hydra/core#next";
    NextOld = "http://www.w3.org/ns/hydra/core#nextPage";
}

/// Classes whose members are looked for.
pub(super) const DATASET: &str = "http://www.w3.org/ns/dcat#Dataset";
/// A catalogue; one that is a part of another is a hop of what is in it.
pub(super) const CATALOG: &str = "http://www.w3.org/ns/dcat#Catalog";
