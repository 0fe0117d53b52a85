use super::*;
use crate::{Audience, metadata_audiences, payload_audiences};
use hebewerk_model::{AccountId, Membership};
use proptest::prelude::*;

const OFFICES: u128 = 3;

fn organisation(number: u128) -> OrganisationId {
    OrganisationId::from_uuid(uuid(number))
}

fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

fn person(administrator: bool, memberships: &[(u128, Role)]) -> Principal {
    Principal::Person {
        account: AccountId::from_uuid(uuid(99)),
        administrator,
        memberships: memberships
            .iter()
            .map(|(number, role)| Membership {
                organisation: organisation(*number),
                role: *role,
            })
            .collect(),
    }
}

fn dataset(number: u128, visibility: Visibility) -> Resource {
    Resource::Dataset {
        organisation: organisation(number),
        visibility,
    }
}

#[track_caller]
fn check(principal: &Principal, action: Action, resource: Resource, expected: Rule) {
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

fn any_principal() -> impl Strategy<Value = Principal> {
    let membership = (
        0..OFFICES,
        prop_oneof![Just(Role::Reader), Just(Role::Steward)],
    );
    prop_oneof![
        Just(Principal::Anonymous),
        Just(Principal::Operator),
        (any::<bool>(), prop::collection::vec(membership, 0..3))
            .prop_map(|(administrator, memberships)| person(administrator, &memberships)),
    ]
}

proptest! {
    #[test]
    fn audiences_say_the_same_as_decisions(
        principal in any_principal(),
        office in 0..OFFICES,
        visibility in prop::sample::select(Visibility::ALL.to_vec()),
    ) {
        let resource = dataset(office, visibility);
        let circle = Audience::of(visibility, organisation(office));
        let may_know = metadata_audiences(&principal).iter().any(|audience| audience.covers(circle));
        let may_read = payload_audiences(&principal).iter().any(|audience| audience.covers(circle));
        prop_assert_eq!(decide(&principal, Action::SeeMetadata, &resource).allowed, may_know);
        prop_assert_eq!(decide(&principal, Action::ReadRows, &resource).allowed, may_read);
    }
}
