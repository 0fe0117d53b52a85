//! Accounts of people.

use crate::{AccountId, Language, OrganisationId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An e-mail address, lower case; the name people sign in with.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// A text is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an e-mail address has the form name@domain")]
pub struct EmailError;

impl Email {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = EmailError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let address = text.trim().to_lowercase();
        let valid = address.len() <= 254
            && !address.contains(char::is_whitespace)
            && address.split_once('@').is_some_and(|(name, domain)| {
                !name.is_empty() && !domain.is_empty() && !domain.contains('@')
            });
        valid.then_some(Self(address)).ok_or(EmailError)
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Addresses are personal: logs that print a struct by mistake show none.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

/// What somebody may do in an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads what the organisation may read.
    Reader,
    /// Also agrees to releases, or refuses them (*Freigabestelle*). Whoever takes files in does not release them: it is
    /// no step on the way to a steward.
    Gatekeeper,
    /// Also takes in files and describes datasets (*Datenpfleger/in*).
    Steward,
    /// Also answers for the data: grants others the right to read it (*Datenverantwortliche/r*).
    Owner,
}

impl Role {
    /// All roles. Each reads; an owner may do what a steward may; only a gatekeeper releases.
    pub const ALL: [Self; 4] = [Self::Reader, Self::Gatekeeper, Self::Steward, Self::Owner];

    /// Stable code as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Gatekeeper => "gatekeeper",
            Self::Steward => "steward",
            Self::Owner => "owner",
        }
    }

    /// The role with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Somebody's role in an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Membership {
    /// Where.
    pub organisation: OrganisationId,
    /// As what.
    pub role: Role,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Identity.
    pub id: AccountId,
    /// Sign-in name.
    pub email: Email,
    /// Name as shown.
    pub name: String,
    /// Runs the hub: accounts, organisations, settings. Gives no right to rows by itself.
    pub administrator: bool,
    /// Watches over the record (*Datenschutzbeauftragte/r*): reads the audit of everybody, and nobody's rows.
    pub officer: bool,
    /// Roles by organisation.
    pub memberships: Vec<Membership>,
    /// Preferred language.
    pub language: Language,
    /// Since when nobody can sign in with it. It stays, so that the audit can still name who it was.
    pub closed_at: Option<Timestamp>,
}
