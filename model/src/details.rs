//! What a catalogue says of a dataset beyond title and text: place, time, rhythm, law. All of it may be left out.

use crate::{Link, ReferenceDataset, Remark, Theme};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// How often a source gives something new, by its code in the EU vocabulary of frequencies, e.g. `MONTHLY`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Frequency(pub String);

impl Frequency {
    /// The codes that are offered, frequent ones first (EU Publications Office, frequency).
    pub const CODES: [&'static str; 15] = [
        "CONT",
        "HOURLY",
        "DAILY",
        "WEEKLY",
        "BIWEEKLY",
        "MONTHLY",
        "BIMONTHLY",
        "QUARTERLY",
        "ANNUAL_2",
        "ANNUAL",
        "BIENNIAL",
        "IRREG",
        "NEVER",
        "OTHER",
        "UNKNOWN",
    ];

    /// The code for something that comes about every so many days.
    pub fn of_days(days: f64) -> Self {
        const USUAL: [(f64, &str); 9] = [
            (0.3, "HOURLY"),
            (3.0, "DAILY"),
            (10.0, "WEEKLY"),
            (21.0, "BIWEEKLY"),
            (45.0, "MONTHLY"),
            (75.0, "BIMONTHLY"),
            (135.0, "QUARTERLY"),
            (270.0, "ANNUAL_2"),
            (500.0, "ANNUAL"),
        ];
        let usual = USUAL.iter().find(|(below, _code)| days < *below);
        Self(usual.map_or("IRREG", |(_below, code)| code).to_owned())
    }
}

/// A category of high-value datasets (Implementing Regulation (EU) 2023/138, annex).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HighValue {
    /// Geospatial.
    Geospatial,
    /// Earth observation and environment.
    Environment,
    /// Meteorological.
    Meteorological,
    /// Statistics.
    Statistics,
    /// Companies and company ownership.
    Companies,
    /// Mobility.
    Mobility,
}

impl HighValue {
    /// All, in the order of the annex.
    pub const ALL: [Self; 6] = [
        Self::Geospatial,
        Self::Environment,
        Self::Meteorological,
        Self::Statistics,
        Self::Companies,
        Self::Mobility,
    ];

    /// Stable code as stored and shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Geospatial => "geospatial",
            Self::Environment => "environment",
            Self::Meteorological => "meteorological",
            Self::Statistics => "statistics",
            Self::Companies => "companies",
            Self::Mobility => "mobility",
        }
    }

    /// The category with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}

/// An official key of a place in Germany: a state (2 digits), a district (*Kreis*, 5), a municipality (*AGS*, 8) or a
/// municipality with its association (*ARS*, 12).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PlaceKey(String);

/// A text is no [`PlaceKey`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("an official key has 2, 5, 8 or 12 digits and begins with the number of a state, 01 to 16")]
pub struct PlaceKeyError;

/// What a [`PlaceKey`] is the key of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlaceLevel {
    /// A state.
    State,
    /// A district or a city that is one.
    District,
    /// A municipality, by its AGS.
    Municipality,
    /// A municipality, by its ARS.
    Region,
}

impl PlaceKey {
    /// What it is the key of.
    pub fn level(&self) -> PlaceLevel {
        match self.0.len() {
            2 => PlaceLevel::State,
            5 => PlaceLevel::District,
            8 => PlaceLevel::Municipality,
            _ => PlaceLevel::Region,
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PlaceKey {
    type Err = PlaceKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let is_state = digits
            .get(..2)
            .and_then(|state| state.parse::<u8>().ok())
            .is_some_and(|state| (1..=16).contains(&state));
        let is_key = matches!(digits.len(), 2 | 5 | 8 | 12)
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_state && is_key {
            Ok(Self(digits))
        } else {
            Err(PlaceKeyError)
        }
    }
}

impl TryFrom<String> for PlaceKey {
    type Error = PlaceKeyError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PlaceKey> for String {
    fn from(key: PlaceKey) -> Self {
        key.0
    }
}

impl fmt::Display for PlaceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The days that rows speak of; an open end goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Span {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

impl Span {
    /// Whether neither end is said.
    pub const fn is_empty(&self) -> bool {
        self.from.is_none() && self.until.is_none()
    }

    /// Whether it does not end before it begins.
    pub fn is_in_order(&self) -> bool {
        match (self.from, self.until) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        }
    }
}

/// What a catalogue says beyond title, text, tags, theme, licence and contact (DCAT-AP.de 3.0, `dcat:Dataset`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// Themes beside the first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub further_themes: Vec<Theme>,
    /// The place it is about; the hub's own when empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceKey>,
    /// The days it is about.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub span: Span,
    /// How often something new comes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    /// The law by which it is collected or published: words, or the address of the law.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// How others name the source where the licence asks for it; the organisation's name when empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    /// Categories of high-value datasets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub high_value: Vec<HighValue>,
    /// The *Musterdatensatz* it is an instance of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_dataset: Option<ReferenceDataset>,
    /// Files and interfaces elsewhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// What a program said that no field is made for: kept and shown as it was said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// How programs write its rows one by one; none where only files bring them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written_rows: Option<WrittenRows>,
}

/// What is kept of a table whose rows programs write one by one (CKAN's DataStore).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WrittenRows {
    /// Names of the columns that together name a row; none if no key was said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub key: Vec<String>,
    /// Whether a program made the table. If not, files bring it, and the next one replaces what was written.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub made_here: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn official_keys_have_the_length_of_a_level() {
        for (text, level) in [
            ("05", PlaceLevel::State),
            ("05916", PlaceLevel::District),
            ("05916000", PlaceLevel::Municipality),
            ("05 9 16 0000000", PlaceLevel::Region),
        ] {
            assert_eq!(text.parse::<PlaceKey>().unwrap().level(), level, "{text}");
        }
        for wrong in ["", "5916", "00916", "17916000", "0591600x", "059160000"] {
            assert!(wrong.parse::<PlaceKey>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_become_the_nearest_usual_frequency() {
        for (days, code) in [
            (1.0, "DAILY"),
            (7.1, "WEEKLY"),
            (30.4, "MONTHLY"),
            (365.0, "ANNUAL"),
            (900.0, "IRREG"),
        ] {
            assert_eq!(Frequency::of_days(days).0, code);
        }
    }

    #[test]
    fn details_of_older_catalogues_are_empty() {
        let details: Details = serde_json::from_str("{}").unwrap();
        assert_eq!(details, Details::default());
        assert_eq!(serde_json::to_string(&details).unwrap(), "{}");
    }
}
