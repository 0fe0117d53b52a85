//! Sheets whose header and rows were looked at by eye.

use std::fs;
use std::path::Path;

use anyhow::Result;
use serde_json::Value;

use super::Findings;
use super::program::{Program, each};
use super::standard_csv::Rows;

pub(super) const WHO: &str = "hebewerk (spreadsheets)";

struct Known {
    path: String,
    sheet: String,
    /// 0-based row of the first header row, header rows, columns, data rows.
    expected: [Option<u64>; 4],
}

/// Asks our program about every sheet of the table.
pub(super) fn measure(real: &Path, program: &Program, found: &mut Findings) -> Result<()> {
    let text = fs::read_to_string(real.join("truth_excel.csv"))?;
    let known: Vec<Known> = Rows::of(&text)
        .each()
        .map(|cell| Known {
            path: cell("path"),
            sheet: cell("sheet"),
            expected: ["header_row", "header_rows", "columns", "data_rows"]
                .map(|name| cell(name).parse().ok()),
        })
        .collect();
    let mut books: Vec<&str> = known.iter().map(|sheet| sheet.path.as_str()).collect();
    books.dedup();
    let seen = each(&books, |book| program.tables(&real.join(book)))?;
    let mut right = [0_usize; 4];
    let mut whole = 0;
    for sheet in &known {
        let tables = books
            .iter()
            .zip(&seen)
            .find(|(book, _)| **book == sheet.path);
        let table = tables
            .and_then(|(_, tables)| tables.iter().find(|it| it["name"] == sheet.sheet.as_str()));
        let found_here = measured(table.unwrap_or(&Value::Null));
        let mut all = true;
        for (index, count) in right.iter_mut().enumerate() {
            let same = sheet.expected[index] == found_here[index];
            *count += usize::from(same);
            all &= same;
        }
        whole += usize::from(all);
        if !all {
            let what = format!("{found_here:?} instead of {:?}", sheet.expected);
            found.wrong(WHO, &format!("{}#{}", sheet.path, sheet.sheet), what);
        }
    }
    let headers = right[0].min(right[1]);
    found.share(WHO, "header row", headers, known.len());
    found.share(WHO, "rows", right[3], known.len());
    found.share(WHO, "columns", right[2], known.len());
    found.share(WHO, "all", whole, known.len());
    Ok(())
}

fn measured(table: &Value) -> [Option<u64>; 4] {
    [
        table["header_line"].as_u64(),
        table["header_rows"].as_u64(),
        table["columns"]
            .as_array()
            .map(|columns| columns.len() as u64),
        table["data_rows"].as_u64(),
    ]
}
