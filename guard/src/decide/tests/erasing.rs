//! Who erases for good.

use super::*;

fn officer() -> Principal {
    let Principal::Person {
        account,
        administrator,
        memberships,
        grants,
        ..
    } = person(false, &[])
    else {
        unreachable!("a person is one")
    };
    Principal::Person {
        account,
        administrator,
        officer: true,
        memberships,
        grants,
    }
}

fn sealed(number: u128) -> Resource<'static> {
    let Resource::Dataset {
        dataset,
        organisation,
        visibility,
        protection,
        ..
    } = dataset(number, Visibility::Office)
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
}

#[test]
fn owners_and_the_officer_erase_and_nobody_else() {
    for visibility in Visibility::ALL {
        let own = dataset(1, visibility);
        let owner = person(false, &[(1, Role::Owner)]);
        check(&owner, Action::Erase, own, Rule::OwnerErases);
        check(&officer(), Action::Erase, own, Rule::OfficerErases);
        for (administrator, roles) in [
            (true, vec![]),
            (false, vec![(1, Role::Steward)]),
            (false, vec![(1, Role::Gatekeeper)]),
            (false, vec![(2, Role::Owner)]),
        ] {
            let other = person(administrator, &roles);
            check(&other, Action::Erase, own, Rule::NotAnOwner);
        }
        let granted = holder(false, &[], &[1]);
        check(&granted, Action::Erase, own, Rule::NotAnOwner);
        check(&Principal::Anonymous, Action::Erase, own, Rule::NotPublic);
        let key = program(&owner, &KeyRight::ALL, None);
        check(&key, Action::Erase, own, Rule::NotForKeys);
    }
}

#[test]
fn the_officer_does_not_reach_into_a_sealed_office() {
    check(&officer(), Action::Erase, sealed(1), Rule::Sealed);
    let owner = person(false, &[(1, Role::Owner)]);
    check(&owner, Action::Erase, sealed(1), Rule::OwnerErases);
}
