//! The same files read by programs people would use instead.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::Findings;
use super::truth::{self, Writing};
use crate::checkout::Checkout;
use crate::need;

const SCRIPT: &str = include_str!("peers.py");

/// What a peer answered; nothing where it failed.
#[derive(Deserialize)]
struct Answer {
    encoding: String,
    delimiter: String,
    header: Option<(u64, u64)>,
    rows: Option<u64>,
    decimal: String,
}

/// Asks every peer about every file of the truth table.
pub(super) fn measure(checkout: &Checkout, real: &Path, found: &mut Findings) -> Result<()> {
    let python = need::python::for_benches(checkout)?;
    let known = truth::table(real)?;
    let files: Vec<&str> = known.iter().map(|file| file.path.as_str()).collect();
    for (who, which) in [
        ("DuckDB sniffer", "duckdb"),
        ("CleverCSV", "clevercsv"),
        ("pandas", "pandas"),
    ] {
        let output = Command::new(&python)
            .args(["-c", SCRIPT, which])
            .args(&files)
            .current_dir(real)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()?;
        let answers: Vec<Option<Answer>> = serde_json::from_slice(&output.stdout)
            .with_context(|| format!("{who} gave no answers"))?;
        ensure!(answers.len() == known.len(), "{who} left files out");
        let seen: Vec<Option<Writing>> = answers
            .into_iter()
            .map(|answer| answer.map(Answer::into_writing))
            .collect();
        truth::judge(who, &known, &seen, found);
    }
    Ok(())
}

impl Answer {
    fn into_writing(self) -> Writing {
        Writing {
            encoding: self.encoding,
            delimiter: self.delimiter,
            header: self.header,
            rows: self.rows,
            decimal: self.decimal,
        }
    }
}
