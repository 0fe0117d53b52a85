//! Drift: what a delivery does otherwise than the version that holds.

use crate::{DeliveryId, Finding, Severity, VersionNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What kind of thing is otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DriftKind {
    /// A table is not there any more.
    TableGone,
    /// A table was not there before.
    TableNew,
    /// A column is not there any more.
    ColumnGone,
    /// A column was not there before.
    ColumnNew,
    /// A column bears another name: its place, type and values are alike.
    ColumnRenamed,
    /// A column has another type.
    TypeChanged,
    /// A column has another unit or reference system.
    UnitChanged,
    /// There are far more or far fewer rows.
    RowsChanged,
    /// A column that named the rows has gaps.
    KeyGaps,
    /// Numbers are written with another decimal sign.
    DecimalChanged,
    /// What was released does not cover it: it would become public without anybody having looked.
    NotReleased,
    /// The file breaks off or is damaged: rows are missing that nobody took out.
    CutOff,
}

impl DriftKind {
    /// All, as they are told: what breaks most first.
    pub const ALL: [Self; 12] = [
        Self::NotReleased,
        Self::CutOff,
        Self::TableGone,
        Self::ColumnGone,
        Self::ColumnRenamed,
        Self::TypeChanged,
        Self::RowsChanged,
        Self::KeyGaps,
        Self::UnitChanged,
        Self::DecimalChanged,
        Self::TableNew,
        Self::ColumnNew,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TableGone => "table_gone",
            Self::TableNew => "table_new",
            Self::ColumnGone => "column_gone",
            Self::ColumnNew => "column_new",
            Self::ColumnRenamed => "column_renamed",
            Self::TypeChanged => "type_changed",
            Self::UnitChanged => "unit_changed",
            Self::RowsChanged => "rows_changed",
            Self::KeyGaps => "key_gaps",
            Self::DecimalChanged => "decimal_changed",
            Self::NotReleased => "not_released",
            Self::CutOff => "cut_off",
        }
    }

    /// Code of the finding that says so.
    pub const fn finding_code(self) -> &'static str {
        match self {
            Self::TableGone => "drift_table_gone",
            Self::TableNew => "drift_table_new",
            Self::ColumnGone => "drift_column_gone",
            Self::ColumnNew => "drift_column_new",
            Self::ColumnRenamed => "drift_column_renamed",
            Self::TypeChanged => "drift_type_changed",
            Self::UnitChanged => "drift_unit_changed",
            Self::RowsChanged => "drift_rows_changed",
            Self::KeyGaps => "drift_key_gaps",
            Self::DecimalChanged => "drift_decimal_changed",
            Self::NotReleased => "drift_not_released",
            Self::CutOff => "drift_cut_off",
        }
    }
}

/// One thing a delivery does otherwise. Names, types and counts; never a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drift {
    /// What kind of thing.
    pub kind: DriftKind,
    /// Name of the table as in the file.
    pub table: String,
    /// Header of the column concerned: as it is now, or as it was where it is gone.
    pub column: Option<String>,
    /// What was: a header, a type, a unit, a number of rows, a share in percent, `comma` or `point`; none where there
    /// was nothing.
    pub was: Option<String>,
    /// What is.
    pub is: Option<String>,
    /// Name in SQL that was; a renamed column may keep it.
    pub name_before: Option<String>,
    /// Whether it breaks what readers have built on the version that holds.
    pub is_grave: bool,
}

impl Drift {
    /// The same as a finding of the delivery.
    pub fn finding(&self) -> Finding {
        let severity = match self.kind {
            _ if self.is_grave => Severity::Warning,
            DriftKind::KeyGaps | DriftKind::UnitChanged | DriftKind::DecimalChanged => {
                Severity::Warning
            }
            _ => Severity::Note,
        };
        let mut finding = Finding::new(self.kind.finding_code(), severity).in_table(&self.table);
        finding.column.clone_from(&self.column);
        // Sentences write counts as numbers; they know them by these names.
        let (was, is) = match self.kind {
            DriftKind::RowsChanged | DriftKind::CutOff => ("expected", "found"),
            _ => ("was", "is"),
        };
        for (name, fact) in [(was, &self.was), (is, &self.is)] {
            let fact = fact.as_deref().unwrap_or("none");
            finding.parameters.insert(name.to_owned(), fact.to_owned());
        }
        finding
    }
}

/// A version that waits for somebody to accept or refuse it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The delivery it was read from.
    pub delivery: DeliveryId,
    /// Name of its file.
    pub file_name: String,
    /// Since when it waits.
    pub since: Timestamp,
    /// The version that holds meanwhile.
    pub holds: VersionNumber,
    /// Rows of the version that holds, over all tables.
    pub rows_before: u64,
    /// Rows of the one that waits.
    pub rows_after: u64,
    /// What it does otherwise, what breaks most first.
    pub drifts: Vec<Drift>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_readers_is_a_warning_and_what_is_only_new_is_a_note() {
        let mut drift = Drift {
            kind: DriftKind::TypeChanged,
            table: "Bäume".to_owned(),
            column: Some("Höhe".to_owned()),
            was: Some("integer".to_owned()),
            is: Some("decimal".to_owned()),
            name_before: None,
            is_grave: false,
        };
        assert_eq!(drift.finding().severity, Severity::Note);
        drift.is_grave = true;
        let finding = drift.finding();
        assert_eq!(finding.severity, Severity::Warning);
        assert_eq!(finding.parameters["was"], "integer");
        assert_eq!(finding.column.as_deref(), Some("Höhe"));
    }

    #[test]
    fn every_kind_has_a_code_of_its_own_and_a_finding_of_that_code() {
        for kind in DriftKind::ALL {
            assert_eq!(kind.finding_code(), format!("drift_{}", kind.code()));
        }
    }
}
