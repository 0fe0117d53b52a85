use hebewerk_bridge::linkage::{Agreement, Field, Linked, Record, RecordText, Verdict, link};

fn address(street: &'static str, number: &'static str, postcode: &'static str) -> Record {
    let text = RecordText {
        street: Some(street),
        number: Some(number),
        postcode: Some(postcode),
        ..RecordText::default()
    };
    Record::new(&text, None)
}

fn facility(name: &'static str, street: &'static str) -> Record {
    let text = RecordText {
        name: Some(name),
        street: Some(street),
        ..RecordText::default()
    };
    Record::new(&text, None)
}

/// Addresses nobody asks about, so that a street is one of many.
fn others() -> Vec<Record> {
    let mut records = Vec::new();
    for street in crate::tables::streets(50) {
        for number in [3, 7, 12, 18] {
            let number = number.to_string();
            let text = RecordText {
                street: Some(&street),
                number: Some(&number),
                postcode: Some("44625"),
                ..RecordText::default()
            };
            records.push(Record::new(&text, None));
        }
    }
    records
}

/// The verdict on a pair among many others.
fn verdict(one: Record, two: Record) -> Option<Linked> {
    let mut right = others();
    right.push(two);
    let at = right.len() - 1;
    link(&[one], &right)
        .into_iter()
        .find(|pair| pair.right == at)
}

#[track_caller]
fn check(one: Record, two: Record, expected: Option<Verdict>) {
    let found = verdict(one, two);
    assert_eq!(
        found.as_ref().map(|pair| pair.verdict),
        expected,
        "{found:?}"
    );
}

#[test]
fn an_address_is_the_same_however_offices_spell_it() {
    let whole = |street| RecordText {
        street: Some(street),
        ..RecordText::default()
    };
    for other in [
        address("BAHNHOFSTRASSE", "12 A", "44623.0"),
        address("Bahnhofstr.", "12a", "44623"),
        address("Bahnhofsraße", "12a", "44623"),
        Record::new(&whole("Bahnhofstr. 12 a, 44623 Herne"), None),
        Record::new(&whole("Bahnhof-Straße 12a"), None),
    ] {
        check(
            address("Bahnhofstraße", "12a", "44623"),
            other,
            Some(Verdict::Same),
        );
    }
}

#[test]
fn neighbours_are_not_the_same_and_letters_are_doubt() {
    let here = || address("Bahnhofstraße", "12", "44623");
    check(here(), address("Bahnhofstraße", "14", "44623"), None);
    check(here(), address("Kirchhofstraße", "12", "44623"), None);
    check(
        here(),
        address("Bahnhofstraße", "12b", "44623"),
        Some(Verdict::Review),
    );
    check(
        here(),
        address("Bahnhofstraße", "10-12", "44623"),
        Some(Verdict::Review),
    );
}

#[test]
fn a_street_of_two_towns_is_doubt() {
    check(
        address("Bahnhofstraße", "12", "44623"),
        address("Bahnhofstraße", "12", "45879"),
        Some(Verdict::Review),
    );
}

#[test]
fn facilities_are_found_by_shortened_names_and_told_apart_in_one_house() {
    let school = || facility("Städtische Grundschule Sankt Marien", "Kirchweg 4");
    check(
        school(),
        facility("Städt. Grundschule St. Marien", "Kirchweg 4"),
        Some(Verdict::Same),
    );
    check(
        school(),
        facility("Musikschule Alte Wache", "Kirchweg 4"),
        Some(Verdict::Review),
    );
}

#[test]
fn of_two_that_fit_as_well_a_person_chooses() {
    let mut right = others();
    right.push(address("Bahnhofstraße", "12", "44623"));
    right.push(address("Bahnhofstraße", "12", "44629"));
    let text = RecordText {
        street: Some("Bahnhofstr. 12"),
        ..RecordText::default()
    };
    let found = link(&[Record::new(&text, None)], &right);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found
            .iter()
            .all(|pair| pair.verdict == Verdict::Review && pair.is_one_of_several)
    );
}

#[test]
fn what_is_not_there_says_nothing_and_is_told() {
    let found = verdict(
        facility("Kindertagesstätte Regenbogenland", ""),
        facility("Kita Regenbogenland", "Lindenhofstraße 3"),
    );
    let found = found.expect("a rare word of the name");
    assert_eq!(found.verdict, Verdict::Review);
    assert_eq!(found.fields[Field::Street as usize], Agreement::Missing);
}

#[test]
fn where_it_lies_counts() {
    let at = |name: &'static str, x: f64| {
        let text = RecordText {
            name: Some(name),
            ..RecordText::default()
        };
        Record::new(&text, Some((x, 51.5)))
    };
    let mut right: Vec<Record> = (0..60)
        .map(|number| at("Spielplatz", 7.0 + 0.01 * f64::from(number)))
        .collect();
    right.push(at("Spielplatz Am Kanal", 7.205));
    let found = link(&[at("Spielpl. am Kanal", 7.205_1)], &right);
    assert_eq!(
        (found[0].right, found[0].verdict),
        (60, Verdict::Same),
        "{found:?}"
    );
}

#[test]
fn a_slip_belongs_to_the_nearest_street() {
    let mut left = vec![address("Am Baggerbach", "7", "44918")];
    for number in ["3", "5"] {
        left.push(address("Am Baggerbusch", number, "44918"));
    }
    let mut right = others();
    right.push(address("Am Baggerbush", "7", "44918"));
    let found = link(&left, &right);
    assert!(
        found.iter().all(|pair| pair.verdict == Verdict::Review),
        "{found:?}"
    );
}
