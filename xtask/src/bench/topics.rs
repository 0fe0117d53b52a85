//! What datasets are about, on cities whose datasets were not among the examples: our models, learned anew for each fold,
//! beside the most frequent answer and the labels of the nearest titles (SQLite FTS5). `topics/judge.py` says what is right.
//!
//! `label` are the classes of the first Musterdatenkatalog, as the datasets are labelled; `term` those of version 4, which the
//! program suggests; `theme` the EU's. What was chosen was chosen on eight of the fifteen folds; the others are `held back`.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Figure, machine};
use crate::checkout::{Checkout, read};

const JUDGE: &str = include_str!("topics/judge.py");
const PEERS: [&str; 2] = ["most frequent", "nearest title"];

/// Examples and the program that learns from them.
pub(crate) struct Lesson {
    python: PathBuf,
    home: PathBuf,
    program: PathBuf,
}

impl Lesson {
    /// Makes the examples of the labelled datasets, and builds the program; says loudly what is not there.
    pub(crate) fn prepare(checkout: &Checkout, python: &Path) -> Result<Self> {
        let shared = checkout.root.join("../shared/data");
        ensure!(
            shared.join("musterdatenkatalog/training.csv").is_file(),
            "../shared/data/musterdatenkatalog is not there: nothing to learn from"
        );
        eprintln!("topics: building the example of hebewerk-search");
        read(checkout.cargo().args([
            "build",
            "--quiet",
            "--release",
            "--package",
            "hebewerk-search",
            "--example",
            "topics",
        ]))?;
        let lesson = Self {
            python: python.to_owned(),
            home: checkout.target.join("bench/topics"),
            program: checkout.target.join("release/examples/topics"),
        };
        fs::create_dir_all(&lesson.home)?;
        read(
            lesson
                .judge()
                .arg("prepare")
                .arg(&shared)
                .arg(checkout.root.join("xtask/labels/musterdatensaetze.tsv"))
                .arg(checkout.root.join("model/src/reference_datasets.tsv"))
                .arg(&lesson.home),
        )?;
        Ok(lesson)
    }

    /// The program that learns.
    pub(crate) fn program(&self) -> Command {
        Command::new(&self.program)
    }

    /// The file of examples.
    pub(crate) fn examples(&self) -> PathBuf {
        self.home.join("examples.jsonl")
    }

    fn judge(&self) -> Command {
        let mut command = Command::new(&self.python);
        command.args(["-c", JUDGE]).stdin(Stdio::null());
        command
    }

    fn score(&self, who: &str, answers: &str, calibration_s: f64) -> Result<Vec<Figure>> {
        let file = self.home.join(format!("{who}.tsv"));
        fs::write(&file, answers)?;
        let told = read(self.judge().arg("score").args([&self.home, &file]))?;
        let told: Value = serde_json::from_str(&told)?;
        let told = told.as_object().context("the judge gives an object")?;
        let figures = told.iter().map(|(what, value)| Figure {
            who: who.to_owned(),
            what: what.clone(),
            value: value.as_f64().unwrap_or_default() * 100.0,
            unit: "%",
            calibration_s,
        });
        Ok(figures.collect())
    }
}

/// Measures, or says loudly what is not there.
pub(super) fn measure(checkout: &Checkout, python: &Path) -> Result<Vec<Figure>> {
    let lesson = Lesson::prepare(checkout, python)?;
    let calibration_s = machine::calibrate(python)?;
    eprintln!("bench: learning fifteen times");
    let answers = read(lesson.program().arg("folds").arg(lesson.examples()))?;
    let mut figures = lesson.score("hebewerk", &answers, calibration_s)?;
    for peer in PEERS {
        let answers = read(lesson.judge().args(["peer", peer]).arg(&lesson.home))?;
        figures.extend(lesson.score(peer, &answers, calibration_s)?);
    }
    let took = read(lesson.program().arg("time").arg(lesson.examples()))?;
    for (what, value) in ["time p50", "time p99", "time max"]
        .iter()
        .zip(took.lines())
    {
        figures.push(Figure {
            who: "hebewerk, a suggestion".to_owned(),
            what: (*what).to_owned(),
            value: value.parse().unwrap_or(f64::NAN),
            unit: "ms",
            calibration_s,
        });
    }
    Ok(figures)
}
