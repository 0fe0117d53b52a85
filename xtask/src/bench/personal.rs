//! Finding personal data: per kind how many columns are found and how many are not personal, beside Presidio.
//!
//! Made-up tables come from a script with a fixed seed (`personal/made_up.py`); what is right in them is known. Real
//! files and the demo city have labels (`xtask/labels/personal.csv`); every other labelled column is not personal.

mod columns;
mod oracle;
mod score;

use anyhow::{Context, Result};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::intake::program::Program;
use super::{Figure, Options, binary, machine};
use crate::checkout::{Checkout, execute};
use crate::need;
use columns::Column;
use score::Score;

const MADE_UP: &str = include_str!("personal/made_up.py");
const PRESIDIO: &str = include_str!("personal/presidio.py");

/// Measures, and lists what is wrong if that was asked for.
pub(super) fn measure(
    checkout: &Checkout,
    python: &Path,
    options: &Options,
) -> Result<Vec<Figure>> {
    let program = Program::new(binary(checkout, options)?);
    let persons = need::python::for_persons(checkout)?;
    let calibration_s = machine::calibrate(python)?;
    let home = checkout.target.join("bench/personal");
    let made_up = home.join("made-up");
    if made_up.exists() {
        fs::remove_dir_all(&made_up)?;
    }
    execute(Command::new(&persons).args(["-c", MADE_UP]).arg(&made_up))?;
    let mut figures = vec![oracle::numbers(&persons, &program, &home)?];
    eprintln!("bench: made-up tables");
    let mut parts = columns::made_up(&made_up, &program)?;
    let real = checkout.root.join("../shared/data/real");
    if real.join("truth.csv").is_file() {
        eprintln!("bench: labelled columns of real files and of the demo city");
        parts.extend(columns::labelled(checkout, &real, &program, &home)?);
    } else {
        eprintln!("bench: real files SKIPPED: ../shared/data/real is not there");
    }
    for (part, columns) in &parts {
        let ours: Vec<Option<&str>> = columns.iter().map(|it| it.found.as_deref()).collect();
        figures.extend(told("hebewerk", part, columns, &ours, options.wrong));
        if !options.alone {
            eprintln!("bench: Presidio, {part} (a minute)");
            let theirs = presidio(&persons, columns)?;
            let theirs: Vec<Option<&str>> = theirs.iter().map(Option::as_deref).collect();
            figures.extend(told("Presidio", part, columns, &theirs, false));
        }
    }
    Ok(figures
        .into_iter()
        .map(|(who, what, value, unit)| Figure {
            who,
            what,
            value,
            unit,
            calibration_s,
        })
        .collect())
}

/// Who, what, value, unit.
type Told = (String, String, f64, &'static str);

fn told(
    who: &str,
    part: &str,
    columns: &[Column],
    found: &[Option<&str>],
    wrong: bool,
) -> Vec<Told> {
    let mut score = Score::default();
    for (column, found) in columns.iter().zip(found) {
        let right = score.add(&column.wanted, *found);
        if wrong && !right {
            eprintln!(
                "wrong: {who}\t{}\t{}\twanted {}, found {}",
                column.file,
                column.label,
                column.wanted,
                found.unwrap_or("-")
            );
        }
    }
    score.figures(&format!("{who}, {part}"))
}

/// The kind Presidio sees in each column.
fn presidio(python: &Path, columns: &[Column]) -> Result<Vec<Option<String>>> {
    let asked: Vec<serde_json::Value> = columns
        .iter()
        .map(|column| serde_json::json!({"label": column.label, "values": column.values}))
        .collect();
    let mut child = Command::new(python)
        .args(["-c", PRESIDIO])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut input = child.stdin.take().context("no way to ask Presidio")?;
    input.write_all(serde_json::to_string(&asked)?.as_bytes())?;
    drop(input);
    let output = child.wait_with_output()?;
    serde_json::from_slice(&output.stdout).context("Presidio gave no answer")
}
