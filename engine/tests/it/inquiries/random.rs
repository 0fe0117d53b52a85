//! Small tables with everything that goes wrong in joins, and questions about them.

use super::plain::{Cell, Table};
use super::{cell, columns};
use hebewerk_hub::inquiry::{ByHand, Footing};
use hebewerk_model::{
    AggregateKind, BridgeId, ColumnRef, ColumnType, Comparator, Condition, Denominator, Grouping,
    Inquiry, KeptGroups, Level, Measured, Ordered, Shape, Walk,
};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

const DISTRICTS: [&str; 4] = ["Altstadt", "Nordhafen", "Zechenau", "O'Hara"];
const KINDS: [&str; 3] = ["Holz", "Metall", "gemischt"];

fn text(random: &mut StdRng, of: &[&str]) -> Cell {
    if random.random_bool(0.12) {
        return Cell::None;
    }
    Cell::Text((*of.choose(random).unwrap()).to_owned())
}

fn number(random: &mut StdRng, to: i32) -> Cell {
    let some = random.random_bool(0.88);
    cell(some.then(|| f64::from(random.random_range(-1..to))))
}

/// Place of the table of what was put together by hand; no question names it.
pub(super) const BY_HAND: usize = 3;

/// Orders, districts and fees, and what was put together by hand; some keys are missing, some stand there twice.
pub(super) fn tables(random: &mut StdRng) -> Vec<Table> {
    let decimal = ColumnType::Decimal {
        precision: 8,
        scale: 2,
    };
    let orders = (0..random.random_range(0..16)).map(|_| {
        let day = random.random_range(19_700..20_500);
        vec![
            text(random, &DISTRICTS),
            text(random, &KINDS),
            cell(random.random_bool(0.9).then(|| f64::from(day))),
            cell(
                random
                    .random_bool(0.9)
                    .then(|| f64::from(random.random_range(-50..400)) / 4.0),
            ),
            number(random, 6),
        ]
    });
    let orders = orders.collect();
    let districts = (0..random.random_range(1..7)).map(|_| {
        vec![
            text(random, &DISTRICTS),
            number(random, 90),
            text(random, &KINDS),
        ]
    });
    let districts = districts.collect();
    let fees =
        (0..random.random_range(0..6)).map(|_| vec![text(random, &KINDS), number(random, 20)]);
    let fees = fees.collect();
    let by_hand = DISTRICTS.iter().filter_map(|district| {
        let value = Cell::Text((*district).to_owned());
        let is_kept = random.random_bool(0.4);
        is_kept.then(|| vec![value, text(random, &DISTRICTS)])
    });
    let by_hand = by_hand.collect();
    vec![
        Table {
            name: "stadt.auftrag",
            columns: columns(&[
                ("bezirk", ColumnType::Text),
                ("art", ColumnType::Text),
                ("tag", ColumnType::Date),
                ("menge", decimal),
                ("anzahl", ColumnType::Integer),
            ]),
            rows: orders,
        },
        Table {
            name: "stadt.bezirk",
            columns: columns(&[
                ("name", ColumnType::Text),
                ("einwohner", ColumnType::Integer),
                ("art", ColumnType::Text),
            ]),
            rows: districts,
        },
        Table {
            name: "stadt.gebuehr",
            columns: columns(&[("art", ColumnType::Text), ("satz", ColumnType::Float)]),
            rows: fees,
        },
        Table {
            name: "stadt.zuordnung",
            columns: columns(&[("wert", ColumnType::Text), ("partner", ColumnType::Text)]),
            rows: by_hand,
        },
    ]
}

