mod agreement;

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

#[test]
fn the_public_reads_public_data_only() {
    let nobody = Principal::Anonymous;
    check(
        &nobody,
        Action::ReadRows,
        dataset(1, Visibility::Public),
        Rule::PublicForAll,
    );
    check(
        &nobody,
        Action::ReadRows,
        dataset(1, Visibility::City),
        Rule::NotPublic,
    );
    check(
        &nobody,
        Action::ReadRows,
        dataset(1, Visibility::Office),
        Rule::NotPublic,
    );
    check(
        &nobody,
        Action::SeeMetadata,
        dataset(1, Visibility::Office),
        Rule::NotPublic,
    );
}

#[test]
fn knowing_of_a_dataset_is_not_reading_it() {
    let colleague = person(false, &[(2, Role::Steward)]);
    check(
        &colleague,
        Action::SeeMetadata,
        dataset(1, Visibility::Office),
        Rule::MetadataForSignedIn,
    );
    check(
        &colleague,
        Action::ReadRows,
        dataset(1, Visibility::Office),
        Rule::NotAMember,
    );
}

#[test]
fn an_administrator_sees_no_office_rows() {
    let administrator = person(true, &[]);
    check(
        &administrator,
        Action::ReadRows,
        dataset(1, Visibility::Office),
        Rule::NotAMember,
    );
    check(
        &administrator,
        Action::Administer,
        Resource::Hub,
        Rule::AdministratorRuns,
    );
    check(
        &administrator,
        Action::Maintain,
        dataset(1, Visibility::Public),
        Rule::NotASteward,
    );
}

#[test]
fn the_officer_reads_the_audit_and_whoever_runs_the_hub_does_not() {
    let Principal::Person {
        account,
        memberships,
        grants,
        ..
    } = person(false, &[])
    else {
        unreachable!("a person is a person")
    };
    let officer = Principal::Person {
        account,
        administrator: false,
        officer: true,
        memberships,
        grants,
    };
    let audit = |principal: &Principal, expected| {
        check(principal, Action::ReadAudit, Resource::Hub, expected);
    };
    audit(&officer, Rule::OfficerWatches);
    audit(&Principal::Operator, Rule::OperatorHoldsTheDirectory);
    audit(&person(true, &[]), Rule::NotAnOfficer);
    audit(&person(true, &[(1, Role::Owner)]), Rule::NotAnOfficer);
    audit(&Principal::Anonymous, Rule::NotAnOfficer);
    check(
        &officer,
        Action::ReadRows,
        dataset(1, Visibility::Office),
        Rule::NotAMember,
    );
    check(
        &officer,
        Action::Administer,
        Resource::Hub,
        Rule::NotAnAdministrator,
    );
}

#[test]
fn a_decision_names_the_office_whose_right_was_used() {
    let owner = person(false, &[(1, Role::Owner)]);
    let office =
        |action, number, visibility| decide(&owner, action, &dataset(number, visibility)).office;
    let own = Some(organisation(1));
    assert_eq!(office(Action::ReadRows, 1, Visibility::Office), own);
    assert_eq!(office(Action::Maintain, 1, Visibility::Public), own);
    assert_eq!(office(Action::Grant, 1, Visibility::Public), own);
    assert_eq!(office(Action::ReadRows, 1, Visibility::City), None);
    assert_eq!(office(Action::ReadRows, 2, Visibility::Office), None);
}

#[test]
fn readers_read_and_stewards_maintain() {
    let reader = person(false, &[(1, Role::Reader)]);
    let steward = person(false, &[(1, Role::Reader), (1, Role::Steward)]);
    check(
        &reader,
        Action::ReadRows,
        dataset(1, Visibility::Office),
        Rule::OfficeForMembers,
    );
    check(
        &reader,
        Action::TakeIn,
        dataset(1, Visibility::Office),
        Rule::NotASteward,
    );
    check(
        &steward,
        Action::TakeIn,
        dataset(1, Visibility::Office),
        Rule::StewardMaintains,
    );
    check(
        &steward,
        Action::TakeIn,
        dataset(2, Visibility::Public),
        Rule::NotASteward,
    );
    check(
        &steward,
        Action::Administer,
        Resource::Hub,
        Rule::NotAnAdministrator,
    );
}

