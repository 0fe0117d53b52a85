//! What the shipped models say. The labelled datasets they learned from are not shipped; these are our own words.

use super::model::Class;
use super::*;

fn of(title: &str, text: &str) -> Topics {
    TopicModel.topics(&TopicText {
        title,
        text,
        ..TopicText::default()
    })
}

fn speaks_of(topics: &Topics, path: &str) -> bool {
    topics.reference_datasets.iter().any(|one| one.0 == path)
}

#[test]
fn the_shipped_models_know_every_entry_of_the_catalogue_and_every_other_theme() {
    let model = SHIPPED.as_ref().unwrap();
    assert_eq!(model.reference_datasets.classes.len(), 242);
    for class in &model.reference_datasets.classes {
        let path = ReferenceDataset(class.name.clone());
        assert!(path.term().is_some(), "{path:?}");
    }
    for class in &model.themes.classes {
        assert!(Theme::CODES.contains(&class.name.as_str()), "{class:?}");
    }
    assert!(model.themes.classes.len() >= 10);
}

#[test]
fn everyday_titles_are_held_to_be_what_they_are() {
    for (title, text, path, theme) in [
        (
            "Straßenbäume mit Pflanzjahr",
            "Standorte der städtischen Bäume, Art und Umfang",
            "floraUndFauna/baumbestand/baumkataster",
            "ENVI",
        ),
        (
            "Müllabfuhr 2026",
            "Termine der Leerung je Straße",
            "abfallentsorgung/abfallkalender",
            "ENVI",
        ),
        (
            "Kitas in Musterstadt",
            "Adressen der Kindertagesstätten",
            "bildung/kindertageseinrichtung/standort",
            "EDUC",
        ),
        (
            "Ergebnisse der Bundestagswahl",
            "Stimmen je Wahlbezirk",
            "politischePartizipation/wahl/bundestagswahl",
            "GOVE",
        ),
        (
            "E-Ladesäulen",
            "Öffentliche Ladestationen für Elektroautos",
            "verkehr/kfz/elektrotankstelle",
            "TRAN",
        ),
        (
            "Beliebteste Vornamen",
            "Häufigkeit je Jahr und Geschlecht",
            "bevoelkerungsstruktur/vorname",
            "SOCI",
        ),
        (
            "Defibrillatoren",
            "",
            "gesundheit/rettungsdienst/defibrillator",
            "HEAL",
        ),
    ] {
        let topics = of(title, text);
        assert!(speaks_of(&topics, path), "{title}: {topics:?}");
        assert!(
            topics.themes.iter().any(|one| one.0 == theme),
            "{title}: {topics:?}"
        );
        assert!(topics.reference_datasets.len() <= 3 && topics.themes.len() <= 3);
    }
}

#[test]
fn key_words_and_columns_count_too() {
    let tags = ["Friedhof".to_owned()];
    let with = |tags: &[String], columns: &[&str]| {
        TopicModel.topics(&TopicText {
            title: "Liste",
            text: "",
            tags,
            columns,
        })
    };
    assert!(speaks_of(
        &with(&tags, &["Grabstätte", "Grabart"]),
        "kultur/friedhof/grabstaette"
    ));
    assert!(!speaks_of(&with(&[], &[]), "kultur/friedhof/grabstaette"));
}

#[test]
fn nothing_is_suggested_for_nothing() {
    for nothing in ["", "   ", "2026", "xqzvw", "Qwrtz xyzzy"] {
        assert_eq!(of(nothing, ""), Topics::default(), "{nothing}");
    }
}

#[test]
fn a_file_comes_back_as_it_was_and_a_cut_one_is_refused() {
    let example = |title: &str, class: &str| Example {
        features: Features::of(title, "", &["Musterstadt".to_owned()]),
        classes: vec![class.to_owned()],
        weight: 1.0,
    };
    let examples = [
        example("Bäume in Musterstadt", "trees"),
        example("Baumarten", "trees"),
        example("Wahlergebnis Musterstadt", "votes"),
        example("Wahllokale", "votes"),
    ];
    let learned = train(&examples, Learner::default());
    let again = train(&examples, Learner::default());
    assert_eq!(learned, again, "the same examples make the same model");
    let best = learned.best(&Features::of("Alter Baum", "", &[]), 1);
    assert_eq!(best.first().map(|(name, _)| *name), Some("trees"));
    let model = Model {
        reference_datasets: learned,
        themes: again,
    };
    let bytes = model.write();
    assert_eq!(Model::read(&bytes), Ok(model));
    for cut in [0, 3, 4, 7, 30, bytes.len() - 1] {
        assert_eq!(Model::read(&bytes[..cut]), Err(ModelError), "{cut}");
    }
    assert_eq!(
        Model::read(&[bytes.as_slice(), b"x"].concat()),
        Err(ModelError)
    );
}

#[test]
fn names_of_the_place_count_nowhere() {
    let without = Features::of("Bäume", "", &[]);
    let left_out = Features::of("Bäume Köln", "", &["Köln".to_owned()]);
    assert_eq!(without, left_out);
    assert_ne!(without, Features::of("Bäume Köln", "", &[]));
}

#[test]
fn a_class_without_weights_says_its_bias() {
    let linear = Linear {
        classes: vec![Class {
            name: "a".to_owned(),
            scale: 1.0,
            bias: -0.5,
        }],
        rarity: vec![1.0; features::BUCKETS],
        entries: vec![Vec::new(); features::BUCKETS],
    };
    assert_eq!(
        linear.best(&Features::of("Baum", "", &[]), 3),
        [("a", -0.5)]
    );
}
