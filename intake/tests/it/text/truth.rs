//! Real text files against what people and parsers saw in them (`truth.csv`).

use super::files::{Made, shared};
use hebewerk_hub::ports::FileReader;
use hebewerk_intake::Intake;
use hebewerk_model::{Inspection, Recipe};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

/// Share of files that must be right, a bit under what is reached.
const FLOORS: [(&str, f64); 10] = [
    ("encoding", 0.98),
    ("delimiter", 0.98),
    ("quote", 0.98),
    ("header_line", 0.96),
    ("header_rows", 0.96),
    ("columns", 0.96),
    ("data_rows", 0.97),
    ("footer_rows", 0.98),
    ("decimal", 0.97),
    ("thousands", 0.98),
];

#[test]
fn real_text_files_are_recognised_as_people_see_them() {
    let Some(folder) = shared() else { return };
    let truth = Made::new(std::fs::read(folder.join("truth.csv")).unwrap());
    let lines = truth.csv();
    let mut rows = split(&lines);
    let header = rows.remove(0);
    let intake = Intake::in_process();
    let mut scores: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let mut wrong = String::new();
    for row in &rows {
        let row: HashMap<&str, &str> = header
            .iter()
            .map(String::as_str)
            .zip(row.iter().map(String::as_str))
            .collect();
        let name = row["path"].rsplit('/').next().unwrap();
        let inspection = intake
            .inspect(
                &folder.join(row["path"]),
                name,
                &Recipe::default(),
                &|_, _| {},
            )
            .unwrap();
        for (property, expected, found) in compare(&row, &inspection) {
            let score = scores.entry(property).or_default();
            score.0 += u32::from(expected == found);
            score.1 += 1;
            if expected != found {
                writeln!(
                    wrong,
                    "{property}: expected {expected:?}, found {found:?}: {}",
                    row["path"]
                )
                .unwrap();
            }
        }
    }
    println!("{wrong}");
    for (property, (right, all)) in &scores {
        println!(
            "{property}: {right} of {all} = {:.3}",
            f64::from(*right) / f64::from(*all)
        );
    }
    for (property, floor) in FLOORS {
        let (right, all) = scores[property];
        assert!(
            f64::from(right) >= floor * f64::from(all),
            "{property}: {right} of {all}"
        );
    }
}

/// Property, expected and found value; what the truth leaves open is left out.
fn compare(
    row: &HashMap<&str, &str>,
    inspection: &Inspection,
) -> Vec<(&'static str, String, String)> {
    let Some(table) = inspection.tables.first() else {
        let none = || "no table".to_owned();
        let expected = if row["columns"] == "0" {
            none()
        } else {
            row["columns"].to_owned()
        };
        return vec![("columns", expected, none())];
    };
    let sign = |sign: Option<char>| sign.map(String::from).unwrap_or_default();
    let dialect = &table.dialect;
    let encoding = |label: &str| match label {
        "ascii" => "utf-8".to_owned(),
        "latin1" => "windows-1252".to_owned(),
        other => other.replace("-le", "le").replace("-be", "be"),
    };
    let header_line = if table.header_rows == 0 {
        "none".to_owned()
    } else {
        table.header_line.to_string()
    };
    let mut all = vec![
        (
            "encoding",
            encoding(row["encoding"]),
            encoding(dialect.encoding.as_deref().unwrap_or("")),
        ),
        (
            "delimiter",
            row["delimiter"].replace("TAB", "\t"),
            dialect.delimiter.clone().unwrap_or_default(),
        ),
        ("quote", row["quotechar"].to_owned(), sign(dialect.quote)),
        ("header_line", row["header_line"].to_owned(), header_line),
        (
            "header_rows",
            row["header_rows"].to_owned(),
            table.header_rows.to_string(),
        ),
        (
            "data_rows",
            row["data_rows"].to_owned(),
            table.data_rows.to_string(),
        ),
        (
            "footer_rows",
            row["footer_rows"].to_owned(),
            table.footer_rows.to_string(),
        ),
        ("decimal", row["decimal"].to_owned(), sign(dialect.decimal)),
        (
            "thousands",
            row["thousands"].to_owned(),
            sign(dialect.thousands),
        ),
    ];
    if !row["columns"].is_empty() {
        all.push((
            "columns",
            row["columns"].to_owned(),
            table.columns.len().to_string(),
        ));
    }
    all
}

/// Records of standard CSV.
fn split(text: &str) -> Vec<Vec<String>> {
    let cutting = hebewerk_profile::Cutting {
        delimiter: ",".to_owned(),
        quote: Some(b'"'),
        escape: None,
        carriage_return: false,
        width: 0,
        stops: Vec::new(),
        framed: false,
    };
    let mut splitter = hebewerk_profile::Splitter::new(cutting);
    let mut record = hebewerk_profile::Record::new();
    let mut rest = text;
    let mut rows = Vec::new();
    while !rest.is_empty() {
        let hebewerk_profile::Cut::Record(used) = splitter.cut(rest, true, &mut record) else {
            break;
        };
        rest = rest.get(used..).unwrap();
        rows.push(
            (0..record.len())
                .map(|index| record.text_of(index).into_owned())
                .collect(),
        );
    }
    rows
}
