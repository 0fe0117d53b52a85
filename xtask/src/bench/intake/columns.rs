//! Types of columns beside labels that people gave (`xtask/labels`), and values beside a reading of our own.
//!
//! Every labelled file is taken in; what became of it is read from the hub's catalogue and Parquet files, so a key that
//! lost its zeros and a number a thousandfold off are found where they would hurt.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::Findings;
use super::program::Program;
use super::standard_csv::Rows;
use crate::checkout::{Checkout, read};
use crate::need;

const WHO: &str = "hebewerk (columns)";
const SCRIPT: &str = include_str!("columns.py");

/// What the script counted: per type and meaning how many are right of how many.
#[derive(Deserialize)]
struct Answer {
    types: BTreeMap<String, (usize, usize)>,
    meanings: BTreeMap<String, (usize, usize)>,
    lost: u64,
    folded: u64,
    compared: u64,
    wrong: Vec<String>,
}

/// Takes the labelled files in and compares.
pub(super) fn measure(
    checkout: &Checkout,
    real: &Path,
    program: &Program,
    found: &mut Findings,
) -> Result<()> {
    let home = checkout.target.join("bench/columns");
    let city = home.join("city");
    read(
        Command::new(program.binary())
            .args(["demo", "--small", "--no-serve", "--data"])
            .arg(&city),
    )?;
    let labels = checkout.root.join("xtask/labels/types.csv");
    let demo = city.join("stadt");
    let hub = home.join("hub");
    let names = take_in(program, &labels, real, &demo, &hub)?;
    let mapping = home.join("datasets.json");
    fs::write(&mapping, serde_json::to_string(&names)?)?;
    let output = Command::new(need::python::for_benches(checkout)?)
        .args(["-c", SCRIPT])
        .args([&hub, &mapping, &labels])
        .arg(checkout.root.join("xtask/labels/demo_texts.csv"))
        .args([real, &demo])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()?;
    let answer: Answer =
        serde_json::from_slice(&output.stdout).context("the comparison gave no answer")?;
    answer.tell(found);
    Ok(())
}

/// A new hub with every labelled file as a dataset of its own; which dataset each file became.
fn take_in(
    program: &Program,
    labels: &Path,
    real: &Path,
    demo: &Path,
    hub: &Path,
) -> Result<BTreeMap<String, String>> {
    let files = hub.with_file_name("files");
    for folder in [hub, files.as_path()] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
    }
    fs::create_dir_all(&files)?;
    let text = fs::read_to_string(labels)?;
    let rows = Rows::of(&text);
    let mut names = BTreeMap::new();
    for file in rows.each().map(|cell| cell("file")) {
        if names.contains_key(&file) {
            continue;
        }
        let path = match file.strip_prefix("demo/") {
            Some(inner) => demo.join(inner),
            None => real.join(&file),
        };
        // Files of different folders share names; here each gets one of its own.
        let name = format!("f{:04}", names.len());
        let mut copy = files.join(&name);
        if let Some(extension) = path.extension() {
            copy.set_extension(extension);
        }
        fs::copy(&path, &copy).with_context(|| path.display().to_string())?;
        names.insert(file, name);
    }
    read(
        Command::new(program.binary())
            .args(["init", "--data"])
            .arg(hub),
    )?;
    let mut copies: Vec<PathBuf> = fs::read_dir(&files)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    copies.sort();
    // A file that is refused ends the command with a status of its own; its columns count as wrong.
    let status = Command::new(program.binary())
        .args(["take-in", "--organisation", "labels", "--data"])
        .arg(hub)
        .args(&copies)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    ensure!(status.code().is_some(), "the program was stopped");
    Ok(names)
}

impl Answer {
    fn tell(self, found: &mut Findings) {
        let all = |counts: &BTreeMap<String, (usize, usize)>| {
            counts
                .values()
                .fold((0, 0), |sum, (right, all)| (sum.0 + right, sum.1 + all))
        };
        let (right, of) = all(&self.types);
        found.columns(WHO, "all types", right, of);
        for (name, (right, of)) in &self.types {
            found.columns(WHO, name, *right, *of);
        }
        let (right, of) = all(&self.meanings);
        found.columns("their meanings", "all meanings", right, of);
        for (name, (right, of)) in &self.meanings {
            found.columns("their meanings", name, *right, *of);
        }
        found.cells(WHO, "compared", self.compared);
        found.cells(WHO, "keys without zeros", self.lost);
        found.cells(WHO, "a thousandfold off", self.folded);
        for line in self.wrong {
            let (file, what) = line.split_once('\t').unwrap_or((&line, ""));
            found.wrong(WHO, file, what.to_owned());
        }
    }
}
