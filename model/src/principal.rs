//! Who asks.

use crate::{AccountId, DatasetId, HeldGrant, HeldGrants, Membership, OrganisationId, Role};
use serde::{Deserialize, Serialize};

/// Who asks for something; every flow of the hub begins with one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Principal {
    /// Nobody in particular: the public.
    Anonymous,
    /// A signed-in person.
    Person {
        /// Their account.
        account: AccountId,
        /// Whether they administer the hub.
        administrator: bool,
        /// Whether they are the data protection officer.
        officer: bool,
        /// Their roles.
        memberships: Vec<Membership>,
        /// What was granted to them or to their organisations, as far as it holds now.
        grants: HeldGrants,
    },
    /// Whoever holds the data directory itself: the command line and the watched folder.
    Operator,
}

impl Principal {
    /// The account, if there is one.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Person { account, .. } => Some(*account),
            Self::Anonymous | Self::Operator => None,
        }
    }

    /// The grant under which the rows of a dataset may be read, if any.
    pub fn grant_of(&self, dataset: DatasetId) -> Option<HeldGrant> {
        match self {
            Self::Person { grants, .. } => grants.of(dataset),
            Self::Anonymous | Self::Operator => None,
        }
    }

    /// The organisations in which there is a role.
    pub fn offices(&self) -> impl Iterator<Item = OrganisationId> {
        let memberships = match self {
            Self::Person { memberships, .. } => memberships.as_slice(),
            Self::Anonymous | Self::Operator => &[],
        };
        memberships.iter().map(|membership| membership.organisation)
    }

    /// The role in an organisation, if any.
    pub fn role_in(&self, organisation: OrganisationId) -> Option<Role> {
        match self {
            Self::Person { memberships, .. } => memberships
                .iter()
                .filter(|membership| membership.organisation == organisation)
                .map(|membership| membership.role)
                .max(),
            Self::Anonymous | Self::Operator => None,
        }
    }
}
