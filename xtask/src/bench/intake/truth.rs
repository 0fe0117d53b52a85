//! Texts whose writing was looked at by eye: encoding, delimiter, header row, number of rows, decimal sign.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::Findings;
use super::program::{Program, each};
use super::standard_csv::Rows;

/// Names of what is compared, as the table prints them.
const QUESTIONS: [&str; 5] = [
    "encoding",
    "delimiter",
    "header row",
    "rows",
    "decimal sign",
];

/// How our program is called beside the others.
pub(super) const OURS: &str = "hebewerk";

/// What a text is, or is thought to be.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Writing {
    pub(super) encoding: String,
    pub(super) delimiter: String,
    /// 0-based record of the first header row and how many there are; none without a header.
    pub(super) header: Option<(u64, u64)>,
    pub(super) rows: Option<u64>,
    pub(super) decimal: String,
}

/// A file and what it is.
pub(super) struct Known {
    pub(super) path: String,
    pub(super) writing: Writing,
}

/// The truth table.
pub(super) fn table(real: &Path) -> Result<Vec<Known>> {
    let text = fs::read_to_string(real.join("truth.csv"))?;
    let rows = Rows::of(&text);
    rows.each()
        .map(|cell| {
            let number = |name: &str| {
                let text = cell(name);
                text.parse::<u64>()
                    .with_context(|| format!("{}: {name} is {text:?}", cell("path")))
            };
            let header = match cell("header_rows").as_str() {
                "0" => None,
                _ => Some((number("header_line")?, number("header_rows")?)),
            };
            let delimiter = match cell("delimiter").as_str() {
                "TAB" => "\t".to_owned(),
                other => other.to_owned(),
            };
            Ok(Known {
                path: cell("path"),
                writing: Writing {
                    encoding: cell("encoding"),
                    delimiter,
                    header,
                    rows: Some(number("data_rows")?),
                    decimal: cell("decimal"),
                },
            })
        })
        .collect()
}

/// Asks our program about every file of the table.
pub(super) fn measure(real: &Path, program: &Program, found: &mut Findings) -> Result<()> {
    let known = table(real)?;
    let seen = each(&known, |file| {
        Ok(Some(seen(&program.tables(&real.join(&file.path))?)))
    })?;
    judge(OURS, &known, &seen, found);
    Ok(())
}

/// Counts what is right; a peer that does not answer a question at all is not asked it.
pub(super) fn judge(
    who: &'static str,
    known: &[Known],
    seen: &[Option<Writing>],
    found: &mut Findings,
) {
    let mut right = [0_usize; 5];
    let mut all_five = 0;
    for (file, seen) in known.iter().zip(seen) {
        let nothing = Writing::default();
        let verdict = compared(
            &file.writing,
            seen.as_ref().unwrap_or(&nothing),
            seen.is_some(),
        );
        for (count, is_right) in right.iter_mut().zip(verdict) {
            *count += usize::from(is_right);
        }
        if verdict.iter().all(|is_right| *is_right) {
            all_five += 1;
            continue;
        }
        let names = QUESTIONS.iter().zip(verdict).filter(|(_, right)| !right);
        let names: Vec<&str> = names.map(|(name, _)| *name).collect();
        found.wrong(
            who,
            &file.path,
            format!(
                "{}: {seen:?} instead of {:?}",
                names.join(", "),
                file.writing
            ),
        );
    }
    for (question, count) in QUESTIONS.iter().zip(right) {
        found.share(who, question, count, known.len());
    }
    found.share(who, "all five", all_five, known.len());
}

fn compared(truth: &Writing, seen: &Writing, read: bool) -> [bool; 5] {
    [
        // An empty file is in every encoding.
        same_encoding(&truth.encoding, &seen.encoding) || truth.delimiter.is_empty(),
        truth.delimiter == seen.delimiter && (read || truth.delimiter.is_empty()),
        truth.header == seen.header && (read || truth.header.is_none()),
        truth.rows == seen.rows || (!read && truth.rows == Some(0)),
        truth.decimal == seen.decimal && (read || truth.decimal.is_empty()),
    ]
}

/// Whether both names mean the same bytes here: ASCII is part of most, and the files of the table say the same in
/// Latin-1 and Windows-1252.
fn same_encoding(truth: &str, seen: &str) -> bool {
    let class = |name: &str| match name.to_ascii_lowercase().replace(['-', '_'], "").as_str() {
        "ascii" => "ascii",
        "utf8" | "utf8sig" => "utf-8",
        "windows1252" | "cp1252" | "latin1" | "iso88591" => "western",
        "utf16" | "utf16le" | "utf16be" => "utf-16",
        _ => "other",
    };
    let (truth, seen) = (class(truth), class(seen));
    truth == seen || (truth == "ascii" && matches!(seen, "utf-8" | "western"))
}

/// The first table that our program sees.
fn seen(tables: &[Value]) -> Writing {
    let Some(table) = tables.first() else {
        return Writing {
            rows: Some(0),
            encoding: "ascii".into(),
            ..Writing::default()
        };
    };
    let text = |name: &str| table[name].as_str().unwrap_or_default().to_owned();
    let number = |name: &str| table[name].as_u64();
    let header_rows = number("header_rows").unwrap_or_default();
    Writing {
        encoding: text("encoding"),
        delimiter: text("delimiter"),
        header: (header_rows > 0)
            .then_some((number("header_line").unwrap_or_default(), header_rows)),
        rows: number("data_rows"),
        decimal: text("decimal"),
    }
}
