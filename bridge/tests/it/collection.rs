use crate::tables::{amounts, repeated, streets, table};
use hebewerk_bridge::{Bridge, BridgeKind, Cardinality, Collection, Header, Limits, NormalForm};
use hebewerk_model::SemanticType as S;

fn city() -> Collection {
    let streets = streets(60);
    let keys: Vec<String> = (0..60).map(|at| format!("{:05}", 1000 + at * 7)).collect();
    let short: Vec<String> = streets
        .iter()
        .map(|street| street.replace("straße", "str."))
        .collect();
    let addresses: Vec<String> = (0..120)
        .map(|at| format!("{} {}", short[at % 40], at + 1))
        .collect();
    let mut collection = Collection::default();
    let directory = table(
        "Straßen",
        &[
            ("Straßenschlüssel", Some(S::Key), keys.clone()),
            ("Straßenname", Some(S::Street), streets),
        ],
    );
    let bins = table(
        "Behälter",
        &[
            (
                "Str.-Nr.",
                None,
                repeated(
                    &keys[..50]
                        .iter()
                        .map(|key| key.trim_start_matches('0').to_owned())
                        .collect::<Vec<_>>(),
                    3,
                ),
            ),
            ("Liter", Some(S::Quantity), amounts(150)),
        ],
    );
    let orders = table(
        "Aufträge",
        &[
            ("Anschrift", None, addresses),
            ("Menge", Some(S::Quantity), amounts(120)),
        ],
    );
    for table in [directory, bins, orders] {
        collection.add(table).unwrap();
    }
    collection
}

#[test]
fn keys_that_lost_their_zeros_find_the_directory() {
    let (bridges, _) = city().bridges();
    let found = bridges
        .iter()
        .find(|bridge| bridge.left[0].table == 0 && bridge.right[0].table == 1)
        .unwrap();
    assert_eq!(found.kind, BridgeKind::Join);
    assert!(found.forms.has(NormalForm::LeadingZeros));
    assert_eq!(found.cardinality, Some(Cardinality::OneToMany));
    assert!(found.shares.right > 0.99);
}

#[test]
fn the_street_of_an_address_finds_the_directory() {
    let (bridges, _) = city().bridges();
    let found = bridges
        .iter()
        .find(|bridge| bridge.left[0].table == 0 && bridge.right[0].table == 2)
        .unwrap();
    assert!(found.forms.has(NormalForm::HouseNumber) && found.forms.has(NormalForm::Street));
}

#[test]
fn a_column_is_told_its_kin_and_never_itself_or_its_table() {
    let collection = city();
    let akin = collection.akin(1, 0, &Limits::default());
    assert_eq!(akin[0].found.table, 0);
    assert!(akin.iter().all(|akin| akin.found.table != 1));
}

#[test]
fn a_table_that_was_taken_out_is_not_found_any_more() {
    let mut collection = city();
    collection.remove(0);
    assert!(
        collection
            .akin(1, 0, &Limits::default())
            .iter()
            .all(|akin| akin.found.table != 0)
    );
    assert!(
        collection
            .bridges()
            .0
            .iter()
            .all(|bridge| bridge.left[0].table != 0)
    );
}

fn trees(year: usize, offset: usize) -> hebewerk_bridge::TableSketch {
    let names = streets(30);
    table(
        &format!("Bäume {year}"),
        &[
            (
                "Baumnummer",
                Some(S::Key),
                (0..90).map(|at| format!("B{:05}", at + offset)).collect(),
            ),
            (
                "Baumart",
                Some(S::Category),
                repeated(&["Ahorn", "Eiche", "Linde"].map(str::to_owned), 30),
            ),
            ("Standort", Some(S::Street), repeated(&names, 3)),
        ],
    )
}

#[test]
fn tables_of_two_years_can_be_put_below_one_another() {
    let mut collection = Collection::default();
    collection.add(trees(2024, 0)).unwrap();
    collection.add(trees(2025, 1000)).unwrap();
    let (bridges, _) = collection.bridges();
    let union = bridges
        .iter()
        .find(|bridge| bridge.kind == BridgeKind::Union)
        .unwrap();
    assert_eq!(union.left.len(), 3);
}

