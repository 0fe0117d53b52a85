//! What a tile of a map costs, by zoom: an example of `hebewerk-prepared` makes maps up and draws them.

use super::{Figure, Options, machine};
use crate::checkout::{Checkout, read};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Time of the middle tile and of the slowest but one in a hundred, and the size of the largest, of each zoom.
pub(super) fn measure(
    checkout: &Checkout,
    python: &Path,
    options: &Options,
) -> Result<Vec<Figure>> {
    let program = program(checkout, options)?;
    let calibration_s = machine::calibrate(python)?;
    let said = read(&mut Command::new(program))?;
    said.lines()
        .map(|line| figure(line, calibration_s))
        .collect()
}

/// Built here unless `--binary` names it. Figures count only from a release build.
fn program(checkout: &Checkout, options: &Options) -> Result<PathBuf> {
    if let Some(program) = &options.binary {
        return Ok(std::path::absolute(program)?);
    }
    eprintln!("bench: building the example of hebewerk-prepared");
    read(checkout.cargo().args([
        "build",
        "--quiet",
        "--release",
        "--package",
        "hebewerk-prepared",
        "--example",
        "tiles",
    ]))?;
    Ok(checkout.target.join("release/examples/tiles"))
}

fn figure(line: &str, calibration_s: f64) -> Result<Figure> {
    let [who, what, value, unit]: [&str; 4] = line
        .split('\t')
        .collect::<Vec<_>>()
        .try_into()
        .map_err(|_other| anyhow::anyhow!("not a figure: {line}"))?;
    Ok(Figure {
        who: who.to_owned(),
        what: what.to_owned(),
        value: value.parse().with_context(|| line.to_owned())?,
        unit: match unit {
            "MB" => "MB",
            "kB" => "kB",
            _ => "ms",
        },
        calibration_s,
    })
}
