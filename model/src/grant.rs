//! What somebody outside the owning office was granted, and what for.

use crate::{AccountId, DatasetId, GrantId, OrganisationId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// To whom something is granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Grantee {
    /// One person.
    Account(AccountId),
    /// Everybody with a role in an organisation.
    Organisation(OrganisationId),
}

/// The right to read the rows of a dataset for a purpose, on a legal basis, for a time (GDPR article 5 (1) b, article 6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Identity.
    pub id: GrantId,
    /// What may be read.
    pub dataset: DatasetId,
    /// By whom.
    pub to: Grantee,
    /// What for, in a sentence.
    pub purpose: String,
    /// On which legal basis: *§ 5 Abs. 1 DSG NRW*.
    pub legal_basis: String,
    /// File reference of the decision (*Aktenzeichen*), if there is one.
    pub reference: Option<String>,
    /// Whether it also holds for what is held back from others: it lifts the rules of protection and shows personal
    /// data that somebody has looked at.
    pub covers_protected: bool,
    /// Whether it is for statistics only: what is asked is answered with counts, and no row is seen.
    pub statistics_only: bool,
    /// Who granted it; none for whoever holds the data directory.
    pub granted_by: Option<AccountId>,
    /// When.
    pub granted_at: Timestamp,
    /// From when on it does not hold any more; none means until it is taken back.
    pub expires_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
}

impl Grant {
    /// Whether it holds at a time.
    pub fn holds_at(&self, now: Timestamp) -> bool {
        let ends = [self.expires_at, self.revoked_at];
        self.granted_at <= now && ends.into_iter().flatten().all(|end| now < end)
    }
}

/// A grant as somebody holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HeldGrant {
    /// Which.
    pub id: GrantId,
    /// Whether it also holds for what is held back from others.
    pub covers_protected: bool,
    /// Whether it is for statistics only.
    #[serde(default)]
    pub statistics_only: bool,
}

/// The grants that somebody holds, by dataset.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Vec<(DatasetId, HeldGrant)>")]
pub struct HeldGrants(Vec<(DatasetId, HeldGrant)>);

impl HeldGrants {
    /// The grant under which a dataset is read: of several one that shows most (rows before counts), and of these the
    /// oldest.
    pub fn of(&self, dataset: DatasetId) -> Option<HeldGrant> {
        let place = self.0.binary_search_by_key(&dataset, |held| held.0).ok()?;
        self.0.get(place).map(|held| held.1)
    }

    /// The datasets of which rows may be read.
    pub fn datasets(&self) -> impl Iterator<Item = DatasetId> {
        let rows = self.0.iter().filter(|held| !held.1.statistics_only);
        rows.map(|held| held.0)
    }
}

impl From<Vec<(DatasetId, HeldGrant)>> for HeldGrants {
    fn from(mut held: Vec<(DatasetId, HeldGrant)>) -> Self {
        held.sort_unstable_by_key(|(dataset, grant)| {
            let least = (grant.statistics_only, !grant.covers_protected);
            (*dataset, least, grant.id)
        });
        held.dedup_by_key(|held| held.0);
        Self(held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn uuid(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn grant(expires_at: Option<i64>, revoked_at: Option<i64>) -> Grant {
        let second = |second| Timestamp::from_second(second).unwrap();
        Grant {
            id: GrantId::from_uuid(uuid(1)),
            dataset: DatasetId::from_uuid(uuid(2)),
            to: Grantee::Organisation(OrganisationId::from_uuid(uuid(3))),
            purpose: "Schulwege planen".to_owned(),
            legal_basis: "§ 5 DSG NRW".to_owned(),
            reference: None,
            covers_protected: false,
            statistics_only: false,
            granted_by: None,
            granted_at: second(100),
            expires_at: expires_at.map(second),
            revoked_at: revoked_at.map(second),
        }
    }

    #[test]
    fn a_grant_holds_from_its_beginning_up_to_its_first_end() {
        let holds = |grant: &Grant, second| grant.holds_at(Timestamp::from_second(second).unwrap());
        assert!(!holds(&grant(None, None), 99));
        assert!(holds(&grant(None, None), 1_000_000));
        assert!(holds(&grant(Some(200), None), 199));
        assert!(!holds(&grant(Some(200), None), 200));
        assert!(!holds(&grant(Some(200), Some(150)), 150));
    }

    #[test]
    fn a_dataset_is_read_under_the_oldest_grant_of_those_that_show_most() {
        let held = |dataset, grant, covers_protected, statistics_only| {
            let dataset = DatasetId::from_uuid(uuid(dataset));
            let id = GrantId::from_uuid(uuid(grant));
            let grant = HeldGrant {
                id,
                covers_protected,
                statistics_only,
            };
            (dataset, grant)
        };
        let grants = HeldGrants::from(vec![
            held(7, 3, false, false),
            held(5, 9, false, false),
            held(7, 2, false, false),
            held(8, 1, false, false),
            held(8, 6, true, false),
            held(8, 5, true, false),
            held(9, 1, true, true),
            held(9, 2, false, false),
            held(4, 1, true, true),
        ]);
        let of = |dataset| {
            let held = grants.of(DatasetId::from_uuid(uuid(dataset)));
            held.map(|held| held.id)
        };
        assert_eq!(of(7), Some(GrantId::from_uuid(uuid(2))));
        assert_eq!(of(5), Some(GrantId::from_uuid(uuid(9))));
        assert_eq!(of(8), Some(GrantId::from_uuid(uuid(5))));
        assert_eq!(of(6), None);
        assert_eq!(
            of(9),
            Some(GrantId::from_uuid(uuid(2))),
            "rows before counts"
        );
        let rows: Vec<_> = grants.datasets().collect();
        let rows_of = |number| rows.contains(&DatasetId::from_uuid(uuid(number)));
        assert!(rows_of(9) && !rows_of(4), "counts are no rows");
    }
}
