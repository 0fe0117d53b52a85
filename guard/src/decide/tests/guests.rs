//! People from outside.

use super::*;

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
