//! Arrivals of files.

use crate::{AccountId, DatasetId, DeliveryId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// BLAKE3 hash of a raw file or data file, 32 bytes, written as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ContentHash([u8; 32]);

/// A text is no [`ContentHash`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a content hash has 64 hexadecimal digits")]
pub struct ContentHashError;

impl ContentHash {
    /// Takes the 32 bytes of a BLAKE3 hash.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for ContentHash {
    type Err = ContentHashError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(ContentHashError);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

fn digit(character: u8) -> Result<u8, ContentHashError> {
    match character {
        b'0'..=b'9' => Ok(character - b'0'),
        b'a'..=b'f' => Ok(character - b'a' + 10),
        _ => Err(ContentHashError),
    }
}

impl TryFrom<String> for ContentHash {
    type Error = ContentHashError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ContentHash> for String {
    fn from(hash: ContentHash) -> Self {
        hash.to_string()
    }
}

/// What became of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryOutcome {
    /// It became a version.
    Version,
    /// Same bytes as the delivery before: nothing to do.
    Unchanged,
    /// The raw file is kept; no table could be read. The findings say why.
    Unreadable,
    /// It waits for somebody to accept it: it does something otherwise than the version that holds.
    Held,
    /// Somebody has refused it; the version before holds.
    Refused,
    /// It waited, and something newer came.
    Overtaken,
}

impl DeliveryOutcome {
    /// All.
    pub const ALL: [Self; 6] = [
        Self::Version,
        Self::Unchanged,
        Self::Unreadable,
        Self::Held,
        Self::Refused,
        Self::Overtaken,
    ];

    /// Stable code as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::Unchanged => "unchanged",
            Self::Unreadable => "unreadable",
            Self::Held => "held",
            Self::Refused => "refused",
            Self::Overtaken => "overtaken",
        }
    }

    /// The outcome with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// One arrival of a file: who brought which bytes when. Append-only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Identity.
    pub id: DeliveryId,
    /// Dataset it belongs to.
    pub dataset: DatasetId,
    /// File name as it arrived, without folders.
    pub file_name: String,
    /// Hash of the raw bytes; the address in the raw store.
    pub content: ContentHash,
    /// Size of the raw file in bytes.
    pub size_bytes: u64,
    /// When it arrived.
    pub received_at: Timestamp,
    /// Who uploaded it; nobody for a watched folder or the command line.
    pub by: Option<AccountId>,
    /// What became of it.
    pub outcome: DeliveryOutcome,
    /// Version of the reader that looked at it; 0 when reading it again may end otherwise.
    pub reader: u32,
    /// Whether the recipe it was read with left out a column or a table: then the raw file says more than the tables.
    pub leaves_out: bool,
}
