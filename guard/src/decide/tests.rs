mod agreement;
mod circles;
mod counting;
mod erasing;
mod granted;
mod guests;
mod keys;
mod sealed;

use super::*;
use crate::{Audience, Counts, metadata_audiences, payload_audiences};
use hebewerk_model::{
    AccessKeyId, AccountId, Binds, ColumnName, ColumnRule, GrantId, Guest, HeldGrant, KeyHolder,
    KeyRight, KeyScope, Mask, Membership, Program, RowCondition, RowRule,
};

const OFFICES: u128 = 3;

static UNPROTECTED: Protection = Protection {
    rows: Vec::new(),
    columns: Vec::new(),
    reviews: Vec::new(),
};

fn organisation(number: u128) -> OrganisationId {
    OrganisationId::from_uuid(uuid(number))
}

fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

fn person(administrator: bool, memberships: &[(u128, Role)]) -> Principal {
    holder(administrator, memberships, &[])
}

/// Somebody who was granted the datasets of some offices.
fn holder(administrator: bool, memberships: &[(u128, Role)], granted: &[u128]) -> Principal {
    Principal::Person {
        account: AccountId::from_uuid(uuid(99)),
        administrator,
        officer: false,
        memberships: memberships
            .iter()
            .map(|(number, role)| Membership {
                organisation: organisation(*number),
                role: *role,
            })
            .collect(),
        grants: granted
            .iter()
            .map(|number| (dataset_id(*number), held(*number, false)))
            .collect::<Vec<_>>()
            .into(),
    }
}

fn held(number: u128, covers_protected: bool) -> HeldGrant {
    HeldGrant {
        id: GrantId::from_uuid(uuid(500 + number)),
        covers_protected,
        statistics_only: false,
    }
}

/// Somebody of office 2 who may count in the dataset of office 1.
fn counter(covers_protected: bool) -> Principal {
    let grant = HeldGrant {
        statistics_only: true,
        ..held(1, covers_protected)
    };
    let Principal::Person {
        account,
        administrator,
        officer,
        memberships,
        ..
    } = person(false, &[(2, Role::Reader)])
    else {
        unreachable!()
    };
    Principal::Person {
        account,
        administrator,
        officer,
        memberships,
        grants: vec![(dataset_id(1), grant)].into(),
    }
}

/// Each office has one dataset.
fn dataset_id(office: u128) -> DatasetId {
    DatasetId::from_uuid(uuid(100 + office))
}

fn dataset(number: u128, visibility: Visibility) -> Resource<'static> {
    Resource::Dataset {
        dataset: Some(dataset_id(number)),
        organisation: organisation(number),
        visibility,
        sealed: false,
        protection: Some(&UNPROTECTED),
    }
}

#[track_caller]
fn check(principal: &Principal, action: Action, resource: Resource<'_>, expected: Rule) {
    assert_eq!(decide(principal, action, &resource).determined_by, expected);
}

/// A program with a key of somebody, or of an office with a steward's role.
fn program(holder: &Principal, rights: &[KeyRight], datasets: Option<&[u128]>) -> Principal {
    let account = AccountId::from_uuid(uuid(99));
    let Principal::Person { grants, .. } = holder else {
        unreachable!("keys are made by people")
    };
    let datasets = datasets.map(|offices| offices.iter().map(|office| dataset_id(*office)));
    Principal::Program(Box::new(Program {
        key: AccessKeyId::from_uuid(uuid(700)),
        scope: KeyScope::new(rights.iter().copied(), datasets.map(Iterator::collect)),
        holder: KeyHolder::Account(account),
        made_by: account,
        memberships: holder.memberships().to_vec(),
        grants: grants.clone(),
    }))
}

/// Somebody from outside: reads in some offices, and was granted the datasets of others.
fn guest(reads_in: &[u128], granted: &[u128]) -> Principal {
    let roles: Vec<_> = reads_in
        .iter()
        .map(|office| (*office, Role::Reader))
        .collect();
    let Principal::Person {
        account,
        memberships,
        grants,
        ..
    } = holder(false, &roles, granted)
    else {
        unreachable!("a holder is a person");
    };
    Principal::Guest(Box::new(Guest {
        account,
        memberships,
        grants,
    }))
}

const ACTIONS: [Action; 11] = [
    Action::SeeMetadata,
    Action::ReadRows,
    Action::TakeIn,
    Action::Connect,
    Action::Maintain,
    Action::Grant,
    Action::Protect,
    Action::Erase,
    Action::Administer,
    Action::ReadAudit,
    Action::ManageOwnAccount,
];
