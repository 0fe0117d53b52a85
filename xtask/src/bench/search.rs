//! Finding datasets: queries of `xtask/labels/search.tsv` and blind ones over the labelled datasets of the
//! Musterdatenkatalog, beside tantivy as it comes, SQLite FTS5 and Xapian; then 100,000 datasets.
//!
//! The queries were written before anything was tuned. What is tuned is tuned on half 0; half 1 and the blind set are only
//! counted. `search/judge.py` says what is relevant.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Figure, Options, machine};
use crate::checkout::{Checkout, read};
use crate::need;

const JUDGE: &str = include_str!("search/judge.py");
const SETS: [&str; 3] = ["half 0", "half 1", "blind"];
/// Enough to leave the asker's own city out afterwards.
const HITS: usize = 1_200;
/// Datasets of a hub that harvests many cities.
const MANY: usize = 100_000;

/// Measures, or says loudly what is not there.
pub(super) fn measure(
    checkout: &Checkout,
    python: &Path,
    options: &Options,
) -> Result<Vec<Figure>> {
    let shared = checkout.root.join("../shared/data");
    ensure!(
        shared.join("musterdatenkatalog").is_dir(),
        "../shared/data/musterdatenkatalog is not there: nothing to search in"
    );
    let bench = Bench {
        python: python.to_owned(),
        home: checkout.target.join("bench/search"),
        programs: programs(checkout, options)?,
        wrong: options.wrong,
        repeat: options.repeat,
        calibration_s: machine::calibrate(python)?,
    };
    fs::create_dir_all(&bench.home)?;
    let labels = checkout.root.join("xtask/labels/search.tsv");
    read(
        bench
            .judge(python)
            .arg("prepare")
            .args([&shared, &labels, &bench.home]),
    )?;
    let mut figures = Vec::new();
    for set in SETS {
        figures.extend(bench.program("rank", "hebewerk", set)?);
        if !options.alone {
            figures.extend(bench.program("stock", "tantivy", set)?);
        }
    }
    if !options.alone {
        figures.extend(bench.peers()?);
    }
    figures.extend(bench.many("rank", "hebewerk")?);
    if !options.alone {
        figures.extend(bench.many("stock", "tantivy")?);
    }
    Ok(figures)
}

struct Bench {
    python: PathBuf,
    home: PathBuf,
    /// Folder of `rank` and `stock`.
    programs: PathBuf,
    wrong: bool,
    repeat: u32,
    calibration_s: f64,
}

/// Folder of both programs, built here unless `--binary` names `rank`. Figures of time count only from a release build.
fn programs(checkout: &Checkout, options: &Options) -> Result<PathBuf> {
    if let Some(rank) = &options.binary {
        let rank = std::path::absolute(rank)?;
        return Ok(rank.parent().unwrap_or(&rank).to_owned());
    }
    eprintln!("bench: building the examples of hebewerk-search");
    read(checkout.cargo().args([
        "build",
        "--quiet",
        "--release",
        "--package",
        "hebewerk-search",
        "--examples",
    ]))?;
    Ok(checkout.target.join("release/examples"))
}

impl Bench {
    fn judge(&self, python: &Path) -> Command {
        let mut command = Command::new(python);
        command.args(["-c", JUDGE]).stdin(Stdio::null());
        if !self.wrong {
            command.stderr(Stdio::null());
        }
        command
    }

    fn figure(&self, who: &str, what: &str, value: f64, unit: &'static str) -> Figure {
        Figure {
            who: who.to_owned(),
            what: what.to_owned(),
            value,
            unit,
            calibration_s: self.calibration_s,
        }
    }

    /// Answers of one of the examples, as it prints them: hits wanted, how often the documents are there, how often each
    /// query is asked.
    fn answers(
        &self,
        program: &str,
        queries: &Path,
        (hits, times, repeat): (usize, usize, u32),
    ) -> Result<String> {
        read(
            Command::new(self.programs.join(program))
                .args([&self.home.join("documents.jsonl"), queries])
                .args([hits.to_string(), times.to_string(), repeat.to_string()]),
        )
    }

