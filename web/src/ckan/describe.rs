//! From an entry of the catalogue to a package.

use super::call::Call;
use super::rows::is_made_here;
use crate::dcat::{described, forms, named, resource_id, title};
use hebewerk_exchange::ckan::{Extra, Group, OrganisationRef, Package, Resource, Tag, moment};
use hebewerk_exchange::dcat::{
    LegalBasis, frequency, high_value, licence_address, licence_entry, place, place_level, theme,
};
use hebewerk_exchange::tabular::TabularForm;
use hebewerk_hub::{CatalogueEntry, CatalogueTable};
use hebewerk_model::{Dataset, DatasetState, Link, Organisation, Visibility};
use serde_json::json;

/// The name of a package: of organisation and dataset, which have no hyphen in theirs.
pub(super) fn name(organisation: &Organisation, dataset: &Dataset) -> String {
    format!("{}-{}", organisation.slug, dataset.slug)
}

/// A dataset as a package.
pub(super) fn package(call: &Call, entry: &CatalogueEntry) -> Package {
    let (organisation, dataset) = (&entry.organisation, &entry.dataset);
    let said = &dataset.description;
    let licence = said
        .licence
        .as_ref()
        .map_or("", |licence| licence.0.as_str());
    let known = licence_entry(licence);
    let contact = said.contact.as_ref().or(organisation.contact.as_ref());
    let mut groups: Vec<Group> = Vec::new();
    for one in said.theme.iter().chain(&said.details.further_themes) {
        groups.push(group(call, &one.0));
    }
    let mut resources = Vec::new();
    for table in &entry.tables {
        for form in forms(table) {
            resources.push(resource(call, entry, table, form, resources.len()));
        }
    }
    for link in &said.details.links {
        resources.push(elsewhere(entry, link, resources.len()));
    }
    Package {
        id: dataset.id.to_string(),
        name: name(organisation, dataset),
        title: said.title.clone(),
        notes: said.text.clone(),
        url: call.addresses.page(&organisation.slug, &dataset.slug),
        version: entry
            .version
            .as_ref()
            .map(|version| version.number.to_string())
            .unwrap_or_default(),
        author: organisation.name.clone(),
        author_email: organisation.contact.clone().unwrap_or_default(),
        maintainer: organisation.name.clone(),
        maintainer_email: contact.cloned().unwrap_or_default(),
        license_id: licence.to_owned(),
        license_title: known.map_or(licence, |entry| entry.title).to_owned(),
        license_url: known.map_or("", |entry| entry.url).to_owned(),
        isopen: known.is_some_and(|entry| entry.is_open),
        owner_org: organisation.id.to_string(),
        creator_user_id: None,
        private: dataset.visibility != Visibility::Public,
        state: state(dataset),
        r#type: "dataset",
        metadata_created: moment(dataset.created_at),
        metadata_modified: moment(dataset.updated_at),
        num_resources: resources.len(),
        num_tags: said.tags.len(),
        resources,
        tags: said.tags.iter().map(|tag| Tag::of(tag)).collect(),
        groups,
        organization: owner(organisation),
        extras: extras(call, entry),
        relationships_as_subject: Vec::new(),
        relationships_as_object: Vec::new(),
    }
}

pub(super) const fn state(dataset: &Dataset) -> &'static str {
    match dataset.state {
        DatasetState::Withdrawn => "deleted",
        DatasetState::Announced | DatasetState::Lifted | DatasetState::RawOnly => "active",
    }
}

/// A theme as a group.
pub(super) fn group(call: &Call, code: &str) -> Group {
    let title = call.visitor.words.code("theme", code).into_owned();
    let name = code.to_ascii_lowercase();
    Group {
        id: name.clone(),
        name,
        display_name: title.clone(),
        title,
        description: String::new(),
        image_display_url: String::new(),
    }
}

fn owner(organisation: &Organisation) -> OrganisationRef {
    OrganisationRef {
        id: organisation.id.to_string(),
        name: organisation.slug.to_string(),
        title: organisation.name.clone(),
        r#type: "organization",
        description: organisation.description.clone(),
        image_url: String::new(),
        created: born(organisation),
        is_organization: true,
        approval_status: "approved",
        state: "active",
    }
}

/// When an organisation was made: its identity is a UUID of version 7, which says so.
pub(super) fn born(organisation: &Organisation) -> String {
    let seconds = organisation
        .id
        .as_uuid()
        .get_timestamp()
        .map_or((0, 0), |time| time.to_unix());
    let nanos = i32::try_from(seconds.1).unwrap_or_default();
    let at = i64::try_from(seconds.0)
        .ok()
        .and_then(|seconds| jiff::Timestamp::new(seconds, nanos).ok());
    moment(at.unwrap_or(jiff::Timestamp::UNIX_EPOCH))
}

