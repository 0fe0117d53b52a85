//! Lists and JSON.

use super::{check, check_file, list, look, tables};
use crate::office::files::Made;
use hebewerk_intake::Intake;
use hebewerk_model::Format;
use std::fmt::Write;

fn features(count: usize) -> String {
    let mut text = String::new();
    for number in 0..count {
        let comma = if number > 0 { ",\n" } else { "" };
        write!(
            text,
            r#"{comma}{{"type": "Feature", "properties": {{"name": "Straße \"{number}\" ]}}", "zahl": {number}, "text": "{}", "listen": [1, [2]]}}, "geometry": {{"type": "Point", "coordinates": [7.{number:06}, 51.5]}}}}"#,
            "steht gut ".repeat(20)
        )
        .unwrap();
    }
    text
}

#[test]
fn a_list_is_seen_by_its_first_lines() {
    let seen = check("bäume.csv", list(5 << 20).as_bytes());
    assert_eq!(tables(&seen), ["bäume"]);
    assert!(seen.inspection.tables[0].data_rows < 10_000);
    let carriage_returns = list(5 << 20).replace("zwei\n", "zwei ").replace('\n', "\r");
    check("bäume.csv", carriage_returns.as_bytes());
}

#[test]
fn a_list_of_two_bytes_a_character_is_seen() {
    for is_little in [true, false] {
        let text = list(3 << 20);
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        let bytes: Vec<u8> = units
            .flat_map(|unit: u16| {
                if is_little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect();
        check("bäume.csv", &bytes);
    }
}

#[test]
fn lines_of_json_are_seen() {
    let lines = features(13_000).replace(",\n", "\n");
    let seen = check("orte.ndjson", lines.as_bytes());
    assert_eq!(seen.inspection.format, Format::Geojson);
    let mut plain = String::new();
    for number in 0..130_000 {
        writeln!(plain, r#"{{"a": {number}, "b": {{"c": "x{number}"}}}}"#).unwrap();
    }
    let seen = check("werte.ndjson", plain.as_bytes());
    assert_eq!(seen.inspection.format, Format::Ndjson);
}

#[test]
fn lists_and_collections_of_json_are_seen() {
    let records = features(13_000);
    let seen = check("orte.json", format!("[{records}]").as_bytes());
    assert_eq!(seen.inspection.format, Format::Json);
    let collection = format!(
        r#"{{"type": "FeatureCollection", "name": "orte", "crs": {{"type": "name", "properties": {{"name": "urn:ogc:def:crs:EPSG::25832"}}}}, "features": [{records}]}}"#
    );
    let seen = check("orte.geojson", collection.as_bytes());
    assert_eq!(seen.inspection.format, Format::Geojson);
    assert_eq!(
        seen.inspection.tables[0]
            .columns
            .last()
            .and_then(|it| it.unit.as_deref()),
        Some("EPSG:25832")
    );
    let nested = format!(r#"{{"stand": "heute", "daten": {{"zeilen": [{records}]}}, "ende": 1}}"#);
    check("antwort.json", nested.as_bytes());
    let keyed: Vec<String> = (0..100_000)
        .map(|number| format!(r#""k{number}": {{"a": {number}, "b": "{number} Bäume"}}"#))
        .collect();
    check(
        "nach_schlüssel.json",
        format!("{{{}}}", keyed.join(",")).as_bytes(),
    );
    let wide = format!("[{records}]")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect::<Vec<_>>();
    check("orte.json", &[b"\xff\xfe".as_slice(), &wide].concat());
}

#[test]
fn a_collection_that_says_so_at_its_end_is_one_and_its_features_may_be_large() {
    let records = features(3_000);
    let border: Vec<String> = (0..100_000)
        .map(|number| format!("[7.{number:05}, 51.{:05}]", number * 7 % 99_991))
        .collect();
    let border = border.join(",");
    let text = format!(
        r#"{{"features": [{{"geometry": {{"coordinates": [[{border}, [7.00000, 51.00000]]], "type": "Polygon"}}, "properties": {{"name": "Rand"}}, "type": "Feature"}}, {records}, {{"geometry": {{"coordinates": [[{border}, [7.00000, 51.00000]]], "type": "Polygon"}}, "properties": {{"name": "Rand"}}, "type": "Feature"}}], "type": "FeatureCollection"}}"#
    );
    let seen = check("grenzen.geojson", text.as_bytes());
    assert_eq!(seen.inspection.format, Format::Geojson);
}

#[test]
fn corrections_hold_for_the_beginning_too() {
    use hebewerk_hub::ports::FileReader;
    use hebewerk_model::{ColumnRecipe, Recipe, TableRecipe};
    let file = Made::new("bäume.csv", list(5 << 20).as_bytes());
    let mut recipe = Recipe {
        tables: vec![TableRecipe {
            table: "bäume".to_owned(),
            columns: vec![ColumnRecipe {
                label: "Art".to_owned(),
                name: Some("baumart".to_owned()),
                ..ColumnRecipe::default()
            }],
            ..TableRecipe::default()
        }],
    };
    let intake = Intake::in_process();
    let look = |recipe: &Recipe| {
        let seen = intake.beginning(&file.path, "bäume.csv", recipe, super::WANTED);
        seen.unwrap().unwrap()
    };
    assert_eq!(
        look(&recipe).inspection.tables[0].columns[1].name,
        "baumart"
    );
    recipe.tables[0].skip = Some(true);
    assert!(look(&recipe).tables[0].is_empty());
}

#[test]
fn small_files_and_those_that_are_no_table_are_looked_at_as_a_whole() {
    let intake = Intake::in_process();
    for (name, bytes) in [
        ("klein.csv", list(1 << 20).into_bytes()),
        (
            "prosa.txt",
            "Ein Satz, der nichts sagt. ".repeat(300_000).into_bytes(),
        ),
        (
            "bild.png",
            [b"\x89PNG\r\n\x1a\n".as_slice(), &vec![0; 5 << 20]].concat(),
        ),
        ("eine_zeile.csv", "a;b;c;".repeat(1 << 20).into_bytes()),
        ("leer.csv", Vec::new()),
    ] {
        assert!(
            look(&intake, &Made::new(name, &bytes)).unwrap().is_none(),
            "{name}"
        );
    }
    check_file(&Made::new("groß.csv", list(5 << 20).as_bytes()));
}
