//! Sentences with parameters.

use Language::{De, En};
use hebewerk_model::{Finding, FindingCode, Language, Severity};
use hebewerk_words::{Value, code, finding, has, keys, t, t_with};

#[test]
fn a_sentence_is_said_in_both_languages() {
    assert_eq!(t(De, "visibility-public"), "Öffentlich");
    assert_eq!(t(En, "visibility-public"), "Public");
    assert!(has(De, "visibility-public") && has(En, "visibility-public"));
}

#[test]
fn a_missing_key_is_said_in_angle_brackets() {
    assert_eq!(t(De, "no-such-key"), "<no-such-key>");
    assert!(!has(De, "no-such-key"));
    assert!(keys(De).all(|key| has(De, key)));
}

#[test]
fn parameters_stand_in_the_sentence_without_marks_and_numbers_with_separators() {
    let sentence = t_with(
        De,
        "error-sql-too-large",
        &[("limit", 20_000.into()), ("what", "bytes".into())],
    );
    assert_eq!(
        sentence,
        "Die Abfrage ist zu lang. Erlaubt sind höchstens 20.000 Bytes."
    );
    let sentence = t_with(
        En,
        "error-sql-too-large",
        &[("limit", Value::from(20_000)), ("what", "bytes".into())],
    );
    assert_eq!(
        sentence,
        "The query is too long. At most 20,000 bytes are allowed."
    );
}

#[test]
fn a_sentence_with_a_missing_parameter_is_still_said() {
    assert_eq!(
        t(De, "error-no-such-table"),
        "Eine Tabelle „{$name}“ gibt es nicht."
    );
}

#[test]
fn text_chooses_a_variant() {
    let table = [("what", Value::from("table")), ("name", "umwelt.b".into())];
    assert_eq!(
        t_with(De, "error-sql-unknown", &table),
        "Eine Tabelle „umwelt.b“ gibt es hier nicht, oder Sie dürfen sie nicht sehen."
    );
    let other = [("what", Value::from("schema")), ("name", "x".into())];
    assert_eq!(
        t_with(De, "error-sql-unknown", &other),
        "„x“ gibt es hier nicht."
    );
}

#[test]
fn codes_get_a_word_and_unknown_codes_stay_as_they_are() {
    assert_eq!(code(De, "semantic-type", "free_text"), "Freitext");
    assert_eq!(
        code(De, "licence", "dl-zero-de/2.0"),
        "Datenlizenz Deutschland – Zero 2.0"
    );
    assert_eq!(code(De, "licence", "hausrecht/1"), "hausrecht/1");
}

#[test]
fn what_a_finding_counts_is_written_as_people_write_numbers() {
    let mut mixed = Finding::new("mixed_values", Severity::Warning);
    for (name, count) in [("numbers", "1742"), ("words", "1")] {
        mixed.parameters.insert(name.to_owned(), count.to_owned());
    }
    let sentence = finding(De, &mixed);
    assert!(
        sentence.starts_with("Die Spalte enthält 1.742 Zahlen und einen Text und bleibt"),
        "{sentence}"
    );
}

#[test]
fn a_finding_without_a_sentence_shows_its_code() {
    let mut unknown = Finding::new("x", Severity::Note);
    unknown.code = FindingCode("moon_phase".to_owned().into());
    assert_eq!(finding(De, &unknown), "<finding-moon-phase>");
}
