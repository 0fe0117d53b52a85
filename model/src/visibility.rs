//! How far a dataset's rows may travel.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The widest circle that may read the rows of a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Members of the owning organisation only.
    Office,
    /// Everybody who is signed in.
    City,
    /// Everybody.
    Public,
}

impl Visibility {
    /// All circles, narrow to wide.
    pub const ALL: [Self; 3] = [Self::Office, Self::City, Self::Public];

    /// Stable code as stored and as used in URLs and keys of messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::City => "city",
            Self::Public => "public",
        }
    }
}

impl FromStr for Visibility {
    type Err = UnknownVisibility;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|visibility| visibility.code() == text)
            .ok_or(UnknownVisibility)
    }
}

/// A text is none of `office`, `city`, `public`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a visibility is one of office, city, public")]
pub struct UnknownVisibility;
