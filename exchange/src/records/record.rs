//! A record: a dataset as GeoJSON.

use super::Extent;
use crate::dcat::{Agent, Contact, Dataset, Distribution, licence_address, place, theme};
use hebewerk_model::Licence;
use serde_json::{Map, Value, json};

/// What every record is about (ISO 19115 `MD_ScopeCode`).
pub const KIND: &str = "dataset";

/// The scheme of the themes (EU Publications Office).
const THEMES: &str = "http://publications.europa.eu/resource/authority/data-theme";

/// A link with a relation (RFC 8288), a title and a media type.
pub fn link(rel: &str, href: &str, media_type: Option<&str>, title: Option<&str>) -> Value {
    let mut link = json!({ "rel": rel, "href": href });
    if let Some(media_type) = media_type {
        link["type"] = media_type.into();
    }
    if let Some(title) = title {
        link["title"] = title.into();
    }
    link
}

/// The language of everything the catalogue says, as the standard writes languages.
pub fn german() -> Value {
    json!({ "code": "de", "name": "Deutsch", "alternate": "German" })
}

/// A record of the catalogue at `collection`, with where the dataset lies, if that is known.
pub fn record(dataset: &Dataset, collection: &str, lies: Option<&Extent>) -> Value {
    json!({
        "type": "Feature",
        "id": dataset.identifier,
        "geometry": lies.map_or(Value::Null, Extent::polygon),
        "time": time(dataset),
        "properties": properties(dataset),
        "links": links(dataset, collection),
    })
}

fn time(dataset: &Dataset) -> Value {
    if dataset.span.is_empty() {
        return Value::Null;
    }
    let end =
        |day: Option<jiff::civil::Date>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    json!({ "interval": [end(dataset.span.from), end(dataset.span.until)] })
}

fn properties(dataset: &Dataset) -> Value {
    let text = dataset.description.trim();
    let text = if text.is_empty() {
        &dataset.title
    } else {
        text
    };
    let mut said = Map::new();
    said.insert("type".to_owned(), KIND.into());
    said.insert("title".to_owned(), dataset.title.as_str().into());
    said.insert("description".to_owned(), text.into());
    said.insert("created".to_owned(), dataset.issued.to_string().into());
    said.insert("updated".to_owned(), dataset.modified.to_string().into());
    said.insert("language".to_owned(), german());
    said.insert("resourceLanguages".to_owned(), json!([german()]));
    said.insert("externalIds".to_owned(), json!([{ "value": dataset.iri }]));
    said.insert("license".to_owned(), spdx(licence(dataset)).into());
    said.insert(
        "contacts".to_owned(),
        json!([publisher(&dataset.publisher), contact(&dataset.contact)]),
    );
    if !dataset.keywords.is_empty() {
        said.insert("keywords".to_owned(), json!(dataset.keywords));
    }
    let themes = themes(dataset);
    if !themes.is_empty() {
        said.insert("themes".to_owned(), themes.into());
    }
    let formats = formats(&dataset.distributions);
    if !formats.is_empty() {
        said.insert("formats".to_owned(), formats.into());
    }
    said.into()
}

/// One scheme with all its concepts: the EU's themes, then the place by its official key.
fn themes(dataset: &Dataset) -> Vec<Value> {
    let mut schemes = Vec::new();
    if !dataset.themes.is_empty() {
        let concepts: Vec<Value> = dataset
            .themes
            .iter()
            .map(|one| json!({ "id": one.0, "url": theme(one) }))
            .collect();
        schemes.push(json!({ "scheme": THEMES, "concepts": concepts }));
    }
    if let Some(key) = &dataset.place {
        let scheme = "http://dcat-ap.de/def/politicalGeocoding";
        let concept = json!({ "id": key.to_string(), "url": place(key) });
        schemes.push(json!({ "scheme": scheme, "concepts": [concept] }));
    }
    schemes
}

/// The forms it can be had in, each once.
fn formats(distributions: &[Distribution]) -> Vec<Value> {
    let mut formats = Vec::new();
    for one in distributions {
        let mut format = Map::new();
        if let Some(name) = one.file_type {
            format.insert("name".to_owned(), name.into());
        }
        if let Some(media_type) = one.media_type {
            format.insert("mediaType".to_owned(), media_type.into());
        }
        let format = Value::from(format);
        let says_something = format.as_object().is_some_and(|it| !it.is_empty());
        if says_something && !formats.contains(&format) {
            formats.push(format);
        }
    }
    formats
}

fn publisher(agent: &Agent) -> Value {
    let mut said = json!({ "organization": agent.name, "roles": ["publisher"] });
    if let Some(email) = &agent.email {
        said["emails"] = json!([{ "value": email }]);
    }
    if let Some(page) = &agent.homepage {
        said["links"] = json!([link("about", page, Some("text/html"), None)]);
    }
    said
}

fn contact(contact: &Contact) -> Value {
    let mut said = json!({
        "organization": contact.name,
        "roles": ["pointOfContact"],
        "links": [link("about", &contact.url, Some("text/html"), None)],
    });
    if let Some(email) = &contact.email {
        said["emails"] = json!([{ "value": email }]);
    }
    said
}

fn licence(dataset: &Dataset) -> Option<&Licence> {
    let first = dataset.distributions.first();
    first.and_then(|first| first.licence.as_ref())
}

/// The identifier of a licence in the list of SPDX; `other` for what is not in it, which has a link beside.
fn spdx(licence: Option<&Licence>) -> &'static str {
    match licence.map(|licence| licence.0.as_str()) {
        Some("dl-by-de/2.0") => "DL-DE-BY-2.0",
        Some("dl-zero-de/2.0") => "DL-DE-ZERO-2.0",
        Some("cc-zero") => "CC0-1.0",
        Some("cc-by/4.0") => "CC-BY-4.0",
        Some("cc-by-sa/4.0") => "CC-BY-SA-4.0",
        Some("cc-by-nc/4.0") => "CC-BY-NC-4.0",
        Some("cc-by-nd/4.0") => "CC-BY-ND-4.0",
        Some("cc-by-de/3.0") => "CC-BY-3.0-DE",
        Some("cc-by-sa-de/3.0") => "CC-BY-SA-3.0-DE",
        Some("odcpddl") => "PDDL-1.0",
        Some("odby") => "ODC-By-1.0",
        Some("odbl") => "ODbL-1.0",
        _ => "other",
    }
}

fn links(dataset: &Dataset, collection: &str) -> Vec<Value> {
    let title = Some(dataset.title.as_str());
    let own = format!("{collection}/items/{}", dataset.identifier);
    let mut links = vec![
        link("self", &own, Some(super::GEOJSON), title),
        link("collection", collection, Some("application/json"), None),
        link("alternate", &dataset.landing_page, Some("text/html"), title),
        link(
            "alternate",
            &format!("{}.ttl", dataset.iri),
            Some("text/turtle"),
            Some("DCAT-AP.de"),
        ),
        link("license", &licence_address(licence(dataset)), None, None),
    ];
    for one in &dataset.distributions {
        let title = Some(one.title.as_str());
        let found = if let Some(url) = &one.download_url {
            link("enclosure", url, one.media_type, title)
        } else if one.access_service.is_some() {
            link("service", &one.access_url, one.media_type, title)
        } else {
            link("related", &one.access_url, one.media_type, title)
        };
        links.push(found);
    }
    if let Some(service) = &dataset.service {
        let description = Some("application/vnd.oai.openapi+json");
        links.push(link(
            "service-desc",
            &service.endpoint_description,
            description,
            None,
        ));
    }
    links
}
