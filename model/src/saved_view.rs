//! Views people save: a name, `sichten.<name>`, for a question (docs/decisions/0037).

use crate::{
    AccountId, Inquiry, OrganisationId, Slug, TableName, VersionSelector, ViewId, Visibility,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a view asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewDefinition {
    /// One SELECT statement.
    Sql(String),
    /// A question put together by steps; its statement is written anew for each reader.
    Inquiry(Box<Inquiry>),
}

/// What kind of values a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterKind {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Decimal,
    /// A day: `2026-11-27`.
    Date,
    /// `true` or `false`.
    Boolean,
}

impl ParameterKind {
    /// All, as they are offered.
    pub const ALL: [Self; 5] = [
        Self::Text,
        Self::Integer,
        Self::Decimal,
        Self::Date,
        Self::Boolean,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::Boolean => "boolean",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }
}

/// A value a view asks for, written `$name` in its statement. It is bound as a value, never put into the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewParameter {
    /// Its name.
    pub name: Slug,
    /// What people read beside the field; its name if empty.
    pub label: String,
    /// What values it takes.
    pub kind: ParameterKind,
    /// What it is if nobody says, in standard notation (ISO day, decimal point).
    pub default: String,
}

/// A view as it was saved at one time. Nothing of it changes afterwards: whoever changes a view adds one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewEdition {
    /// Counted from 1.
    pub number: u32,
    /// What it is called.
    pub title: String,
    /// What is said of it.
    pub description: String,
    /// The widest circle that may know of it; who may know of it knows all of its sources too.
    pub circle: Visibility,
    /// What it asks.
    pub definition: ViewDefinition,
    /// What it asks its reader.
    pub parameters: Vec<ViewParameter>,
    /// Tables, bridges and views it names, each once.
    pub sources: Vec<TableName>,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// By whom; none for the operator.
    pub saved_by: Option<AccountId>,
}

/// A view in its newest edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// Identity.
    pub id: ViewId,
    /// Its name behind `sichten.`, the same for good: statements of people hold it.
    pub name: Slug,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// When it was first saved.
    pub created_at: Timestamp,
    /// By whom; none for the operator.
    pub created_by: Option<AccountId>,
    /// The newest edition.
    pub edition: ViewEdition,
}

impl SavedView {
    /// Schema of all views in SQL.
    pub const SCHEMA: &'static str = "sichten";

    /// Its name in SQL.
    pub fn table_name(&self) -> Option<TableName> {
        Self::named(&self.name)
    }

    /// The name in SQL of a view of this name.
    pub fn named(name: &Slug) -> Option<TableName> {
        Some(TableName {
            schema: Self::SCHEMA.parse().ok()?,
            table: name.clone(),
            version: VersionSelector::Current,
        })
    }

    /// Whether a name in SQL is one of a view.
    pub fn is_name(name: &TableName) -> bool {
        name.schema.as_str() == Self::SCHEMA && name.version == VersionSelector::Current
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_named_in_a_schema_of_its_own_and_has_no_versions() {
        let name = SavedView::named(&"kinder_je_bezirk".parse().unwrap()).unwrap();
        assert_eq!(name.to_string(), "sichten.kinder_je_bezirk");
        assert!(SavedView::is_name(&name));
        for other in ["umwelt.baeume", "sichten.\"kinder@2\"", "bruecken.a"] {
            assert!(!SavedView::is_name(&other.parse().unwrap()), "{other}");
        }
    }

    #[test]
    fn kinds_of_parameters_are_read_as_they_are_written() {
        for kind in ParameterKind::ALL {
            assert_eq!(ParameterKind::from_code(kind.code()), Some(kind));
        }
    }
}
