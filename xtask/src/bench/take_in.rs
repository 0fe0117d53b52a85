//! Taking in a large text and a large workbook, our program and its peers in turn, each as a fresh process.

mod first_rows;
mod memory;
mod readings;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{Figure, Options, binary, machine};
use crate::checkout::{Checkout, read};
use crate::need;
use memory::Ran;
use readings::{ROWS, Readings};

/// A file as Parquet with zstd: the clean twin with DuckDB's defaults, the German one with the options an expert would
/// give.
const DUCKDB: &str = r#"
import sys, duckdb
source, target, how = sys.argv[1:]
options = ", delim=';', header=true, decimal_separator=',', timestampformat='%d.%m.%Y %H:%M'" if how == "expert" else ""
duckdb.connect().execute(
    f"copy (select * from read_csv('{source}'{options})) to '{target}' (format parquet, compression zstd)")
"#;

/// Writes a workbook of so many rows and ten columns.
const WORKBOOK: &str = include_str!("take_in/workbook.py");

/// All rows of a workbook, as a program in Python reads them with the least memory.
const OPENPYXL: &str = r"
import sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True).worksheets[0]
print(sum(1 for _ in sheet.iter_rows(values_only=True)))
";

const WORKBOOK_ROWS: u64 = 500_000;

pub(super) fn measure(checkout: &Checkout, options: &Options) -> Result<Vec<Figure>> {
    let binary = binary(checkout, options)?;
    let python = need::python::for_benches(checkout)?;
    let folder = checkout.target.join("bench/take-in");
    let readings = readings::made(&folder)?;
    let workbook = workbook(&python, &folder)?;
    let scratch = tempfile::Builder::new()
        .prefix("hebewerk-bench-")
        .tempdir_in(&checkout.target)?;
    let bench = Bench {
        binary: &binary,
        python: &python,
        scratch: scratch.path(),
        repeat: options.repeat.max(1),
    };
    let mut figures = bench.text(&readings)?;
    figures.extend(bench.workbook(&workbook)?);
    figures.extend(bench.first_rows([("text", &readings.german), ("workbook", &workbook)])?);
    Ok(figures)
}

struct Bench<'a> {
    binary: &'a Path,
    python: &'a Path,
    scratch: &'a Path,
    repeat: u32,
}

impl Bench<'_> {
    fn text(&self, readings: &Readings) -> Result<Vec<Figure>> {
        let ours = format!("hebewerk take-in ({})", profile(self.binary));
        let target = self.scratch.join("duckdb.parquet");
        let best = self.in_turn(&[
            (&ours, &|| self.take_in(&readings.german)),
            ("DuckDB, clean twin, defaults", &|| {
                self.duckdb(&readings.clean, &target, "defaults")
            }),
            ("DuckDB, German, expert's options", &|| {
                self.duckdb(&readings.german, &target, "expert")
            }),
        ])?;
        let megabytes = fs::metadata(&readings.german)?.len() as f64 / 1e6;
        let mut figures = vec![Figure {
            who: "file".into(),
            what: format!("{ROWS} rows of text"),
            value: megabytes,
            unit: "MB",
            calibration_s: best[0].2,
        }];
        for (who, ran, calibration_s) in &best {
            let mut add = |what: &str, value, unit| {
                figures.push(Figure {
                    who: who.clone(),
                    what: what.into(),
                    value,
                    unit,
                    calibration_s: *calibration_s,
                });
            };
            add("wall time", ran.seconds, "s");
            add("speed", ROWS as f64 / ran.seconds / 1e6, "Mrows/s");
            add(
                "speed beside DuckDB, clean",
                best[1].1.seconds / ran.seconds,
                "x",
            );
            add("peak memory", ran.peak_mb, "MB");
        }
        Ok(figures)
    }

    fn workbook(&self, workbook: &Path) -> Result<Vec<Figure>> {
        let ours = format!("hebewerk take-in ({})", profile(self.binary));
        let best = self.in_turn(&[
            (&ours, &|| self.take_in(workbook)),
            ("openpyxl, read only", &|| {
                memory::run(
                    Command::new(self.python)
                        .args(["-c", OPENPYXL])
                        .arg(workbook),
                )
            }),
        ])?;
        let mut figures = Vec::new();
        for (who, ran, calibration_s) in best {
            for (what, value, unit) in [
                ("workbook, wall time", ran.seconds, "s"),
                (
                    "workbook, speed",
                    WORKBOOK_ROWS as f64 / ran.seconds / 1e3,
                    "krows/s",
                ),
                ("workbook, peak memory", ran.peak_mb, "MB"),
            ] {
                figures.push(Figure {
                    who: who.clone(),
                    what: what.into(),
                    value,
                    unit,
                    calibration_s,
                });
            }
        }
        Ok(figures)
    }

    /// Runs each job once a round; the fastest run of each counts, with the calibration just before it.
    fn in_turn(
        &self,
        jobs: &[(&str, &dyn Fn() -> Result<Ran>)],
    ) -> Result<Vec<(String, Ran, f64)>> {
        let mut best: Vec<Option<(Ran, f64)>> = jobs.iter().map(|_| None).collect();
        for _ in 0..self.repeat {
            for ((_, job), best) in jobs.iter().zip(&mut best) {
                let calibration_s = machine::calibrate(self.python)?;
                let ran = job()?;
                let is_better = best
                    .as_ref()
                    .is_none_or(|(so_far, _)| ran.seconds < so_far.seconds);
                if is_better {
                    *best = Some((ran, calibration_s));
                }
            }
        }
        jobs.iter()
            .zip(best)
            .map(|((who, _), best)| {
                let (ran, calibration_s) = best.context("measured at least once")?;
                Ok(((*who).to_owned(), ran, calibration_s))
            })
            .collect()
    }

    /// From the file to a version with profile and findings, in a hub of its own.
    fn take_in(&self, source: &Path) -> Result<Ran> {
        let data = self.scratch.join("data");
        read(
            Command::new(self.binary)
                .arg("init")
                .arg("--data")
                .arg(&data),
        )?;
        let ran = memory::run(
            Command::new(self.binary)
                .arg("take-in")
                .arg(source)
                .args(["--organisation", "umwelt", "--json", "--data"])
                .arg(&data),
        )?;
        fs::remove_dir_all(&data)?;
        Ok(ran)
    }

    fn duckdb(&self, source: &Path, target: &Path, how: &str) -> Result<Ran> {
        let ran = memory::run(
            Command::new(self.python)
                .args(["-c", DUCKDB])
                .args([source, target])
                .arg(how),
        )?;
        fs::remove_file(target)?;
        Ok(ran)
    }
}

fn profile(binary: &Path) -> String {
    binary
        .parent()
        .and_then(Path::file_name)
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The workbook, made once.
fn workbook(python: &Path, folder: &Path) -> Result<PathBuf> {
    let file = folder.join("liste.xlsx");
    if !file.is_file() {
        eprintln!("bench: inventing a workbook (only the first time)");
        let part = folder.join("liste.part");
        read(
            Command::new(python)
                .args(["-c", WORKBOOK])
                .arg(WORKBOOK_ROWS.to_string())
                .arg(&part),
        )?;
        fs::rename(part, &file)?;
    }
    Ok(file)
}
