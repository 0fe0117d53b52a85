//! Whether the story can be read out of the files alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use hebewerk_demo::{Scale, musterstadt, neighbours, states, write, write_state};

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

/// Cells of a semicolon file in old Windows letters without quotes.
fn lines(path: &str) -> Vec<Vec<String>> {
    let bytes = fs::read(city().join(path)).unwrap();
    let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    text.lines()
        .map(|line| line.split(';').map(str::to_owned).collect())
        .collect()
}

fn sheet(folder: &Path, path: &str, name: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = open_workbook(folder.join(path)).unwrap();
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
    let written: BTreeSet<&str> = orders
        .iter()
        .map(|order| order["strasse"].as_str())
        .collect();
    assert_eq!(written.len(), 1_146);
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
    let saved = share_saved_by_merging(city());
    assert!((0.27..=0.30).contains(&saved), "{saved}");
}

#[test]
fn the_neighbours_could_save_as_well() {
    for city in neighbours(Scale::Full) {
        let folder = tempfile::tempdir().unwrap();
        write(&city, folder.path(), &mut |_| {}).unwrap();
        let saved = share_saved_by_merging(folder.path());
        assert!((0.15..=0.40).contains(&saved), "{}: {saved}", city.name);
    }
}

#[test]
fn planned_rounds_collect_exactly_the_orders_of_their_day() {
    let mut orders: BTreeMap<(String, String), u32> = BTreeMap::new();
    for order in rows("entsorgung/Abholaufträge Sperrmüll.csv") {
        *orders
            .entry((order["termin"].clone(), order["tour"].clone()))
            .or_default() += 1;
    }
    let rounds = sheet(city(), PLAN, "Touren");
    assert!(rounds.len() > 500);
    for row in rounds.iter().skip(4) {
        let date = row[1].as_datetime().unwrap().format("%d.%m.%Y").to_string();
        assert_eq!(
            i64::from(orders[&(date, row[3].to_string())]),
            row[8].as_i64().unwrap()
        );
    }
}

#[test]
fn houses_carry_the_keys_of_the_directory_and_lost_zeros_can_be_restored() {
    let streets = rows("vermessung/Straßenverzeichnis.csv");
    let keys: BTreeSet<&str> = streets
        .iter()
        .map(|street| street["strassenschluessel"].as_str())
        .collect();
    assert_eq!(keys.len(), streets.len());
    assert!(keys.iter().all(|key| key.len() == 5) && keys.iter().any(|key| key.starts_with('0')));
    for house in lines("vermessung/Hauskoordinaten_2026-10.csv")
        .iter()
        .skip(1)
    {
        assert!(keys.contains(house[2].as_str()), "{house:?}");
    }
    for section in lines("tiefbau/Straßenzustand_Export_final_neu2.csv")
        .iter()
        .skip(4)
    {
        assert!(
            !section[0].starts_with('0') && keys.contains(format!("{:0>5}", section[0]).as_str()),
            "{section:?}"
        );
    }
}

#[test]
fn nine_in_ten_trees_and_orders_find_a_connection_once_spellings_are_levelled() {
    let connections: BTreeSet<String> = lines("stadtwerke/Hausanschlüsse.csv")
        .iter()
        .skip(1)
        .map(|row| level(&row[2]))
        .collect();
    let trees = lines("stadtgruen/Baumkataster.csv");
    let matched = trees
        .iter()
        .skip(1)
        .filter(|row| connections.contains(&level(&format!("{} {}", row[3], row[4]))))
        .count();
    let share = matched as f64 / (trees.len() - 1) as f64;
    assert!((0.87..0.91).contains(&share), "{share}");
    let orders = rows("entsorgung/Abholaufträge Sperrmüll.csv");
    let matched = orders
        .iter()
        .filter(|row| {
            connections.contains(&level(&format!("{} {}", row["strasse"], row["hausnr"])))
        })
        .count();
    let share = matched as f64 / orders.len() as f64;
    assert!((0.93..0.955).contains(&share), "{share}");
}

