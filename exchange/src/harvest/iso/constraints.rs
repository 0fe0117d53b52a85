//! Under which licence data may be used.

use super::element::Element;
use crate::dcat::{licence_entry, vocabulary};
use crate::harvest::record::filled;
use crate::harvest::words;
use serde_json::Value;

/// The licence: said for programs as JSON (GDI-DE, *Konventionen zu Metadaten*, `{"id":"dl-by-de/2.0", …}`), else by an address that
/// is one of the list, else as the source words it.
pub(super) fn licence(data: &Element) -> Option<String> {
    let said = conditions(data);
    let for_programs = said.iter().find_map(|text| of_json(text));
    let by_address = || {
        let words = said
            .iter()
            .flat_map(|text| text.split([' ', '"', ',', ';', '<', '>', '(', ')']));
        let mut codes = words
            .filter_map(words::web_address)
            .map(|address| vocabulary::licence_code(address.trim_end_matches('.')));
        codes.find(|code| licence_entry(code).is_some())
    };
    let as_worded = || said.iter().find_map(|text| filled(text));
    for_programs.or_else(by_address).or_else(as_worded)
}

/// What is said of use, not of access: that anybody may reach data is no licence.
fn conditions(data: &Element) -> Vec<String> {
    let mut said = Vec::new();
    for constraints in data.all(&["resourceConstraints", "MD_LegalConstraints"]) {
        let is_of_access = constraints.first(&["accessConstraints"]).is_some();
        let is_of_use = constraints.first(&["useConstraints"]).is_some();
        if is_of_access && !is_of_use {
            continue;
        }
        for other in constraints.all(&["otherConstraints"]) {
            let mut anchors = Vec::new();
            other.deep("Anchor", &mut anchors);
            said.extend(anchors.iter().filter_map(|anchor| anchor.href.clone()));
            said.extend(other.said().map(str::to_owned));
        }
    }
    for limitation in data.all(&["resourceConstraints", "*", "useLimitation"]) {
        said.extend(limitation.said().map(str::to_owned));
    }
    said.retain(|text| !text.contains("LimitationsOnPublicAccess"));
    said
}

fn of_json(text: &str) -> Option<String> {
    let from = text.find('{')?;
    let said: Value = serde_json::from_str(text.get(from..)?.trim()).ok()?;
    let known = |name: &str| {
        let code = vocabulary::licence_code(said[name].as_str()?);
        licence_entry(&code).is_some().then_some(code)
    };
    let worded = ["id", "url", "name"];
    known("id")
        .or_else(|| known("url"))
        .or_else(|| worded.iter().find_map(|name| filled(said[*name].as_str()?)))
}
