//! From an entry of the catalogue to what DCAT-AP.de says of it.

use super::{Addresses, forms, resource_id};
use crate::{WebSettings, Words};
use hebewerk_exchange::dcat::{
    Agent, AgentKind, Contact, DataService, Dataset, Distribution, LegalBasis,
};
use hebewerk_exchange::tabular::TabularForm;
use hebewerk_hub::{CatalogueEntry, CatalogueTable};
use hebewerk_model::{Link, Organisation, OrganisationKind};

/// A dataset as DCAT-AP.de describes it.
pub(crate) fn described(
    w: Words,
    settings: &WebSettings,
    addresses: &Addresses,
    entry: &CatalogueEntry,
) -> Dataset {
    let (organisation, dataset) = (&entry.organisation, &entry.dataset);
    let (said, details) = (&dataset.description, &dataset.description.details);
    let iri = addresses.dataset(dataset.id);
    let service = (!entry.tables.is_empty()).then(|| service(w, addresses, entry, &iri));
    let mut distributions: Vec<Distribution> = entry
        .tables
        .iter()
        .flat_map(|table| forms(table).map(|form| file(addresses, entry, table, form)))
        .collect();
    let links = details.links.iter();
    distributions.extend(links.map(|link| elsewhere(addresses, entry, link)));
    if let Some(service) = &service {
        distributions.push(by_interface(entry, service, &iri));
    }
    let further = details.further_themes.iter();
    Dataset {
        identifier: dataset.id.to_string(),
        title: said.title.clone(),
        description: said.text.clone(),
        publisher: publisher(addresses, organisation),
        contact: contact(settings, addresses, entry, &iri),
        keywords: said.tags.clone(),
        themes: said.theme.iter().chain(further).cloned().collect(),
        place: details
            .place
            .clone()
            .or_else(|| settings.open_data.place.clone()),
        span: details.span,
        frequency: details.frequency.clone(),
        issued: dataset.created_at,
        modified: dataset.updated_at,
        version: entry
            .version
            .as_ref()
            .map(|version| version.number.to_string()),
        landing_page: addresses.page(&organisation.slug, &dataset.slug),
        contributor: settings.open_data.contributor.clone(),
        legal_basis: details.legal_basis.as_deref().map(LegalBasis::of),
        high_value: details.high_value.clone(),
        reference_dataset: details.reference_dataset.clone(),
        distributions,
        service,
        iri,
    }
}

/// The body that answers for what an organisation publishes.
fn publisher(addresses: &Addresses, organisation: &Organisation) -> Agent {
    Agent {
        iri: addresses.organisation(organisation.id),
        name: organisation.name.clone(),
        kind: Some(match organisation.kind {
            OrganisationKind::Company => AgentKind::Company,
            OrganisationKind::Office
            | OrganisationKind::Enterprise
            | OrganisationKind::Statistics => AgentKind::LocalAuthority,
        }),
        email: organisation.contact.clone(),
        homepage: Some(addresses.house(organisation)),
    }
}

fn contact(
    settings: &WebSettings,
    addresses: &Addresses,
    entry: &CatalogueEntry,
    iri: &str,
) -> Contact {
    let own = entry.dataset.description.contact.as_ref();
    let email = own
        .or(entry.organisation.contact.as_ref())
        .or(settings.contact.as_ref());
    Contact {
        iri: format!("{iri}#kontakt"),
        name: entry.organisation.name.clone(),
        email: email.cloned(),
        url: addresses.house(&entry.organisation),
    }
}

fn file(
    addresses: &Addresses,
    entry: &CatalogueEntry,
    table: &CatalogueTable,
    form: TabularForm,
) -> Distribution {
    let (organisation, dataset) = (&entry.organisation.slug, &entry.dataset);
    let url = addresses.file(organisation, &dataset.slug, &table.sql_name, form);
    let (name, file_type) = named(form);
    let media_type = form.media_type().split(';').next();
    Distribution {
        iri: addresses.resource(dataset.id, resource_id(table.id, form)),
        title: format!("{} ({name})", title(entry, table)),
        access_url: url.clone(),
        download_url: Some(url),
        access_service: None,
        file_type,
        media_type,
        licence: dataset.description.licence.clone(),
        attribution: attribution(entry),
        modified: modified(entry),
    }
}

