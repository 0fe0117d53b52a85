//! What the guard costs: the same questions asked of DataFusion without it, without rules, and under rules.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

use super::{Figure, Options, machine};
use crate::checkout::{Checkout, read};

const ROWS: u64 = 10_000_000;

/// What the measuring program prints.
#[derive(Deserialize)]
struct Measured {
    rows: u64,
    grants: u64,
    decision_us: f64,
    questions: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    question: String,
    milliseconds: BTreeMap<String, f64>,
}

impl Question {
    /// How many times the time of one way another takes.
    fn ratio(&self, way: &str, of: &str) -> Option<f64> {
        Some(self.milliseconds.get(way)? / self.milliseconds.get(of)?)
    }

    /// Whether the files' statistics alone answer it without a guard.
    fn is_from_statistics(&self) -> bool {
        self.question == "from statistics"
    }
}

pub(super) fn measure(
    checkout: &Checkout,
    python: &Path,
    options: &Options,
) -> Result<Vec<Figure>> {
    eprintln!("bench: building the measuring program (a release; the first time takes long)");
    read(checkout.cargo().args([
        "build",
        "--release",
        "--workspace",
        "--example",
        "guard_cost",
    ]))?;
    let program = checkout.target.join("release/examples/guard_cost");
    let lake = tempfile::Builder::new()
        .prefix("hebewerk-bench-")
        .tempdir_in(&checkout.target)?;
    let calibration_s = machine::calibrate(python)?;
    let printed = read(
        Command::new(program)
            .arg(lake.path())
            .arg(ROWS.to_string())
            .arg(options.repeat.max(1).to_string()),
    )?;
    let measured: Measured =
        serde_json::from_str(&printed).context("the program prints its figures")?;
    let mut figures = Vec::new();
    let mut add = |what: String, value: f64, unit| {
        figures.push(Figure {
            who: format!("guard, {} rows", measured.rows),
            what,
            value,
            unit,
            calibration_s,
        });
    };
    for question in &measured.questions {
        for (way, said) in [
            ("plain", "DataFusion without a guard"),
            ("view", "DataFusion, the rules as a view that leaks"),
            ("open", "guarded, no rules"),
            ("ruled", "guarded, a rule on rows and two masks"),
        ] {
            let taken = question.milliseconds.get(way).copied();
            let taken = taken.with_context(|| format!("{way} of {}", question.question))?;
            add(format!("{}: {said}", question.question), taken, "ms");
        }
    }
    for (way, of, said) in [
        ("open", "plain", "guarded without rules / without a guard"),
        ("ruled", "plain", "guarded under rules / without a guard"),
        ("ruled", "view", "guarded under rules / the rules as a view"),
    ] {
        let asked = measured.questions.iter();
        let asked = asked.filter(|question| !question.is_from_statistics());
        let ratios: Vec<f64> = asked
            .filter_map(|question| question.ratio(way, of))
            .collect();
        let mean = ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64;
        add(format!("{said}, geometric mean"), mean.exp(), "times");
        let worst = ratios.iter().copied().fold(0.0, f64::max);
        add(format!("{said}, worst question"), worst, "times");
    }
    add(
        format!("a decision with {} grants", measured.grants),
        measured.decision_us,
        "µs",
    );
    Ok(figures)
}
