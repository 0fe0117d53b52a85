//! The languages pages and messages exist in.

use serde::{Deserialize, Serialize};

/// A language the hub speaks to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// German, the default everywhere.
    #[default]
    De,
    /// English.
    En,
}

impl Language {
    /// BCP 47 tag, as in `lang="de"`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// The best match for an `Accept-Language` header or a `LANG` variable; German when nothing fits.
    pub fn from_preferences(text: &str) -> Self {
        text.split(',')
            .map(str::trim)
            .find_map(|entry| match entry.get(..2) {
                Some("de") => Some(Self::De),
                Some("en") => Some(Self::En),
                _ => None,
            })
            .unwrap_or_default()
    }
}
