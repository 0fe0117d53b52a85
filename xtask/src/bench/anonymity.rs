//! Disclosure control beside others: k, l and t beside pyCANON, and our withheld cells attacked by SciPy.
//!
//! The tables come from scripts with a fixed seed (`anonymity/*.py`): persons like those of the well-known census
//! extract, and counts of a city with districts and sums. The crate answers through its example `measure`.
//!
//! pyCANON's recursive (c,l)-diversity is left out: it sorts the values of a class the other way round than
//! Machanavajjhala et al. (2007) do, and means another figure.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::{Figure, machine};
use crate::checkout::{Checkout, execute};
use crate::need;

const PERSONS: &str = include_str!("anonymity/persons.py");
const TABLES: &str = include_str!("anonymity/tables.py");

/// Compares, and fails where anything differs.
pub(super) fn measure(checkout: &Checkout, python: &Path) -> Result<Vec<Figure>> {
    let others = need::python::for_anonymity(checkout)?;
    let calibration_s = machine::calibrate(python)?;
    build(checkout)?;
    let mut figures = Vec::new();
    for (script, part, who) in [
        (PERSONS, "k, l, t of made-up persons", "pyCANON"),
        (TABLES, "withheld cells of made-up tables", "SciPy"),
    ] {
        eprintln!("bench: {part}, beside {who}");
        let questions = ask(&others, script, &["make"], "")?;
        let started = Instant::now();
        let program = checkout.target.join("debug/examples/measure");
        let answers = ask(&program, "", &[], &questions)?;
        let ours_s = started.elapsed().as_secs_f64();
        let both: String = questions
            .lines()
            .zip(answers.lines())
            .map(|(question, answer)| format!("[{question},{answer}]\n"))
            .collect();
        let verdict: Value = serde_json::from_str(&ask(&others, script, &["compare"], &both)?)?;
        let wrong = verdict["wrong"].as_array().context("no verdict")?;
        ensure!(wrong.is_empty(), "{who} disagrees: {wrong:?}");
        let mut told = |who: &str, what: &str, value: f64, unit| {
            figures.push(Figure {
                who: who.into(),
                what: what.into(),
                value,
                unit,
                calibration_s,
            });
        };
        let number = |key: &str| verdict[key].as_f64().unwrap_or_default();
        told("hebewerk", part, ours_s, "s");
        told(who, part, number("theirs_s"), "s");
        told("hebewerk", "tables compared", number("compared"), "tables");
        for key in ["protected", "sensitive", "withheld_with_them"] {
            if verdict[key].is_number() {
                told("hebewerk", key, number(key), "");
            }
        }
    }
    Ok(figures)
}

fn build(checkout: &Checkout) -> Result<()> {
    execute(
        Command::new("cargo")
            .args(["build", "--quiet", "--package", "hebewerk-disclosure"])
            .args(["--example", "measure"])
            .current_dir(&checkout.root),
    )
}

/// What a program answers to what it is given; a script is for Python.
fn ask(program: &Path, script: &str, arguments: &[&str], input: &str) -> Result<String> {
    let mut command = Command::new(program);
    if !script.is_empty() {
        command.args(["-c", script]);
    }
    let mut child = command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut to_child = child.stdin.take().context("no way to ask")?;
    let input = input.to_owned();
    // Both sides write before all is read: from a thread, or they would wait for each other.
    let writer = std::thread::spawn(move || to_child.write_all(input.as_bytes()));
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "{} failed", program.display());
    if writer.join().is_err() {
        anyhow::bail!("the questions could not be handed over");
    }
    Ok(String::from_utf8(output.stdout)?)
}
