//! The controlled vocabularies of the profile: from a code of the hub to the address that portals know, and back.

use hebewerk_model::{Frequency, HighValue, Licence, PlaceKey, PlaceLevel, Theme};

/// A licence of the list of DCAT-AP.de (<http://dcat-ap.de/def/licenses>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LicenceEntry {
    /// Its code: what stands behind `http://dcat-ap.de/def/licenses/`.
    pub code: &'static str,
    /// Its German title.
    pub title: &'static str,
    /// Where it stands; empty for those that are a class of licences.
    pub url: &'static str,
    /// Whether data under it are open (Open Definition 2.1).
    pub is_open: bool,
}

const fn entry(
    code: &'static str,
    title: &'static str,
    url: &'static str,
    is_open: bool,
) -> LicenceEntry {
    LicenceEntry {
        code,
        title,
        url,
        is_open,
    }
}

/// The licences in force, without the older spellings that the list keeps for old data.
pub const LICENCES: [LicenceEntry; 34] = [
    entry("other-freeware", "Andere Freeware Lizenz", "", false),
    entry("other-closed", "Andere geschlossene Lizenz", "", false),
    entry("other-commercial", "Andere kommerzielle Lizenz", "", false),
    entry("other-open", "Andere offene Lizenz", "", true),
    entry("other-opensource", "Andere Open Source Lizenz", "", true),
    entry(
        "bsd",
        "BSD Lizenz",
        "http://www.opensource.org/licenses/bsd-license.php",
        true,
    ),
    entry(
        "cc-by-sa",
        "Creative Commons Namensnennung – Weitergabe unter gleichen Bedingungen (CC-BY-SA)",
        "http://www.opendefinition.org/licenses/cc-by-sa",
        true,
    ),
    entry(
        "cc-zero",
        "Creative Commons CC Zero License (cc-zero)",
        "http://www.opendefinition.org/licenses/cc-zero",
        true,
    ),
    entry(
        "cc-by",
        "Creative Commons Namensnennung (CC-BY)",
        "http://www.opendefinition.org/licenses/cc-by",
        true,
    ),
    entry(
        "cc-by-nd",
        "Creative Commons Namensnennung – Keine Bearbeitung (CC BY-ND)",
        "http://creativecommons.org/licenses/by-nd/3.0/",
        false,
    ),
    entry(
        "apache",
        "Freie Softwarelizenz der Apache Software Foundation",
        "http://www.apache.org/licenses",
        true,
    ),
    entry(
        "gfdl",
        "GNU Free Documentation License (GFDL)",
        "http://www.opendefinition.org/licenses/gfdl",
        true,
    ),
    entry(
        "mozilla",
        "Mozilla Public License 2.0 (MPL)",
        "http://www.mozilla.org/MPL",
        true,
    ),
    entry(
        "geonutz/20130319",
        "Nutzungsbestimmungen für die Bereitstellung von Geodaten des Bundes",
        "https://sg.geodatenzentrum.de/web_public/gdz/lizenz/geonutzv.pdf",
        true,
    ),
    entry(
        "geoNutz/20131001",
        "Nutzungsbestimmungen für die Bereitstellung von Geodaten des Landes Berlin",
        "http://www.stadtentwicklung.berlin.de/geoinformation/download/nutzIII.pdf",
        true,
    ),
    entry(
        "cc-by/4.0",
        "Creative Commons Namensnennung – 4.0 International (CC BY 4.0)",
        "http://creativecommons.org/licenses/by/4.0/",
        true,
    ),
    entry(
        "cc-by-de/3.0",
        "Creative Commons Namensnennung 3.0 Deutschland (CC BY 3.0 DE)",
        "https://creativecommons.org/licenses/by/3.0/de/",
        true,
    ),
    entry(
        "cc-by-nc",
        "Creative Commons Namensnennung – Nicht kommerziell (CC BY-NC)",
        "http://creativecommons.org/licenses/by-nc/",
        false,
    ),
    entry(
        "cc-by-nc-de/3.0",
        "Creative Commons Namensnennung-Nicht kommerziell 3.0 Deutschland (CC BY-NC 3.0 DE)",
        "https://creativecommons.org/licenses/by-nc/3.0/de/",
        false,
    ),
    entry(
        "cc-by-nc/4.0",
        "Creative Commons Namensnennung – Nicht kommerziell 4.0 International (CC BY-NC 4.0)",
        "http://creativecommons.org/licenses/by-nc/4.0/",
        false,
    ),
    entry(
        "cc-by-nd/3.0",
        "Creative Commons Namensnennung – Keine Bearbeitung 3.0 Unported (CC BY-ND 3.0)",
        "http://creativecommons.org/licenses/by-nd/3.0/",
        false,
    ),
    entry(
        "cc-by-nd/4.0",
        "Creative Commons Namensnennung – Keine Bearbeitung 4.0 International (CC BY-ND 4.0)",
        "https://creativecommons.org/licenses/by-nd/4.0/",
        false,
    ),
    entry(
        "cc-by-sa/4.0",
        "Creative Commons Namensnennung – Weitergabe unter gleichen Bedingungen 4.0 International (CC-BY-SA 4.0)",
        "http://creativecommons.org/licenses/by-sa/4.0/",
        true,
    ),
    entry(
        "ccpdm/1.0",
        "Public Domain Mark 1.0 (PDM)",
        "http://creativecommons.org/publicdomain/mark/1.0/",
        true,
    ),
    entry(
        "dl-by-de/1.0",
        "Datenlizenz Deutschland Namensnennung 1.0",
        "https://www.govdata.de/dl-de/by-1-0",
        true,
    ),
    entry(
        "dl-by-de/2.0",
        "Datenlizenz Deutschland Namensnennung 2.0",
        "https://www.govdata.de/dl-de/by-2-0",
        true,
    ),
    entry(
        "dl-by-nc-de/1.0",
        "Datenlizenz Deutschland Namensnennung nicht-kommerziell 1.0",
        "https://www.govdata.de/dl-de/by-nc-1-0",
        false,
    ),
    entry(
        "dl-zero-de/2.0",
        "Datenlizenz Deutschland – Zero – Version 2.0",
        "https://www.govdata.de/dl-de/zero-2-0",
        true,
    ),
    entry(
        "gpl/3.0",
        "GNU General Public License version 3.0 (GPLv3)",
        "http://www.opensource.org/licenses/gpl-3.0.html",
        true,
    ),
    entry(
        "odbl",
        "Open Data Commons Open Database License (ODbL)",
        "http://www.opendefinition.org/licenses/odc-odbl",
        true,
    ),
    entry(
        "odby",
        "Open Data Commons Attribution License (ODC-BY 1.0)",
        "http://www.opendefinition.org/licenses/odc-by",
        true,
    ),
    entry(
        "odcpddl",
        "Open Data Commons Public Domain Dedication and Licence (ODC PDDL)",
        "http://www.opendefinition.org/licenses/odc-pddl",
        true,
    ),
    entry(
        "officialWork",
        "Amtliches Werk, lizenzfrei nach §5 Abs. 1 UrhG",
        "http://www.gesetze-im-internet.de/urhg/__5.html",
        true,
    ),
    entry(
        "cc-by-sa-de/3.0",
        "Creative Commons Namensnennung – Weitergabe unter gleichen Bedingungen 3.0 Deutschland (CC BY-SA 3.0 DE)",
        "https://creativecommons.org/licenses/by-sa/3.0/de/",
        true,
    ),
];

