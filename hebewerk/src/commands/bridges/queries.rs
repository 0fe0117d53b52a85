//! The columns asked about: a CSV with the columns `file` and `column`.

use crate::trouble::Trouble;
use anyhow::{Context as _, bail};
use std::path::Path;

/// A column asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) file: String,
    pub(super) column: String,
}

/// Reads the questions. Delimited by comma or semicolon, whichever the first line has.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<Query>> {
    if !path.exists() {
        bail!(Trouble::NoSuchPath(path.to_owned()));
    }
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains(',') { ',' } else { ';' };
    let mut records = records(text, delimiter);
    let header = if records.is_empty() {
        Vec::new()
    } else {
        records.remove(0)
    };
    let place = |name: &str| {
        let is_name = |it: &String| it.trim().eq_ignore_ascii_case(name);
        header.iter().position(is_name)
    };
    let (Some(file), Some(column)) = (place("file"), place("column")) else {
        bail!(Trouble::NoQueries(path.to_owned()));
    };
    Ok(records
        .into_iter()
        .filter_map(|record| {
            Some(Query {
                file: record.get(file)?.trim().to_owned(),
                column: record.get(column)?.trim().to_owned(),
            })
        })
        .collect())
}

fn records(text: &str, delimiter: char) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut record = vec![String::new()];
    let mut is_quoted = false;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let Some(cell) = record.last_mut() else {
            break;
        };
        match sign {
            '"' if is_quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' if is_quoted || cell.is_empty() => is_quoted = !is_quoted,
            '\n' if !is_quoted => {
                records.push(std::mem::replace(&mut record, vec![String::new()]));
            }
            '\r' if !is_quoted => {}
            sign if sign == delimiter && !is_quoted => record.push(String::new()),
            sign => cell.push(sign),
        }
    }
    records.push(record);
    records.retain(|record| record.iter().any(|cell| !cell.trim().is_empty()));
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_protect_delimiters_and_blank_lines_are_no_questions() {
        let read = records(
            "file,column\n\"a,b.csv\",\"Str. \"\"Nr\"\"\"\r\n\nc.csv,Ort",
            ',',
        );
        let expected = [
            vec!["file", "column"],
            vec!["a,b.csv", "Str. \"Nr\""],
            vec!["c.csv", "Ort"],
        ];
        assert_eq!(read, expected);
    }
}
