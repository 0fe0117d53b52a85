//! How people name a table, and a version of it, in SQL.

use crate::Slug;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Which version of a table is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VersionSelector {
    /// The newest one.
    Current,
    /// The version with this number: `umwelt."baumkataster@3"`.
    Number(u32),
    /// The version that was current at the end of this day (Europe/Berlin): `umwelt."baumkataster@2026-11-20"`.
    AsOf(Date),
}

/// A table of the hub as written in SQL: `schema.name` or `schema."name@version"`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TableName {
    /// Slug of the organisation.
    pub schema: Slug,
    /// SQL name of the table.
    pub table: Slug,
    /// Which version.
    pub version: VersionSelector,
}

/// Why a text names no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} names no table: write organisation.dataset, or organisation.\"dataset@3\" for version 3"
)]
pub struct TableNameError(pub String);

impl TableName {
    /// Parses schema and table part separately, as a SQL parser hands them over.
    pub fn from_parts(schema: &str, table: &str) -> Result<Self, TableNameError> {
        let refuse = || TableNameError(format!("{schema}.{table}").chars().take(160).collect());
        let (name, version) = match table.split_once('@') {
            None => (table, VersionSelector::Current),
            Some((name, version)) => (name, parse_version(version).ok_or_else(refuse)?),
        };
        Ok(Self {
            schema: schema.parse().map_err(|_ignored| refuse())?,
            table: name.parse().map_err(|_ignored| refuse())?,
            version,
        })
    }

    /// The table part as the SQL parser sees it: `baumkataster` or `baumkataster@3`.
    pub fn table_part(&self) -> String {
        match self.version {
            VersionSelector::Current => self.table.to_string(),
            VersionSelector::Number(number) => format!("{}@{number}", self.table),
            VersionSelector::AsOf(date) => format!("{}@{date}", self.table),
        }
    }
}

fn parse_version(text: &str) -> Option<VersionSelector> {
    if let Ok(number) = text.parse::<u32>() {
        return (number > 0).then_some(VersionSelector::Number(number));
    }
    text.parse::<Date>().ok().map(VersionSelector::AsOf)
}

impl FromStr for TableName {
    type Err = TableNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (schema, table) = text
            .split_once('.')
            .ok_or_else(|| TableNameError(text.chars().take(160).collect()))?;
        Self::from_parts(schema, table.trim_matches('"'))
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.version {
            VersionSelector::Current => write!(f, "{}.{}", self.schema, self.table),
            _ => write!(f, "{}.\"{}\"", self.schema, self.table_part()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_survives_being_written_and_read() {
        for text in [
            "umwelt.baumkataster",
            "umwelt.\"baumkataster@3\"",
            "umwelt.\"baumkataster@2026-11-20\"",
        ] {
            let name: TableName = text.parse().unwrap();
            assert_eq!(name.to_string(), text);
        }
    }

    #[test]
    fn versions_that_cannot_exist_are_refused() {
        for text in ["umwelt.b@0", "umwelt.b@", "umwelt.b@x", "umwelt", "u.b.c"] {
            assert!(text.parse::<TableName>().is_err(), "{text} was accepted");
        }
    }
}