#[test]
fn who_was_granted_a_dataset_reads_it_and_nothing_else() {
    let colleague = holder(false, &[(2, Role::Steward)], &[1]);
    let granted = decide(
        &colleague,
        Action::ReadRows,
        &dataset(1, Visibility::Office),
    );
    assert_eq!(granted.determined_by, Rule::GrantedForPurpose);
    assert_eq!(granted.grant, Some(GrantId::from_uuid(uuid(501))));
    check(
        &colleague,
        Action::Maintain,
        dataset(1, Visibility::Office),
        Rule::NotASteward,
    );
    check(
        &colleague,
        Action::ReadRows,
        dataset(0, Visibility::Office),
        Rule::NotAMember,
    );
    let of_the_whole_office = Resource::Dataset {
        dataset: None,
        organisation: organisation(1),
        visibility: Visibility::Office,
        sealed: false,
        protection: Some(&UNPROTECTED),
    };
    check(
        &colleague,
        Action::ReadRows,
        of_the_whole_office,
        Rule::NotAMember,
    );
}

#[test]
fn only_gatekeepers_release_and_they_release_what_others_maintain() {
    let office = dataset(1, Visibility::Office);
    let gatekeeper = person(false, &[(1, Role::Gatekeeper)]);
    let releases = decide(&gatekeeper, Action::Release, &office);
    assert_eq!(releases.determined_by, Rule::GatekeeperReleases);
    assert_eq!(releases.office, Some(organisation(1)));
    check(&gatekeeper, Action::Maintain, office, Rule::NotASteward);
    for role in [Role::Reader, Role::Steward, Role::Owner] {
        let other = person(true, &[(1, role)]);
        check(&other, Action::Release, office, Rule::NotAGatekeeper);
    }
    let elsewhere = person(false, &[(2, Role::Gatekeeper)]);
    check(&elsewhere, Action::Release, office, Rule::NotAGatekeeper);
    check(
        &Principal::Anonymous,
        Action::Release,
        office,
        Rule::NotPublic,
    );
}

#[test]
fn who_may_read_reads_under_the_rules_that_bind_them() {
    let column = ColumnName {
        table: "leute".to_owned(),
        column: "name".to_owned(),
    };
    let protection = Protection {
        rows: vec![RowRule {
            column: column.clone(),
            condition: RowCondition::OwnOffice,
            binds: Binds::Outside,
            reason: "jedes Haus seine Leute".to_owned(),
        }],
        columns: vec![ColumnRule {
            column,
            mask: Mask::Hide,
            binds: Binds::Outside,
            reason: "niemand braucht Namen".to_owned(),
        }],
        ..Protection::default()
    };
    let resource = Resource::Dataset {
        dataset: Some(dataset_id(1)),
        organisation: organisation(1),
        visibility: Visibility::City,
        sealed: false,
        protection: Some(&protection),
    };
    let held_back_from = |principal: &Principal| {
        let read = decide(principal, Action::ReadRows, &resource);
        assert!(read.allowed);
        let masks = read.conditions.of_table("leute", &[], &[]).masks.len();
        (masks, read.conditions.hold_back_rows())
    };
    assert_eq!(
        held_back_from(&person(false, &[(2, Role::Owner)])),
        (1, true)
    );
    assert_eq!(
        held_back_from(&person(false, &[(1, Role::Reader)])),
        (0, false)
    );
}

#[test]
fn who_was_granted_statistics_counts_and_reads_no_row() {
    for covers_protected in [false, true] {
        let counter = counter(covers_protected);
        let office = dataset(1, Visibility::Office);
        check(&counter, Action::ReadRows, office, Rule::StatisticsOnly);
        let counts = decide(&counter, Action::Count, &office);
        assert!(counts.allowed);
        assert_eq!(counts.determined_by, Rule::GrantedForStatistics);
        assert_eq!(counts.grant, Some(held(1, false).id));
        let access = counts.conditions.of_table("leute", &[], &[]);
        assert_eq!(access.counts, Some(Counts::USUAL));
        assert!(counts.conditions.restrict(&[]) && counts.conditions.hold_back_rows());
        assert!(!access.shows("name") && access.is_restricted());
        check(
            &counter,
            Action::Count,
            dataset(2, Visibility::Office),
            Rule::OfficeForMembers,
        );
        check(
            &counter,
            Action::Count,
            dataset(3, Visibility::Office),
            Rule::NotAMember,
        );
        assert!(
            !payload_audiences(&counter).contains(&Audience::Dataset(dataset_id(1))),
            "a search finds no values of what may only be counted"
        );
    }
}

#[test]
fn counting_takes_nothing_away_from_who_reads_rows() {
    for visibility in [Visibility::Public, Visibility::City] {
        let resource = dataset(1, visibility);
        let reads = decide(&counter(true), Action::ReadRows, &resource);
        assert!(reads.allowed && reads.conditions.counts().is_none());
        assert_eq!(decide(&counter(true), Action::Count, &resource), reads);
    }
    let sealed = Resource::Dataset {
        dataset: Some(dataset_id(1)),
        organisation: organisation(1),
        visibility: Visibility::Office,
        sealed: true,
        protection: Some(&UNPROTECTED),
    };
    check(&counter(true), Action::Count, sealed, Rule::Sealed);
}

