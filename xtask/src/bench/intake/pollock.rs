//! The Pollock benchmark (Vitagliano et al., VLDB 2023): messy CSV, loaded and compared with what it should be.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::Findings;
use super::corpus::{self, Case};
use super::program::{Program, each};
use super::score::Score;
use crate::checkout::Checkout;

const AUTO: &str = "hebewerk, auto";
const GIVEN: &str = "hebewerk, with parameters";

/// Reads every file twice: on its own, and with the true dialect given.
pub(super) fn measure(
    checkout: &Checkout,
    real: &Path,
    program: &Program,
    found: &mut Findings,
) -> Result<()> {
    let polluted = corpus::polluted(checkout, real)?;
    let survey = corpus::survey(checkout, real)?;
    for (who, given) in [(AUTO, false), (GIVEN, true)] {
        let scores = scores(&polluted, program, given)?;
        list(who, &polluted, &scores, found);
        let all = polluted.iter().zip(&scores);
        let weights: f64 = polluted.iter().map(|case| case.weight).sum();
        let weighted: f64 = all.map(|(case, score)| case.weight * score.points()).sum();
        found.points(who, "simple", mean(&scores));
        found.points(who, "weighted", weighted / weights);
        let scores = self::scores(&survey, program, given)?;
        list(who, &survey, &scores, found);
        found.points(who, "survey", mean(&scores));
    }
    published(found);
    Ok(())
}

/// Figures of others, taken by the authors of the benchmark or with their harness; not measured here.
fn published(found: &mut Findings) {
    let known: [(&'static str, [f64; 3]); 4] = [
        ("DuckDB auto (published)", [9.075, 8.440, f64::NAN]),
        ("CleverCSV (published)", [9.193, 9.454, 8.898]),
        ("DuckDB, given (published)", [9.962, 9.600, f64::NAN]),
        ("pandas, given (published)", [9.895, 9.431, 6.285]),
    ];
    for (who, figures) in known {
        for (what, value) in ["simple", "weighted", "survey"].into_iter().zip(figures) {
            if !value.is_nan() {
                found.points(who, what, value);
            }
        }
    }
}

fn scores(cases: &[Case], program: &Program, given: bool) -> Result<Vec<Score>> {
    each(cases, |case| {
        let clean = String::from_utf8_lossy(&fs::read(&case.clean)?).into_owned();
        let recipe = given.then_some(case.recipe.as_path());
        let written = program.as_csv(&case.file, recipe)?;
        if written.is_empty() && !clean.trim().is_empty() {
            return Ok(Score::NOTHING);
        }
        Ok(Score::of(&clean, &String::from_utf8_lossy(&written)))
    })
}

fn list(who: &'static str, cases: &[Case], scores: &[Score], found: &mut Findings) {
    for (case, score) in cases.iter().zip(scores) {
        if score.points() < 10.0 - 1e-9 {
            let what = format!("{:.3}: {}", score.points(), score.lacks());
            found.wrong(who, &case.name, what);
        }
    }
}

fn mean(scores: &[Score]) -> f64 {
    scores.iter().map(Score::points).sum::<f64>() / scores.len().max(1) as f64
}