/// A question over the first, the first two or all tables, with how they hang together.
pub(super) fn question(random: &mut StdRng, tables: &[Table]) -> (Vec<Option<Footing>>, Inquiry) {
    let joins = random.random_range(0..3);
    let mut inquiry = Inquiry::of(tables[0].name.parse().unwrap());
    let mut footings = vec![None];
    for place in 1..=joins {
        let keeps_all = random.random_bool(0.4);
        inquiry.joins.push(Walk {
            bridge: BridgeId::from_uuid("01890000-0000-7000-8000-000000000000".parse().unwrap()),
            keeps_all,
        });
        let (on, theirs, mine) = if place == 1 {
            (0, "bezirk", "name")
        } else {
            let on = random.random_range(0..2);
            (on, "art", "art")
        };
        let careful = random.random_bool(0.2);
        let by_hand = (place == 1 && random.random_bool(0.5)).then(|| ByHand {
            table: tables[BY_HAND].name.to_owned(),
            values: "wert".to_owned(),
            partners: "partner".to_owned(),
            of_theirs: random.random_bool(0.5),
        });
        let of_theirs = by_hand.as_ref().map(|hand| hand.of_theirs);
        footings.push(Some(Footing {
            on,
            theirs: vec![theirs.to_owned()],
            mine: vec![mine.to_owned()],
            their_part: None,
            my_part: None,
            rules: Vec::new(),
            keeps_all,
            repeats_theirs: careful || tables[place].has_twice(mine) || of_theirs == Some(false),
            repeats_mine: careful || tables[on].has_twice(theirs) || of_theirs == Some(true),
            by_hand,
            climb: None,
        }));
    }
    let all = &tables[..=joins];
    for _ in 0..random.random_range(0..3) {
        inquiry.conditions.push(condition(random, all));
    }
    for _ in 0..random.random_range(0..3) {
        let grouping = grouping(random, all);
        if !inquiry.groups.contains(&grouping) {
            inquiry.groups.push(grouping);
        }
    }
    let years = inquiry
        .groups
        .iter()
        .filter(|one| one.level != Level::Value);
    let has_year = years.count() == 1;
    for _ in 0..random.random_range(1..4) {
        let value = measured(random, all, has_year);
        inquiry.values.push(value);
    }
    if random.random_bool(0.3) {
        inquiry.kept.push(KeptGroups {
            value: random.random_range(0..inquiry.values.len()),
            comparator: *[Comparator::Gt, Comparator::Le, Comparator::Ne]
                .choose(random)
                .unwrap(),
            number: word(random, &["2", "0.5", "-1", "40"]),
        });
    }
    if random.random_bool(0.5) {
        let descending = random.random_bool(0.5);
        inquiry.order = Some(Ordered::Value {
            place: random.random_range(0..inquiry.values.len()),
            descending,
        });
    }
    if random.random_bool(0.3) {
        inquiry.first = Some(random.random_range(1..4));
    }
    (footings, inquiry)
}

/// A column of one of the tables that fits.
fn column(
    random: &mut StdRng,
    tables: &[Table],
    fits: fn(ColumnType) -> bool,
) -> (ColumnRef, ColumnType) {
    loop {
        let table = random.random_range(0..tables.len());
        let column = tables[table].columns.choose(random).unwrap();
        if fits(column.column_type) {
            let reference = ColumnRef {
                table,
                column: column.name.clone(),
            };
            return (reference, column.column_type);
        }
    }
}

fn word(random: &mut StdRng, of: &[&str]) -> String {
    (*of.choose(random).unwrap()).to_owned()
}

fn condition(random: &mut StdRng, tables: &[Table]) -> Condition {
    let comparator = *Comparator::ALL.choose(random).unwrap();
    let is_text = comparator == Comparator::Contains;
    let fits: fn(ColumnType) -> bool = if is_text {
        |it| it == ColumnType::Text
    } else {
        |_any| true
    };
    let (column, column_type) = column(random, tables, fits);
    let value = match column_type {
        ColumnType::Text => word(random, &["Altstadt", "O'Hara", "Holz", "h", "HOLZ", "a"]),
        ColumnType::Date => word(random, &["2024-06-01", "2025-01-01"]),
        _ => word(random, &["0", "2", "2.5", "40"]),
    };
    Condition {
        column,
        comparator,
        value: if comparator.is_of_presence() {
            String::new()
        } else {
            value
        },
    }
}

fn grouping(random: &mut StdRng, tables: &[Table]) -> Grouping {
    let (column, column_type) = column(random, tables, |_any| true);
    let level = if column_type == ColumnType::Date {
        *[Level::Year, Level::Month].choose(random).unwrap()
    } else {
        Level::Value
    };
    Grouping { column, level }
}

/// A value; its change against the year before only where `has_year`.
fn measured(random: &mut StdRng, tables: &[Table], has_year: bool) -> Measured {
    let kind = *AggregateKind::ALL.choose(random).unwrap();
    let fits: fn(ColumnType) -> bool = if kind.needs_numbers() {
        ColumnType::is_number
    } else {
        |_any| true
    };
    let (mut reference, column_type) = column(random, tables, fits);
    if kind == AggregateKind::Count {
        reference.column.clear();
    }
    let gives_number =
        column_type.is_number() || matches!(kind, AggregateKind::Count | AggregateKind::Distinct);
    let shape = match random.random_range(0..6) {
        0 if kind.adds_up() => Shape::Share,
        1 | 2 if kind.adds_up() => Shape::Per(Denominator {
            of: *[1, 100, 1_000].choose(random).unwrap(),
            column: column(random, tables, ColumnType::is_number).0,
        }),
        3..=5 if has_year && gives_number => Shape::YearBefore,
        _ => Shape::Plain,
    };
    Measured {
        kind,
        column: reference,
        shape,
    }
}
