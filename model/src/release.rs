//! Releases: what it takes until a dataset is public, and who answered for it.

use crate::{AccountId, ColumnName, DatasetId, DeliveryId, ReleaseId, VersionNumber};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An item of the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckKind {
    /// Personal data that were found were looked at and decided on.
    PersonalData,
    /// Rows that look alike to whoever knows the chosen columns are many (k-anonymity).
    Anonymity,
    /// Such rows do not all say the same of what is sensitive (l-diversity).
    Diversity,
    /// No count tells of a few persons.
    SmallCells,
    /// Nor does the difference to the version that was released before.
    Differences,
    /// It is said what the data are.
    Description,
    /// It is said what others may do with them.
    Licence,
    /// It is said whom to ask.
    Contact,
}

impl CheckKind {
    /// All, as they are told.
    pub const ALL: [Self; 8] = [
        Self::PersonalData,
        Self::Anonymity,
        Self::Diversity,
        Self::SmallCells,
        Self::Differences,
        Self::Description,
        Self::Licence,
        Self::Contact,
    ];

    /// Stable code as stored and shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PersonalData => "personal_data",
            Self::Anonymity => "anonymity",
            Self::Diversity => "diversity",
            Self::SmallCells => "small_cells",
            Self::Differences => "differences",
            Self::Description => "description",
            Self::Licence => "licence",
            Self::Contact => "contact",
        }
    }

    /// The item with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether somebody may say, with a reason, that it does not apply: data need not be about persons, but they need
    /// a licence.
    pub const fn may_not_apply(self) -> bool {
        matches!(self, Self::Anonymity | Self::Diversity | Self::SmallCells)
    }
}

/// What came of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    /// It is as it should be.
    Met,
    /// It is not.
    NotMet,
    /// It has nothing to do with these data.
    DoesNotApply,
}

impl CheckOutcome {
    /// Stable code as stored and shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::DoesNotApply => "does_not_apply",
        }
    }
}

/// An item of the checklist with its evidence: figures, never values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Which.
    pub kind: CheckKind,
    /// What came of it.
    pub outcome: CheckOutcome,
    /// The figures, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub figures: BTreeMap<String, u64>,
    /// Why it does not apply, as somebody wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Check {
    /// Whether it stands in the way of a release.
    pub fn is_open(&self) -> bool {
        self.outcome == CheckOutcome::NotMet
    }
}

/// What the checklist is to look at, as the applicant chose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseChoice {
    /// Columns by which somebody may recognise a person (quasi-identifiers), or along which a table counts.
    pub quasi: Vec<ColumnName>,
    /// The column that nobody may learn of a single person.
    pub sensitive: Option<ColumnName>,
    /// The column that holds counts of persons, in a table of statistics.
    pub counts: Option<ColumnName>,
    /// The least number of rows that look alike, and the least count.
    pub least: u32,
    /// The least number of different sensitive values among rows that look alike.
    pub diverse: u32,
    /// Why items do not apply.
    pub reasons: BTreeMap<CheckKind, String>,
}

impl ReleaseChoice {
    /// Fewer rows that look alike than this protect nobody.
    pub const LEAST: u32 = 3;
}

impl Default for ReleaseChoice {
    fn default() -> Self {
        Self {
            quasi: Vec::new(),
            sensitive: None,
            counts: None,
            least: 10,
            diverse: 2,
            reasons: BTreeMap::new(),
        }
    }
}

/// Where a release stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseState {
    /// It waits for the gatekeeper.
    Applied,
    /// The version is public, or was until another was released.
    Agreed,
    /// The gatekeeper said no.
    Refused,
    /// It was taken back after it was agreed.
    Withdrawn,
    /// Another application took its place before anybody decided.
    Overtaken,
}

impl ReleaseState {
    const ALL: [Self; 5] = [
        Self::Applied,
        Self::Agreed,
        Self::Refused,
        Self::Withdrawn,
        Self::Overtaken,
    ];

    /// Stable code as stored and shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Agreed => "agreed",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Overtaken => "overtaken",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// An application to make a version public, and what became of it. It is kept with the version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Identity.
    pub id: ReleaseId,
    /// Of which dataset.
    pub dataset: DatasetId,
    /// The version that was looked at: the current one, or the one that waits.
    pub version: VersionNumber,
    /// Its delivery: what is released is exactly what was looked at.
    pub delivery: DeliveryId,
    /// Where it stands.
    pub state: ReleaseState,
    /// What was looked at.
    pub choice: ReleaseChoice,
    /// What came of it.
    pub checks: Vec<Check>,
    /// What the applicant wants to say.
    pub note: Option<String>,
    /// Whether later deliveries become public by themselves while schema and checks stay as they are.
    pub standing: bool,
    /// The standing approval under which it came about by itself.
    pub under: Option<ReleaseId>,
    /// Who applied; none for whoever holds the data directory, and for what came about by itself.
    pub applied_by: Option<AccountId>,
    /// When.
    pub applied_at: Timestamp,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// Why it was refused or withdrawn.
    pub reason: Option<String>,
    /// Who took it back.
    pub withdrawn_by: Option<AccountId>,
    /// When.
    pub withdrawn_at: Option<Timestamp>,
}

impl Release {
    /// Items that stand in its way.
    pub fn open_checks(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| check.is_open())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_they_are_written() {
        for kind in CheckKind::ALL {
            assert_eq!(CheckKind::from_code(kind.code()), Some(kind));
        }
        for state in ReleaseState::ALL {
            assert_eq!(ReleaseState::from_code(state.code()), Some(state));
        }
    }

    #[test]
    fn a_licence_always_applies() {
        assert!(!CheckKind::Licence.may_not_apply());
        assert!(CheckKind::Anonymity.may_not_apply());
    }
}