#[test]
fn a_table_that_is_there_twice_is_a_duplicate() {
    let mut collection = Collection::default();
    collection.add(trees(2024, 0)).unwrap();
    collection.add(trees(2024, 0)).unwrap();
    assert_eq!(collection.bridges().0[0].kind, BridgeKind::Duplicate);
}

#[test]
fn codes_before_and_after_a_reform_are_told_apart_from_a_key() {
    let codes = |from: usize| {
        (from..from + 400)
            .map(|at| format!("{:08}", 1_010_000 + at))
            .collect()
    };
    let mut collection = Collection::default();
    for (name, from) in [("alt", 0), ("neu", 250)] {
        let planning = table(
            name,
            &[
                ("PLR_ID", Some(S::Key), codes(from)),
                ("Wert", Some(S::Money), amounts(400)),
            ],
        );
        collection.add(planning).unwrap();
    }
    let (bridges, _) = collection.bridges();
    assert!(
        bridges
            .iter()
            .any(|bridge| bridge.kind == BridgeKind::Lookalike)
    );
    assert!(bridges.iter().all(|bridge| bridge.kind != BridgeKind::Join));
}

#[test]
fn years_counters_and_amounts_make_no_bridge() {
    let mut collection = Collection::default();
    for name in ["Haushalt", "Bäder"] {
        let years: Vec<String> = (2001..2020).map(|year| year.to_string()).collect();
        let counters: Vec<String> = (1..20).map(|at| at.to_string()).collect();
        let numbered = table(
            name,
            &[
                ("Jahr", Some(S::Year), years),
                (
                    if name == "Bäder" {
                        "Platz"
                    } else {
                        "lfd. Nr."
                    },
                    None,
                    counters,
                ),
                (name, Some(S::Money), amounts(19)),
            ],
        );
        collection.add(numbered).unwrap();
    }
    assert_eq!(collection.bridges().0, []);
}

#[test]
fn district_and_year_are_a_key_together() {
    let districts: Vec<String> = ["Mitte", "Sodingen", "Eickel", "Wanne"]
        .map(str::to_owned)
        .to_vec();
    let years = |from: u32| {
        (from..from + 5)
            .flat_map(|year| vec![year.to_string(); 4])
            .collect::<Vec<_>>()
    };
    let mut collection = Collection::default();
    for (name, from) in [("Einwohner", 2015), ("Geburten", 2016)] {
        let yearly = table(
            name,
            &[
                ("Stadtbezirk", Some(S::District), repeated(&districts, 5)),
                ("Jahr", Some(S::Year), years(from)),
                (name, Some(S::Quantity), amounts(20)),
            ],
        );
        collection.add(yearly).unwrap();
    }
    let (_, wishes) = collection.bridges();
    let wish = &wishes[0];
    assert_eq!(wish.left.len(), 2);
    let tuples = |from: u32| {
        let mut builder = hebewerk_bridge::ColumnSketch::builder(hebewerk_bridge::ValueKey::OPEN);
        for (district, year) in repeated(&districts, 5).iter().zip(years(from)) {
            builder.push_parts(&[district, &year]);
        }
        builder.finish().0
    };
    let bridges = wish.answer(&tuples(2015), &tuples(2016));
    let bridge = &bridges[0];
    assert_eq!(bridge.cardinality, Some(Cardinality::OneToOne));
    assert_eq!(bridge.left.len(), 2);
}