    fn program(&self, program: &str, who: &str, set: &str) -> Result<Vec<Figure>> {
        eprintln!("bench: {set} by {who}");
        let queries = self.home.join(format!("{set}.txt"));
        self.score(who, set, &self.answers(program, &queries, (HITS, 1, 1))?)
    }

    /// Judges answers.
    fn score(&self, who: &str, set: &str, answers: &str) -> Result<Vec<Figure>> {
        let file = self.home.join(format!("{who}, {set}.tsv"));
        fs::write(&file, answers)?;
        let mut judge = self.judge(&self.python);
        judge.arg("score").args([&self.home, Path::new(set), &file]);
        if self.wrong && who == "hebewerk" && set == SETS[0] {
            judge.arg("wrong");
        }
        let told: Value = serde_json::from_str(&read(&mut judge)?)?;
        let told = told.as_object().context("the judge gives an object")?;
        let who = format!("{who}, {set}");
        let figures = told.iter().map(|(what, value)| {
            let unit = match what.as_str() {
                "without hits" => "%",
                _ => "",
            };
            self.figure(&who, what, value.as_f64().unwrap_or_default(), unit)
        });
        Ok(figures.collect())
    }

    /// What other programs answer; Xapian's module belongs to the system's Python.
    fn peers(&self) -> Result<Vec<Figure>> {
        let xapian = need::python::xapian();
        let mut figures = Vec::new();
        for (peer, who) in [
            ("fts5", "SQLite FTS5"),
            ("trigram", "FTS5 trigrams"),
            ("xapian", "Xapian"),
        ] {
            let python = match (&xapian, peer) {
                (Err(error), "xapian") => {
                    eprintln!("bench: Xapian SKIPPED: {error}");
                    continue;
                }
                (Ok(python), "xapian") => python,
                _ => &self.python,
            };
            for set in SETS {
                eprintln!("bench: {set} by {who}");
                let mut judge = self.judge(python);
                judge
                    .args(["peer", peer])
                    .args([&self.home, Path::new(set)]);
                figures.extend(self.score(who, set, &read(&mut judge)?)?);
            }
        }
        Ok(figures)
    }

    /// Both halves over many datasets, a page of twenty with all facets.
    fn many(&self, program: &str, who: &str) -> Result<Vec<Figure>> {
        eprintln!("bench: {MANY} datasets by {who}");
        let queries = self.home.join("many.txt");
        let halves = [SETS[0], SETS[1]].map(|set| self.home.join(format!("{set}.txt")));
        fs::write(
            &queries,
            fs::read_to_string(&halves[0])? + &fs::read_to_string(&halves[1])?,
        )?;
        let documents = fs::read_to_string(self.home.join("documents.jsonl"))?;
        let times = MANY.div_ceil(documents.lines().count().max(1));
        let said = self.answers(program, &queries, (20, times, self.repeat))?;
        let mut lines = said.lines();
        let mut head = lines.next().unwrap_or_default().split('\t');
        let mut next = || head.next().unwrap_or_default().parse().unwrap_or(f64::NAN);
        let (built_s, first_ms, datasets) = (next(), next(), next());
        let mut took: Vec<f64> = lines
            .filter_map(|line| line.split('\t').next()?.parse().ok())
            .collect();
        took.sort_by(f64::total_cmp);
        ensure!(!took.is_empty(), "{who} answered nothing");
        let share = |percent: usize| took[(took.len() - 1) * percent / 100];
        let who = format!("{who}, {datasets} datasets");
        Ok(vec![
            self.figure(&who, "build", built_s, "s"),
            self.figure(&who, "first answer", first_ms, "ms"),
            self.figure(&who, "time p50", share(50), "ms"),
            self.figure(&who, "time p99", share(99), "ms"),
            self.figure(&who, "time max", share(100), "ms"),
        ])
    }
}
