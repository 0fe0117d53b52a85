//! Bridges: columns of two datasets that fit together, and what people said of them.

use crate::{AccountId, BridgeId, DatasetId, VersionNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What can be done with two tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BridgeKind {
    /// Rows stand side by side where values are equal.
    Join,
    /// Rows stand below one another: the same kind of table.
    Union,
    /// The same table twice.
    Duplicate,
    /// No bridge, a warning: two lists of codes with one name and one format, and few codes in common.
    Lookalike,
    /// Rows of the left meet a row of the right over steps from the fine to the coarse: [`BridgeClimb`].
    Hierarchy,
}

impl BridgeKind {
    const ALL: [Self; 5] = [
        Self::Join,
        Self::Union,
        Self::Duplicate,
        Self::Lookalike,
        Self::Hierarchy,
    ];

    /// Stable code as stored and shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Union => "union",
            Self::Duplicate => "duplicate",
            Self::Lookalike => "lookalike",
            Self::Hierarchy => "hierarchy",
        }
    }

    /// Whether rows of both sides stand side by side.
    pub const fn is_joined(self) -> bool {
        matches!(self, Self::Join | Self::Hierarchy)
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Where a bridge stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BridgeState {
    /// The hub found it, and nobody has decided.
    Suggested,
    /// Somebody who knows the data took it over: it is measured at each version.
    Accepted,
    /// Somebody said no; it is not suggested again while its columns bear their names.
    Rejected,
    /// It was taken over and bears no longer.
    Decayed,
}

impl BridgeState {
    /// All, as they are listed.
    pub const ALL: [Self; 4] = [
        Self::Suggested,
        Self::Accepted,
        Self::Decayed,
        Self::Rejected,
    ];

    /// Stable code as stored and shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Suggested => "suggested",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Decayed => "decayed",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether somebody decided on it, so that it is kept whatever is measured.
    pub const fn is_decided(self) -> bool {
        !matches!(self, Self::Suggested)
    }
}

/// Why a bridge that was taken over bears no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BridgeDecay {
    /// A column or its table is not there any more.
    ColumnsGone,
    /// A column is held back from some of those who may read the dataset, or the dataset is.
    Closed,
    /// Far fewer values fit than when it was taken over.
    FewerMatches,
    /// A side does not name its rows any more: amounts are repeated that were not.
    KeyLost,
}

impl BridgeDecay {
    const ALL: [Self; 4] = [
        Self::ColumnsGone,
        Self::Closed,
        Self::FewerMatches,
        Self::KeyLost,
    ];

    /// Stable code as stored and shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ColumnsGone => "columns_gone",
            Self::Closed => "closed",
            Self::FewerMatches => "fewer_matches",
            Self::KeyLost => "key_lost",
        }
    }

    /// The reason with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// One bank of a bridge.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BridgeSide {
    /// Its dataset.
    pub dataset: DatasetId,
    /// Name of the table in SQL.
    pub table: String,
    /// Names of the columns in SQL, each beside its counterpart on the other bank.
    pub columns: Vec<String>,
    /// Code of the normal form that took a part out of the column (the street of an address); none for all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// How the fine becomes the coarse on a bridge through a hierarchy.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BridgeClimb {
    /// By two columns of a third table, which says of each fine value where it belongs: the directory of streets has the
    /// district of each.
    Over {
        /// The column that holds the fine values, those of the left.
        fine: BridgeSide,
        /// The column of the same table that holds the coarser ones, those of the right.
        coarse: BridgeSide,
    },
    /// By the calendar: code of the form that lifts a day to its month (`monat.1`), quarter or year.
    Calendar(String),
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BridgeMeasure {
    /// Version of the left that was measured.
    pub left_version: VersionNumber,
    /// Version of the right.
    pub right_version: VersionNumber,
    /// Version of the table between both, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub middle_version: Option<VersionNumber>,
    /// Share of the different values of the left that the right has too, 0 to 1. Of unions: of columns.
    pub left_share: f64,
    /// Share of those of the right.
    pub right_share: f64,
    /// The share of the left without normal forms.
    pub left_share_as_spelled: f64,
    /// The share of the right without normal forms.
    pub right_share_as_spelled: f64,
    /// Different values of the left.
    pub left_values: u64,
    /// Different values of the right.
    pub right_values: u64,
    /// Codes of the normal forms that had to be applied.
    pub rules: Vec<String>,
    /// `1:1`, `1:n`, `n:1` or `n:m`; none where rows are not joined.
    pub cardinality: Option<String>,
    /// How useful it is, 0 to 1.
    pub score: f64,
}