/// Codes of licences that ask for the name of the source.
const WITH_ATTRIBUTION: [&str; 4] = ["dl-by", "cc-by", "odby", "odbl"];

/// What stands for a licence nobody has chosen.
const CLOSED: &str = "other-closed";

/// The licence with this code; none for what is not in the list.
pub fn licence_entry(code: &str) -> Option<&'static LicenceEntry> {
    LICENCES.iter().find(|entry| entry.code == code)
}

/// The address of a licence. One that is its own address is passed on unchanged (convention 34).
pub fn licence(licence: Option<&Licence>) -> String {
    let code = licence.map_or(CLOSED, |licence| licence.0.as_str());
    if code.starts_with("http://") || code.starts_with("https://") {
        return code.to_owned();
    }
    let known = licence_entry(code).map_or(CLOSED, |entry| entry.code);
    format!("http://dcat-ap.de/def/licenses/{known}")
}

/// Whether a licence asks for the name of the source (convention 35).
pub(super) fn asks_for_attribution(licence: Option<&Licence>) -> bool {
    licence.is_some_and(|licence| {
        WITH_ATTRIBUTION
            .iter()
            .any(|code| licence.0.starts_with(code))
    })
}

/// The address of a theme (EU data themes).
pub fn theme(theme: &Theme) -> String {
    format!(
        "http://publications.europa.eu/resource/authority/data-theme/{}",
        theme.0
    )
}

