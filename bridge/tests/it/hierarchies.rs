use crate::tables::{amounts, repeated, streets, table};
use hebewerk_bridge::{
    BridgeKind, Climb, Collection, Hierarchy, HierarchyWish, Level, TableSketch,
};
use hebewerk_model::SemanticType as S;

type Columns = Vec<(&'static str, Option<S>, Vec<String>)>;

fn add(collection: &mut Collection, name: &str, columns: &Columns) {
    let made: TableSketch = table(name, columns);
    collection.add(made).unwrap();
}

/// Reads the columns of a wish as its caller would, and answers it.
fn answer(collection: &Collection, all: &[Columns], wish: &HierarchyWish) -> Option<Hierarchy> {
    let values = |at: hebewerk_bridge::ColumnAt| {
        let column = collection.entry(at).unwrap().column;
        &all[at.table as usize][column as usize].2
    };
    let mut counts = wish.counts(collection);
    for value in values(wish.left) {
        counts.left.push(value);
    }
    for value in values(wish.right) {
        counts.right.push(value);
    }
    if let (Climb::Over { fine, coarse }, Some(steps)) = (wish.climb, &mut counts.steps) {
        for (fine, coarse) in values(fine).iter().zip(values(coarse)) {
            steps.push(fine, coarse);
        }
    }
    wish.answer(&counts)
}

fn found(all: &[Columns]) -> Vec<Hierarchy> {
    let mut collection = Collection::default();
    for (number, columns) in all.iter().enumerate() {
        add(&mut collection, &number.to_string(), columns);
    }
    let (bridges, _) = collection.bridges();
    let wishes = collection.hierarchies(&bridges);
    wishes
        .iter()
        .filter_map(|wish| answer(&collection, all, wish))
        .collect()
}

fn districts() -> Vec<String> {
    ["Mitte", "Sodingen", "Eickel", "Wanne"]
        .map(str::to_owned)
        .to_vec()
}

/// Orders by address, a directory of streets with their districts, inhabitants of districts.
fn city(of_street: impl Fn(usize) -> usize) -> [Columns; 3] {
    let streets = streets(60);
    let addresses = (0..180).map(|at| format!("{} {}", streets[at % 60], at + 1));
    let beside = (0..60).map(|at| districts()[of_street(at)].clone());
    [
        vec![
            ("Anschrift", None, addresses.collect()),
            ("Menge", Some(S::Quantity), amounts(180)),
        ],
        vec![
            ("Straßenname", Some(S::Street), streets.clone()),
            ("Stadtbezirk", Some(S::District), beside.collect()),
        ],
        vec![
            ("Bezirk", Some(S::District), districts()),
            ("Einwohner", Some(S::Quantity), amounts(4)),
        ],
    ]
}

#[test]
fn addresses_lead_over_their_street_to_the_district() {
    let found = found(&city(|at| at % 4));
    let [steps] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(steps.bridge.kind, BridgeKind::Hierarchy);
    assert_eq!(
        (steps.bridge.left[0].table, steps.bridge.right[0].table),
        (0, 2)
    );
    let Climb::Over { fine, coarse } = steps.climb else {
        panic!("{steps:?}");
    };
    assert_eq!((fine.table, coarse.table), (1, 1));
    assert!(steps.coverage > 0.99 && steps.bridge.shares.right > 0.99);
    assert!(steps.bridge.score < 0.9);
}

/// The same steps, looked for from one table only.
fn found_from(all: &[Columns], table: u32) -> Vec<Hierarchy> {
    let mut collection = Collection::default();
    for (number, columns) in all.iter().enumerate() {
        add(&mut collection, &number.to_string(), columns);
    }
    let (bridges, _) = collection.bridges_of(table);
    let wishes = collection.hierarchies_of(table, &bridges);
    wishes
        .iter()
        .filter_map(|wish| answer(&collection, all, wish))
        .collect()
}

#[test]
fn steps_are_found_from_whichever_table_comes_last() {
    let city = city(|at| at % 4);
    let all = found(&city);
    assert_eq!(all.len(), 1);
    for table in 0..3 {
        assert_eq!(found_from(&city, table), all, "from table {table}");
    }
    let mut with_own = city;
    let own = (0..180).map(|at| districts()[at % 60 % 4].clone());
    with_own[0].push(("Stadtbezirk", Some(S::District), own.collect()));
    for table in 0..3 {
        assert_eq!(found_from(&with_own, table), [], "from table {table}");
    }
}

#[test]
fn steps_on_record_are_walked_again_also_where_they_lead_no_longer_far() {
    let mut city = city(|at| at % 4);
    let before = found(&city).remove(0);
    // Half of the streets lie in two districts now.
    city[1][0].2.extend(streets(30));
    let others = (0..30).map(|at| districts()[(at + 1) % 4].clone());
    city[1][1].2.extend(others);
    let mut collection = Collection::default();
    for (number, columns) in city.iter().enumerate() {
        add(&mut collection, &number.to_string(), columns);
    }
    let (left, right) = (before.bridge.left[0], before.bridge.right[0]);
    let wish = collection.climb(left, before.climb, right).unwrap();
    let mut counts = wish.counts(&collection);
    for (column, values) in [(left, &mut counts.left), (right, &mut counts.right)] {
        let place = collection.entry(column).unwrap().column;
        for value in &city[column.table as usize][place as usize].2 {
            values.push(value);
        }
    }
    let steps = counts.steps.as_mut().unwrap();
    for (fine, coarse) in city[1][0].2.iter().zip(&city[1][1].2) {
        steps.push(fine, coarse);
    }
    let now = wish.measured(&counts);
    assert!((now.bridge.shares.left - 0.5).abs() < 0.01, "{now:?}");
    assert_eq!(now.values, (60, 4));
    assert_eq!(wish.answer(&counts), None);
}

#[test]
fn streets_that_lie_in_several_districts_lead_nowhere() {
    let mut city = city(|at| at % 4);
    // The directory names each street once for each district.
    city[1][0].2 = repeated(&streets(60), 4);
    city[1][1].2 = (0..240).map(|at| districts()[at / 60].clone()).collect();
    assert_eq!(found(&city), []);
}

#[test]
fn who_has_the_district_needs_no_steps() {
    let mut city = city(|at| at % 4);
    let own = (0..180)
        .map(|at| districts()[at % 60 % 4].clone())
        .collect();
    city[0].push(("Stadtbezirk", Some(S::District), own));
    assert_eq!(found(&city), []);
}

#[test]
fn days_lead_to_the_months_of_a_series() {
    let days = (0..200).map(|at| format!("2025-{:02}-{:02}", at % 10 + 1, at % 28 + 1));
    let months = [
        "Jan. 2025",
        "Feb 2025",
        "März 2025",
        "April 2025",
        "Mai 2025",
        "Juni 2025",
        "Juli 2025",
        "Aug. 2025",
        "September 2025",
        "Okt 2025",
    ];
    let tables = [
        vec![
            ("Eingang", Some(S::Date), days.collect::<Vec<_>>()),
            ("Menge", Some(S::Quantity), amounts(200)),
        ],
        vec![
            ("Monat", Some(S::Period), months.map(str::to_owned).to_vec()),
            ("Niederschlag", Some(S::Quantity), amounts(10)),
        ],
    ];
    let found = found(&tables);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].climb, Climb::Calendar(Level::Month));
    assert!(found[0].bridge.score <= 0.5);
}

