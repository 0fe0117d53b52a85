use super::*;
use hebewerk_model::{
    AccountId, ColumnId, ColumnType, Guest, HeldGrants, Membership, PersonalKind, Principal,
};

const OFFICE: u128 = 1;

fn office(number: u128) -> OrganisationId {
    OrganisationId::from_uuid(uuid::Uuid::from_u128(number))
}

fn person(roles: &[(u128, Role)]) -> Principal {
    let memberships = roles.iter().map(|(number, role)| Membership {
        organisation: office(*number),
        role: *role,
    });
    Principal::Person {
        account: AccountId::from_uuid(uuid::Uuid::from_u128(99)),
        administrator: true,
        officer: false,
        memberships: memberships.collect(),
        grants: HeldGrants::default(),
    }
}

fn name(column: &str) -> ColumnName {
    ColumnName {
        table: "buerger".to_owned(),
        column: column.to_owned(),
    }
}

fn mask(column: &str, mask: Mask, binds: Binds) -> ColumnRule {
    ColumnRule {
        column: name(column),
        mask,
        binds,
        reason: "Datenschutz".to_owned(),
    }
}

fn rows(condition: RowCondition, binds: Binds) -> RowRule {
    RowRule {
        column: name("amt"),
        condition,
        binds,
        reason: "Datenschutz".to_owned(),
    }
}

fn review(column: &str, verdict: Verdict) -> PersonalReview {
    PersonalReview {
        column: name(column),
        kind: PersonalKind::LastName,
        verdict,
        reason: "geprüft".to_owned(),
    }
}

fn columns(names: &[&str]) -> Vec<Column> {
    let column = |(id, name): (i32, &&str)| Column {
        id: ColumnId(id),
        name: (*name).to_owned(),
        label: (*name).to_owned(),
        column_type: ColumnType::Text,
        semantic_type: None,
        confidence: 1.0,
        unit: None,
    };
    (1..).zip(names).map(column).collect()
}

/// The surnames in `buerger.name`.
fn surnames() -> PersonalColumn {
    PersonalColumn {
        column: name("name"),
        kind: PersonalKind::LastName,
    }
}

/// What a reader sees of the columns of `buerger`: `!` in front of those that are masked, without hidden ones.
fn seen(principal: &Principal, protection: &Protection, lifted: bool) -> Vec<String> {
    let columns = columns(&["amt", "name", "ort"]);
    let conditions = Conditions::binding(principal, office(OFFICE), protection, lifted);
    let access = conditions.of_table("buerger", &[surnames()], &[]);
    let shown = access.columns(&columns).into_iter();
    shown
        .map(|column| {
            let sign = if access.shows(&column.name) { "" } else { "!" };
            format!("{sign}{}", column.name)
        })
        .collect()
}

#[test]
fn rules_bind_whom_they_say() {
    let with = |binds| Protection {
        columns: vec![mask("ort", Mask::Null, binds)],
        reviews: vec![review("name", Verdict::NotPersonal)],
        ..Protection::default()
    };
    let readers = [
        (Principal::Anonymous, [true, true, true]),
        (person(&[(2, Role::Owner)]), [false, true, true]),
        (person(&[(OFFICE, Role::Reader)]), [false, false, true]),
        (person(&[(OFFICE, Role::Steward)]), [false, false, false]),
    ];
    for (principal, expected) in &readers {
        for (binds, expected) in Binds::ALL.into_iter().zip(expected) {
            let seen = seen(principal, &with(binds), false);
            let masked = seen.contains(&"!ort".to_owned());
            assert_eq!(masked, *expected, "{principal:?} {binds:?}");
        }
    }
    let outside = &readers[1].0;
    assert_eq!(
        seen(outside, &with(Binds::Readers), true),
        ["amt", "name", "ort"],
        "a grant that covers what is protected lifts the rules"
    );
}

#[test]
fn personal_data_nobody_has_looked_at_stay_in_the_office() {
    let protection = Protection::default();
    let outside = person(&[(2, Role::Owner)]);
    assert_eq!(
        seen(&Principal::Anonymous, &protection, false),
        ["amt", "ort"]
    );
    assert_eq!(seen(&outside, &protection, false), ["amt", "ort"]);
    assert_eq!(seen(&outside, &protection, true), ["amt", "ort"]);
    let reader = person(&[(OFFICE, Role::Reader)]);
    assert_eq!(seen(&reader, &protection, false), ["amt", "name", "ort"]);
}

#[test]
fn what_was_looked_at_is_shown_as_was_decided() {
    let outside = person(&[(2, Role::Owner)]);
    let harmless = Protection {
        reviews: vec![review("name", Verdict::NotPersonal)],
        ..Protection::default()
    };
    assert_eq!(seen(&outside, &harmless, false), ["amt", "name", "ort"]);
    let personal = Protection {
        reviews: vec![review("name", Verdict::Personal)],
        ..Protection::default()
    };
    assert_eq!(seen(&outside, &personal, false), ["amt", "ort"]);
    assert_eq!(seen(&outside, &personal, true), ["amt", "name", "ort"]);
    let masked = Protection {
        columns: vec![mask("name", Mask::Pseudonym, Binds::Outside)],
        ..personal
    };
    assert_eq!(seen(&outside, &masked, false), ["amt", "!name", "ort"]);
}

