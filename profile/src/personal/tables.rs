//! Whole tables and what is decided of their columns.

use super::{ColumnValues, personal_data, personal_finding};
use hebewerk_model::{ColumnType, PersonalData, Severity};

/// A column of as many rows as values.
fn column<'a>(label: &'a str, sample: &[&'a str]) -> ColumnValues<'a> {
    let is_day =
        |value: &&str| value.len() == 10 && value.chars().filter(|c| *c == '.').count() == 2;
    let column_type = if sample.iter().all(is_day) {
        ColumnType::Date
    } else {
        ColumnType::Text
    };
    ColumnValues {
        label,
        column_type,
        sample: sample.to_vec(),
        values: sample.len() as u64,
        distinct: sample.len() as u64,
    }
}

fn data(columns: &[ColumnValues<'_>]) -> Vec<Option<PersonalData>> {
    personal_data(columns)
}

#[track_caller]
fn check(columns: &[ColumnValues<'_>], expected: &[&str]) {
    let found = data(columns);
    let kinds: Vec<&str> = found
        .iter()
        .map(|data| data.as_ref().map_or("-", |data| data.kind.code()))
        .collect();
    assert_eq!(kinds, expected);
}

const NAMES: [&str; 4] = ["Hans Müller", "Ayşe Yılmaz", "Jan Kowalski", "Ute Schäfer"];
const PHONES: [&str; 4] = ["0209 169123", "02323 4567", "0234 998877", "0201 123456"];
const STREETS: [&str; 4] = [
    "Bahnhofstr. 12",
    "Am Markt 3",
    "Kaiserallee 7a",
    "Ringweg 1",
];
const DAYS: [&str; 4] = ["01.02.1950", "13.04.1988", "30.11.1971", "02.02.2001"];

#[test]
fn streets_telephones_and_days_are_personal_beside_persons_only() {
    let beside = [
        column("Antragsteller", &NAMES),
        column("Geburtsdatum", &DAYS),
        column("Anschrift", &STREETS),
        column("Telefon", &PHONES),
    ];
    check(&beside, &["full_name", "birth_date", "address", "phone"]);
    let alone = [
        column("Datum", &DAYS),
        column("Anschrift", &STREETS),
        column("Telefon", &PHONES),
    ];
    check(&alone, &["-", "-", "-"]);
}

#[test]
fn schools_with_their_telephones_and_mailboxes_are_none_of_persons() {
    let schools = [
        column(
            "Schule",
            &[
                "Erich-Kästner-Schule",
                "Anne-Frank-Gymnasium",
                "Hans-Böckler-Berufskolleg",
            ],
        ),
        column(
            "Straße",
            &["Bahnhofstr. 12", "Am Markt 3", "Kaiserallee 7a"],
        ),
        column("Telefon", &["02323 161234", "02323 165678", "02323 169012"]),
        column(
            "E-Mail",
            &["sekretariat@eks.de", "info@afg.de", "123456@schule.nrw.de"],
        ),
    ];
    check(&schools, &["-", "-", "-", "-"]);
}

#[test]
fn what_is_called_after_persons_or_made_by_them_is_none() {
    let streets = [
        "Erich-Ollenhauer-Straße",
        "Rosa-Luxemburg-Platz",
        "Hans-Sachs-Weg",
    ];
    check(&[column("Name", &streets)], &["-"]);
    check(&[column("Künstler", &NAMES)], &["-"]);
    check(&[column("benannt nach", &NAMES)], &["-"]);
    check(
        &[column(
            "Firma",
            &["Müller GmbH", "Schmidt & Söhne KG", "Apotheke am Markt"],
        )],
        &["-"],
    );
}

#[test]
fn towns_that_are_called_like_people_are_none() {
    let towns = [
        "Hagen",
        "Hof",
        "Berg",
        "Mark",
        "Wolfsburg",
        "Halle",
        "Essen",
        "Kiel",
        "Celle",
        "Ulm",
    ];
    check(&[column("Ort", &towns)], &["-"]);
    check(&[column("Name", &towns)], &["-"]);
}

#[test]
fn lists_that_count_names_tell_of_nobody() {
    let names = ["Mia", "Emma", "Hanna", "Ben", "Noah", "Leon"];
    let counts = ["31", "29", "28", "27", "26", "25"];
    check(
        &[column("Vorname", &names), column("Anzahl", &counts)],
        &["-", "-"],
    );
    let family = ["Müller", "Yılmaz", "Kowalski", "Schäfer", "Weber", "Koch"];
    check(
        &[
            column("Vorname", &names),
            column("Nachname", &family),
            column("Anzahl", &counts),
        ],
        &["first_name", "last_name", "-"],
    );
}

#[test]
fn one_number_in_all_rows_is_that_of_a_switchboard() {
    let mut phone = column("Telefon", &["02323 160", "02323 161"]);
    phone.values = 40;
    let names = ColumnValues {
        values: 40,
        distinct: 40,
        ..column("Ansprechpartner", &NAMES)
    };
    check(&[names, phone], &["full_name", "-"]);
}

#[test]
fn eleven_digits_are_tax_numbers_only_where_nearly_all_pass_the_check() {
    let right = ["36574261809", "86095742719", "47036892816", "65929970489"];
    check(&[column("nr", &right)], &["tax_id"]);
    let some = ["36574261809", "86095742718", "47036892817", "65929970480"];
    check(&[column("nr", &some)], &["-"]);
}

#[test]
fn contacts_of_an_institution_are_persons_and_its_address_is_none() {
    let clubs = [
        column(
            "Verein",
            &[
                "Sportverein Nord",
                "Heimatverein Süd",
                "Turnverein",
                "Förderverein",
            ],
        ),
        column("Ansprechpartner", &NAMES),
        column("Anschrift", &STREETS),
        column(
            "E-Mail",
            &["info@a.de", "kontakt@b.de", "verein@c.de", "post@d.de"],
        ),
    ];
    check(&clubs, &["-", "full_name", "-", "-"]);
}

#[test]
fn an_empty_table_and_empty_columns_hold_nothing() {
    check(&[], &[]);
    check(
        &[column("Nachname", &[]), column("IBAN", &["-", "."])],
        &["-", "-"],
    );
}

#[test]
fn a_finding_counts_and_never_quotes() {
    let found = data(&[column("Antragsteller", &NAMES)]);
    let finding = personal_finding("Antragsteller", found[0].as_ref().unwrap());
    assert_eq!(finding.severity, Severity::Warning);
    let said = format!("{finding:?}");
    for name in NAMES.iter().flat_map(|name| name.split(' ')) {
        assert!(!said.contains(name), "{said}");
    }
    assert_eq!(finding.parameters["found"], "4");
    assert_eq!(finding.parameters["kind"], "full_name");
}
