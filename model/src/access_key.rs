//! Access keys (*Zugangsschlüssel*): with what a program comes instead of a person.

use crate::{AccessKeyId, AccountId, DatasetId, OrganisationId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a key may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyRight {
    /// Know of datasets: titles, descriptions, columns.
    Metadata,
    /// Read rows.
    Rows,
    /// Bring files.
    TakeIn,
    /// Describe datasets, decide on versions that wait.
    Maintain,
}

impl KeyRight {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Metadata, Self::Rows, Self::TakeIn, Self::Maintain];

    /// Stable code as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Rows => "rows",
            Self::TakeIn => "take_in",
            Self::Maintain => "maintain",
        }
    }

    /// The right with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.code() == code)
    }
}

/// How far a key reaches, at most: what its holder may not do, it may not either.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyScope {
    rights: Vec<KeyRight>,
    datasets: Option<Vec<DatasetId>>,
}

impl KeyScope {
    /// These rights; with each comes that to know of what it is about. `datasets` restricts it to some datasets.
    pub fn new(
        rights: impl IntoIterator<Item = KeyRight>,
        datasets: Option<Vec<DatasetId>>,
    ) -> Self {
        let mut rights: Vec<KeyRight> = rights.into_iter().chain([KeyRight::Metadata]).collect();
        rights.sort_unstable();
        rights.dedup();
        let datasets = datasets.map(|mut datasets| {
            datasets.sort_unstable();
            datasets.dedup();
            datasets
        });
        Self { rights, datasets }
    }

    /// The rights, each once.
    pub fn rights(&self) -> &[KeyRight] {
        &self.rights
    }

    /// The datasets it is restricted to; none means all of its holder.
    pub fn datasets(&self) -> Option<&[DatasetId]> {
        self.datasets.as_deref()
    }

    /// Whether it has a right.
    pub fn has(&self, right: KeyRight) -> bool {
        self.rights.binary_search(&right).is_ok()
    }

    /// Whether it reaches a dataset; none stands for many at once, or for one that is yet to be.
    pub fn reaches(&self, dataset: Option<DatasetId>) -> bool {
        match (&self.datasets, dataset) {
            (None, _) => true,
            (Some(chosen), Some(dataset)) => chosen.binary_search(&dataset).is_ok(),
            (Some(_), None) => false,
        }
    }
}

/// In whose name a key acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum KeyHolder {
    /// A person.
    Account(AccountId),
    /// An organisation: a connector or an evaluation tool of the whole office.
    Organisation(OrganisationId),
}

/// A key. Its secret was shown once and is known to nobody here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessKey {
    /// Identity.
    pub id: AccessKeyId,
    /// What it is for, as its maker calls it.
    pub name: String,
    /// In whose name it acts.
    pub holder: KeyHolder,
    /// How far it reaches.
    pub scope: KeyScope,
    /// Who made it.
    pub made_by: AccountId,
    /// When.
    pub made_at: Timestamp,
    /// From when on it does not work any more.
    pub expires_at: Timestamp,
    /// The day on which it was last used.
    pub used_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
}

impl AccessKey {
    /// Whether it works at a time.
    pub fn holds_at(&self, now: Timestamp) -> bool {
        self.made_at <= now && now < self.expires_at && self.revoked_at.is_none_or(|end| now < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_key_that_reaches_some_datasets_reaches_no_other_and_none_that_is_yet_to_be() {
        let dataset = |number| DatasetId::from_uuid(Uuid::from_u128(number));
        let some = KeyScope::new(
            [KeyRight::Rows],
            Some(vec![dataset(2), dataset(1), dataset(2)]),
        );
        assert_eq!(some.datasets(), Some(&[dataset(1), dataset(2)][..]));
        assert!(some.reaches(Some(dataset(1))) && !some.reaches(Some(dataset(3))));
        assert!(!some.reaches(None));
        assert!(KeyScope::new([], None).reaches(None));
        assert_eq!(some.rights(), [KeyRight::Metadata, KeyRight::Rows]);
        assert!(some.has(KeyRight::Metadata) && !some.has(KeyRight::TakeIn));
    }
}
