//! Parameters of addresses: read strictly, so that a typing error is told and not passed over.

use crate::Refusal;
use crate::query::Query;
use hebewerk_model::VersionSelector;
use jiff::civil::Date;
use serde::Deserialize;

/// Path of a dataset.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct DatasetPath {
    pub(super) organisation: String,
    pub(super) dataset: String,
}

impl DatasetPath {
    /// Below `/api/v1`.
    pub(super) fn path(&self) -> String {
        format!("/datasets/{}/{}", self.organisation, self.dataset)
    }
}

/// Path of a table.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct TablePath {
    pub(super) organisation: String,
    pub(super) dataset: String,
    pub(super) table: String,
}

/// Refuses parameters that an operation does not know.
pub(super) fn only(query: &Query, known: &[&str]) -> Result<(), Refusal> {
    match query.pairs().find(|(name, _value)| !known.contains(name)) {
        None => Ok(()),
        Some((name, _value)) => Err(Refusal::invalid("unknown_parameter")
            .with("name", name)
            .with("known", known.join(", "))),
    }
}

/// How many things a page holds: `default` if the address does not say, at most `most`.
pub(super) fn limit(query: &Query, default: u32, most: u32) -> Result<u32, Refusal> {
    let Some(text) = query.get("limit") else {
        return Ok(default);
    };
    text.parse()
        .ok()
        .filter(|limit| (1..=most).contains(limit))
        .ok_or_else(|| Refusal::invalid("invalid_limit").with("most", most))
}

/// The version an address asks for: a number, or a day.
pub(super) fn version(query: &Query) -> Result<VersionSelector, Refusal> {
    query
        .get("version")
        .map_or(Ok(VersionSelector::Current), selector)
}

/// A version as people write it.
pub(super) fn selector(text: &str) -> Result<VersionSelector, Refusal> {
    let number = text.parse().ok().filter(|number| *number > 0);
    let day = || text.parse::<Date>().ok().map(VersionSelector::AsOf);
    number
        .map(VersionSelector::Number)
        .or_else(day)
        .ok_or_else(|| Refusal::invalid("invalid_version"))
}

/// Whether an address says yes or no.
pub(super) fn truth(query: &Query, name: &'static str) -> Result<Option<bool>, Refusal> {
    match query.get(name) {
        None => Ok(None),
        Some("true") => Ok(Some(true)),
        Some("false") => Ok(Some(false)),
        Some(_) => Err(Refusal::invalid("invalid_truth").with("name", name)),
    }
}