/// What the hub does not have, and where it is. Whether the address is the file itself nobody has said.
fn elsewhere(addresses: &Addresses, entry: &CatalogueEntry, link: &Link) -> Distribution {
    let dataset = &entry.dataset;
    let known = ["CSV", "XLSX", "JSON", "ODS", "GEOJSON", "GPKG", "KML"];
    let file_type = known
        .into_iter()
        .find(|code| link.format.eq_ignore_ascii_case(code));
    Distribution {
        iri: addresses.resource(dataset.id, link.id),
        title: link.name.clone(),
        access_url: link.url.clone(),
        download_url: None,
        access_service: None,
        file_type,
        media_type: None,
        licence: dataset.description.licence.clone(),
        attribution: attribution(entry),
        modified: dataset.updated_at,
    }
}

fn by_interface(entry: &CatalogueEntry, service: &DataService, iri: &str) -> Distribution {
    Distribution {
        iri: format!("{iri}#abruf"),
        title: service.title.clone(),
        access_url: service.endpoint_url.clone(),
        download_url: None,
        access_service: Some(service.iri.clone()),
        file_type: Some("REST"),
        media_type: Some("application/json"),
        licence: entry.dataset.description.licence.clone(),
        attribution: attribution(entry),
        modified: modified(entry),
    }
}

fn service(w: Words, addresses: &Addresses, entry: &CatalogueEntry, iri: &str) -> DataService {
    let (organisation, dataset) = (&entry.organisation.slug, &entry.dataset);
    let page = addresses.page(organisation, &dataset.slug);
    let title = w.t1("catalogue-service", "title", &dataset.description.title);
    DataService {
        iri: format!("{iri}#schnittstelle"),
        title: title.into_owned(),
        endpoint_url: addresses.interface(organisation, &dataset.slug),
        endpoint_description: addresses.path("/api/v1/openapi.json"),
        page: format!("{page}/schnittstelle"),
        licence: dataset.description.licence.clone(),
    }
}

/// What a table is called: as the dataset, where it is its only one.
pub(crate) fn title(entry: &CatalogueEntry, table: &CatalogueTable) -> String {
    let title = &entry.dataset.description.title;
    if entry.tables.len() < 2 {
        title.clone()
    } else {
        format!("{title}: {}", table.name)
    }
}

/// The name people have for a form, and its code in the EU's list. Parquet gets none: the list had no such code when it
/// was read last, and a code that is not in it is a violation.
pub(crate) const fn named(form: TabularForm) -> (&'static str, Option<&'static str>) {
    match form {
        TabularForm::Csv | TabularForm::ExcelCsv => ("CSV", Some("CSV")),
        TabularForm::Xlsx => ("XLSX", Some("XLSX")),
        TabularForm::Json | TabularForm::Ndjson => ("JSON", Some("JSON")),
        TabularForm::Parquet => ("Parquet", None),
        TabularForm::Arrow => ("Arrow", None),
        TabularForm::Ods => ("ODS", Some("ODS")),
        TabularForm::GeoJson => ("GeoJSON", Some("GEOJSON")),
        TabularForm::GeoPackage => ("GeoPackage", Some("GPKG")),
        TabularForm::FlatGeobuf => ("FlatGeobuf", None),
        TabularForm::Shapefile => ("Shapefile", Some("SHP")),
        TabularForm::Kml => ("KML", Some("KML")),
    }
}

fn attribution(entry: &CatalogueEntry) -> String {
    let said = entry.dataset.description.details.attribution.as_ref();
    said.unwrap_or(&entry.organisation.name).clone()
}

fn modified(entry: &CatalogueEntry) -> jiff::Timestamp {
    let version = entry.version.as_ref();
    version.map_or(entry.dataset.updated_at, |version| version.created_at)
}
