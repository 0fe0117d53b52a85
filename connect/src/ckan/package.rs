//! A dataset on a portal, its files, and which of them is meant.

use crate::http::Known;
use hebewerk_hub::ports::Offered;
use serde_json::{Map, Value, json};

/// Formats in the order in which they read best.
const FORMATS: [&str; 16] = [
    "csv", "parquet", "geojson", "gpkg", "json", "ndjson", "xlsx", "ods", "xls", "tsv", "fgb",
    "gml", "kml", "xml", "shp", "zip",
];

/// A dataset.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) resources: Vec<Resource>,
}

/// A file of a dataset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Resource {
    id: String,
    name: String,
    /// In small letters, without a dot.
    format: String,
    pub(super) url: String,
    bytes: Option<u64>,
    /// What the portal says of its last change; only of files that lie on the portal itself.
    hash: Option<String>,
    last_modified: Option<String>,
}

impl Package {
    pub(super) fn read(result: &Map<String, Value>) -> Self {
        let resources = result.get("resources").and_then(Value::as_array);
        let resources = resources.into_iter().flatten().map(Resource::read);
        Self {
            resources: resources
                .filter(|resource| !resource.url.is_empty())
                .collect(),
        }
    }

    /// The file somebody means: by identifier, name or format; without a word the one that reads best.
    pub(super) fn choose(&self, wanted: Option<&str>) -> Option<&Resource> {
        let Some(wanted) = wanted else {
            let readable = self.resources.iter().filter_map(|resource| {
                let rank = FORMATS
                    .iter()
                    .position(|format| *format == resource.format)?;
                Some((rank, resource))
            });
            let best = readable.min_by_key(|(rank, _resource)| *rank);
            return best.map(|(_rank, resource)| resource);
        };
        let is_of_format = |resource: &&Resource| resource.format == wanted.to_lowercase();
        let mut resources = self.resources.iter();
        resources
            .clone()
            .find(|resource| resource.id == wanted)
            .or_else(|| resources.clone().find(|resource| resource.name == wanted))
            .or_else(|| resources.find(is_of_format))
    }
}

impl Resource {
    fn read(value: &Value) -> Self {
        let text = |key: &str| {
            let text = value[key].as_str().unwrap_or_default().trim();
            text.to_owned()
        };
        let is_here = value["url_type"] == "upload";
        let told = |key: &str| Some(text(key)).filter(|text| is_here && !text.is_empty());
        let url = text("url");
        Self {
            id: text("id"),
            name: text("name"),
            format: format(&text("format"), &url),
            url,
            bytes: value["size"].as_u64(),
            hash: told("hash"),
            last_modified: told("last_modified"),
        }
    }

    /// For choosing.
    pub(super) fn offered(&self) -> Offered {
        let title = match (self.name.as_str(), self.format.as_str()) {
            ("", format) => format.to_uppercase(),
            (name, "") => name.to_owned(),
            // Many portals say it in the name already.
            (name, format) if name.to_lowercase().contains(&format!("({format})")) => {
                name.to_owned()
            }
            (name, format) => format!("{name} ({})", format.to_uppercase()),
        };
        Offered {
            field: "resource",
            value: self.id.clone(),
            title: Some(title).filter(|title| !title.is_empty()),
            size: self.bytes,
        }
    }

    /// Whether the portal says that nothing has changed since the fetch that left this behind.
    pub(super) fn is_unchanged(&self, memory: Option<&str>) -> bool {
        let memory: Value = memory
            .and_then(|memory| serde_json::from_str(memory).ok())
            .unwrap_or_default();
        let same = |key: &str, now: &Option<String>| {
            let now = now.as_deref();
            now.map(|now| memory[key].as_str() == Some(now))
        };
        let is_same_file =
            memory["resource"] == self.id.as_str() && memory["url"] == self.url.as_str();
        let hash = same("hash", &self.hash);
        let changed = same("resource_last_modified", &self.last_modified);
        is_same_file && hash.or(changed) == Some(true) && changed != Some(false)
    }

