//! Datasets and what is said about them.

use crate::{DatasetId, Details, OrganisationId, Protection, Slug, Visibility};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A licence by its identifier in the DCAT-AP.de licence list, e.g. `dl-zero-de/2.0`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Licence(pub String);

/// One of the thirteen themes of the EU data theme vocabulary by its code, e.g. `ENVI`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Theme(pub String);

impl Theme {
    /// The codes of the vocabulary (EU Publications Office, data-theme).
    pub const CODES: [&'static str; 13] = [
        "AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI",
        "TECH", "TRAN",
    ];
}

/// What people say about a dataset; everything in it may be edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// Title as people say it.
    pub title: String,
    /// What a row is, where it comes from, what to mind. Plain text.
    pub text: String,
    /// Free key words.
    pub tags: Vec<String>,
    /// Data theme, if somebody chose one.
    pub theme: Option<Theme>,
    /// Licence, if somebody chose one. Public data without a licence gets a finding on its page.
    pub licence: Option<Licence>,
    /// Function mailbox for questions; the organisation's when empty.
    pub contact: Option<String>,
    /// What else a catalogue says of it.
    #[serde(default)]
    pub details: Details,
}

impl Description {
    /// Nothing but a title.
    pub fn titled(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            text: String::new(),
            tags: Vec::new(),
            theme: None,
            licence: None,
            contact: None,
            details: Details::default(),
        }
    }
}

/// Where a dataset stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatasetState {
    /// It is described, and no file has come yet.
    Announced,
    /// At least one version can be read.
    Lifted,
    /// The raw file is kept, but no table could be read from it (yet).
    RawOnly,
    /// The source has vanished; every version stays readable.
    Withdrawn,
}

impl DatasetState {
    /// Stable code as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Lifted => "lifted",
            Self::RawOnly => "raw_only",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [
            Self::Announced,
            Self::Lifted,
            Self::RawOnly,
            Self::Withdrawn,
        ]
        .into_iter()
        .find(|state| state.code() == code)
    }
}

/// A dataset: one source of one organisation across all its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dataset {
    /// Identity across renames.
    pub id: DatasetId,
    /// Owner.
    pub organisation: OrganisationId,
    /// Table in SQL and segment in URLs; unique within the organisation.
    pub slug: Slug,
    /// What people say about it.
    pub description: Description,
    /// Widest circle that may read rows.
    pub visibility: Visibility,
    /// Whether its organisation is sealed: then nobody outside reads rows but those the public may.
    pub sealed: bool,
    /// What is held back of it, from whom and why.
    pub protection: Protection,
    /// Where it stands.
    pub state: DatasetState,
    /// Path of the source below the watched folder (`umwelt/Bäume 2024.csv`) or the uploaded file's name:
    /// the key by which the next delivery finds its dataset.
    pub source: String,
    /// When the first delivery arrived.
    pub created_at: Timestamp,
    /// When the newest version or description came.
    pub updated_at: Timestamp,
}

impl Dataset {
    /// The circle that counts: what a sealed organisation shows the city it shows nobody.
    pub const fn circle(&self) -> Visibility {
        match self.visibility {
            Visibility::City if self.sealed => Visibility::Office,
            circle => circle,
        }
    }
}
