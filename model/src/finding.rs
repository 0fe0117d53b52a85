//! What was noticed while reading: dirty data is not an error.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know; nothing to do.
    Note,
    /// Somebody should look; everything is readable.
    Warning,
    /// Something was set aside or could not be read.
    Error,
}

impl Severity {
    /// Stable code as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity with this code; unknown codes are notes.
    pub fn from_code(code: &str) -> Self {
        [Self::Warning, Self::Error]
            .into_iter()
            .find(|severity| severity.code() == code)
            .unwrap_or(Self::Note)
    }
}

/// Stable snake-case code of a kind of finding, e.g. `ragged_row`; the key of its sentence in `words`
/// (`finding-ragged-row`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FindingCode(pub std::borrow::Cow<'static, str>);

impl FindingCode {
    /// A code known at compile time.
    pub const fn new(code: &'static str) -> Self {
        Self(std::borrow::Cow::Borrowed(code))
    }

    /// The code's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Codes of findings that, as errors, say that only the part before a cut or a damage was read.
const CUT_OFF: [&str; 6] = [
    "archive_stopped",
    "dbf_truncated",
    "json_truncated",
    "layer_unreadable",
    "shapefile_truncated",
    "xml_truncated",
];

/// One thing noticed in a delivery, with its place.
///
/// Parameters may hold cell values (`value`): findings of a table are payload and pass the guard like rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What kind of thing.
    pub code: FindingCode,
    /// How much it matters.
    pub severity: Severity,
    /// Name of the table (sheet, archive member) as in [`crate::InspectedTable::name`]; none for the whole file.
    pub table: Option<String>,
    /// First place: 1-based line in a text file, row number in a sheet, element number in JSON.
    pub row: Option<u64>,
    /// Header of the column concerned.
    pub column: Option<String>,
    /// How many places are summed up in this finding (at least 1).
    pub count: u64,
    /// Parameters of the sentence, e.g. `expected = 7`, `found = 9`.
    pub parameters: BTreeMap<String, String>,
}

impl Finding {
    /// A finding about the whole file with no parameters.
    pub fn new(code: &'static str, severity: Severity) -> Self {
        Self {
            code: FindingCode::new(code),
            severity,
            table: None,
            row: None,
            column: None,
            count: 1,
            parameters: BTreeMap::new(),
        }
    }

    /// Whether it says that the file breaks off or is damaged on the way: what was read is only a part of it.
    pub fn says_cut_off(&self) -> bool {
        let is_error = self.severity == Severity::Error;
        is_error && CUT_OFF.contains(&self.code.as_str())
    }

    /// The same finding in a table.
    #[must_use]
    pub fn in_table(mut self, table: &str) -> Self {
        self.table = Some(table.to_owned());
        self
    }

    /// The same finding at a row (1-based, as people count).
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The same finding in a column.
    #[must_use]
    pub fn in_column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }

    /// The same finding standing for `count` places.
    #[must_use]
    pub fn times(mut self, count: u64) -> Self {
        self.count = count.max(1);
        self
    }

    /// The same finding with one parameter of its sentence more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.parameters.insert(name.to_owned(), value.to_string());
        self
    }
}
