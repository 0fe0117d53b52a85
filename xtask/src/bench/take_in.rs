//! Taking in the largest file of the demo city, our program and DuckDB in turn, each as a fresh process.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result};

use super::{Figure, Options, binary, city, machine};
use crate::checkout::{Checkout, read};

/// The whole file as Parquet with zstd, as DuckDB does it with the options an expert would give; prints the rows.
const DUCKDB: &str = r#"
import sys, duckdb
source, target = sys.argv[1:]
rows = duckdb.connect().execute(
    f"copy (select * from read_csv('{source}', delim=';', header=true, decimal_separator=',')) "
    f"to '{target}' (format parquet, compression zstd)").fetchone()[0]
print(rows)
"#;

pub(super) fn measure(
    checkout: &Checkout,
    python: &Path,
    options: &Options,
) -> Result<Vec<Figure>> {
    let binary = binary(checkout, options)?;
    let source = source(checkout, &binary)?;
    let scratch = tempfile::Builder::new()
        .prefix("hebewerk-bench-")
        .tempdir_in(&checkout.target)?;
    let megabytes = fs::metadata(&source)?.len() as f64 / 1e6;
    let mut figures = vec![Figure {
        who: "file".into(),
        what: source
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        value: megabytes,
        unit: "MB",
        calibration_s: machine::calibrate(python)?,
    }];
    let mut best: [Option<(f64, f64)>; 2] = [None, None];
    let mut rows = 0.0;
    for round in 0..options.repeat.max(1) {
        let folder = scratch.path().join(round.to_string());
        fs::create_dir(&folder)?;
        keep_best(
            &mut best[0],
            machine::calibrate(python)?,
            hebewerk(&binary, &source, &folder)?,
        );
        let (seconds, counted) = duckdb(python, &source, &folder)?;
        rows = counted;
        keep_best(&mut best[1], machine::calibrate(python)?, seconds);
        fs::remove_dir_all(&folder)?;
    }
    let names = [
        format!("hebewerk take-in ({})", profile(&binary)),
        "DuckDB read_csv to Parquet".into(),
    ];
    for (who, taken) in names.into_iter().zip(best) {
        let (seconds, calibration_s) = taken.context("measured at least once")?;
        let mut add = |what: &str, value, unit| {
            figures.push(Figure {
                who: who.clone(),
                what: what.into(),
                value,
                unit,
                calibration_s,
            });
        };
        add("wall time", seconds, "s");
        add("speed", rows / seconds / 1e6, "Mrows/s");
        add("speed", megabytes / seconds, "MB/s");
    }
    Ok(figures)
}

fn keep_best(best: &mut Option<(f64, f64)>, calibration_s: f64, seconds: f64) {
    if best.is_none_or(|(so_far, _)| seconds < so_far) {
        *best = Some((seconds, calibration_s));
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

/// The largest CSV among the files of the demo city, whose folder lies in the hub it was lifted into.
fn source(checkout: &Checkout, binary: &Path) -> Result<PathBuf> {
    let city = city(checkout, binary)?.join("stadt");
    let mut largest: Option<(u64, PathBuf)> = None;
    for office in fs::read_dir(&city)? {
        for file in fs::read_dir(office?.path())? {
            let path = file?.path();
            let size = fs::metadata(&path)?.len();
            let is_csv = path
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
            if is_csv && largest.as_ref().is_none_or(|(so_far, _)| size > *so_far) {
                largest = Some((size, path));
            }
        }
    }
    Ok(largest.context("the demo city has CSV files")?.1)
}

fn hebewerk(binary: &Path, source: &Path, folder: &Path) -> Result<f64> {
    let data = folder.join("data");
    read(Command::new(binary).arg("init").arg("--data").arg(&data))?;
    let began = Instant::now();
    read(
        Command::new(binary)
            .arg("take-in")
            .arg(source)
            .args(["--organisation", "umwelt", "--json"])
            .arg("--data")
            .arg(&data)
            .stdin(Stdio::null()),
    )?;
    Ok(began.elapsed().as_secs_f64())
}

/// Seconds and rows.
fn duckdb(python: &Path, source: &Path, folder: &Path) -> Result<(f64, f64)> {
    let began = Instant::now();
    let rows = read(
        Command::new(python)
            .args(["-c", DUCKDB])
            .arg(source)
            .arg(folder.join("duckdb.parquet")),
    )?;
    Ok((began.elapsed().as_secs_f64(), rows.trim().parse()?))
}
