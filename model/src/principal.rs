//! Who asks.

use crate::{
    AccessKeyId, AccountId, DatasetId, Guest, HeldGrant, HeldGrants, KeyHolder, KeyScope,
    Membership, OrganisationId, Role,
};
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
    /// A signed-in person from outside the city who was invited. Not a person with a mark: whatever asks for those of the
    /// city has to name them, and what is added later does not reach them by itself.
    Guest(Box<Guest>),
    /// A program that carries an access key.
    Program(Box<Program>),
    /// Whoever holds the data directory itself: the command line and the watched folder.
    Operator,
}

/// A program: what the holder of its key may do today, and how far the key reaches. It never runs the hub.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Its key; the audit names it.
    pub key: AccessKeyId,
    /// How far it reaches at most.
    pub scope: KeyScope,
    /// In whose name it acts.
    pub holder: KeyHolder,
    /// Who made the key, and answers for what is done with it.
    pub made_by: AccountId,
    /// Roles of the holder.
    pub memberships: Vec<Membership>,
    /// What was granted to the holder, as far as it holds now.
    pub grants: HeldGrants,
}

impl Principal {
    /// The account, if there is one.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Person { account, .. } => Some(*account),
            Self::Guest(guest) => Some(guest.account),
            Self::Program(program) => match program.holder {
                KeyHolder::Account(account) => Some(account),
                KeyHolder::Organisation(_) => None,
            },
            Self::Anonymous | Self::Operator => None,
        }
    }

    /// Who answers for what is done: the person, or whoever made the key of a program.
    pub fn answerable(&self) -> Option<AccountId> {
        match self {
            Self::Program(program) => Some(program.made_by),
            _ => self.account(),
        }
    }

    /// The key of a program.
    pub fn key(&self) -> Option<AccessKeyId> {
        match self {
            Self::Program(program) => Some(program.key),
            _ => None,
        }
    }

    /// The roles.
    pub fn memberships(&self) -> &[Membership] {
        match self {
            Self::Person { memberships, .. } => memberships,
            Self::Guest(guest) => &guest.memberships,
            Self::Program(program) => &program.memberships,
            Self::Anonymous | Self::Operator => &[],
        }
    }

    /// The grant under which the rows of a dataset may be read, if any.
    pub fn grant_of(&self, dataset: DatasetId) -> Option<HeldGrant> {
        match self {
            Self::Person { grants, .. } => grants.of(dataset),
            Self::Guest(guest) => guest.grants.of(dataset),
            Self::Program(program) => program.grants.of(dataset),
            Self::Anonymous | Self::Operator => None,
        }
    }

    /// The organisations in which there is a role.
    pub fn offices(&self) -> impl Iterator<Item = OrganisationId> {
        self.memberships()
            .iter()
            .map(|membership| membership.organisation)
    }

    /// The role in an organisation, if any.
    pub fn role_in(&self, organisation: OrganisationId) -> Option<Role> {
        self.memberships()
            .iter()
            .filter(|membership| membership.organisation == organisation)
            .map(|membership| membership.role)
            .max()
    }
}
