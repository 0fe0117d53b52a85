//! Reading under grants and rules of protection.

use super::*;

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
