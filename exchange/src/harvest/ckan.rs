//! Packages of CKAN, read as tolerantly as portals write them: fields may be null, lists may be texts that hold lists.

use super::dates::date;
use super::record::{MOST_FILES, distinct, filled, judged, short_format};
use super::words;
use crate::dcat::vocabulary;
use hebewerk_model::{ForeignFile, ForeignRecord, Harvested, RejectReason, RejectedRecord};
use serde_json::Value;

/// Extras that say where a package came from, the farthest first.
const ORIGINS: [&str; 5] = [
    "metadata_original_portal",
    "source_catalog_homepage",
    "harvest_source_url",
    "harvest_url",
    "metadata_original_html",
];

/// What a package says; nothing for one that describes no dataset (a source of a harvester, a page) or is deleted.
pub fn package(package: &Value) -> Option<Harvested> {
    let Some(fields) = package.as_object() else {
        return Some(Harvested::Rejected(RejectedRecord {
            name: String::new(),
            reason: RejectReason::Unreadable,
        }));
    };
    let kind = fields.get("type").and_then(Value::as_str);
    let is_harvest = kind == Some("harvest");
    let is_gone = text(package, "state").is_some_and(|state| state == "deleted");
    if is_harvest || is_gone {
        return None;
    }
    let key = text(package, "id").or_else(|| text(package, "name"));
    let title = text(package, "title").or_else(|| text(package, "name"));
    let record = ForeignRecord {
        key: key.map(|key| words::line(&key)).unwrap_or_default(),
        identifiers: identifiers(package),
        title: words::title(&title.unwrap_or_default()),
        text: words::text(&text(package, "notes").unwrap_or_default()),
        tags: tags(package),
        themes: themes(package),
        licence: licence(package),
        publisher: publisher(package),
        contact: contact(package),
        page: page(package),
        issued: first_date(package, &["issued"], "metadata_created"),
        modified: first_date(package, &["modified"], "metadata_modified"),
        places: places(package),
        files: files(package),
        hops: distinct(
            ORIGINS
                .iter()
                .filter_map(|name| said(package, name))
                .map(|hop| words::line(&hop)),
        ),
        ..ForeignRecord::default()
    };
    Some(judged(record))
}