#[test]
fn what_somebody_called_personal_stays_so_when_nothing_is_found_in_a_later_version() {
    let protection = Protection {
        reviews: vec![review("ort", Verdict::Personal)],
        ..Protection::default()
    };
    let outside = person(&[(2, Role::Owner)]);
    let conditions = Conditions::binding(&outside, office(OFFICE), &protection, false);
    assert!(conditions.restrict(&[]));
    let access = conditions.of_table("buerger", &[], &[]);
    assert_eq!(access.masks.get("ort"), Some(&Mask::Hide));
    let lifted = Conditions::binding(&outside, office(OFFICE), &protection, true);
    assert!(!lifted.restrict(&[]));
    let reader = person(&[(OFFICE, Role::Reader)]);
    let inside = Conditions::binding(&reader, office(OFFICE), &protection, false);
    assert!(!inside.restrict(&[surnames()]));
}

#[test]
fn another_kind_of_personal_data_has_to_be_looked_at_anew() {
    let mut other = review("name", Verdict::NotPersonal);
    other.kind = PersonalKind::Email;
    let protection = Protection {
        reviews: vec![other],
        ..Protection::default()
    };
    assert_eq!(
        seen(&Principal::Anonymous, &protection, false),
        ["amt", "ort"]
    );
}

#[test]
fn two_rules_on_one_column_show_nothing_of_it() {
    let protection = Protection {
        columns: vec![
            mask("ort", Mask::Beginning { characters: 9 }, Binds::Public),
            mask("ort", Mask::Null, Binds::Outside),
        ],
        ..Protection::default()
    };
    assert_eq!(seen(&Principal::Anonymous, &protection, false), ["amt"]);
}

#[test]
fn all_rules_on_rows_hold_at_once() {
    let protection = Protection {
        rows: vec![
            rows(RowCondition::OwnOffice, Binds::Outside),
            rows(
                RowCondition::Between {
                    from: None,
                    to: None,
                },
                Binds::Public,
            ),
        ],
        ..Protection::default()
    };
    let colleague = person(&[(2, Role::Reader)]);
    let conditions = Conditions::binding(&colleague, office(OFFICE), &protection, false);
    assert_eq!(conditions.offices(), [office(2)]);
    let names = ["Tiefbauamt".to_owned(), "tiefbau".to_owned()];
    let access = conditions.of_table("buerger", &[], &names);
    let literals = names.iter().cloned().map(Literal::Text).collect();
    assert_eq!(
        access.row_filter,
        Some(RowFilter::OneOf {
            column: "amt".to_owned(),
            literals
        })
    );
    assert_eq!(conditions.of_table("anderes", &[], &names), Access::full());
    // Nobody's office, and a range without bounds: no row.
    let public = Conditions::binding(&Principal::Anonymous, office(OFFICE), &protection, false);
    let access = public.of_table("buerger", &[], &[]);
    let nothing = RowFilter::OneOf {
        column: "amt".to_owned(),
        literals: Vec::new(),
    };
    assert_eq!(
        access.row_filter,
        Some(RowFilter::All(vec![nothing, RowFilter::Any(Vec::new())]))
    );
}

#[test]
fn a_rule_fits_where_its_column_is() {
    let protection = Protection {
        columns: vec![mask("ort", Mask::Null, Binds::Outside)],
        ..Protection::default()
    };
    let fits = |principal: &Principal, table: &str, names: &[&str]| {
        let columns = columns(names);
        Conditions::binding(principal, office(OFFICE), &protection, false)
            .fit(&[(table, columns.as_slice())])
    };
    let nobody = Principal::Anonymous;
    assert!(fits(&nobody, "buerger", &["ort"]));
    assert!(!fits(&nobody, "buerger", &["wohnort"]));
    assert!(!fits(&nobody, "anderes", &["ort"]));
    let reader = person(&[(OFFICE, Role::Reader)]);
    assert!(
        fits(&reader, "anderes", &[]),
        "who is not bound is not refused"
    );
}

#[test]
fn what_was_said_to_tell_about_persons_and_bears_another_name_now_closes_the_version() {
    let protection = Protection {
        reviews: vec![
            review("name", Verdict::Personal),
            review("ort", Verdict::NotPersonal),
        ],
        ..Protection::default()
    };
    let missing = |principal: &Principal, lifted: bool| {
        let columns = columns(&["kontakt"]);
        Conditions::binding(principal, office(OFFICE), &protection, lifted)
            .misfits(&[("buerger", columns.as_slice())])
    };
    assert_eq!(missing(&Principal::Anonymous, false), [name("name")]);
    assert_eq!(missing(&person(&[]), false), [name("name")]);
    assert_eq!(missing(&person(&[]), true), [], "a grant shows it anyway");
    assert_eq!(missing(&person(&[(OFFICE, Role::Reader)]), false), []);
}

#[test]
fn a_guest_sees_no_more_than_an_outsider_also_where_they_read_like_a_colleague() {
    let protection = Protection {
        columns: vec![
            mask("amt", Mask::Hide, Binds::Public),
            mask("ort", Mask::Hide, Binds::Outside),
        ],
        ..Protection::default()
    };
    let reader = person(&[(OFFICE, Role::Reader)]);
    let guest = Principal::Guest(Box::new(Guest {
        account: AccountId::from_uuid(uuid::Uuid::from_u128(98)),
        memberships: reader.memberships().to_vec(),
        grants: HeldGrants::default(),
    }));
    assert_eq!(seen(&reader, &protection, false), ["amt", "name", "ort"]);
    assert!(
        !seen(&guest, &protection, false)
            .iter()
            .any(|column| { ["amt", "name", "ort"].contains(&column.as_str()) })
    );
}