#[test]
fn a_key_counts_for_its_holder_if_it_reads_rows() {
    let office = dataset(1, Visibility::Office);
    let reading = program(&counter(false), &[KeyRight::Rows], None);
    check(&reading, Action::Count, office, Rule::GrantedForStatistics);
    check(&reading, Action::ReadRows, office, Rule::StatisticsOnly);
    let knowing = program(&counter(false), &[KeyRight::Metadata], None);
    check(&knowing, Action::Count, office, Rule::BeyondKey);
}

#[test]
fn a_grant_that_shows_more_than_the_circle_is_what_is_on_record() {
    let grants = vec![(dataset_id(1), held(1, true))];
    let Principal::Person {
        account,
        memberships,
        ..
    } = person(false, &[(2, Role::Reader)])
    else {
        unreachable!("a person")
    };
    let colleague = Principal::Person {
        account,
        administrator: false,
        officer: false,
        memberships,
        grants: grants.into(),
    };
    for visibility in Visibility::ALL {
        let read = decide(&colleague, Action::ReadRows, &dataset(1, visibility));
        assert_eq!(read.grant, Some(GrantId::from_uuid(uuid(501))));
        assert!(!read.conditions.restrict(&[]));
    }
}

#[test]
fn without_knowing_what_is_held_back_no_row_is_read() {
    let Resource::Dataset {
        dataset,
        organisation,
        ..
    } = dataset(1, Visibility::Public)
    else {
        unreachable!("a dataset")
    };
    let unknown = Resource::Dataset {
        dataset,
        organisation,
        visibility: Visibility::Public,
        sealed: false,
        protection: None,
    };
    let steward = person(false, &[(1, Role::Steward)]);
    assert!(!decide(&steward, Action::ReadRows, &unknown).allowed);
    assert!(decide(&steward, Action::SeeMetadata, &unknown).allowed);
}

