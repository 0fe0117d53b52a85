//! Reading real files: how many are read as a careful person reads them, beside the programs people would use instead.
//!
//! What is right stands in the truth tables and clean files of `../shared/data/real`; where that folder is missing
//! nothing is measured, and that is said.

mod columns;
mod corpus;
mod peers;
mod pollock;
pub(super) mod program;
mod score;
mod sheets;
pub(super) mod standard_csv;
mod truth;

use anyhow::Result;
use std::path::Path;

use super::{Figure, Options, binary, machine};
use crate::checkout::Checkout;
use program::Program;

/// Files that were not read right: who, which file, and what was found.
pub(super) struct Wrong {
    who: &'static str,
    file: String,
    what: String,
}

/// Measures, and lists what is wrong if that was asked for.
pub(super) fn measure(
    checkout: &Checkout,
    python: &Path,
    options: &Options,
) -> Result<Vec<Figure>> {
    let real = checkout.root.join("../shared/data/real");
    if !real.join("truth.csv").is_file() {
        eprintln!(
            "bench: SKIPPED, nothing was measured: ../shared/data/real/truth.csv is not there"
        );
        return Ok(Vec::new());
    }
    let program = Program::new(binary(checkout, options)?);
    let calibration_s = machine::calibrate(python)?;
    let mut found = Findings::default();
    eprintln!("bench: texts with a truth table");
    truth::measure(&real, &program, &mut found)?;
    eprintln!("bench: spreadsheets with a truth table");
    sheets::measure(&real, &program, &mut found)?;
    found.together(truth::OURS, sheets::WHO);
    if !options.alone {
        eprintln!("bench: the same texts read by DuckDB, CleverCSV and pandas (minutes)");
        peers::measure(checkout, &real, &mut found)?;
    }
    eprintln!("bench: columns with labels");
    columns::measure(checkout, &real, &program, &mut found)?;
    eprintln!("bench: Pollock, each file twice");
    pollock::measure(checkout, &real, &program, &mut found)?;
    if options.wrong {
        for Wrong { who, file, what } in &found.wrong {
            eprintln!("wrong: {who}\t{file}\t{what}");
        }
    }
    Ok(found
        .shares
        .into_iter()
        .map(|(who, what, value, unit)| Figure {
            who: who.into(),
            what,
            value,
            unit,
            calibration_s,
        })
        .collect())
}

/// What was found so far.
#[derive(Default)]
struct Findings {
    shares: Vec<(&'static str, String, f64, &'static str)>,
    /// Who, what, how many are right of how many.
    counts: Vec<(&'static str, &'static str, usize, usize)>,
    wrong: Vec<Wrong>,
}

impl Findings {
    /// Share of `all` as percent.
    fn share(&mut self, who: &'static str, what: &'static str, right: usize, all: usize) {
        self.counts.push((who, what, right, all));
        let value = 100.0 * right as f64 / all.max(1) as f64;
        self.shares.push((who, what.to_owned(), value, "%"));
    }

    /// Texts and sheets together, for what both are asked.
    fn together(&mut self, first: &'static str, second: &'static str) {
        for (what, other) in [
            ("header row", "header row"),
            ("rows", "rows"),
            ("all five", "all"),
        ] {
            let of = |who: &str, what: &str| {
                let mut counts = self.counts.iter();
                counts
                    .find(|count| count.0 == who && count.1 == what)
                    .copied()
            };
            if let (Some(texts), Some(sheets)) = (of(first, what), of(second, other)) {
                let (right, all) = (texts.2 + sheets.2, texts.3 + sheets.3);
                self.share("hebewerk (both)", what, right, all);
            }
        }
    }

    /// Share of labelled columns.
    fn columns(&mut self, who: &'static str, what: &str, right: usize, all: usize) {
        let value = 100.0 * right as f64 / all.max(1) as f64;
        let what = format!("{what} ({all})");
        self.shares.push((who, what, value, "% of columns"));
    }

    fn cells(&mut self, who: &'static str, what: &str, count: u64) {
        self.shares
            .push((who, what.to_owned(), count as f64, "cells"));
    }

    fn points(&mut self, who: &'static str, what: &str, value: f64) {
        self.shares.push((who, what.to_owned(), value, "of 10"));
    }

    fn wrong(&mut self, who: &'static str, file: &str, what: String) {
        let file = file.to_owned();
        self.wrong.push(Wrong { who, file, what });
    }
}

/// One line a program, one column a figure; figures of one program below each other where there are many.
pub(super) fn print_table(figures: &[Figure]) {
    for unit in ["% of columns", "cells"] {
        println!("\n{unit}");
        for figure in figures.iter().filter(|it| it.unit == unit) {
            println!(
                "{:<28} {:<28} {:>13.3}",
                figure.who, figure.what, figure.value
            );
        }
    }
    for unit in ["%", "of 10"] {
        let of_unit: Vec<&Figure> = figures.iter().filter(|it| it.unit == unit).collect();
        let mut columns: Vec<&str> = Vec::new();
        let mut rows: Vec<&str> = Vec::new();
        for figure in &of_unit {
            if !columns.contains(&figure.what.as_str()) {
                columns.push(&figure.what);
            }
            if !rows.contains(&figure.who.as_str()) {
                rows.push(&figure.who);
            }
        }
        print!("\n{unit:<28}");
        for column in &columns {
            print!(" {column:>13}");
        }
        println!();
        for row in rows {
            print!("{row:<28}");
            for column in &columns {
                let value = of_unit
                    .iter()
                    .find(|it| it.who == row && it.what == *column)
                    .map_or_else(|| "–".into(), |it| format!("{:.3}", it.value));
                print!(" {value:>13}");
            }
            println!();
        }
    }
}
