//! One is said differently from many.

use Language::{De, En};
use hebewerk_model::Language;
use hebewerk_words::{Value, t_with};

#[track_caller]
fn check(language: Language, key: &str, numbers: &[(&str, u64)], expected: &str) {
    let parameters: Vec<(&str, Value<'_>)> = numbers
        .iter()
        .map(|(name, number)| (*name, Value::from(*number)))
        .collect();
    assert_eq!(t_with(language, key, &parameters), expected);
}

#[test]
fn one_thing_is_said_as_one() {
    let one = [("count", 1)];
    check(
        De,
        "ask-other-tables",
        &one,
        "1 weitere Tabelle kennt die Ergänzung beim Schreiben.",
    );
    check(De, "find-more-values", &one, "1 weiterer Wert");
    check(De, "silo-others", &one, "1 weiteres Haus");
    check(
        De,
        "upload-other-columns",
        &one,
        "1 weitere Spalte wird übernommen, wie sie erkannt ist.",
    );
    check(
        De,
        "upload-other-findings",
        &one,
        "1 weiterer Fund steht später auf der Seite „Güte“.",
    );
    check(En, "quality-errors", &one, "1 error");
    check(
        De,
        "preview-caption-all",
        &[("rows", 1), ("version", 2)],
        "Die einzige Zeile, Fassung 2",
    );
    check(
        De,
        "table-caption-filtered",
        &[("total", 1), ("rows", 1)],
        "1 von 1 Zeile passt zu Ihrer Auswahl",
    );
    check(
        De,
        "start-usable",
        &[("known", 1), ("open", 1)],
        "bekannten Datensatz heute nutzbar. Davon offen für alle: 1.",
    );
    check(
        De,
        "find-narrow-jump",
        &[("count", 1)],
        "Treffer eingrenzen (1 Filter)",
    );
}

#[test]
fn several_things_are_said_as_several() {
    check(
        De,
        "start-usable",
        &[("known", 252), ("open", 88)],
        "bekannten Datensätzen heute nutzbar. Davon offen für alle: 88.",
    );
    check(
        De,
        "table-caption-filtered",
        &[("total", 3), ("rows", 1_208)],
        "3 von 1.208 Zeilen passen zu Ihrer Auswahl",
    );
    check(
        De,
        "houses-lead",
        &[("lifted", 0), ("known", 2)],
        "Gehoben sind 0 von 2 bekannten Datensätzen.",
    );
    check(
        De,
        "find-narrow-jump",
        &[("count", 0)],
        "Treffer eingrenzen",
    );
}