#[test]
fn owners_grant_what_their_organisation_owns() {
    let owner = person(false, &[(1, Role::Owner)]);
    let resource = dataset(1, Visibility::Office);
    check(&owner, Action::Grant, resource, Rule::OwnerGrants);
    check(&owner, Action::Protect, resource, Rule::OwnerProtects);
    check(&owner, Action::Maintain, resource, Rule::StewardMaintains);
    check(
        &owner,
        Action::Grant,
        dataset(2, Visibility::Office),
        Rule::NotAnOwner,
    );
    let steward = person(true, &[(1, Role::Steward)]);
    check(&steward, Action::Grant, resource, Rule::NotAnOwner);
    check(&steward, Action::Protect, resource, Rule::NotAnOwner);
    check(
        &Principal::Anonymous,
        Action::Grant,
        resource,
        Rule::NotPublic,
    );
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

#[test]
fn a_key_does_what_it_is_for_and_nothing_else() {
    let owner = person(true, &[(1, Role::Owner)]);
    let reads = program(&owner, &[KeyRight::Rows], None);
    let office = dataset(1, Visibility::Office);
    check(&reads, Action::ReadRows, office, Rule::OfficeForMembers);
    check(&reads, Action::TakeIn, office, Rule::BeyondKey);
    check(&reads, Action::Maintain, office, Rule::BeyondKey);
    let describes = program(&owner, &[KeyRight::Metadata], None);
    check(
        &describes,
        Action::SeeMetadata,
        office,
        Rule::MetadataForSignedIn,
    );
    check(&describes, Action::ReadRows, office, Rule::BeyondKey);
    check(
        &describes,
        Action::ReadRows,
        dataset(1, Visibility::Public),
        Rule::PublicForAll,
    );
}

#[test]
fn a_sealed_office_is_read_by_its_own_and_by_nobody_else_unless_published() {
    let sealed = |visibility| {
        let Resource::Dataset {
            dataset,
            organisation,
            protection,
            ..
        } = dataset(1, visibility)
        else {
            unreachable!("a dataset is one");
        };
        Resource::Dataset {
            dataset,
            organisation,
            visibility,
            sealed: true,
            protection,
        }
    };
    let own = person(false, &[(1, Role::Reader)]);
    let granted = holder(true, &[(2, Role::Owner)], &[1]);
    check(
        &own,
        Action::ReadRows,
        sealed(Visibility::Office),
        Rule::OfficeForMembers,
    );
    check(
        &granted,
        Action::ReadRows,
        sealed(Visibility::Office),
        Rule::Sealed,
    );
    check(
        &granted,
        Action::ReadRows,
        sealed(Visibility::Public),
        Rule::PublicForAll,
    );
    check(
        &Principal::Anonymous,
        Action::ReadRows,
        sealed(Visibility::Office),
        Rule::NotPublic,
    );
    let key = program(&granted, &KeyRight::ALL, None);
    check(
        &key,
        Action::ReadRows,
        sealed(Visibility::Office),
        Rule::Sealed,
    );
}

#[test]
fn no_key_manages_accounts_keys_grants_or_the_hub() {
    let all = program(&person(true, &[(1, Role::Owner)]), &KeyRight::ALL, None);
    let office = Resource::Organisation(organisation(1));
    for (action, resource) in [
        (Action::Grant, office),
        (Action::Grant, dataset(1, Visibility::Public)),
        (Action::Connect, office),
        (Action::Protect, dataset(1, Visibility::Office)),
        (Action::Administer, Resource::Hub),
        (Action::ReadAudit, Resource::Hub),
        (Action::ManageOwnAccount, Resource::Hub),
    ] {
        check(&all, action, resource, Rule::NotForKeys);
    }
}

#[test]
fn a_restricted_key_knows_of_its_datasets_only_and_makes_no_new_one() {
    let steward = person(false, &[(1, Role::Steward), (2, Role::Steward)]);
    let key = program(&steward, &KeyRight::ALL, Some(&[1]));
    let (own, other) = (
        dataset(1, Visibility::Office),
        dataset(2, Visibility::Office),
    );
    check(&key, Action::ReadRows, own, Rule::OfficeForMembers);
    check(&key, Action::TakeIn, own, Rule::StewardMaintains);
    for action in [Action::SeeMetadata, Action::ReadRows, Action::TakeIn] {
        check(&key, action, other, Rule::BeyondKey);
    }
    let office = Resource::Organisation(organisation(1));
    check(&key, Action::TakeIn, office, Rule::BeyondKey);
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

#[test]
fn a_guest_reads_what_the_invitation_is_for_and_does_not_know_of_the_rest() {
    let guest = guest(&[1], &[2]);
    for visibility in [Visibility::City, Visibility::Office] {
        check(
            &guest,
            Action::ReadRows,
            dataset(1, visibility),
            Rule::OfficeForMembers,
        );
        check(
            &guest,
            Action::ReadRows,
            dataset(2, visibility),
            Rule::GrantedForPurpose,
        );
        for action in [Action::ReadRows, Action::SeeMetadata] {
            check(&guest, action, dataset(0, visibility), Rule::NotForGuests);
        }
    }
    let public = dataset(0, Visibility::Public);
    check(&guest, Action::ReadRows, public, Rule::PublicForAll);
    check(
        &guest,
        Action::ManageOwnAccount,
        Resource::Hub,
        Rule::OwnAccount,
    );
}

#[test]
fn a_guest_does_nothing_but_read_whatever_role_they_have() {
    let Principal::Guest(mut guest) = guest(&[1], &[1]) else {
        unreachable!("a guest is one");
    };
    guest.memberships[0].role = Role::Owner;
    let guest = Principal::Guest(guest);
    let office = Resource::Organisation(organisation(1));
    let reading = [
        Action::SeeMetadata,
        Action::ReadRows,
        Action::ManageOwnAccount,
    ];
    for action in ACTIONS.into_iter().chain([Action::Release]) {
        if !reading.contains(&action) {
            check(&guest, action, office, Rule::NotForGuests);
        }
    }
}

#[test]
fn a_sealed_office_has_no_guests() {
    let guest = guest(&[1], &[1]);
    let Resource::Dataset {
        dataset,
        organisation,
        visibility,
        protection,
        ..
    } = dataset(1, Visibility::Office)
    else {
        unreachable!("a dataset is one");
    };
    let sealed = Resource::Dataset {
        dataset,
        organisation,
        visibility,
        sealed: true,
        protection,
    };
    check(&guest, Action::ReadRows, sealed, Rule::NotForGuests);
    check(&guest, Action::SeeMetadata, sealed, Rule::NotForGuests);
}

const ACTIONS: [Action; 10] = [
    Action::SeeMetadata,
    Action::ReadRows,
    Action::TakeIn,
    Action::Connect,
    Action::Maintain,
    Action::Grant,
    Action::Protect,
    Action::Administer,
    Action::ReadAudit,
    Action::ManageOwnAccount,
];