#[test]
fn numbers_are_one_key_where_rows_that_bear_one_name_bear_one_number() {
    const LETTERS: [&str; 6] = ["Am ", "Linden", "Hof", "Ried", "Brink", "Feld"];
    let name = |number: usize| -> String {
        let parts = (0..4).map(|at| LETTERS[number / 6_usize.pow(at) % 6]);
        parts.collect()
    };
    let listed: Vec<usize> = (1..120).collect();
    let shuffled: Vec<usize> = (1..120).map(|at| at * 37 % 119 + 1).collect();
    let texts = |numbers: &[usize]| numbers.iter().map(ToString::to_string).collect();
    let names = |numbers: &[usize]| numbers.iter().map(|number| name(*number)).collect();
    for (other, is_proven) in [(&shuffled, true), (&listed, false)] {
        let mut collection = Collection::default();
        let one: Vec<Vec<String>> = vec![names(&listed), texts(&listed)];
        // The other office numbers its rows in the order of its own list, or as the first office does.
        let two: Vec<Vec<String>> = vec![names(&shuffled), texts(other)];
        let columns = |of: &[Vec<String>], header| {
            [
                ("Platz", None, of[0].clone()),
                (header, None, of[1].clone()),
            ]
        };
        collection
            .add(table("Spiel", &columns(&one, "ID")))
            .unwrap();
        collection
            .add(table("Pflege", &columns(&two, "Objekt")))
            .unwrap();
        let (bridges, wishes) = collection.bridges();
        let is_numbers = |bridge: &Bridge| bridge.left[0].entry == 1;
        assert!(!bridges.iter().any(is_numbers));
        let tuples = |of: &[Vec<String>]| {
            let mut builder =
                hebewerk_bridge::ColumnSketch::builder(hebewerk_bridge::ValueKey::OPEN);
            for (name, number) in of[0].iter().zip(&of[1]) {
                builder.push_parts(&[name, number]);
            }
            builder.finish().0
        };
        let told = wishes
            .iter()
            .flat_map(|it| it.answer(&tuples(&one), &tuples(&two)));
        assert_eq!(told.filter(is_numbers).count(), usize::from(is_proven));
    }
}

#[test]
fn headers_of_one_thing_are_alike_however_offices_shorten_them() {
    let like = |one, two| Header::new(one).likeness(&Header::new(two));
    for (one, two) in [
        ("Str.-Nr.", "strassenschluessel"),
        ("STRSCHL", "Straßenschlüssel"),
        ("PLZ", "Postleitzahl"),
        ("countryName", "country_names"),
    ] {
        assert!(like(one, two) > 0.9, "{one} {two} {}", like(one, two));
    }
    assert!(like("Baumart", "Kassenzeichen") < 0.3);
    assert!(Header::new("Nr.").says_nothing() && !Header::new("Schulnr.").says_nothing());
}

#[test]
fn bridges_of_one_table_are_those_told_of_all() {
    let collection = city();
    let (all, _) = collection.bridges();
    for table in 0..3 {
        let of_it: Vec<_> = all
            .iter()
            .filter(|bridge| bridge.left[0].table == table || bridge.right[0].table == table)
            .filter(|bridge| bridge.left.len() == 1)
            .cloned()
            .collect();
        assert_eq!(collection.bridges_of(table).0, of_it);
    }
    assert!(!all.is_empty());
}

#[test]
fn two_columns_are_measured_whether_or_not_they_are_told() {
    let collection = city();
    let (all, _) = collection.bridges();
    let told = &all[0];
    let measured = collection.measured(told.left[0], told.right[0]).unwrap();
    assert_eq!(measured.shares, told.shares);
    assert_eq!(measured.score.to_bits(), told.score.to_bits());
    let mut gone = city();
    gone.remove(told.right[0].table);
    assert_eq!(gone.measured(told.left[0], told.right[0]), None);
}

/// Bridges between two tables of one column each.
fn between(left: (&str, Vec<String>), right: (&str, Vec<String>)) -> Vec<hebewerk_bridge::Bridge> {
    let mut collection = Collection::default();
    for (name, (label, values)) in [("links", left), ("rechts", right)] {
        collection
            .add(table(name, &[(label, None, values)]))
            .unwrap();
    }
    collection.bridges().0
}

#[test]
fn months_are_no_streets_of_addresses() {
    let months = [
        "Jan", "Feb", "Mrz", "Apr", "Mai", "Juni", "Juli", "Aug", "Sep", "Okt", "Nov", "Dez",
    ];
    let values = |from: usize| {
        let all = months.iter().enumerate();
        let all = all.map(|(at, month)| format!("{month} {}", 21 + (at + from) % 4));
        all.collect::<Vec<String>>()
    };
    let found = between(("Monat", values(0)), ("Monat", values(1)));
    assert!(
        found.iter().all(|bridge| bridge.forms.is_empty()),
        "{found:?}"
    );
}

#[test]
fn numbers_with_few_gaps_meet_by_chance_and_keys_do_not() {
    let dense = |step: usize, count: usize| {
        let numbers = (0..count).map(|at| (3 + at * step + at % 2).to_string());
        numbers.collect::<Vec<String>>()
    };
    let plans = ("Plan-Nr.", dense(1, 90));
    let lights = ("LSA-Nr.", dense(2, 40));
    assert_eq!(between(plans, lights), []);
    let keys = |count: usize| {
        let numbers = (0..count).map(|at| (10_000 + at * 83).to_string());
        numbers.collect::<Vec<String>>()
    };
    let streets = ("Str.-Nr.", keys(200));
    assert_eq!(between(streets, ("Straßenschlüssel", keys(90))).len(), 1);
}