    /// What is left behind for the next fetch.
    pub(super) fn memory(&self, known: &Known) -> String {
        let known = serde_json::from_str(&known.write(&self.url)).ok();
        let mut memory: Value = known.unwrap_or_else(|| json!({"url": self.url}));
        memory["resource"] = json!(self.id);
        memory["hash"] = json!(self.hash);
        memory["resource_last_modified"] = json!(self.last_modified);
        memory.to_string()
    }

    /// The name of the file; with an ending, because by that people recognise what it is.
    pub(super) fn file_name(&self, name: String) -> String {
        let has_ending = name.rsplit_once('.').is_some_and(|(_stem, ending)| {
            (1..=7).contains(&ending.len()) && ending.chars().all(char::is_alphanumeric)
        });
        if has_ending || !FORMATS.contains(&self.format.as_str()) {
            return name;
        }
        format!("{name}.{}", self.format)
    }
}

/// The format a portal names, in one word; from the address if it names none.
fn format(named: &str, url: &str) -> String {
    let named = named.rsplit('/').next().unwrap_or_default();
    let named = named.trim_start_matches('.').to_lowercase();
    if !named.is_empty() {
        return match named.as_str() {
            "geo+json" | "vnd.geo+json" => "geojson",
            "vnd.ms-excel" => "xls",
            "vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
            "geopackage" | "geopackage+sqlite3" => "gpkg",
            "shape" | "shapefile" => "shp",
            other => other,
        }
        .to_owned();
    }
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_stem, ending)| ending);
    let ending = ending.to_lowercase();
    if !FORMATS.contains(&ending.as_str()) {
        return String::new();
    }
    ending
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package() -> Package {
        let package = json!({"resources": [
            {"id": "1", "name": "Karte", "format": "WMS", "url": "https://x.example/wms"},
            {"id": "2", "name": "Tabelle", "format": "XLSX", "url": "https://x.example/a"},
            {"id": "3", "name": "Text", "format": "text/csv", "url": "https://x.example/b"},
            {"id": "4", "name": "", "format": "", "url": "https://x.example/c.JSON?x=1.pdf"},
            {"id": "5", "name": "leer", "format": "CSV", "url": ""},
        ]});
        Package::read(package.as_object().unwrap())
    }

    #[test]
    fn a_file_is_chosen_by_identifier_name_format_or_what_reads_best() {
        let package = package();
        let chosen = |wanted| package.choose(wanted).map(|resource| resource.id.as_str());
        assert_eq!(chosen(None), Some("3"));
        assert_eq!(chosen(Some("1")), Some("1"));
        assert_eq!(chosen(Some("Tabelle")), Some("2"));
        assert_eq!(chosen(Some("JSON")), Some("4"));
        assert_eq!(chosen(Some("pdf")), None);
    }

    #[test]
    fn a_file_gets_the_ending_of_its_format_where_it_has_none() {
        let package = package();
        let table = package.choose(Some("2")).unwrap();
        assert_eq!(table.file_name("abc".to_owned()), "abc.xlsx");
        assert_eq!(table.file_name("abc.xlsx".to_owned()), "abc.xlsx");
        let map = package.choose(Some("1")).unwrap();
        assert_eq!(map.file_name("wms".to_owned()), "wms");
    }

    #[test]
    fn only_what_lies_on_the_portal_is_unchanged_by_its_word() {
        let resource = |kind: &str, hash: &str, changed: &str| {
            Resource::read(
                &json!({"id": "1", "url": "https://x.example/a", "url_type": kind,
                "hash": hash, "last_modified": changed}),
            )
        };
        let check = |before: Resource, now: Resource| {
            now.is_unchanged(Some(&before.memory(&Known::default())))
        };
        let upload = |hash, changed| resource("upload", hash, changed);
        assert!(check(upload("", "2026-01-01"), upload("", "2026-01-01")));
        assert!(check(upload("a", ""), upload("a", "")));
        assert!(!check(upload("a", "2026-01-01"), upload("a", "2026-01-02")));
        assert!(!check(upload("a", "2026-01-01"), upload("b", "2026-01-01")));
        assert!(!check(upload("", ""), upload("", "")));
        let elsewhere = || resource("", "a", "2026-01-01");
        assert!(!check(elsewhere(), elsewhere()));
    }
}
