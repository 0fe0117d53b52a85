//! The one place where it is decided.

mod guest;
mod program;

use crate::{Conditions, Decision, Rule};
use hebewerk_model::{Dataset, DatasetId, OrganisationId, Principal, Protection, Role, Visibility};

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Know that a dataset exists; see title, description, column names and types, versions.
    SeeMetadata,
    /// Read rows, statistics, findings with values, the raw file.
    ReadRows,
    /// Ask for counts. Whoever may read rows may count them; who was granted statistics only is told counts with noise.
    Count,
    /// Bring a file for a dataset or for an organisation.
    TakeIn,
    /// Let the hub fetch from another system on one's behalf, for as long as one may.
    Connect,
    /// Change description, visibility, recipe; withdraw.
    Maintain,
    /// Grant others the right to read rows, and take it back.
    Grant,
    /// Lay down what is held back from whom, and decide on personal data that were found.
    Protect,
    /// Erase rows for good, from every version (DSGVO Art. 17).
    Erase,
    /// Agree to a release, or refuse it.
    Release,
    /// Save a view in the name of an organisation: a question, no data.
    KeepViews,
    /// Manage organisations and accounts; see the hub's state.
    Administer,
    /// Read, check and export the audit of everybody.
    ReadAudit,
    /// Manage one's own account: password, sign-ins, access keys.
    ManageOwnAccount,
}

/// What it is wanted of: the facts a rule may look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource<'a> {
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
        /// Whether its organisation is sealed: then no grant counts.
        sealed: bool,
        /// What is held back of it; none where only metadata are asked for, and then no row may be read.
        protection: Option<&'a Protection>,
    },
}

