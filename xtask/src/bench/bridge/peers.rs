//! Other methods on the same sets. Each is a process of its own with its own time: one that takes too long or breaks
//! costs its own figures and no others.

use std::process::Command;

use super::{Bench, RANKING, Told, figures};
use crate::checkout::read;
use std::path::Path;

const PAIRS: &str = include_str!("pairs.py");

/// Seconds that a method may take for a set.
const SECONDS: &str = "600";
/// Pairs of tables that matchers compare.
const PAIRS_DRAWN: &str = "20";

/// Methods that rank columns of many tables: who, and what the script calls it.
const RANKERS: [(&str, &str); 3] = [
    ("exact overlap", "overlap"),
    ("LSH Ensemble", "ensemble"),
    ("LSH Ensemble for recall", "ensemble-recall"),
];

/// Methods that compare two tables. COMA over values and Cupid are left out: they load word lists from the network.
const MATCHERS: [&str; 5] = [
    "hebewerk",
    "COMA",
    "Jaccard distance",
    "similarity flooding",
    "distributions",
];

impl Bench {
    /// Columns asked about, ranked by others.
    pub(super) fn ranked_by_others(&self, set: &Path, labels: &Path, name: &str) -> Vec<Told> {
        let mut told = Vec::new();
        for (who, method) in RANKERS {
            eprintln!("bench: {name} by {who}");
            let mut command = self.script(RANKING);
            command
                .arg(set.join("tables"))
                .arg(labels)
                .args(["peer", method, SECONDS]);
            told.extend(of_other(&format!("{who}, {name}"), &mut command));
        }
        told
    }

    /// Pairs of tables, column by column, by us and by matchers of valentine.
    pub(super) fn pairs(&self, set: &Path, labels: &Path, name: &str) -> Vec<Told> {
        let mut told = Vec::new();
        for who in MATCHERS {
            eprintln!("bench: pairs of {name} by {who}");
            let mut command = self.script(PAIRS);
            command
                .arg(set.join("tables"))
                .arg(labels)
                .arg(&self.program)
                .arg(self.home.join("pairs"))
                .args([who, SECONDS, PAIRS_DRAWN]);
            told.extend(of_other(&format!("{who}, pairs of {name}"), &mut command));
        }
        told
    }
}

/// What another method gave; nothing but a word about it if it gave nothing.
fn of_other(who: &str, command: &mut Command) -> Vec<Told> {
    let told = read(command).and_then(|said| figures(who, &said));
    told.unwrap_or_else(|error| {
        let said = format!("{error:#}");
        // The whole script stands before what it said.
        let last = said.lines().last().unwrap_or_default();
        eprintln!("bench: {who} gave no figures within {SECONDS} s: {last}");
        Vec::new()
    })
}
