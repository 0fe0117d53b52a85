//! Whether the story can be read out of the files alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use calamine::{Data, Reader, Xlsx, open_workbook};
use hebewerk_demo::{Scale, musterstadt, states, write, write_state};

/// The whole city in its last state, written once for all tests here.
fn city() -> &'static Path {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    FOLDER
        .get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            let city = musterstadt(Scale::Full);
            write(&city, folder.path(), &mut |_| {}).unwrap();
            for state in 2..=states(&city) {
                write_state(&city, folder.path(), state, &mut |_| {}).unwrap();
            }
            folder
        })
        .path()
}

/// Rows of a semicolon file without quotes, as maps by column.
fn rows(path: &str) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(city().join(path)).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let head: Vec<&str> = lines.next().unwrap().split(';').collect();
    lines
        .map(|line| {
            head.iter()
                .zip(line.split(';'))
                .map(|(name, cell)| ((*name).to_owned(), cell.to_owned()))
                .collect()
        })
        .collect()
}

fn sheet(path: &str, name: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = open_workbook(city().join(path)).unwrap();
    workbook
        .worksheet_range(name)
        .unwrap()
        .rows()
        .map(<[Data]>::to_vec)
        .collect()
}

#[test]
fn orders_are_as_many_as_the_story_says_and_99_4_per_cent_find_their_street() {
    let orders = rows("entsorgung/Abholaufträge Sperrmüll.csv");
    let streets = rows("vermessung/Straßenverzeichnis.csv");
    assert_eq!((orders.len(), streets.len()), (18_432, 1_180));
    assert_eq!(orders[0].len(), 11);
    let known: BTreeMap<&str, &str> = streets
        .iter()
        .map(|street| {
            (
                street["strassenname"].as_str(),
                street["stadtbezirk"].as_str(),
            )
        })
        .collect();
    let found = orders
        .iter()
        .filter(|order| known.contains_key(order["strasse"].as_str()))
        .count();
    assert_eq!(found, 18_325);
    let ordering: BTreeSet<&str> = orders
        .iter()
        .map(|order| order["strasse"].as_str())
        .filter(|name| known.contains_key(name))
        .collect();
    assert_eq!(ordering.len(), 1_076);
    let of = |name: &str| {
        orders
            .iter()
            .filter(|order| order["strasse"] == name)
            .count()
    };
    assert_eq!(
        (of("Kanalstraße"), of("Hafenallee"), of("Bahnhofstraße")),
        (412, 388, 341)
    );
    // January to October by district, over the directory.
    let mut districts: BTreeMap<&str, u32> = BTreeMap::new();
    for order in &orders {
        let month = order["eingang"].get(3..).unwrap();
        if let Some(district) = known.get(order["strasse"].as_str())
            && month.ends_with("2026")
            && !month.starts_with("11")
        {
            *districts.entry(district).or_default() += 1;
        }
    }
    assert_eq!(districts["Nordhafen"], 2_182);
    assert_eq!(districts["Altstadt"], 2_023);
    assert_eq!(districts.values().sum::<u32>(), 16_870);
}

#[test]
fn the_newest_orders_are_those_shown_in_the_story() {
    let orders = rows("entsorgung/Abholaufträge Sperrmüll.csv");
    let first = &orders[0];
    assert_eq!(
        [
            &first["auftrag"],
            &first["eingang"],
            &first["strasse"],
            &first["hausnr"],
            &first["plz"],
            &first["menge_m3"],
            &first["tour"]
        ],
        [
            "SM-26-18430",
            "20.11.2026",
            "Kanalstraße",
            "12a",
            "44915",
            "3,5",
            "K-07"
        ]
    );
    assert_eq!(
        (
            orders[2]["tour"].as_str(),
            orders[3]["tour"].as_str(),
            orders[5]["tour"].as_str()
        ),
        ("N-03", "Z-02", "H-04")
    );
}

