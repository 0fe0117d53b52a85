//! `cargo xtask bench NAME`: the machine and its load first, then the figures. Figures of two programs count only
//! when both were measured in turn in one run.

mod anonymity;
mod bridge;
mod guard;
mod http;
mod intake;
mod machine;
mod personal;
mod search;
mod serve;
mod take_in;
mod tiles;
pub(crate) mod topics;
mod using;

use anyhow::{Result, ensure};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::checkout::{Checkout, read};
use crate::need;
use machine::Machine;

/// What to measure and how to say it.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// What to measure
    name: Name,
    /// Print one JSON document instead of a table
    #[arg(long)]
    json: bool,
    /// The program to measure; by default the release build
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// How often each figure is taken; the best counts
    #[arg(long, default_value_t = 3, value_name = "N")]
    repeat: u32,
    /// intake, personal, bridge, search: list every file, column, row or query that is not read right
    #[arg(long)]
    wrong: bool,
    /// intake, personal, bridge, search: leave the other programs out
    #[arg(long)]
    alone: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Name {
    /// What rules and the barrier cost on ten million rows, beside DataFusion without them; a decision with 10,000 grants
    Guard,
    /// Five million rows of German CSV beside DuckDB, a workbook of 500,000 rows beside openpyxl; memory
    TakeIn,
    /// Real files beside their truth, DuckDB, CleverCSV and pandas; the Pollock score
    Intake,
    /// Columns with personal data in made-up tables and real files, beside Presidio
    Personal,
    /// k, l and t beside pyCANON; withheld cells attacked by SciPy
    Anonymity,
    /// Columns and rows that fit together, beside LSH Ensemble, exact overlap and valentine; a damaged city; the index
    Bridge,
    /// Queries over labelled datasets beside tantivy as it comes, SQLite FTS5 and Xapian; 100,000 datasets
    Search,
    /// What datasets of cities not seen are about, beside the most frequent answer and the nearest title
    Topics,
    /// Over HTTP: pages of a million rows from memory beside plans, the page of a dataset, unchanged answers, counting questions
    Use,
    /// Tiles of maps by zoom: 200,000 points, 2,000 detailed areas, 100,000 buildings
    Tiles,
    /// Pages over a million rows; start and memory with a thousand datasets
    Serve,
}

/// Everything a reader needs to judge the figures.
#[derive(Serialize)]
struct Report {
    bench: &'static str,
    machine: Machine,
    figures: Vec<Figure>,
}

/// One measured value.
#[derive(Serialize)]
struct Figure {
    who: String,
    what: String,
    value: f64,
    unit: &'static str,
    /// Seconds of the calibration job just before; compare only figures with like ones.
    calibration_s: f64,
}

/// Measures and prints.
pub(crate) fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    let python = need::python::python(checkout)?;
    let machine = Machine::look(checkout, &python)?;
    if !options.json {
        print!("{machine}");
    }
    let (bench, figures) = match options.name {
        Name::Guard => ("guard", guard::measure(checkout, &python, options)?),
        Name::TakeIn => ("take-in", take_in::measure(checkout, options)?),
        Name::Intake => ("intake", intake::measure(checkout, &python, options)?),
        Name::Personal => ("personal", personal::measure(checkout, &python, options)?),
        Name::Anonymity => ("anonymity", anonymity::measure(checkout, &python)?),
        Name::Bridge => ("bridge", bridge::measure(checkout, &python, options)?),
        Name::Search => ("search", search::measure(checkout, &python, options)?),
        Name::Topics => ("topics", topics::measure(checkout, &python)?),
        Name::Use => ("use", using::measure(checkout, &python, options)?),
        Name::Tiles => ("tiles", tiles::measure(checkout, &python, options)?),
        Name::Serve => ("serve", serve::measure(checkout, &python, options)?),
    };
    let report = Report {
        bench,
        machine,
        figures,
    };
    if options.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else if matches!(options.name, Name::Intake) {
        intake::print_table(&report.figures);
    } else {
        print_table(&report.figures);
    }
    Ok(())
}

/// The program to measure.
fn binary(checkout: &Checkout, options: &Options) -> Result<PathBuf> {
    let binary = match &options.binary {
        Some(file) => std::path::absolute(file)?,
        None => checkout.target.join("release/hebewerk"),
    };
    ensure!(
        binary.is_file(),
        "no program at {}: run cargo build --release --workspace --bin hebewerk, or name one with --binary",
        binary.display()
    );
    Ok(binary)
}

/// A hub with the demo city in it, lifted once and kept.
fn city(checkout: &Checkout, binary: &Path) -> Result<PathBuf> {
    let data = checkout.target.join("bench/hub-city");
    eprintln!("bench: lifting the demo city (only the first time)");
    read(
        Command::new(binary)
            .args(["demo", "--no-serve", "--data"])
            .arg(&data),
    )?;
    Ok(data)
}

fn print_table(figures: &[Figure]) {
    println!(
        "\n{:<34} {:<26} {:>14}  {:>11}",
        "who", "what", "value", "calibration"
    );
    for Figure {
        who,
        what,
        value,
        unit,
        calibration_s,
    } in figures
    {
        let value = format!("{value:.2} {unit}");
        println!("{who:<34} {what:<26} {value:>14}  {calibration_s:>9.3} s");
    }
}
