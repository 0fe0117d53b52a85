//! The names of classes and properties that are used.

macro_rules! terms {
    ($($name:ident = $iri:literal;)*) => {
        $(pub(super) const $name: &str = $iri;)*
    };
}

terms! {
    COMPLETED = "http://publications.europa.eu/resource/authority/distribution-status/COMPLETED";
    ADMS_STATUS = "http://www.w3.org/ns/adms#status";
    AVAILABILITY = "http://data.europa.eu/r5r/availability";
    AVAILABLE = "http://publications.europa.eu/resource/authority/planned-availability/AVAILABLE";
    APPLICABLE_LEGISLATION = "http://data.europa.eu/r5r/applicableLegislation";
    HVD_CATEGORY = "http://data.europa.eu/r5r/hvdCategory";
    HVD_REGULATION = "http://data.europa.eu/eli/reg_impl/2023/138/oj";
    LEGAL_RESOURCE = "http://data.europa.eu/eli/ontology#LegalResource";

    CATALOG = "http://www.w3.org/ns/dcat#Catalog";
    DATASET = "http://www.w3.org/ns/dcat#Dataset";
    DISTRIBUTION = "http://www.w3.org/ns/dcat#Distribution";
    DATA_SERVICE = "http://www.w3.org/ns/dcat#DataService";
    HAS_DATASET = "http://www.w3.org/ns/dcat#dataset";
    HAS_SERVICE = "http://www.w3.org/ns/dcat#service";
    HAS_DISTRIBUTION = "http://www.w3.org/ns/dcat#distribution";
    THEME_TAXONOMY = "http://www.w3.org/ns/dcat#themeTaxonomy";
    THEME = "http://www.w3.org/ns/dcat#theme";
    KEYWORD = "http://www.w3.org/ns/dcat#keyword";
    CONTACT_POINT = "http://www.w3.org/ns/dcat#contactPoint";
    LANDING_PAGE = "http://www.w3.org/ns/dcat#landingPage";
    DCAT_VERSION = "http://www.w3.org/ns/dcat#version";
    START_DATE = "http://www.w3.org/ns/dcat#startDate";
    END_DATE = "http://www.w3.org/ns/dcat#endDate";
    ACCESS_URL = "http://www.w3.org/ns/dcat#accessURL";
    DOWNLOAD_URL = "http://www.w3.org/ns/dcat#downloadURL";
    ACCESS_SERVICE = "http://www.w3.org/ns/dcat#accessService";
    MEDIA_TYPE = "http://www.w3.org/ns/dcat#mediaType";
    ENDPOINT_URL = "http://www.w3.org/ns/dcat#endpointURL";
    CONFORMS_TO = "http://purl.org/dc/terms/conformsTo";
    STANDARD = "http://purl.org/dc/terms/Standard";
    ENDPOINT_DESCRIPTION = "http://www.w3.org/ns/dcat#endpointDescription";
    SERVES_DATASET = "http://www.w3.org/ns/dcat#servesDataset";

    REFERENCES = "http://purl.org/dc/terms/references";
    TITLE = "http://purl.org/dc/terms/title";
    DESCRIPTION = "http://purl.org/dc/terms/description";
    PUBLISHER = "http://purl.org/dc/terms/publisher";
    IDENTIFIER = "http://purl.org/dc/terms/identifier";
    LANGUAGE = "http://purl.org/dc/terms/language";
    ISSUED = "http://purl.org/dc/terms/issued";
    MODIFIED = "http://purl.org/dc/terms/modified";
    SPATIAL = "http://purl.org/dc/terms/spatial";
    TEMPORAL = "http://purl.org/dc/terms/temporal";
    ACCRUAL_PERIODICITY = "http://purl.org/dc/terms/accrualPeriodicity";
    ACCESS_RIGHTS = "http://purl.org/dc/terms/accessRights";
    LICENSE = "http://purl.org/dc/terms/license";
    FORMAT = "http://purl.org/dc/terms/format";
    TYPE = "http://purl.org/dc/terms/type";
    LOCATION = "http://purl.org/dc/terms/Location";
    PERIOD_OF_TIME = "http://purl.org/dc/terms/PeriodOfTime";

    AGENT = "http://xmlns.com/foaf/0.1/Agent";
    DOCUMENT = "http://xmlns.com/foaf/0.1/Document";
    NAME = "http://xmlns.com/foaf/0.1/name";
    MBOX = "http://xmlns.com/foaf/0.1/mbox";
    HOMEPAGE = "http://xmlns.com/foaf/0.1/homepage";
    PAGE = "http://xmlns.com/foaf/0.1/page";

    VCARD_KIND = "http://www.w3.org/2006/vcard/ns#Kind";
    VCARD_FN = "http://www.w3.org/2006/vcard/ns#fn";
    VCARD_EMAIL = "http://www.w3.org/2006/vcard/ns#hasEmail";
    VCARD_URL = "http://www.w3.org/2006/vcard/ns#hasURL";

    CONTRIBUTOR_ID = "http://dcat-ap.de/def/dcatde/contributorID";
    LEVEL = "http://dcat-ap.de/def/dcatde/politicalGeocodingLevelURI";
    ATTRIBUTION = "http://dcat-ap.de/def/dcatde/licenseAttributionByText";
    LEGACY_PLACE = "http://dcat-ap.de/def/dcatde/politicalGeocodingURI";
    LEGACY_LEGAL_BASIS = "http://dcat-ap.de/def/dcatde/legalBasis";
    LEGACY_MAINTAINER = "http://dcat-ap.de/def/dcatde/maintainer";

    GERMAN = "http://publications.europa.eu/resource/authority/language/DEU";
    PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";
    DATA_THEMES = "http://publications.europa.eu/resource/authority/data-theme";

    COLLECTION_VIEW = "http://www.w3.org/ns/hydra/core#PartialCollectionView";
    PAGED_COLLECTION = "http://www.w3.org/ns/hydra/core#PagedCollection";
    HYDRA_TOTAL = "http://www.w3.org/ns/hydra/core#totalItems";
    HYDRA_PER_PAGE = "http://www.w3.org/ns/hydra/core#itemsPerPage";
    HYDRA_FIRST = "http://www.w3.org/ns/hydra/core#first";
    HYDRA_NEXT = "http://www.w3.org/ns/hydra/core#next";
    HYDRA_FIRST_OLD = "http://www.w3.org/ns/hydra/core#firstPage";
    HYDRA_NEXT_OLD = "http://www.w3.org/ns/hydra/core#nextPage";

    TOMBSTONE = "https://www.w3.org/ns/activitystreams#Tombstone";
    FORMER_TYPE = "https://www.w3.org/ns/activitystreams#formerType";
    DELETED = "https://www.w3.org/ns/activitystreams#deleted";
}
