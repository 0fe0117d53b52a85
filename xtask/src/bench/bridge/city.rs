//! The demo city, half of whose files are damaged, beside what its columns speak of (`xtask/labels/bridges.csv`).

use anyhow::Result;
use std::process::Command;

use super::{Bench, Told, figures};
use crate::checkout::{Checkout, read};

const SCRIPT: &str = include_str!("city.py");
/// Spoils values; knows nothing of normal forms.
const DAMAGE: &str = include_str!("damage.py");
const LINKAGE: &str = include_str!("linkage.py");
/// Writes real tables down as other offices would; made by somebody who had not read the normal forms.
const CLERKS: &str = include_str!("clerks.py");

/// Precision of the joins that are told, how many columns meet the list of what they speak of, and rows of spoilt addresses
/// and facilities that are found again.
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
    let mut told = figures("hebewerk, damaged city", &said)?;
    eprintln!("bench: addresses and facilities linked");
    let said = read(
        bench
            .script(&format!("{DAMAGE}\n{LINKAGE}"))
            .arg(city.join("stadt"))
            .arg(&bench.program)
            .arg(bench.home.join("linkage")),
    )?;
    told.extend(figures("hebewerk, linkage", &said)?);
    told.extend(clerks(checkout, bench)?);
    Ok(told)
}

/// Real tables in the hands of clerks: not tuned to, told beside the others.
fn clerks(checkout: &Checkout, bench: &Bench) -> Result<Vec<Told>> {
    let real = checkout.root.join("../shared/data/real");
    if !real.is_dir() {
        eprintln!("bench: tables of clerks SKIPPED: ../shared/data/real is not there");
        return Ok(Vec::new());
    }
    eprintln!("bench: tables of clerks");
    let said = read(
        bench
            .script(CLERKS)
            .arg(real)
            .arg(&bench.program)
            .arg(bench.home.join("clerks")),
    )?;
    figures("hebewerk, real tables of clerks", &said)
}
