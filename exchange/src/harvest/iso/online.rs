//! Where data are: files, services and pages.

use super::element::Element;
use crate::harvest::record::{MOST_FILES, short_format};
use crate::harvest::words;
use hebewerk_model::ForeignFile;

const ONLINE: [&str; 6] = [
    "distributionInfo",
    "MD_Distribution",
    "transferOptions",
    "MD_DigitalTransferOptions",
    "onLine",
    "CI_OnlineResource",
];

/// The page for people: what is said to be information.
pub(super) fn page(root: &Element) -> Option<String> {
    let online = root.all(&ONLINE);
    let mut pages = online.into_iter().filter(|one| is_information(one));
    pages.find_map(|one| words::web_address(one.first(&["linkage"])?))
}

/// Everything else, then the operations of a service. An address that occurs twice is one file.
pub(super) fn files(root: &Element, data: &Element) -> Vec<ForeignFile> {
    let usual = root.first(&[
        "distributionInfo",
        "MD_Distribution",
        "distributionFormat",
        "MD_Format",
        "name",
    ]);
    let kind = data.first(&["serviceType"]).and_then(service);
    let mut files: Vec<ForeignFile> = Vec::new();
    let operations = data.all(&[
        "containsOperations",
        "*",
        "connectPoint",
        "CI_OnlineResource",
    ]);
    let online = root
        .all(&ONLINE)
        .into_iter()
        .filter(|one| !is_information(one));
    let found = online
        .map(|one| (one, usual.filter(|_usual| kind.is_none())))
        .chain(operations.into_iter().map(|one| (one, None)));
    for (one, usual) in found.take(MOST_FILES) {
        let Some(url) = one.first(&["linkage"]).and_then(words::web_address) else {
            continue;
        };
        if files.iter().any(|file| file.url == url) {
            continue;
        }
        let title = one.first(&["name"]).or_else(|| one.first(&["description"]));
        files.push(ForeignFile {
            title: words::line(title.unwrap_or_default()),
            format: format(one, &url)
                .or(kind.map(str::to_owned))
                .or_else(|| short_format(usual?))
                .unwrap_or_default(),
            url,
        });
    }
    files
}

fn is_information(online: &Element) -> bool {
    online.first(&["function"]) == Some("information")
}

/// What an address gives, as its protocol or the address itself says.
fn format(online: &Element, url: &str) -> Option<String> {
    let protocol = online.first(&["protocol", "applicationProfile"]);
    let protocol = protocol.or_else(|| online.first(&["protocol"]));
    let lower = format!("{} {}", protocol.unwrap_or_default(), url).to_ascii_lowercase();
    for (word, name) in [
        ("wms", "WMS"),
        ("wmts", "WMTS"),
        ("wfs", "WFS"),
        ("wcs", "WCS"),
        ("csw", "CSW"),
        ("atom", "ATOM"),
        ("ogc:ogcapi", "OGC API"),
    ] {
        let is_said = lower
            .split([':', '/', '=', '&', '?', '-', ' ', '_', '.'])
            .any(|it| it == word);
        if is_said || (word.contains(':') && lower.contains(word)) {
            return Some(name.to_owned());
        }
    }
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let (_before, name) = path.rsplit_once('/')?;
    let (_name, ending) = name.rsplit_once('.')?;
    let is_known = [
        "csv", "xlsx", "xls", "json", "geojson", "gpkg", "zip", "gml", "kml", "xml", "pdf", "tif",
        "txt", "parquet",
    ];
    let ending = ending.to_ascii_lowercase();
    is_known
        .contains(&ending.as_str())
        .then(|| ending.to_ascii_uppercase())
}

/// What a service of a kind speaks (INSPIRE, `SpatialDataServiceType`).
fn service(kind: &str) -> Option<&'static str> {
    let kind = kind.to_ascii_lowercase();
    if kind.contains("wms") || kind == "view" {
        Some("WMS")
    } else if kind.contains("wfs") {
        Some("WFS")
    } else {
        None
    }
}
