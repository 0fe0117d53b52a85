//! Offices and companies of the *Konzern Stadt*.

use crate::{OrganisationId, Slug};
use serde::{Deserialize, Serialize};

/// What kind of body an organisation is; decides icons and sorting, never rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// A department of the administration (*Amt, Fachbereich*).
    #[default]
    Office,
    /// A municipal enterprise without or with own legal form under public law (*Eigenbetrieb, AöR*).
    Enterprise,
    /// A company owned by the city (*GmbH, AG*).
    Company,
    /// The sealed statistics office (*abgeschottete Statistikstelle*).
    Statistics,
}

impl OrganisationKind {
    /// Stable code as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Enterprise => "enterprise",
            Self::Company => "company",
            Self::Statistics => "statistics",
        }
    }

    /// The kind with this code; unknown codes are offices.
    pub fn from_code(code: &str) -> Self {
        [Self::Enterprise, Self::Company, Self::Statistics]
            .into_iter()
            .find(|kind| kind.code() == code)
            .unwrap_or_default()
    }
}

/// An office or company that owns datasets. Its slug is the schema in SQL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Identity across renames.
    pub id: OrganisationId,
    /// Schema in SQL and segment in URLs.
    pub slug: Slug,
    /// Name as people say it: *Entsorgung Musterstadt AöR*.
    pub name: String,
    /// One or two sentences for the organisation's page.
    pub description: String,
    /// What kind of body it is.
    pub kind: OrganisationKind,
    /// Function mailbox, never a person's address.
    pub contact: Option<String>,
    /// The organisation above it: who has a role there has it here too, unless this one is sealed.
    pub parent: Option<OrganisationId>,
    /// Whether nobody outside reads its rows: no role from above reaches in, no grant and no circle but the public's opens
    /// them (*abgeschottet*, § 16 Abs. 5 BStatG).
    pub sealed: bool,
}