/// A table in one form as a resource.
pub(super) fn resource(
    call: &Call,
    entry: &CatalogueEntry,
    table: &CatalogueTable,
    form: TabularForm,
    position: usize,
) -> Resource {
    let (organisation, dataset) = (&entry.organisation, &entry.dataset);
    let details = &dataset.description.details;
    let (format, _code) = named(form);
    let changed = entry.version.as_ref();
    let changed = changed.map_or(dataset.updated_at, |version| version.created_at);
    let slug = &organisation.slug;
    Resource {
        id: resource_id(table.id, form).to_string(),
        package_id: dataset.id.to_string(),
        name: format!("{} ({format})", title(entry, table)),
        description: String::new(),
        url: call
            .addresses
            .file(slug, &dataset.slug, &table.sql_name, form),
        url_type: match form {
            TabularForm::Csv if is_made_here(entry) => Some("datastore"),
            _ => is_replaceable(entry, form).then_some("upload"),
        },
        format: format.to_owned(),
        mimetype: form.media_type().split(';').next().map(str::to_owned),
        mimetype_inner: None,
        size: None,
        hash: String::new(),
        position,
        state: "active",
        created: moment(dataset.created_at),
        last_modified: Some(moment(changed)),
        metadata_modified: moment(dataset.updated_at),
        cache_url: None,
        cache_last_updated: None,
        resource_type: None,
        datastore_active: form == TabularForm::Csv,
        license: licence_address(dataset.description.licence.as_ref()),
        attribution: details
            .attribution
            .as_ref()
            .unwrap_or(&organisation.name)
            .clone(),
    }
}

/// Whether a file sent to this resource becomes a new version: of a dataset with one table, by the form in which it is
/// exchanged. A file of several tables is delivered whole.
pub(super) fn is_replaceable(entry: &CatalogueEntry, form: TabularForm) -> bool {
    form == TabularForm::Csv && entry.tables.len() == 1
}

/// A file elsewhere as a resource.
pub(super) fn elsewhere(entry: &CatalogueEntry, link: &Link, position: usize) -> Resource {
    let (organisation, dataset) = (&entry.organisation, &entry.dataset);
    let details = &dataset.description.details;
    Resource {
        id: link.id.to_string(),
        package_id: dataset.id.to_string(),
        name: link.name.clone(),
        description: link.description.clone(),
        url: link.url.clone(),
        url_type: None,
        format: link.format.clone(),
        mimetype: link.media_type.clone(),
        mimetype_inner: None,
        size: None,
        hash: String::new(),
        position,
        state: "active",
        created: moment(dataset.created_at),
        last_modified: Some(moment(dataset.updated_at)),
        metadata_modified: moment(dataset.updated_at),
        cache_url: None,
        cache_last_updated: None,
        resource_type: None,
        datastore_active: false,
        license: licence_address(dataset.description.licence.as_ref()),
        attribution: details
            .attribution
            .as_ref()
            .unwrap_or(&organisation.name)
            .clone(),
    }
}

/// What DCAT-AP.de says and CKAN has no field for, under the names `ckanext-dcat` and `ckanext-dcatde` read.
fn extras(call: &Call, entry: &CatalogueEntry) -> Vec<Extra> {
    let settings = &call.visitor.state.settings;
    let said = described(call.visitor.words, settings, &call.addresses, entry);
    let mut extras = Vec::new();
    let mut add = |key: &str, value: String| {
        extras.push(Extra {
            key: key.to_owned(),
            value,
        });
    };
    add("uri", said.iri.clone());
    add("identifier", said.identifier.clone());
    add("guid", said.identifier);
    add("issued", moment(said.issued));
    add("modified", moment(said.modified));
    add("publisher_name", said.publisher.name.clone());
    add("publisher_uri", said.publisher.iri);
    if let Some(email) = said.publisher.email {
        add("publisher_email", email);
    }
    add("contact_name", said.contact.name);
    if let Some(email) = said.contact.email {
        add("contact_email", email);
    }
    let language = "http://publications.europa.eu/resource/authority/language/DEU";
    add("language", json!([language]).to_string());
    if !said.themes.is_empty() {
        let themes: Vec<String> = said.themes.iter().map(theme).collect();
        add("theme", json!(themes).to_string());
    }
    if let Some(code) = &said.frequency {
        add("frequency", frequency(code));
    }
    if let Some(from) = said.span.from {
        add("temporal_start", from.to_string());
    }
    if let Some(until) = said.span.until {
        add("temporal_end", until.to_string());
    }
    if let Some(key) = &said.place {
        add("spatial_uri", place(key));
        add("politicalGeocodingURI", json!([place(key)]).to_string());
        add("politicalGeocodingLevelURI", place_level(key).to_owned());
    }
    if let Some(contributor) = &said.contributor {
        let contributor = format!("http://dcat-ap.de/def/contributors/{contributor}");
        add("contributorID", json!([contributor]).to_string());
    }
    if let Some(LegalBasis::Law(text) | LegalBasis::Words(text)) = &said.legal_basis {
        add("legalBasis", json!([text]).to_string());
    }
    if !said.high_value.is_empty() {
        let categories: Vec<&str> = said.high_value.iter().map(|it| high_value(*it)).collect();
        add("hvd_category", json!(categories).to_string());
    }
    if let Some(reference) = &said.reference_dataset {
        add("references", json!([reference.iri()]).to_string());
    }
    for remark in &entry.dataset.description.details.remarks {
        add(&remark.key, remark.value.clone());
    }
    extras
}
