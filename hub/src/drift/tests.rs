use super::*;
use hebewerk_model::{ColumnStatistics, FrequentValue, TableRecipe};

fn statistics(rows: u64, nulls: u64, distinct: u64, frequent: &[&str]) -> ColumnStatistics {
    ColumnStatistics {
        rows,
        nulls,
        distinct,
        frequent: frequent
            .iter()
            .map(|value| FrequentValue {
                value: (*value).to_owned(),
                rows: 1,
            })
            .collect(),
        ..ColumnStatistics::default()
    }
}

fn seen<'a>(
    place: usize,
    name: &'a str,
    column_type: ColumnType,
    known: &'a ColumnStatistics,
) -> Seen<'a> {
    Seen {
        name,
        label: name,
        column_type,
        semantic_type: None,
        unit: None,
        place,
        null_share: Some(known.null_share()),
        statistics: Some(known),
    }
}

fn shape(rows: u64, columns: Vec<Seen<'_>>) -> Shape<'_> {
    Shape {
        name: "Bäume",
        sql_name: "baeume",
        rows,
        decimal: None,
        columns,
    }
}

fn nothing_said() -> Recipe {
    Recipe::default()
}

/// What is told, as `kind column grave`.
fn told(before: &[Shape<'_>], after: &[Shape<'_>]) -> Vec<String> {
    let nothing = nothing_said();
    let said = Said {
        now: &nothing,
        kept: &nothing,
    };
    words(&between(before, after, said))
}

fn words(drifts: &[Drift]) -> Vec<String> {
    drifts
        .iter()
        .map(|drift| {
            let grave = if drift.is_grave { "!" } else { "" };
            let column = drift.column.as_deref().unwrap_or("-");
            format!("{grave}{} {column}", drift.kind.code())
        })
        .collect()
}

#[test]
fn the_same_again_is_no_drift_and_a_few_rows_more_are_none_either() {
    let known = statistics(100, 0, 3, &["Linde", "Ahorn"]);
    let table = |rows| [shape(rows, vec![seen(0, "art", ColumnType::Text, &known)])];
    for rows in [100, 50, 150] {
        assert!(told(&table(100), &table(rows)).is_empty(), "{rows}");
    }
    assert!(told(&table(2), &table(11)).is_empty());
}

#[test]
fn half_the_rows_gone_half_as_many_again_or_none_left_is_grave() {
    let known = statistics(100, 0, 3, &["Linde"]);
    let table = |rows| [shape(rows, vec![seen(0, "art", ColumnType::Text, &known)])];
    for (was, is) in [(100, 49), (100, 151), (3, 0), (10, 30)] {
        assert_eq!(
            told(&table(was), &table(is)),
            ["!rows_changed -"],
            "{was} → {is}"
        );
    }
}

#[test]
fn a_column_of_the_same_values_under_another_name_is_renamed_and_any_other_is_gone() {
    let trees = statistics(100, 0, 3, &["Linde", "Ahorn", "Eiche"]);
    let more = statistics(100, 0, 4, &["Linde", "Ahorn", "Buche", "Eiche"]);
    let other = statistics(100, 0, 2, &["ja", "nein"]);
    let old = [shape(
        100,
        vec![
            seen(0, "baumart", ColumnType::Text, &trees),
            seen(1, "hoehe", ColumnType::Integer, &other),
        ],
    )];
    let new = [shape(
        100,
        vec![
            seen(0, "art_deutsch", ColumnType::Text, &more),
            seen(1, "geprueft", ColumnType::Boolean, &other),
        ],
    )];
    assert_eq!(
        told(&old, &new),
        [
            "!column_gone hoehe",
            "!column_renamed art_deutsch",
            "column_new geprueft"
        ]
    );
    let nothing = nothing_said();
    let said = Said {
        now: &nothing,
        kept: &nothing,
    };
    let drifts = between(&old, &new, said);
    let renamed = drifts
        .iter()
        .find(|drift| drift.kind == DriftKind::ColumnRenamed)
        .unwrap();
    assert_eq!(renamed.was.as_deref(), Some("baumart"));
    assert_eq!(renamed.name_before.as_deref(), Some("baumart"));
}

#[test]
fn a_column_whose_type_was_somebodys_word_is_found_again_in_the_type_its_values_have() {
    let keys = statistics(100, 0, 3, &["4711", "4712", "4713"]);
    let old = [shape(
        100,
        vec![seen(0, "schluessel", ColumnType::Text, &keys)],
    )];
    let new = [shape(
        100,
        vec![seen(0, "strassennummer", ColumnType::Integer, &keys)],
    )];
    assert_eq!(
        told(&old, &new),
        ["!column_gone schluessel", "column_new strassennummer"]
    );
    let kept = Recipe {
        tables: vec![TableRecipe {
            columns: vec![ColumnRecipe {
                label: "schluessel".to_owned(),
                column_type: Some(ColumnType::Text),
                ..ColumnRecipe::default()
            }],
            ..TableRecipe::default()
        }],
    };
    let said = Said {
        now: &kept,
        kept: &kept,
    };
    assert_eq!(
        words(&between(&old, &new, said)),
        ["!column_renamed strassennummer"]
    );
}

#[test]
fn columns_that_only_swap_their_places_are_no_drift() {
    let known = statistics(100, 0, 3, &["Linde"]);
    let column = |place, name| seen(place, name, ColumnType::Text, &known);
    assert!(
        told(
            &[shape(100, vec![column(0, "a"), column(1, "b")])],
            &[shape(100, vec![column(0, "b"), column(1, "a")])]
        )
        .is_empty()
    );
}

#[test]
fn a_type_that_breaks_queries_is_grave_and_a_column_without_values_has_none() {
    use ColumnType::{Float, Integer, Text};
    let full = statistics(100, 0, 90, &[]);
    let empty = statistics(100, 100, 0, &[]);
    let table = |column_type, known| [shape(100, vec![seen(0, "hoehe", column_type, known)])];
    assert_eq!(
        told(&table(Integer, &full), &table(Text, &full)),
        ["!type_changed hoehe"]
    );
    assert_eq!(
        told(&table(Integer, &full), &table(Float, &full)),
        ["type_changed hoehe"]
    );
    assert!(told(&table(Integer, &full), &table(Text, &empty)).is_empty());
    assert!(told(&table(Text, &empty), &table(Integer, &full)).is_empty());
}

#[test]
fn a_key_with_gaps_is_told_and_one_that_is_mostly_gaps_is_grave() {
    let key = statistics(100, 0, 100, &[]);
    let table = |known| [shape(100, vec![seen(0, "nr", ColumnType::Text, known)])];
    let some = statistics(100, 20, 80, &[]);
    let most = statistics(100, 60, 40, &[]);
    let one = statistics(100, 1, 99, &[]);
    assert_eq!(told(&table(&key), &table(&some)), ["key_gaps nr"]);
    assert_eq!(told(&table(&key), &table(&most)), ["!key_gaps nr"]);
    assert!(told(&table(&key), &table(&one)).is_empty());
    assert!(
        told(&table(&some), &table(&most)).is_empty(),
        "it was no key"
    );
}

#[test]
fn another_unit_is_told_and_another_reference_system_is_grave() {
    let known = statistics(100, 0, 90, &[]);
    let table = |unit| {
        let mut column = seen(0, "lage", ColumnType::Float, &known);
        column.unit = unit;
        [shape(100, vec![column])]
    };
    assert_eq!(
        told(&table(Some("m")), &table(Some("cm"))),
        ["unit_changed lage"]
    );
    assert_eq!(
        told(&table(Some("EPSG:25832")), &table(Some("EPSG:4326"))),
        ["!unit_changed lage"]
    );
    assert!(told(&table(None), &table(Some("m"))).is_empty());
}

#[test]
fn another_decimal_sign_is_told() {
    let with = |decimal| {
        let mut shape = shape(100, Vec::new());
        shape.decimal = decimal;
        [shape]
    };
    assert_eq!(
        told(&with(Some(',')), &with(Some('.'))),
        ["decimal_changed -"]
    );
    assert!(told(&with(None), &with(Some('.'))).is_empty());
}

#[test]
fn a_table_that_is_gone_is_grave_and_a_new_one_is_not() {
    let one = |name: &'static str| Shape {
        name,
        sql_name: name,
        rows: 1,
        decimal: None,
        columns: Vec::new(),
    };
    assert_eq!(
        told(&[one("a"), one("b")], &[one("b"), one("c")]),
        ["!table_gone -", "table_new -"]
    );
}