impl BridgeMeasure {
    /// Whether a row of the left may meet several of the right: its amounts are repeated.
    pub fn repeats_left(&self) -> bool {
        matches!(self.cardinality.as_deref(), Some("1:n" | "n:m"))
    }

    /// Whether a row of the right may meet several of the left.
    pub fn repeats_right(&self) -> bool {
        matches!(self.cardinality.as_deref(), Some("n:1" | "n:m"))
    }

    /// The larger of both shares: how well it bears.
    pub fn best_share(&self) -> f64 {
        self.left_share.max(self.right_share)
    }
}

/// Columns of two datasets that fit together. It holds no values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bridge {
    /// Identity.
    pub id: BridgeId,
    /// What can be done.
    pub kind: BridgeKind,
    /// The bank whose dataset is older; of a hierarchy the fine one.
    pub left: BridgeSide,
    /// The other one.
    pub right: BridgeSide,
    /// How the fine becomes the coarse; of hierarchies only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub climb: Option<BridgeClimb>,
    /// What was counted last.
    pub measure: BridgeMeasure,
    /// Where it stands.
    pub state: BridgeState,
    /// What was counted when it was taken over.
    pub accepted: Option<BridgeMeasure>,
    /// Why it bears no longer.
    pub decay: Option<BridgeDecay>,
    /// When it was found.
    pub found_at: Timestamp,
    /// When it was counted last.
    pub measured_at: Timestamp,
    /// Who decided; none for whoever holds the data directory.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Timestamp>,
}

impl Bridge {
    /// What makes two bridges the same, whatever is counted: tables and columns; of tables of one kind the tables alone,
    /// because columns come and go with the years.
    pub fn identity(&self) -> String {
        let is_of_tables = matches!(self.kind, BridgeKind::Union | BridgeKind::Duplicate);
        let side = |side: &BridgeSide| {
            let columns = if is_of_tables {
                String::new()
            } else {
                side.columns.join(",")
            };
            let part = side.part.as_deref().unwrap_or_default();
            format!("{}/{}/{columns}/{part}", side.dataset, side.table)
        };
        let kind = match self.kind {
            BridgeKind::Join => "columns",
            BridgeKind::Lookalike => "warning",
            BridgeKind::Union | BridgeKind::Duplicate => "tables",
            BridgeKind::Hierarchy => "steps",
        };
        let ends = format!("{kind} {} {}", side(&self.left), side(&self.right));
        match &self.climb {
            None => ends,
            Some(BridgeClimb::Over { fine, coarse }) => {
                format!("{ends} over {} {}", side(fine), side(coarse))
            }
            Some(BridgeClimb::Calendar(level)) => format!("{ends} by {level}"),
        }
    }

    /// Both banks.
    pub const fn sides(&self) -> [&BridgeSide; 2] {
        [&self.left, &self.right]
    }

    /// The columns of the table between both, the fine one first; none where there is no such table.
    pub const fn between(&self) -> Option<[&BridgeSide; 2]> {
        match &self.climb {
            Some(BridgeClimb::Over { fine, coarse }) => Some([fine, coarse]),
            Some(BridgeClimb::Calendar(_)) | None => None,
        }
    }

    /// Everything it stands on: both banks, and what lies between them. Whoever may not know of one of them may not know
    /// of the bridge.
    pub fn piers(&self) -> impl Iterator<Item = &BridgeSide> {
        let banks = self.sides().into_iter();
        banks.chain(self.between().into_iter().flatten())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_they_are_written() {
        for kind in BridgeKind::ALL {
            assert_eq!(BridgeKind::from_code(kind.code()), Some(kind));
        }
        for state in BridgeState::ALL {
            assert_eq!(BridgeState::from_code(state.code()), Some(state));
        }
        for reason in BridgeDecay::ALL {
            assert_eq!(BridgeDecay::from_code(reason.code()), Some(reason));
        }
    }
}
