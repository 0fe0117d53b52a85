//! The demo city, half of whose files are damaged, beside what its columns speak of (`xtask/labels/bridges.csv`).

use anyhow::Result;
use std::process::Command;

use super::{Bench, Told, figures};
use crate::checkout::{Checkout, read};

const SCRIPT: &str = include_str!("city.py");

/// Precision of the joins that are told, and how many columns meet the list of what they speak of.
pub(super) fn measure(checkout: &Checkout, bench: &Bench) -> Result<Vec<Told>> {
    eprintln!("bench: the damaged city");
    let city = bench.home.join("city");
    read(
        Command::new(&bench.program)
            .args(["demo", "--small", "--no-serve", "--data"])
            .arg(&city),
    )?;
    let said = read(
        bench
            .script(SCRIPT)
            .arg(city.join("stadt"))
            .arg(checkout.root.join("xtask/labels/bridges.csv"))
            .arg(&bench.program)
            .arg(bench.home.join("city-damaged")),
    )?;
    figures("hebewerk, damaged city", &said)
}
