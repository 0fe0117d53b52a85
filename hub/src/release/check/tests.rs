use super::*;
use hebewerk_disclosure::Classes;
use hebewerk_model::ColumnName;

fn column(name: &str) -> ColumnName {
    ColumnName {
        table: "einwohner".to_owned(),
        column: name.to_owned(),
    }
}

/// A table of counts by district and group.
fn counting() -> ReleaseChoice {
    ReleaseChoice {
        quasi: vec![column("stadtteil"), column("gruppe")],
        counts: Some(column("anzahl")),
        least: 5,
        ..ReleaseChoice::default()
    }
}

/// Rows of persons, looked at by district, with an illness.
fn listing() -> ReleaseChoice {
    ReleaseChoice {
        quasi: vec![column("stadtteil")],
        sensitive: Some(column("krankheit")),
        least: 3,
        ..ReleaseChoice::default()
    }
}

fn counted(counts: &[(&str, &str, u64)]) -> Evidence {
    let shown = counts.iter().map(|(district, group, count)| {
        let key = vec![(*district).to_owned(), (*group).to_owned()];
        (("einwohner".to_owned(), key), Shown::Count(*count))
    });
    Evidence {
        shown: shown.collect(),
        ..Evidence::default()
    }
}

fn figure(check: &Check, name: &str) -> Option<u64> {
    check.figures.get(name).copied()
}

#[test]
fn release_is_refused_when_a_group_is_smaller_than_k() {
    let rows = [
        ("Wanne", "Grippe"),
        ("Wanne", "Husten"),
        ("Wanne", "Grippe"),
        ("Eickel", "Grippe"),
    ];
    let evidence = Evidence {
        classes: Classes::from_rows(rows),
        ..Evidence::default()
    };
    let check = anonymity(&listing(), &evidence);
    assert_eq!(check.outcome, CheckOutcome::NotMet);
    let figures = ["k", "small", "rows"].map(|name| figure(&check, name));
    assert_eq!(figures, [Some(1), Some(1), Some(4)]);
    let check = diversity(&listing(), &evidence);
    assert_eq!(check.outcome, CheckOutcome::NotMet);
    assert_eq!(figure(&check, "small"), Some(1));
}

#[test]
fn small_counts_say_how_many_others_go_with_them() {
    let evidence = counted(&[
        ("Wanne", "a", 2),
        ("Wanne", "b", 40),
        ("Eickel", "a", 30),
        ("Eickel", "b", 50),
    ]);
    let check = small_cells(&counting(), &evidence);
    assert_eq!(check.outcome, CheckOutcome::NotMet);
    assert_eq!(figure(&check, "small"), Some(1));
    assert_eq!(figure(&check, "with_them"), Some(3));
    let plain = counted(&[("Wanne", "a", 0), ("Wanne", "b", 40)]);
    assert_eq!(small_cells(&counting(), &plain).outcome, CheckOutcome::Met);
}

#[test]
fn a_change_of_few_persons_since_the_last_release_stands_in_the_way() {
    let now = counted(&[("Wanne", "a", 41), ("Wanne", "b", 60)]);
    let first = changes(&counting(), &now, None);
    assert_eq!(first.outcome, CheckOutcome::DoesNotApply);
    let before = (
        VersionNumber(3),
        counted(&[("Wanne", "a", 40), ("Wanne", "b", 30)]),
    );
    let check = changes(&counting(), &now, Some(&before));
    assert_eq!(check.outcome, CheckOutcome::NotMet);
    let figures = ["telling", "version"].map(|name| figure(&check, name));
    assert_eq!(figures, [Some(1), Some(3)]);
}

#[test]
fn what_has_too_many_groups_is_not_called_anonymous() {
    let evidence = Evidence {
        too_many: true,
        ..Evidence::default()
    };
    for check in [
        anonymity(&listing(), &evidence),
        diversity(&listing(), &evidence),
        small_cells(&counting(), &evidence),
    ] {
        assert_eq!(check.outcome, CheckOutcome::NotMet);
    }
}
