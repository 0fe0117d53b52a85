//! Sealed offices.

use super::*;

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