/// The address of a frequency (EU frequencies).
pub fn frequency(frequency: &Frequency) -> String {
    format!(
        "http://publications.europa.eu/resource/authority/frequency/{}",
        frequency.0
    )
}

/// The address of a form (EU file types).
pub fn file_type(code: &str) -> String {
    format!("http://publications.europa.eu/resource/authority/file-type/{code}")
}

/// The address of a media type (IANA).
pub fn media_type(media_type: &str) -> String {
    format!("http://www.iana.org/assignments/media-types/{media_type}")
}

/// The address of a place (convention 11): the lists of official keys of DCAT-AP.de.
pub fn place(place: &PlaceKey) -> String {
    let list = match place.level() {
        PlaceLevel::State => "stateKey",
        PlaceLevel::District => "districtKey",
        PlaceLevel::Municipality => "municipalityKey",
        PlaceLevel::Region => "regionalKey",
    };
    format!("http://dcat-ap.de/def/politicalGeocoding/{list}/{place}")
}

/// The address of the level that a place is of.
pub fn place_level(place: &PlaceKey) -> &'static str {
    match place.level() {
        PlaceLevel::State => "http://dcat-ap.de/def/politicalGeocoding/Level/state",
        PlaceLevel::District => {
            "http://dcat-ap.de/def/politicalGeocoding/Level/administrativeDistrict"
        }
        PlaceLevel::Municipality | PlaceLevel::Region => {
            "http://dcat-ap.de/def/politicalGeocoding/Level/municipality"
        }
    }
}

/// The address of a category of high-value datasets (EU Publications Office, `asd487ae75`).
pub const fn high_value(category: HighValue) -> &'static str {
    match category {
        HighValue::Geospatial => "http://data.europa.eu/bna/c_ac64a52d",
        HighValue::Environment => "http://data.europa.eu/bna/c_dd313021",
        HighValue::Meteorological => "http://data.europa.eu/bna/c_164e0bf5",
        HighValue::Statistics => "http://data.europa.eu/bna/c_e1da4e07",
        HighValue::Companies => "http://data.europa.eu/bna/c_a9135398",
        HighValue::Mobility => "http://data.europa.eu/bna/c_b79e35eb",
    }
}

/// The code of a theme by its address or its bare code, whatever the case; nothing for what is no theme of the EU's list.
pub(crate) fn theme_code(address: &str) -> Option<String> {
    let code = address.trim_end_matches('/').rsplit('/').next();
    let code = code.unwrap_or_default().to_ascii_uppercase();
    Theme::CODES.contains(&code.as_str()).then_some(code)
}

/// The code of a licence by its address at DCAT-AP.de or the address of its text; what is not in the list stays as it
/// is (convention 34).
pub(crate) fn licence_code(address: &str) -> String {
    let address = address.trim();
    if let Some((_list, code)) = address.split_once("dcat-ap.de/def/licenses/") {
        return code.trim_end_matches('/').to_owned();
    }
    let plain = |url: &str| {
        let url = url.trim_end_matches('/');
        let url = url.split_once("://").map_or(url, |(_scheme, rest)| rest);
        url.trim_start_matches("www.").to_ascii_lowercase()
    };
    let same = |entry: &&LicenceEntry| {
        entry.code == address || (!entry.url.is_empty() && plain(entry.url) == plain(address))
    };
    let known = LICENCES.iter().find(same);
    known.map_or_else(|| address.to_owned(), |entry| entry.code.to_owned())
}
