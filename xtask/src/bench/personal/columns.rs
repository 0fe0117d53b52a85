//! Columns with what is right in them, what the program finds, and some values for others to look at.

use anyhow::Result;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bench::intake::program::{Program, each};
use crate::bench::intake::standard_csv::{Rows, records};
use crate::checkout::{Checkout, read};

/// Different values handed to others.
const VALUES: usize = 40;

/// A column.
pub(super) struct Column {
    pub(super) file: String,
    pub(super) label: String,
    /// A kind, several with `|`, `-` for none.
    pub(super) wanted: String,
    pub(super) found: Option<String>,
    pub(super) values: Vec<String>,
}

/// A label: table (empty for the first), place of the column, its name, what is right.
struct Label {
    table: String,
    place: usize,
    name: String,
    wanted: String,
}

/// Labels by file.
type Labels = BTreeMap<String, Vec<Label>>;

/// Columns of the made-up tables: those known while the rules were made, and those written later.
pub(super) fn made_up(folder: &Path, program: &Program) -> Result<Vec<(String, Vec<Column>)>> {
    let text = fs::read_to_string(folder.join("labels.csv"))?;
    let mut parts: BTreeMap<String, Labels> = BTreeMap::new();
    for cell in Rows::of(&text).each() {
        let labels = parts.entry(cell("part")).or_default();
        let kind = cell("personal");
        labels.entry(cell("file")).or_default().push(Label {
            table: String::new(),
            place: cell("column").parse()?,
            name: cell("name"),
            wanted: if kind.is_empty() { "-".into() } else { kind },
        });
    }
    parts
        .into_iter()
        .map(|(part, labels)| {
            let columns = seen(&labels, program, |file| folder.join(file))?;
            Ok((format!("made up, {part}"), columns))
        })
        .collect()
}

/// Labelled columns of the real files, and of the demo city.
pub(super) fn labelled(
    checkout: &Checkout,
    real: &Path,
    program: &Program,
    home: &Path,
) -> Result<Vec<(String, Vec<Column>)>> {
    let city = home.join("city");
    read(
        Command::new(program.binary())
            .args(["demo", "--small", "--no-serve", "--data"])
            .arg(&city),
    )?;
    let labels = checkout.root.join("xtask/labels");
    let personal = fs::read_to_string(labels.join("personal.csv"))?;
    let key = |cell: &dyn Fn(&str) -> String| (cell("file"), cell("table"), cell("column"));
    let kinds: HashMap<_, String> = Rows::of(&personal)
        .each()
        .map(|cell| (key(&cell), cell("personal")))
        .collect();
    let mut files = Labels::new();
    let mut demo = Labels::new();
    let all = fs::read_to_string(labels.join("types.csv"))?;
    for cell in Rows::of(&all).each() {
        let file = cell("file");
        let side = if file.starts_with("demo/") {
            &mut demo
        } else {
            &mut files
        };
        let wanted = kinds.get(&key(&cell)).cloned();
        side.entry(file).or_default().push(Label {
            table: cell("table"),
            place: cell("column").parse()?,
            name: cell("name"),
            wanted: wanted.unwrap_or_else(|| "-".into()),
        });
    }
    let stadt = city.join("stadt");
    let in_city = |file: &str| stadt.join(file.trim_start_matches("demo/"));
    Ok(vec![
        (
            "real files".into(),
            seen(&files, program, |file| real.join(file))?,
        ),
        ("demo city".into(), seen(&demo, program, in_city)?),
    ])
}

/// What the program sees in the labelled columns.
fn seen(labels: &Labels, program: &Program, path: impl Fn(&str) -> PathBuf) -> Result<Vec<Column>> {
    let files: Vec<(&String, &Vec<Label>, PathBuf)> = labels
        .iter()
        .map(|(file, labels)| (file, labels, path(file)))
        .collect();
    let columns = each(&files, |(file, labels, path)| {
        let tables = program.tables(path)?;
        let csv = program.as_csv(path, None)?;
        let rows = records(&String::from_utf8_lossy(&csv));
        let columns = labels
            .iter()
            .map(|label| of_label(file, label, &tables, &rows));
        Ok(columns.collect::<Vec<Column>>())
    })?;
    Ok(columns.into_iter().flatten().collect())
}

fn of_label(file: &str, label: &Label, tables: &[Value], rows: &[Vec<String>]) -> Column {
    let table = tables
        .iter()
        .position(|table| label.table.is_empty() || table["name"] == label.table.as_str());
    let none = Vec::new();
    let columns = table
        .and_then(|at| tables[at]["columns"].as_array())
        .unwrap_or(&none);
    let found = column_of(label, columns);
    let kind = found.and_then(|at| columns[at]["personal_data"]["kind"].as_str());
    // The program writes the first table; others have no values here.
    let mut values = Vec::new();
    if let (Some(0), Some(at)) = (table, found) {
        for row in rows.iter().skip(1) {
            let Some(value) = row.get(at).filter(|value| !value.is_empty()) else {
                continue;
            };
            if !values.contains(value) {
                values.push(value.clone());
            }
            if values.len() == VALUES {
                break;
            }
        }
    }
    Column {
        file: file.to_owned(),
        label: label.name.clone(),
        wanted: label.wanted.clone(),
        found: kind.map(str::to_owned),
        values,
    }
}

/// Same place and (if the file names it) same name; else the only one of that name.
fn column_of(label: &Label, columns: &[Value]) -> Option<usize> {
    let begin = |name: &str| plain(name).chars().take(20).collect::<String>();
    let name = begin(&label.name);
    let is_same = |column: &Value| column["name"].as_str().is_some_and(|it| begin(it) == name);
    let here = columns.get(label.place).map(|_| label.place);
    if name.is_empty() || name == "none" || columns.get(label.place).is_some_and(is_same) {
        return here;
    }
    let mut named = (0..columns.len()).filter(|at| is_same(&columns[*at]));
    match (named.next(), named.next()) {
        (Some(only), None) => Some(only),
        _ => here,
    }
}

fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