#[test]
fn what_somebody_has_just_said_is_no_drift_and_what_was_kept_before_explains_nothing() {
    let known = statistics(100, 0, 3, &["Linde"]);
    let old = [shape(
        100,
        vec![
            seen(0, "art", ColumnType::Text, &known),
            seen(1, "hoehe", ColumnType::Text, &known),
            seen(2, "person", ColumnType::Text, &known),
        ],
    )];
    let mut named = seen(0, "baumart", ColumnType::Text, &known);
    named.label = "art";
    let new = [shape(
        100,
        vec![named, seen(1, "hoehe", ColumnType::Integer, &known)],
    )];
    let column = |label: &str| ColumnRecipe {
        label: label.to_owned(),
        ..ColumnRecipe::default()
    };
    let now = Recipe {
        tables: vec![TableRecipe {
            columns: vec![
                ColumnRecipe {
                    name: Some("baumart".to_owned()),
                    ..column("art")
                },
                ColumnRecipe {
                    column_type: Some(ColumnType::Integer),
                    ..column("hoehe")
                },
                ColumnRecipe {
                    skip: true,
                    ..column("person")
                },
            ],
            ..TableRecipe::default()
        }],
    };
    let nothing = nothing_said();
    let before = Said {
        now: &now,
        kept: &nothing,
    };
    assert_eq!(words(&between(&old, &new, before)), Vec::<String>::new());
    let again = Said {
        now: &now,
        kept: &now,
    };
    assert_eq!(between(&old, &new, again).len(), 3);
}
