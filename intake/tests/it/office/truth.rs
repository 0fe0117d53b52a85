//! Real workbooks against what people saw in them (`truth_excel.csv`).

use super::files::{inspect, shared};
use hebewerk_intake::Intake;
use hebewerk_model::{InspectedTable, Inspection};
use std::collections::{BTreeMap, HashMap};

/// Share of properties that must be right, a bit under what is reached.
const FLOOR: f64 = 0.9;

#[test]
fn real_workbooks_are_recognised_as_people_see_them() {
    let Some(folder) = shared() else { return };
    let truth = std::fs::read_to_string(folder.join("truth_excel.csv")).unwrap();
    let mut lines = truth.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let intake = Intake::in_process();
    let mut known: HashMap<String, Option<Inspection>> = HashMap::new();
    let mut scores: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for line in lines.filter(|line| !line.is_empty()) {
        let row: HashMap<&str, &str> = header.iter().copied().zip(fields(line)).collect();
        let path = folder.join(row["path"]);
        let inspection = known
            .entry(row["path"].to_owned())
            .or_insert_with(|| inspect(&intake, &path).ok());
        let table = inspection.as_ref().and_then(|inspection| {
            inspection
                .tables
                .iter()
                .find(|table| table.name == row["sheet"])
        });
        for (property, right) in compare(&row, table) {
            let score = scores.entry(property).or_default();
            score.0 += u32::from(right);
            score.1 += 1;
            if !right {
                println!(
                    "wrong {property}: {} [{}] {:?}",
                    row["path"],
                    row["sheet"],
                    table.map(summary)
                );
            }
        }
    }
    assert!(!scores.is_empty());
    for (property, (right, all)) in &scores {
        println!("{property}: {right} of {all}");
    }
    for (property, (right, all)) in scores {
        assert!(
            f64::from(right) >= FLOOR * f64::from(all),
            "{property}: {right} of {all}"
        );
    }
}

/// Fields of a line; quotes only around whole fields, as the file is written.
fn fields(line: &str) -> Vec<&str> {
    let mut fields = Vec::new();
    let mut rest = line;
    loop {
        let (field, after) = match rest
            .strip_prefix('"')
            .and_then(|inside| inside.split_once('"'))
        {
            Some((field, after)) => (field, after),
            None => rest.split_at(rest.find(',').unwrap_or(rest.len())),
        };
        fields.push(field);
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None => return fields,
        }
    }
}

fn compare(row: &HashMap<&str, &str>, table: Option<&InspectedTable>) -> Vec<(&'static str, bool)> {
    let number = |name: &str| row[name].parse::<u64>().ok();
    let Some(table) = table else {
        return vec![("sheet_found", false)];
    };
    let mut properties = vec![
        ("sheet_found", true),
        (
            "columns",
            number("columns") == Some(table.columns.len() as u64),
        ),
        ("data_rows", number("data_rows") == Some(table.data_rows)),
        (
            "header_rows",
            number("header_rows") == Some(u64::from(table.header_rows)),
        ),
    ];
    if table.header_rows > 0 || number("header_rows") != Some(0) {
        properties.push((
            "header_row",
            number("header_row") == Some(table.header_line),
        ));
    }
    properties
}

fn summary(table: &InspectedTable) -> String {
    format!(
        "header_row {} header_rows {} columns {} data_rows {} footer_rows {}",
        table.header_line,
        table.header_rows,
        table.columns.len(),
        table.data_rows,
        table.footer_rows
    )
}