#[test]
fn merging_saves_27_to_30_per_cent() {
    let plan = "entsorgung/Tourenplan Sperrmüll.xlsx";
    let week_and_round = |week: &Data, round: &Data| (week.to_string(), round.to_string());
    let mut streets: BTreeMap<(String, String), BTreeMap<String, f64>> = BTreeMap::new();
    for row in sheet(plan, "Abfolge").iter().skip(1) {
        let Data::Float(leg) = row[6] else {
            panic!("a leg is a number: {:?}", row[6])
        };
        streets
            .entry(week_and_round(&row[0], &row[1]))
            .or_default()
            .insert(row[4].to_string(), leg);
    }
    // Rounds of one week and area with their weekday and the way from and to the depot.
    type Rounds = Vec<(String, f64, BTreeMap<String, f64>)>;
    let mut areas: BTreeMap<(String, String), Rounds> = BTreeMap::new();
    for row in sheet(plan, "Touren").iter().skip(4) {
        let Data::Float(approach) = row[9] else {
            panic!("an approach is a number: {:?}", row[9])
        };
        let own = streets[&week_and_round(&row[0], &row[3])].clone();
        areas
            .entry((row[0].to_string(), row[4].to_string()))
            .or_default()
            .push((row[2].to_string(), approach, own));
    }
    let (mut before, mut after, mut pairs) = (0.0, 0.0, 0);
    for rounds in areas.values() {
        let way: f64 = rounds
            .iter()
            .map(|(_, approach, own)| approach + own.values().sum::<f64>())
            .sum();
        before += way;
        after += match rounds.as_slice() {
            [one, other] if one.0 != other.0 && shared(&one.2, &other.2) => {
                pairs += 1;
                merged(one, other)
            }
            _ => way,
        };
    }
    let saved = 1.0 - after / before;
    println!(
        "{pairs} pairs in 13 weeks, {:.0} km a week before, {:.1} % saved",
        before / 13.0,
        saved * 100.0
    );
    assert!((0.27..=0.30).contains(&saved), "{saved}");
    assert!(pairs > 100, "{pairs}");
}

/// At least a third of the streets of the smaller round are streets of the other.
fn shared(one: &BTreeMap<String, f64>, other: &BTreeMap<String, f64>) -> bool {
    let both = one
        .keys()
        .filter(|street| other.contains_key(*street))
        .count();
    both * 3 >= one.len().min(other.len())
}

/// One way from the depot, each street once.
fn merged(
    one: &(String, f64, BTreeMap<String, f64>),
    other: &(String, f64, BTreeMap<String, f64>),
) -> f64 {
    let mut legs = one.2.clone();
    for (street, leg) in &other.2 {
        let known = legs.entry(street.clone()).or_insert(*leg);
        *known = known.max(*leg);
    }
    one.1.max(other.1) + legs.values().sum::<f64>()
}

#[test]
fn the_log_shows_the_trial_since_september() {
    let bytes = fs::read(city().join("entsorgung/Fahrtenbuch_Sperrmüll_2026.csv")).unwrap();
    let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    let mut weeks: BTreeMap<u32, f64> = BTreeMap::new();
    for line in text
        .lines()
        .skip(2)
        .filter(|line| !line.starts_with("Summe"))
    {
        let cells: Vec<&str> = line.split(';').collect();
        *weeks.entry(cells[1].parse().unwrap()).or_default() +=
            cells[6].replace(',', ".").parse::<f64>().unwrap();
    }
    let mean = |from: u32, until: u32| {
        let found: Vec<f64> = weeks.range(from..=until).map(|(_, way)| *way).collect();
        found.iter().sum::<f64>() / found.len() as f64
    };
    let (before, after) = (mean(10, 35), mean(37, 45));
    println!("{before:.0} km a week before, {after:.0} since");
    assert!((950.0..1_090.0).contains(&before), "{before}");
    assert!(
        (0.68..0.78).contains(&(after / before)),
        "{}",
        after / before
    );
}

#[test]
fn the_big_series_has_a_million_rows() {
    let bytes = fs::read(city().join("stadtwerke/Pegel_Messwerte_2023-2026.csv")).unwrap();
    assert_eq!(
        bytes.iter().filter(|&&byte| byte == b'\n').count(),
        1_000_001
    );
}
