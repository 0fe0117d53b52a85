//! Where somebody is signed in.

use crate::{AccountId, SessionId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $code)] $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Stable code as stored.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.code() == code)
            }
        }
    };
}

coded! {
    /// Family of the program with which somebody signed in. No versions: they say more about a person than is needed to
    /// recognise one's own sign-in.
    Browser {
        /// Firefox and its kin.
        Firefox = "firefox",
        /// Chrome and Chromium.
        Chrome = "chrome",
        /// Edge.
        Edge = "edge",
        /// Safari.
        Safari = "safari",
        /// Opera.
        Opera = "opera",
        /// A program that signed in over REST.
        Program = "program",
        /// Another browser, or one that does not say.
        Other = "other",
    }
}

coded! {
    /// Family of the system it runs on.
    OperatingSystem {
        /// Windows.
        Windows = "windows",
        /// macOS.
        MacOs = "macos",
        /// Linux.
        Linux = "linux",
        /// Android.
        Android = "android",
        /// iPhone and iPad.
        Ios = "ios",
        /// Another one, or one that is not said.
        Other = "other",
    }
}

/// With what somebody signed in, in words they recognise. The address they came from is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Client {
    /// Program.
    pub browser: Browser,
    /// System.
    pub system: OperatingSystem,
}

impl Client {
    /// Nothing is known of it.
    pub const UNKNOWN: Self = Self {
        browser: Browser::Other,
        system: OperatingSystem::Other,
    };
}

/// A sign-in that has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// Identity; not the secret, which is known to nobody but the browser.
    pub id: SessionId,
    /// Who is signed in.
    pub account: AccountId,
    /// With what.
    pub client: Client,
    /// Issuer of the provider that vouched for them; none where they signed in with a password.
    pub issuer: Option<String>,
    /// Whether that provider says that they showed a second factor there.
    pub second_factor: bool,
    /// Since when.
    pub opened_at: Timestamp,
    /// The hour in which it was last used: enough to notice a stranger, too coarse to follow somebody's day.
    pub used_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}