impl<'a> Resource<'a> {
    /// The facts of a dataset.
    pub const fn of(dataset: &'a Dataset) -> Self {
        Self::Dataset {
            dataset: Some(dataset.id),
            organisation: dataset.organisation,
            visibility: dataset.circle(),
            sealed: dataset.sealed,
            protection: Some(&dataset.protection),
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
pub fn decide(principal: &Principal, action: Action, resource: &Resource<'_>) -> Decision {
    if *principal == Principal::Operator {
        return Decision::allow(Rule::OperatorHoldsTheDirectory);
    }
    match principal {
        Principal::Program(program) => program::decide(program, principal, action, resource),
        Principal::Guest(guest) => guest::decide(guest, principal, action, resource),
        _ => by_rules(principal, action, resource),
    }
}

fn by_rules(principal: &Principal, action: Action, resource: &Resource) -> Decision {
    match action {
        Action::SeeMetadata => see_metadata(principal, resource),
        Action::ReadRows => read_rows(principal, resource),
        Action::Count => count(principal, resource),
        Action::TakeIn | Action::Maintain | Action::Connect => maintain(principal, resource),
        Action::Grant => owner(principal, resource, Rule::OwnerGrants),
        Action::Protect => owner(principal, resource, Rule::OwnerProtects),
        Action::Erase => erase(principal, resource),
        Action::Release => release(principal, resource),
        Action::KeepViews => keep_views(principal, resource),
        Action::Administer => administer(principal),
        Action::ReadAudit => read_audit(principal),
        Action::ManageOwnAccount => manage_own_account(principal),
    }
}

fn see_metadata(principal: &Principal, resource: &Resource<'_>) -> Decision {
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

fn read_rows(principal: &Principal, resource: &Resource<'_>) -> Decision {
    let Resource::Dataset {
        dataset,
        organisation,
        visibility,
        sealed,
        protection: Some(protection),
    } = resource
    else {
        return Decision::refuse(Rule::NotAMember);
    };
    let granted = dataset.filter(|_dataset| !sealed);
    let held = granted.and_then(|dataset| principal.grant_of(dataset));
    let grant = held.filter(|grant| !grant.statistics_only);
    let lifting = grant.filter(|grant| grant.covers_protected);
    let is_member = principal.role_in(*organisation).is_some();
    let decision = match visibility {
        Visibility::Office if is_member => {
            Decision::allow(Rule::OfficeForMembers).by_right_in(Some(*organisation))
        }
        // It shows more than the circle does, and the record has to say so.
        _ if !is_member && lifting.is_some() => {
            Decision::allow_under(lifting.map(|grant| grant.id))
        }
        Visibility::Public => Decision::allow(Rule::PublicForAll),
        _ if *principal == Principal::Anonymous => return Decision::refuse(Rule::NotPublic),
        Visibility::City => Decision::allow(Rule::CityForSignedIn),
        Visibility::Office => match grant {
            Some(grant) => Decision::allow_under(Some(grant.id)),
            None if held.is_some() => return Decision::refuse(Rule::StatisticsOnly),
            None if *sealed => return Decision::refuse(Rule::Sealed),
            None => return Decision::refuse(Rule::NotAMember),
        },
    };
    Decision {
        conditions: Conditions::binding(principal, *organisation, protection, lifting.is_some()),
        ..decision
    }
}

/// Its own act, so that every door which shows rows refuses who may only count, whether it knows of counting or not.
fn count(principal: &Principal, resource: &Resource<'_>) -> Decision {
    let rows = read_rows(principal, resource);
    let (
        Resource::Dataset {
            dataset: Some(dataset),
            organisation,
            protection: Some(protection),
            ..
        },
        Rule::StatisticsOnly,
    ) = (resource, rows.determined_by)
    else {
        return rows;
    };
    let Some(grant) = principal.grant_of(*dataset) else {
        return rows;
    };
    let lifted = grant.covers_protected;
    let conditions = Conditions::binding(principal, *organisation, protection, lifted);
    Decision {
        conditions: conditions.counted(),
        ..Decision::allow_counting_under(grant.id)
    }
}

fn maintain(principal: &Principal, resource: &Resource<'_>) -> Decision {
    let steward = resource
        .organisation()
        .and_then(|organisation| principal.role_in(organisation))
        .is_some_and(|role| role >= Role::Steward);
    if steward {
        Decision::allow(Rule::StewardMaintains).by_right_in(resource.organisation())
    } else if *principal == Principal::Anonymous {
        Decision::refuse(Rule::NotPublic)
    } else {
        Decision::refuse(Rule::NotASteward)
    }
}

fn owner(principal: &Principal, resource: &Resource<'_>, allowing: Rule) -> Decision {
    let owner = resource
        .organisation()
        .and_then(|organisation| principal.role_in(organisation))
        == Some(Role::Owner);
    if owner {
        Decision::allow(allowing).by_right_in(resource.organisation())
    } else if *principal == Principal::Anonymous {
        Decision::refuse(Rule::NotPublic)
    } else {
        Decision::refuse(Rule::NotAnOwner)
    }
}

/// Owners answer for what they hold; the officer helps whoever asks to be erased, but does not reach into a sealed house.
fn erase(principal: &Principal, resource: &Resource<'_>) -> Decision {
    let by_owner = owner(principal, resource, Rule::OwnerErases);
    match (principal, resource) {
        _ if by_owner.allowed => by_owner,
        (Principal::Person { officer: true, .. }, Resource::Dataset { sealed: true, .. }) => {
            Decision::refuse(Rule::Sealed)
        }
        (Principal::Person { officer: true, .. }, Resource::Dataset { .. }) => {
            Decision::allow(Rule::OfficerErases)
        }
        _ => by_owner,
    }
}

/// A role of its own, not one more right of those who take files in: two people answer for what becomes public.
fn release(principal: &Principal, resource: &Resource<'_>) -> Decision {
    let gatekeeper = resource
        .organisation()
        .and_then(|organisation| principal.role_in(organisation))
        == Some(Role::Gatekeeper);
    if gatekeeper {
        Decision::allow(Rule::GatekeeperReleases).by_right_in(resource.organisation())
    } else if *principal == Principal::Anonymous {
        Decision::refuse(Rule::NotPublic)
    } else {
        Decision::refuse(Rule::NotAGatekeeper)
    }
}

/// A view shows nobody more than they see without it, so it takes no more than to work there.
fn keep_views(principal: &Principal, resource: &Resource<'_>) -> Decision {
    let office = resource.organisation();
    let is_member = office.is_some_and(|office| principal.role_in(office).is_some());
    if is_member {
        Decision::allow(Rule::MemberKeepsViews).by_right_in(office)
    } else if *principal == Principal::Anonymous {
        Decision::refuse(Rule::NotPublic)
    } else {
        Decision::refuse(Rule::NotAMember)
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

/// Those who run the hub are among those whose acts are on record: they do not read it by that right.
fn read_audit(principal: &Principal) -> Decision {
    match principal {
        Principal::Person { officer: true, .. } => Decision::allow(Rule::OfficerWatches),
        _ => Decision::refuse(Rule::NotAnOfficer),
    }
}

fn manage_own_account(principal: &Principal) -> Decision {
    match principal {
        Principal::Person { .. } | Principal::Guest(_) => Decision::allow(Rule::OwnAccount),
        _ => Decision::refuse(Rule::NotPublic),
    }
}

#[cfg(test)]
mod tests;
