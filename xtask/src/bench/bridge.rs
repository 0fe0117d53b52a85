//! Finding what fits together: rankings, matches of rows, containment and speed, beside other methods.
//!
//! The sets lie in `../shared/data/joins`; what is not there is left out. Weights were set on half 0 of FREYJA's queries
//! (`bridge/ranking.py` says which those are), before half 1 was looked at.

mod city;
mod peers;

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use super::{Figure, Options, binary, machine};
use crate::checkout::{Checkout, read};
use crate::need;

const RANKING: &str = include_str!("bridge/ranking.py");
const ROWS: &str = include_str!("bridge/rows.py");
const CONTAINMENT: &str = include_str!("bridge/containment.py");

/// Who, what, value, unit.
type Told = (String, String, f64, &'static str);

/// Measures whatever is there.
pub(super) fn measure(
    checkout: &Checkout,
    python: &Path,
    options: &Options,
) -> Result<Vec<Figure>> {
    let bench = Bench {
        program: binary(checkout, options)?,
        python: need::python::for_joins(checkout)?,
        home: checkout.target.join("bench/bridge"),
        alone: options.alone,
        wrong: options.wrong,
    };
    fs::create_dir_all(&bench.home)?;
    let calibration_s = machine::calibrate(python)?;
    let mut told = speed(checkout, options.binary.is_none())?;
    told.extend(city::measure(checkout, &bench)?);
    let joins = checkout.root.join("../shared/data/joins");
    if joins.is_dir() {
        let (freyja, nextia) = (joins.join("freyja"), joins.join("nextiajd_xs"));
        told.extend(bench.ranking(&freyja, &freyja.join("ground_truth.csv"), "FREYJA")?);
        told.extend(bench.containment(&nextia)?);
        let labels = bench.contained(&nextia)?;
        told.extend(bench.ranking(&nextia, &labels, "NextiaJD")?);
        told.extend(bench.rows(&joins.join("autojoin"))?);
    } else {
        eprintln!("bench: sets with labels SKIPPED: ../shared/data/joins is not there");
    }
    let figure = |(who, what, value, unit)| Figure {
        who,
        what,
        value,
        unit,
        calibration_s,
    };
    Ok(told.into_iter().map(figure).collect())
}

/// What all parts need.
struct Bench {
    program: PathBuf,
    python: PathBuf,
    home: PathBuf,
    alone: bool,
    wrong: bool,
}

/// The index alone: in a release build, or beside a program that was named in the one of every day, where this crate is
/// optimised too.
fn speed(checkout: &Checkout, is_release: bool) -> Result<Vec<Told>> {
    eprintln!("bench: 50,000 columns in one index (a minute)");
    let mut command = checkout.cargo();
    command.args(["run", "--quiet"]);
    if is_release {
        command.arg("--release");
    }
    let said = read(command.args(["--package", "hebewerk-bridge", "--example", "speed"]))?;
    let build = if is_release { "release" } else { "dev" };
    figures(&format!("hebewerk ({build}), 50,000 columns"), &said)
}

impl Bench {
    fn script(&self, script: &str) -> Command {
        let mut command = Command::new(&self.python);
        command.args(["-c", script]).stdin(Stdio::null());
        if !self.wrong {
            command.stderr(Stdio::null());
        }
        command
    }

    /// Columns asked about, ranked by us and by others.
    fn ranking(&self, set: &Path, labels: &Path, name: &str) -> Result<Vec<Told>> {
        eprintln!("bench: {name}");
        let script = || {
            let mut command = self.script(RANKING);
            command.arg(set.join("tables")).arg(labels);
            command
        };
        let (queries, answers) = (
            self.home.join("queries.csv"),
            self.home.join("answers.json"),
        );
        read(script().arg("queries").arg(&queries))?;
        let (said, seconds, memory) = self.asked(
            Command::new(&self.program)
                .arg("bridges")
                .arg(set.join("tables"))
                .arg("--queries")
                .arg(&queries)
                .args(["--top", "100", "--json"]),
        )?;
        fs::write(&answers, said)?;
        let us = format!("hebewerk, {name}");
        let mut told = figures(&us, &read(script().arg("score").arg(&answers))?)?;
        told.push((us.clone(), "read, index and ask all".into(), seconds, "s"));
        told.push((us, "peak memory".into(), memory, "MiB"));
        if self.alone {
            return Ok(told);
        }
        told.extend(self.ranked_by_others(set, labels, name));
        told.extend(self.pairs(set, labels, name));
        Ok(told)
    }

    /// Containment as published for NextiaJD.
    fn containment(&self, set: &Path) -> Result<Vec<Told>> {
        eprintln!("bench: NextiaJD");
        let said = read(
            self.script(CONTAINMENT)
                .arg(set)
                .arg(&self.program)
                .arg(&self.home),
        )?;
        figures("hebewerk, NextiaJD", &said)
    }

    /// Which columns hold at least half of another, as labels.
    fn contained(&self, set: &Path) -> Result<PathBuf> {
        read(
            self.script(CONTAINMENT)
                .arg(set)
                .arg("labels")
                .arg(&self.home),
        )?;
        Ok(self.home.join("nextiajd.csv"))
    }

    /// Rows of Auto-Join that belong together.
    fn rows(&self, set: &Path) -> Result<Vec<Told>> {
        let mut told = Vec::new();
        for (who, method) in [("hebewerk", "ours"), ("rare words", "tokens")] {
            if method == "tokens" && self.alone {
                continue;
            }
            eprintln!("bench: Auto-Join by {who}");
            let said = read(
                self.script(ROWS)
                    .arg(set)
                    .arg(&self.program)
                    .arg(self.home.join("copies"))
                    .arg(method),
            )?;
            told.extend(figures(&format!("{who}, Auto-Join"), &said)?);
        }
        Ok(told)
    }

    /// What a program says, how long it takes, and its peak memory in MiB. Files it cannot read are told and not fatal.
    fn asked(&self, command: &mut Command) -> Result<(Vec<u8>, f64, f64)> {
        let status = self.home.join("status");
        let mut measured = Command::new(&self.python);
        measured
            .args(["-c", MEASURED])
            .arg(&status)
            .arg(command.get_program())
            .args(command.get_args())
            .stdin(Stdio::null());
        let began = Instant::now();
        let output = measured.stderr(Stdio::null()).output()?;
        let seconds = began.elapsed().as_secs_f64();
        let memory: f64 = fs::read_to_string(status)?
            .trim()
            .parse()
            .context("the measuring script writes a number")?;
        Ok((output.stdout, seconds, memory))
    }
}

/// Runs a program and writes the most memory it had, in MiB.
const MEASURED: &str = r"
import pathlib, resource, subprocess, sys
subprocess.run(sys.argv[2:], check=False)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
pathlib.Path(sys.argv[1]).write_text(str(peak))
";

/// Figures from one JSON object.
fn figures(who: &str, said: &str) -> Result<Vec<Told>> {
    let values: BTreeMap<String, f64> =
        serde_json::from_str(said).with_context(|| format!("{who} gave no figures"))?;
    let told = values
        .into_iter()
        .map(|(what, value)| (who.to_owned(), what.clone(), value, unit(&what)));
    Ok(told.collect())
}

fn unit(what: &str) -> &'static str {
    match what {
        "index values per second" => "/s",
        what if what.ends_with("bytes per value") => "B",
        what if what.ends_with(": time") => "s",
        "read" | "index" | "time" | "read, index and ask all" => "s",
        "peak memory" => "MiB",
        what if what.contains(" p50")
            || what.contains(" p95")
            || what.ends_with("mean")
            || what.starts_with("remove") =>
        {
            "ms"
        }
        _ => "",
    }
}