/// A field as text; nothing if it is empty, null or no text.
fn text(value: &Value, name: &str) -> Option<String> {
    let field = value.get(name)?;
    let text = match field {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        // Titles in several languages.
        Value::Object(languages) => ["de", "en"]
            .iter()
            .find_map(|language| languages.get(*language).and_then(Value::as_str))
            .or_else(|| languages.values().find_map(Value::as_str))?
            .trim()
            .to_owned(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// A field of the package, else the extra of this name.
fn said(package: &Value, name: &str) -> Option<String> {
    text(package, name).or_else(|| {
        let extras = package.get("extras")?.as_array()?;
        let extra = extras
            .iter()
            .find(|extra| extra["key"].as_str() == Some(name))?;
        text(extra, "value")
    })
}

/// What is one text, a list, or a text that holds a list.
fn list(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(values)) => values
            .iter()
            .filter_map(|value| match value {
                Value::String(text) => Some(text.clone()),
                Value::Object(_) => text(value, "name").or_else(|| text(value, "id")),
                _ => None,
            })
            .collect(),
        Some(Value::String(text)) => match serde_json::from_str::<Value>(text) {
            Ok(inner @ Value::Array(_)) => list(Some(&inner)),
            _ => vec![text.clone()],
        },
        _ => Vec::new(),
    }
}

fn extra_list(package: &Value, name: &str) -> Vec<String> {
    let own = list(package.get(name));
    if !own.is_empty() {
        return own;
    }
    let extras = package.get("extras").and_then(Value::as_array);
    let extra = extras.and_then(|extras| {
        extras
            .iter()
            .find(|extra| extra["key"].as_str() == Some(name))
    });
    list(extra.and_then(|extra| extra.get("value")))
}

fn identifiers(package: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for name in ["guid", "identifier", "uri"] {
        found.extend(said(package, name));
    }
    found.extend(extra_list(package, "alternate_identifier"));
    distinct(found.into_iter().map(|id| words::line(&id)))
}

fn tags(package: &Value) -> Vec<String> {
    let tags = package
        .get("tags")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let names = tags.filter_map(|tag| match tag {
        Value::String(tag) => Some(tag.clone()),
        _ => text(tag, "display_name").or_else(|| text(tag, "name")),
    });
    let more = text(package, "tag_string");
    let more = more
        .iter()
        .flat_map(|tags| tags.split(','))
        .map(str::to_owned);
    distinct(names.chain(more).map(|tag| words::line(&tag)))
}

/// Themes are groups by their codes (GovData), or an extra with addresses.
fn themes(package: &Value) -> Vec<String> {
    let groups = list(package.get("groups"));
    let extra = extra_list(package, "theme");
    distinct(
        groups
            .iter()
            .chain(&extra)
            .filter_map(|theme| vocabulary::theme_code(theme)),
    )
}

fn licence(package: &Value) -> Option<String> {
    let of_files = package.get("resources").and_then(Value::as_array);
    let of_files = of_files
        .into_iter()
        .flatten()
        .filter_map(|file| text(file, "license"));
    let own = ["license_id", "license_url", "license_title"];
    let own = own.iter().filter_map(|name| text(package, name));
    own.filter(|licence| licence != "notspecified")
        .chain(of_files)
        .find_map(|licence| filled(&vocabulary::licence_code(&licence)))
}

fn publisher(package: &Value) -> Option<String> {
    let organisation = package.get("organization");
    let office =
        organisation.and_then(|office| text(office, "title").or_else(|| text(office, "name")));
    said(package, "publisher_name")
        .or(office)
        .or_else(|| text(package, "author"))
        .or_else(|| text(package, "maintainer"))
        .and_then(|name| filled(&name))
}

fn contact(package: &Value) -> Option<String> {
    ["contact_email", "maintainer_email", "author_email"]
        .iter()
        .filter_map(|name| said(package, name))
        .find(|mail| mail.contains('@'))
        .and_then(|mail| filled(mail.trim_start_matches("mailto:")))
}

fn page(package: &Value) -> Option<String> {
    ["landing_page", "url", "metadata_original_html"]
        .iter()
        .filter_map(|name| said(package, name))
        .find_map(|page| words::web_address(&page))
}

fn first_date(package: &Value, names: &[&str], last: &str) -> Option<String> {
    let said = names.iter().filter_map(|name| said(package, name));
    said.chain(text(package, last)).find_map(|text| date(&text))
}

fn places(package: &Value) -> Vec<String> {
    let names = [
        "geocodingText",
        "politicalGeocodingURI",
        "spatial_text",
        "spatial_uri",
    ];
    let found = names.iter().flat_map(|name| extra_list(package, name));
    distinct(found.map(|place| words::line(&place)))
}

fn files(package: &Value) -> Vec<ForeignFile> {
    let files = package.get("resources").and_then(Value::as_array);
    let files = files.into_iter().flatten().take(MOST_FILES);
    let read = files.filter_map(|file| {
        let url = ["url", "download_url", "access_url"];
        let url = url.iter().filter_map(|name| text(file, name));
        let formats = ["format", "mimetype"];
        let formats = formats.iter().filter_map(|name| text(file, name));
        Some(ForeignFile {
            url: url.into_iter().find_map(|url| words::web_address(&url))?,
            title: words::line(
                &text(file, "name")
                    .or_else(|| text(file, "description"))
                    .unwrap_or_default(),
            ),
            format: formats
                .into_iter()
                .find_map(|format| short_format(&format))
                .unwrap_or_default(),
        })
    });
    read.collect()
}
