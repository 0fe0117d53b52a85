//! What a program with an access key may do.

use super::*;

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
