use hebewerk_bridge::{Forms, NormalForm, normalised, split_house_number, split_number};
use proptest::prelude::*;

fn check(form: NormalForm, value: &str, expected: &str) {
    assert_eq!(form.apply(value), expected, "{value} as {}", form.code());
}

#[test]
fn days_of_offices_and_databases_are_written_alike() {
    check(NormalForm::Day, "26.11.2026", "2026-11-26");
    check(NormalForm::Day, "1.2.2026", "2026-02-01");
    check(NormalForm::Day, "2026/11/26", "2026-11-26");
    check(NormalForm::Day, "2026-11-26 00:00:00", "2026-11-26");
    check(NormalForm::Day, "2026-11-26T00:00:00Z", "2026-11-26");
    check(
        NormalForm::Day,
        "2026-11-26 08:30:00",
        "2026-11-26 08:30:00",
    );
    check(NormalForm::Day, "11/12/2026", "11/12/2026");
    check(NormalForm::Day, "31.13.2026", "31.13.2026");
}

#[test]
fn numbers_lose_what_spreadsheets_add_or_take() {
    check(NormalForm::DecimalComma, "12,5", "12.5");
    check(NormalForm::DecimalComma, "Haus 12,5", "Haus 12,5");
    check(NormalForm::DecimalZeros, "5916.0", "5916");
    check(NormalForm::DecimalZeros, "12.50", "12.5");
    check(NormalForm::LeadingZeros, "05916", "5916");
    check(NormalForm::LeadingZeros, "000", "0");
    check(NormalForm::LeadingZeros, "A05", "A05");
    check(NormalForm::LeadingZeros, "'05916", "5916");
    check(NormalForm::LeadingZeros, "'t Hof", "'t Hof");
}

#[test]
fn numbers_come_out_of_the_words_about_them() {
    check(NormalForm::Number, "Nr. 00012", "00012");
    check(NormalForm::Number, "Stimmbezirk 7", "7");
    check(NormalForm::Number, "D-44623", "44623");
    check(NormalForm::Number, "01 Mitte", "01");
    check(NormalForm::Number, "0511 - Grundschulen", "0511");
    for value in [
        "12",
        "A12",
        "12a",
        "3 a",
        "1. Mai",
        "5 m",
        "Haus 3 links",
        "10 20",
        "Ü-Wagen",
    ] {
        check(NormalForm::Number, value, value);
    }
}

#[test]
fn streets_are_short_wherever_the_word_ends() {
    check(NormalForm::Street, "Hauptstraße", "Hauptstr");
    check(NormalForm::Street, "Haupt-Strasse 5", "Haupt-str 5");
    check(NormalForm::Street, "Hauptstr.", "Hauptstr");
    check(NormalForm::Street, "HAUPTSTRASSE", "HAUPTstr");
    check(NormalForm::Street, "Straßenweg", "Straßenweg");
}

#[test]
fn spellings_of_a_street_have_one_normal_form() {
    let spellings = [
        "Judith-Auer-Straße",
        "Judith-Auer-Strasse",
        "Judith Auer Str.",
        "JUDITH-AUER-STR",
        "judith-auer-straße ",
    ];
    for spelling in spellings {
        assert_eq!(normalised(spelling), "judithauerstr");
    }
    assert_eq!(normalised("Grüner Weg"), normalised("Gruener Weg"));
    assert_eq!(normalised("Gru\u{308}ner Weg"), "gruenerweg");
}

#[test]
fn numbers_apart_stay_apart() {
    assert_ne!(normalised("1-2"), normalised("12"));
    assert_ne!(normalised("-5"), normalised("5"));
    assert_eq!(normalised("12 - 14"), normalised("12-14"));
    assert_ne!(normalised("<5"), normalised("5"));
}

#[test]
fn the_forms_between_two_spellings_are_those_that_are_needed() {
    let codes = |left, right| {
        Forms::between(left, right)
            .map(|forms| forms.each().map(NormalForm::code).collect::<Vec<_>>())
    };
    assert_eq!(codes("05916", "5916"), Some(vec!["nullen.1"]));
    assert_eq!(codes("5916.0", "5916"), Some(vec!["dezimalnullen.1"]));
    assert_eq!(codes("Herne", "HERNE"), Some(vec!["schreibung.1"]));
    assert_eq!(codes("Hauptstr.", "Hauptstraße"), Some(vec!["strasse.1"]));
    assert_eq!(codes("gleich", "gleich"), Some(vec![]));
    assert_eq!(codes("Bochum", "Herne"), None);
}

#[test]
fn a_house_number_is_split_off_an_address() {
    let split = |value| split_house_number(value).map(|address| (address.street, address.number));
    assert_eq!(split("Holzstraße 6a"), Some(("Holzstraße", "6a")));
    assert_eq!(
        split("Am Alten Markt 12 a"),
        Some(("Am Alten Markt", "12 a"))
    );
    assert_eq!(
        split("Hauptstr. 12-14, 44623 Herne"),
        Some(("Hauptstr.", "12-14"))
    );
    assert_eq!(
        split("Straße des 17. Juni 135"),
        Some(("Straße des 17. Juni", "135"))
    );
    assert_eq!(split("Hauptstraße"), None);
    assert_eq!(split("12"), None);
    assert_eq!(split("Straße des 17. Juni"), None);
}

proptest! {
    #[test]
    fn each_normal_form_changes_nothing_the_second_time(value in "\\PC{0,24}") {
        for form in NormalForm::OF_VALUES {
            let once = form.apply(&value).into_owned();
            let twice = form.apply(&once).into_owned();
            prop_assert_eq!(&twice, &once, "{}", form.code());
        }
    }

    #[test]
    fn all_forms_together_change_nothing_the_second_time(value in "[ 0-9a-zA-Zßäöü.,;/()+-]{0,16}") {
        let once = normalised(&value).into_owned();
        prop_assert_eq!(normalised(&once).into_owned(), once);
    }

    #[test]
    fn streets_come_to_rest(value in "(S|s)?(Haupt|stra|s|-| |\\.|ß|se|str){0,7}") {
        let once = normalised(&value).into_owned();
        prop_assert_eq!(normalised(&once).into_owned(), once);
    }
}

#[test]
fn a_number_in_front_is_split_off_a_name() {
    assert_eq!(split_number("01 Mitte"), Some("Mitte"));
    assert_eq!(split_number("3. Norden"), Some("Norden"));
    assert_eq!(split_number("1200 Main Street"), None);
    assert_eq!(split_number("3a"), None);
    assert_eq!(split_number("Mitte"), None);
    assert_eq!(split_number("12 - 14"), None);
}

#[test]
fn a_text_of_nothing_but_numbers_is_looked_through_once() {
    let long = "1 ".repeat(500_000);
    assert_eq!(split_house_number(&long), None);
    let street = format!("{}straße 12a-14b", "Lang".repeat(1_000));
    let address = split_house_number(&street).unwrap();
    assert_eq!(address.number, "12a-14b");
}