#[test]
fn numbers_of_things_with_different_names_are_no_bridge_however_many_they_share() {
    // The first ones of each of nine districts: polling districts, and zones of ground values.
    let codes = |of_each: usize| {
        let codes = (1..10)
            .flat_map(|district| (1..=of_each).map(move |at| format!("{district:02}{at:02}")));
        codes.collect::<Vec<String>>()
    };
    assert_eq!(
        between(("Stimmbezirk", codes(12)), ("Zone BRW-Zone", codes(7))),
        []
    );
    assert_eq!(
        between(("Stimmbezirk", codes(12)), ("Bodenrichtwertzone", codes(7))),
        []
    );
    let wards = between(("Stimmbezirk", codes(12)), ("Wahlbezirksnummer", codes(7)));
    assert_eq!(wards.len(), 1, "one thing, two words");
    let bare = between(("Stimmbezirk", codes(12)), ("Nr.", codes(7)));
    assert_eq!(bare.len(), 1, "nothing is said against it");
    let equal = between(
        ("Stimmbezirk", codes(12)),
        ("Bodenrichtwertzone", codes(12)),
    );
    assert_eq!(equal.len(), 1, "one list with two names");
    // The key of a table numbers what the table is called after.
    let of_tables = |one: &str, two: &str| {
        let mut collection = Collection::default();
        for (name, codes) in [(one, codes(12)), (two, codes(7))] {
            collection
                .add(table(name, &[("Nr.", None, codes)]))
                .unwrap();
        }
        collection.bridges().0.len()
    };
    assert_eq!(of_tables("Stimmbezirke 2025", "Stadtviertel"), 0);
    assert_eq!(of_tables("Stimmbezirke 2025", "Wahllokale"), 1);
}

#[test]
fn keys_that_a_program_filled_up_with_zeros_are_the_same_and_short_codes_are_not() {
    let codes = |length: usize, step: usize| {
        let codes = (1..90).map(|at| format!("{:0length$}", at * step));
        codes.collect::<Vec<String>>()
    };
    let filled = between(
        ("Straßenschlüssel", codes(5, 83)),
        ("STRSCHL", codes(8, 83)),
    );
    assert_eq!(filled.len(), 1);
    assert_eq!(
        between(("Bezirk", codes(2, 1)), ("Bezirk", codes(3, 1))),
        []
    );
}

#[test]
fn a_number_with_its_word_meets_the_number_alone() {
    let bare: Vec<String> = (1..80).map(|at| format!("{:05}", at * 37)).collect();
    let spelt = |word: &str| {
        bare.iter()
            .map(|key| format!("{word}{key}"))
            .collect::<Vec<_>>()
    };
    let found = between(("Kapitel", bare.clone()), ("Kap.", spelt("Kap. ")));
    assert_eq!(found.len(), 1);
    assert!(
        found[0].forms.has(hebewerk_bridge::NormalForm::Number),
        "{found:?}"
    );
    let named: Vec<String> = bare.iter().map(|key| format!("{key} Amt {key}")).collect();
    let with_name: Vec<String> = named
        .iter()
        .map(|it| it.replace(" Amt ", " Amt für "))
        .collect();
    assert_eq!(
        between(("Kapitel", bare.clone()), ("Kapitel", with_name)).len(),
        1
    );
    // A letter that its header does not explain is part of the key, and `Nr.` is of none.
    assert_eq!(
        between(("Kapitel", bare.clone()), ("Objekt", spelt("Z-"))),
        []
    );
    assert_eq!(
        between(("Objekt", spelt("N-")), ("Objekt", spelt("Z-"))),
        []
    );
    assert_eq!(
        between(("Kapitel", bare.clone()), ("Kapitel", spelt("Nr. "))).len(),
        1
    );
    // Words of all sorts name no number.
    let houses: Vec<String> = bare
        .iter()
        .map(|key| format!("{}straße {key}", key.replace('0', "o")))
        .collect();
    assert_eq!(between(("Kapitel", bare), ("Anschrift", houses)), []);
}