/// Lower case, umlauts written out, "str." written out, no blank before a letter behind a number.
fn level(address: &str) -> String {
    let mut plain = String::new();
    for word in address.to_lowercase().split_whitespace() {
        let word = word
            .replace('ä', "ae")
            .replace('ö', "oe")
            .replace('ü', "ue")
            .replace('ß', "ss");
        let word = word.strip_suffix('.').unwrap_or(&word);
        let word = if word.ends_with("str") {
            format!("{word}asse")
        } else {
            word.to_owned()
        };
        if !plain.is_empty() && word.len() > 1
            || word.starts_with(|letter: char| letter.is_ascii_digit())
        {
            plain.push(' ');
        }
        plain.push_str(&word);
    }
    plain
}

const PLAN: &str = "entsorgung/Tourenplan Sperrmüll.xlsx";

/// The rule of the story: rounds of one area and week on different days that share a third of their streets.
fn share_saved_by_merging(folder: &Path) -> f64 {
    let week_and_round = |week: &Data, round: &Data| (week.to_string(), round.to_string());
    let mut streets: BTreeMap<(String, String), BTreeMap<String, f64>> = BTreeMap::new();
    for row in sheet(folder, PLAN, "Abfolge").iter().skip(1) {
        let leg = row[6].as_f64().unwrap();
        streets
            .entry(week_and_round(&row[0], &row[1]))
            .or_default()
            .insert(row[4].to_string(), leg);
    }
    // Rounds of one week and area with their weekday and the way from and to the depot.
    let mut areas: BTreeMap<(String, String), Vec<Round>> = BTreeMap::new();
    for row in sheet(folder, PLAN, "Touren").iter().skip(4) {
        let round = Round {
            weekday: row[2].to_string(),
            approach: row[9].as_f64().unwrap(),
            legs: streets[&week_and_round(&row[0], &row[3])].clone(),
        };
        areas
            .entry((row[0].to_string(), row[4].to_string()))
            .or_default()
            .push(round);
    }
    let (mut before, mut after) = (0.0, 0.0);
    for rounds in areas.values() {
        let way: f64 = rounds
            .iter()
            .map(|round| round.approach + round.legs.values().sum::<f64>())
            .sum();
        before += way;
        after += match rounds.as_slice() {
            [one, other] if one.weekday != other.weekday && shared(one, other) => {
                merged(one, other)
            }
            _ => way,
        };
    }
    1.0 - after / before
}

struct Round {
    weekday: String,
    approach: f64,
    legs: BTreeMap<String, f64>,
}

/// At least a third of the streets of the smaller round are streets of the other.
fn shared(one: &Round, other: &Round) -> bool {
    let both = one
        .legs
        .keys()
        .filter(|street| other.legs.contains_key(*street))
        .count();
    both * 3 >= one.legs.len().min(other.legs.len())
}

/// One way from the depot, each street once.
fn merged(one: &Round, other: &Round) -> f64 {
    let mut legs = one.legs.clone();
    for (street, leg) in &other.legs {
        let known = legs.entry(street.clone()).or_insert(*leg);
        *known = known.max(*leg);
    }
    one.approach.max(other.approach) + legs.values().sum::<f64>()
}

#[test]
fn the_log_shows_the_trial_since_september() {
    let log = lines("entsorgung/Fahrtenbuch_Sperrmüll_2026.csv");
    let mut weeks: BTreeMap<u32, f64> = BTreeMap::new();
    for row in log.iter().skip(2).filter(|row| row[0] != "Summe") {
        *weeks.entry(row[1].parse().unwrap()).or_default() +=
            row[6].replace(',', ".").parse::<f64>().unwrap();
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
    assert_eq!(bytes.split(|&byte| byte == b'\n').count() - 1, 1_000_001);
}
