//! What decisions, audiences and programs say of the same question.

use super::*;
use proptest::prelude::*;

/// A person, and a program with a key of theirs.
fn any_holder_and_program() -> impl Strategy<Value = (Principal, Principal)> {
    let membership = (0..OFFICES, prop::sample::select(Role::ALL.to_vec()));
    (
        any::<bool>(),
        prop::collection::vec(membership, 0..3),
        prop::collection::vec(0..OFFICES, 0..2),
        prop::sample::subsequence(KeyRight::ALL.to_vec(), 0..=4),
        prop::option::of(prop::collection::vec(0..OFFICES, 0..3)),
    )
        .prop_map(|(administrator, memberships, granted, rights, datasets)| {
            let holder = holder(administrator, &memberships, &granted);
            let program = program(&holder, &rights, datasets.as_deref());
            (holder, program)
        })
}

fn any_principal() -> impl Strategy<Value = Principal> {
    let membership = (0..OFFICES, prop::sample::select(Role::ALL.to_vec()));
    prop_oneof![
        Just(Principal::Anonymous),
        Just(Principal::Operator),
        (
            any::<bool>(),
            prop::collection::vec(membership, 0..3),
            prop::collection::vec(0..OFFICES, 0..2),
        )
            .prop_map(|(administrator, memberships, granted)| holder(
                administrator,
                &memberships,
                &granted
            )),
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
        let circles = [Audience::of(visibility, organisation(office)), Audience::Dataset(dataset_id(office))];
        let covered = |audiences: Vec<Audience>| {
            audiences.iter().any(|audience| circles.iter().any(|circle| audience.covers(*circle)))
        };
        let may_know = covered(metadata_audiences(&principal));
        let may_read = covered(payload_audiences(&principal));
        prop_assert_eq!(decide(&principal, Action::SeeMetadata, &resource).allowed, may_know);
        prop_assert_eq!(decide(&principal, Action::ReadRows, &resource).allowed, may_read);
    }

    #[test]
    fn a_program_may_at_most_what_its_holder_may_and_at_least_what_the_public_may(
        (holder, program) in any_holder_and_program(),
        office in 0..OFFICES,
        visibility in prop::sample::select(Visibility::ALL.to_vec()),
        named in any::<bool>(),
    ) {
        let in_general = Resource::Dataset { dataset: None, organisation: organisation(office), visibility, sealed: false, protection: Some(&UNPROTECTED) };
        let resource = if named { dataset(office, visibility) } else { in_general };
        for resource in [resource, Resource::Hub, Resource::Organisation(organisation(office))] {
            for action in ACTIONS {
                let of_program = decide(&program, action, &resource).allowed;
                let of_holder = decide(&holder, action, &resource).allowed;
                let of_public = decide(&Principal::Anonymous, action, &resource).allowed;
                prop_assert!(!of_program || of_holder, "{:?} goes beyond its holder", action);
                prop_assert!(!of_public || of_program, "{:?} is refused though public", action);
            }
        }
    }

    #[test]
    fn a_guest_may_at_least_what_the_public_may_and_less_than_a_reader_of_the_city(
        reads_in in prop::collection::vec(0..OFFICES, 0..2),
        granted in prop::collection::vec(0..OFFICES, 0..2),
        office in 0..OFFICES,
        visibility in prop::sample::select(Visibility::ALL.to_vec()),
    ) {
        let guest = guest(&reads_in, &granted);
        let roles: Vec<_> = reads_in.iter().map(|office| (*office, Role::Reader)).collect();
        let reader = holder(false, &roles, &granted);
        let resource = dataset(office, visibility);
        for action in ACTIONS {
            let of_guest = decide(&guest, action, &resource).allowed;
            let of_public = decide(&Principal::Anonymous, action, &resource).allowed;
            prop_assert!(!of_guest || decide(&reader, action, &resource).allowed, "{:?}", action);
            prop_assert!(!of_public || of_guest, "{:?} is refused though public", action);
        }
        // What is found in the index is allowed; what a guest reads of the city's circle by a role is only not found.
        let circles = [Audience::of(visibility, organisation(office)), Audience::Dataset(dataset_id(office))];
        let covered = |audiences: Vec<Audience>| {
            audiences.iter().any(|audience| circles.iter().any(|circle| audience.covers(*circle)))
        };
        let may_read = covered(payload_audiences(&guest));
        prop_assert_eq!(covered(metadata_audiences(&guest)), may_read);
        prop_assert!(!may_read || decide(&guest, Action::ReadRows, &resource).allowed);
        let by_role = visibility == Visibility::City && reads_in.contains(&office);
        prop_assert!(may_read || by_role || !decide(&guest, Action::ReadRows, &resource).allowed);
    }

    #[test]
    fn audiences_of_a_program_open_nothing_its_decisions_do_not(
        (_holder, program) in any_holder_and_program(),
        office in 0..OFFICES,
        visibility in prop::sample::select(Visibility::ALL.to_vec()),
    ) {
        let resource = dataset(office, visibility);
        let circles = [Audience::of(visibility, organisation(office)), Audience::Dataset(dataset_id(office))];
        let covered = |audiences: Vec<Audience>| {
            audiences.iter().any(|audience| circles.iter().any(|circle| audience.covers(*circle)))
        };
        let may_know = covered(metadata_audiences(&program));
        prop_assert_eq!(decide(&program, Action::SeeMetadata, &resource).allowed, may_know);
        let may_read = covered(payload_audiences(&program));
        prop_assert!(!may_read || decide(&program, Action::ReadRows, &resource).allowed);
    }
}