#[test]
fn levels_of_the_calendar_are_read_as_offices_write_them() {
    let check = |value: &str, level: Option<Level>, month: Option<&str>, year: Option<&str>| {
        assert_eq!(Level::of(value), level, "{value}");
        assert_eq!(Level::Month.lifted(value).as_deref(), month, "{value}");
        assert_eq!(Level::Year.lifted(value).as_deref(), year, "{value}");
    };
    let month = |value: &str| check(value, Some(Level::Month), Some("2026-03"), Some("2026"));
    for value in [
        "2026-03",
        "2026/03",
        "03/2026",
        "3.2026",
        "202603",
        "März 2026",
        "Mrz. 2026",
        "mar 2026",
    ] {
        month(value);
    }
    check(
        "05.03.2026",
        Some(Level::Day),
        Some("2026-03"),
        Some("2026"),
    );
    check(
        "2026-03-05T14:22:00",
        Some(Level::Day),
        Some("2026-03"),
        Some("2026"),
    );
    check("2026", Some(Level::Year), None, Some("2026"));
    check("2026.0", Some(Level::Year), None, Some("2026"));
    for value in ["2026-Q1", "Q1 2026", "1. Quartal 2026"] {
        check(value, Some(Level::Quarter), None, Some("2026"));
        assert_eq!(Level::Quarter.lifted(value).as_deref(), Some("2026-Q1"));
    }
    for value in ["44623", "13/2026", "Bahnhof 12", "9999", "2026-13-01", ""] {
        check(value, None, None, None);
    }
}
