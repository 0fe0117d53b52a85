//! What other catalogues say of their datasets: words of others, without versions and without rows.

use crate::{ConnectionId, ForeignId, Span};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A dataset of another catalogue, as that catalogue describes it.
///
/// It never becomes a dataset of ours: nothing of it is handed on as our own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ForeignRecord {
    /// By what the source knows it: its address in RDF, its identifier where it has no address.
    pub key: String,
    /// Identifiers it bears elsewhere too (`dct:identifier`, `adms:identifier`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<String>,
    /// Title.
    pub title: String,
    /// Description; text, never markup to be shown as such.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Key words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Codes of the EU's list of themes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Code of the list of DCAT-AP.de where it is one of them, else as the source says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Who publishes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Mailbox or page of whom to ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// When it was published, as the source says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<String>,
    /// When it was changed last, as the source says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// Places it is about: names, or addresses of official keys.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// The box on the map it lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
    /// The days it is about.
    #[serde(skip_serializing_if = "Span::is_empty")]
    pub span: Span,
    /// Where its data are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<ForeignFile>,
    /// Catalogues it came through before it reached the source, the first one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hops: Vec<String>,
}

/// A box on the map, in millionths of a degree (WGS 84): whole numbers, so that two records are either the same or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Longitude of its western side.
    pub west: i32,
    /// Latitude of its southern side.
    pub south: i32,
    /// Longitude of its eastern side; below the western one where the antimeridian is between.
    pub east: i32,
    /// Latitude of its northern side.
    pub north: i32,
}

impl Area {
    /// The box between four sides in degrees: west, south, east, north; none for numbers that are not on Earth.
    pub fn of_degrees([west, south, east, north]: [f64; 4]) -> Option<Self> {
        let is_on_earth =
            west.abs() <= 180.0 && east.abs() <= 180.0 && south >= -90.0 && north <= 90.0;
        // 180 millions fit, and more is refused below.
        let millionths = |degrees: f64| (degrees * 1e6).round() as i32;
        (is_on_earth && south <= north).then(|| Self {
            west: millionths(west),
            south: millionths(south),
            east: millionths(east),
            north: millionths(north),
        })
    }

    /// West, south, east, north in degrees.
    pub fn degrees(&self) -> [f64; 4] {
        [self.west, self.south, self.east, self.north].map(|side| f64::from(side) / 1e6)
    }
}

/// A file or service of a foreign dataset.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ForeignFile {
    /// Web address.
    pub url: String,
    /// Title.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Short word for the format, in capitals: `CSV`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub format: String,
}

/// A record that was not taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedRecord {
    /// Its key, its title or its place in the page: what helps to find it at the source.
    pub name: String,
    /// Why.
    pub reason: RejectReason,
}

/// Why a record was not taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RejectReason {
    /// It has neither an address nor an identifier.
    NoIdentity,
    /// It has no title.
    NoTitle,
    /// It came before in the same harvest.
    Twice,
    /// It is a dataset of this hub that came back.
    Own,
    /// It came through more catalogues than anything honest does.
    TooFar,
    /// It is larger than a description can be.
    TooLarge,
    /// What it says cannot be read.
    Unreadable,
}

impl RejectReason {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::Unreadable,
        Self::NoIdentity,
        Self::NoTitle,
        Self::Twice,
        Self::Own,
        Self::TooFar,
        Self::TooLarge,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoIdentity => "no_identity",
            Self::NoTitle => "no_title",
            Self::Twice => "twice",
            Self::Own => "own",
            Self::TooFar => "too_far",
            Self::TooLarge => "too_large",
            Self::Unreadable => "unreadable",
        }
    }

    /// The reason with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// One line of what a harvest brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Harvested {
    /// A record.
    Record(Box<ForeignRecord>),
    /// One that could not be read.
    Rejected(RejectedRecord),
}

/// A foreign dataset as the hub keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignDataset {
    /// Identity: the same for the same key of the same source.
    pub id: ForeignId,
    /// From where it was harvested.
    pub source: ConnectionId,
    /// What the source says; of what is gone only the key and the title.
    pub record: ForeignRecord,
    /// When it was seen first.
    pub first_seen: Timestamp,
    /// When it changed last.
    pub changed_at: Timestamp,
    /// Since when the source does not name it any more.
    pub gone_at: Option<Timestamp>,
}

/// What a harvest came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HarvestCounts {
    /// Records the source named.
    pub seen: u64,
    /// Of these new.
    pub new: u64,
    /// Of these changed, or come back.
    pub changed: u64,
    /// Of these as before.
    pub same: u64,
    /// Of these not taken over.
    pub rejected: u64,
    /// Records that the source does not name any more.
    pub gone: u64,
    /// Records that another source has too.
    pub twins: u64,
}

impl HarvestCounts {
    /// Whether anything is other than before.
    pub const fn is_news(&self) -> bool {
        self.new + self.changed + self.gone > 0
    }
}
