//! What is held back of a dataset, from whom and why.

use crate::{AccountId, Mask, PersonalKind};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The rules of protection of a dataset, as those who answer for it have laid them down. The default holds nothing
/// back, except personal data that nobody has looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Protection {
    /// Which rows some readers see.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowRule>,
    /// What some readers see instead of the values of columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnRule>,
    /// What was decided on columns in which personal data were found or said to be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<PersonalReview>,
}

/// Rules of protection as they were laid down at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProtectionChange {
    /// Counted from 1.
    pub number: u32,
    /// Since when.
    pub at: Timestamp,
    /// By whom; none for whoever holds the data directory.
    pub by: Option<AccountId>,
    /// What was laid down.
    pub protection: Protection,
}

/// A column of a table of the dataset, by names as in SQL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ColumnName {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
}

/// Whom a rule binds. Nobody who may change the rules or have the raw file is bound: it would be a pretence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Binds {
    /// Whoever is not signed in.
    Public,
    /// Everybody without a role in the dataset's office.
    Outside,
    /// Everybody except stewards and owners of the office.
    Readers,
}

impl Binds {
    /// All, from few to many.
    pub const ALL: [Self; 3] = [Self::Public, Self::Outside, Self::Readers];

    /// Stable code as stored and shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Outside => "outside",
            Self::Readers => "readers",
        }
    }
}

/// A rule on rows: who is bound sees only those for which the condition holds. Of several rules all must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowRule {
    /// Which column decides.
    #[serde(flatten)]
    pub column: ColumnName,
    /// Which rows are seen.
    pub condition: RowCondition,
    /// Whom it binds.
    pub binds: Binds,
    /// Why, in a sentence.
    pub reason: String,
}

/// Which rows are seen. A row without a value is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RowCondition {
    /// Those with one of these values, in standard notation.
    OneOf {
        /// The values.
        values: Vec<String>,
    },
    /// Those from a value up to a value, in standard notation; at least one of both is said.
    Between {
        /// The least.
        from: Option<String>,
        /// The greatest.
        to: Option<String>,
    },
    /// Those that name an office of the reader, by its name or its name in SQL.
    OwnOffice,
}

/// A rule on a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnRule {
    /// Which.
    #[serde(flatten)]
    pub column: ColumnName,
    /// What is seen instead.
    pub mask: Mask,
    /// Whom it binds.
    pub binds: Binds,
    /// Why, in a sentence.
    pub reason: String,
}

/// A column of a version in which personal data were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalColumn {
    /// Which.
    #[serde(flatten)]
    pub column: ColumnName,
    /// Of which kind they are.
    pub kind: PersonalKind,
}

/// What somebody decided on a column with personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalReview {
    /// Which.
    #[serde(flatten)]
    pub column: ColumnName,
    /// Of which kind they were taken to be; another kind found later has to be looked at anew.
    pub kind: PersonalKind,
    /// What it is.
    pub verdict: Verdict,
    /// Why, in a sentence.
    pub reason: String,
}

/// What a column turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It says nothing about persons, or only what everybody may know (names of mayors, function mailboxes).
    NotPersonal,
    /// It does: beyond the office it is seen only under a grant that says so, or as a rule of this column masks it.
    Personal,
}

impl Protection {
    /// Whether nothing was ever laid down.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.columns.is_empty() && self.reviews.is_empty()
    }

    /// What was decided on a column; none if nobody has looked at it since this kind of data was found.
    pub fn review(&self, found: &PersonalColumn) -> Option<&PersonalReview> {
        self.reviews
            .iter()
            .find(|review| review.kind == found.kind && review.column == found.column)
    }
}
