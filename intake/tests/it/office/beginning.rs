//! What large files would become, judged by their beginning: the same as all of them say, and soon.

mod archives;
mod damaged;
mod markup;
mod records;
mod texts;
mod workbooks;

use super::files::{Made, inspect, labels, name, rows, texts};
use hebewerk_hub::ports::{Beginning, FileReader, FirstRows, ReadError};
use hebewerk_intake::Intake;
use hebewerk_model::Recipe;
use std::fmt::Write;

const WANTED: FirstRows = FirstRows {
    tables: 20,
    rows: 20,
};

fn look(intake: &Intake, file: &Made) -> Result<Option<Beginning>, ReadError> {
    intake.beginning(&file.path, name(&file.path), &Recipe::default(), WANTED)
}

/// The beginning of a file, which must say the same as the whole of it.
#[track_caller]
fn check(name: &str, bytes: &[u8]) -> Beginning {
    check_file(&Made::new(name, bytes))
}

#[track_caller]
fn check_file(file: &Made) -> Beginning {
    let intake = Intake::in_process();
    let seen = look(&intake, file).unwrap().unwrap();
    let whole = inspect(&intake, &file.path).unwrap();
    let inspection = &seen.inspection;
    assert_eq!(inspection.format, whole.format);
    assert_eq!(seen.tables.len(), inspection.tables.len().min(20));
    for (number, (part, all)) in inspection.tables.iter().zip(&whole.tables).enumerate() {
        assert_eq!(part.name, all.name);
        assert_eq!(part.member, all.member);
        assert_eq!(labels(part), labels(all));
        assert_eq!(part.dialect, all.dialect);
        let first: Vec<_> = seen.tables[number].iter().flat_map(texts).collect();
        let mut rows = rows(&intake, &file.path, &whole, number).unwrap().rows;
        assert!(rows.len() >= first.len() && first.len() >= rows.len().min(20));
        rows.truncate(20);
        assert_eq!(first, rows, "{}", part.name);
    }
    let codes = |findings: &[hebewerk_model::Finding]| -> Vec<String> {
        findings
            .iter()
            .map(|it| it.code.as_str().to_owned())
            .collect()
    };
    let of_all = codes(&whole.findings);
    for code in codes(&inspection.findings) {
        assert!(of_all.contains(&code), "{code} is not in {of_all:?}");
    }
    seen
}

/// The names of the tables seen.
fn tables(seen: &Beginning) -> Vec<&str> {
    let tables = seen.inspection.tables.iter();
    tables.map(|table| table.name.as_str()).collect()
}

/// A list of trees of about so many bytes.
fn list(bytes: usize) -> String {
    let mut text = "Nummer;Art;Höhe;Gepflanzt;Bemerkung\n".to_owned();
    let mut number = 0;
    while text.len() < bytes {
        number += 1;
        let note = match number % 9 {
            0 => "\"zwei\nZeilen; und \"\"mehr\"\"\"",
            _ => "steht gut",
        };
        writeln!(
            text,
            "B{number:06};{};{},5;{:02}.03.20{:02};{note}",
            ["Eiche", "Linde", "Ahorn"][number % 3],
            number % 30,
            number % 28 + 1,
            number % 24,
        )
        .unwrap();
    }
    text
}
