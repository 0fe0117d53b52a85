//! The one place where it is decided.

mod program;

use crate::{Decision, Rule};
use hebewerk_model::{Dataset, DatasetId, OrganisationId, Principal, Role, Visibility};

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Know that a dataset exists; see title, description, column names and types, versions.
    SeeMetadata,
    /// Read rows, statistics, findings with values, the raw file.
    ReadRows,
    /// Bring a file for a dataset or for an organisation.
    TakeIn,
    /// Let the hub fetch from another system on one's behalf, for as long as one may.
    Connect,
    /// Change description, visibility, recipe; withdraw.
    Maintain,
    /// Grant others the right to read rows, and take it back.
    Grant,
    /// Manage organisations and accounts; see the hub's state.
    Administer,
    /// Manage one's own account: password, sign-ins, access keys.
    ManageOwnAccount,
}

/// What it is wanted of: the facts a rule may look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// The hub itself.
    Hub,
    /// An organisation.
    Organisation(OrganisationId),
    /// A dataset of an organisation.
    Dataset {
        /// Which; none where many are meant at once, and then no grant counts.
        dataset: Option<DatasetId>,
        /// Owner.
        organisation: OrganisationId,
        /// Widest circle of readers.
        visibility: Visibility,
    },
}

impl Resource {
    /// The facts of a dataset.
    pub const fn of(dataset: &Dataset) -> Self {
        Self::Dataset {
            dataset: Some(dataset.id),
            organisation: dataset.organisation,
            visibility: dataset.visibility,
        }
    }

    const fn organisation(&self) -> Option<OrganisationId> {
        match self {
            Self::Hub => None,
            Self::Organisation(organisation) | Self::Dataset { organisation, .. } => {
                Some(*organisation)
            }
        }
    }
}

/// Decides whether `principal` may do `action` with `resource`, and says why.
pub fn decide(principal: &Principal, action: Action, resource: &Resource) -> Decision {
    if *principal == Principal::Operator {
        return Decision::allow(Rule::OperatorHoldsTheDirectory);
    }
    match principal {
        Principal::Program(program) => program::decide(program, principal, action, resource),
        _ => by_rules(principal, action, resource),
    }
}

fn by_rules(principal: &Principal, action: Action, resource: &Resource) -> Decision {
    match action {
        Action::SeeMetadata => see_metadata(principal, resource),
        Action::ReadRows => read_rows(principal, resource),
        Action::TakeIn | Action::Maintain | Action::Connect => maintain(principal, resource),
        Action::Grant => grant(principal, resource),
        Action::Administer => administer(principal),
        Action::ManageOwnAccount => manage_own_account(principal),
    }
}

fn see_metadata(principal: &Principal, resource: &Resource) -> Decision {
    match (resource, principal) {
        (
            Resource::Hub
            | Resource::Organisation(_)
            | Resource::Dataset {
                visibility: Visibility::Public,
                ..
            },
            _,
        ) => Decision::allow(Rule::PublicForAll),
        (Resource::Dataset { .. }, Principal::Anonymous) => Decision::refuse(Rule::NotPublic),
        (Resource::Dataset { .. }, _) => Decision::allow(Rule::MetadataForSignedIn),
    }
}

fn read_rows(principal: &Principal, resource: &Resource) -> Decision {
    let Resource::Dataset {
        dataset,
        organisation,
        visibility,
    } = resource
    else {
        return Decision::refuse(Rule::NotAMember);
    };
    match (visibility, principal) {
        (Visibility::Public, _) => Decision::allow(Rule::PublicForAll),
        (_, Principal::Anonymous) => Decision::refuse(Rule::NotPublic),
        (Visibility::City, _) => Decision::allow(Rule::CityForSignedIn),
        (Visibility::Office, _) if principal.role_in(*organisation).is_some() => {
            Decision::allow(Rule::OfficeForMembers)
        }
        (Visibility::Office, _) => match dataset.and_then(|dataset| principal.grant_of(dataset)) {
            Some(grant) => Decision::allow_under(grant),
            None => Decision::refuse(Rule::NotAMember),
        },
    }
}

fn maintain(principal: &Principal, resource: &Resource) -> Decision {
    let steward = resource
        .organisation()
        .and_then(|organisation| principal.role_in(organisation))
        .is_some_and(|role| role >= Role::Steward);
    if steward {
        Decision::allow(Rule::StewardMaintains)
    } else if *principal == Principal::Anonymous {
        Decision::refuse(Rule::NotPublic)
    } else {
        Decision::refuse(Rule::NotASteward)
    }
}

fn grant(principal: &Principal, resource: &Resource) -> Decision {
    let owner = resource
        .organisation()
        .and_then(|organisation| principal.role_in(organisation))
        == Some(Role::Owner);
    if owner {
        Decision::allow(Rule::OwnerGrants)
    } else if *principal == Principal::Anonymous {
        Decision::refuse(Rule::NotPublic)
    } else {
        Decision::refuse(Rule::NotAnOwner)
    }
}

fn administer(principal: &Principal) -> Decision {
    match principal {
        Principal::Person {
            administrator: true,
            ..
        } => Decision::allow(Rule::AdministratorRuns),
        _ => Decision::refuse(Rule::NotAnAdministrator),
    }
}

fn manage_own_account(principal: &Principal) -> Decision {
    match principal {
        Principal::Person { .. } => Decision::allow(Rule::OwnAccount),
        _ => Decision::refuse(Rule::NotPublic),
    }
}

#[cfg(test)]
mod tests;
