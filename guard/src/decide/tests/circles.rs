//! Who reads in which circle, and who maintains.

use super::*;

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
