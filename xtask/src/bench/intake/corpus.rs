//! The files of the Pollock benchmark: what is polluted, what it should be, how it is written.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::checkout::{Checkout, execute};

/// One file to read.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) file: PathBuf,
    pub(super) clean: PathBuf,
    /// The true dialect as a recipe of ours.
    pub(super) recipe: PathBuf,
    pub(super) weight: f64,
}

/// The polluted files, unpacked below the target folder, with their weights.
pub(super) fn polluted(checkout: &Checkout, real: &Path) -> Result<Vec<Case>> {
    let pollock = real.join("pollock");
    let home = checkout.target.join("bench/pollock");
    let unpacked = home.join("polluted_files");
    if !unpacked.is_dir() {
        eprintln!("bench: unpacking the polluted files (only the first time)");
        let scratch = home.join("unpacking");
        fs::create_dir_all(&scratch)?;
        execute(
            Command::new("tar")
                .arg("-xJf")
                .arg(pollock.join("polluted_files.tar.xz"))
                .arg("-C")
                .arg(&scratch),
        )?;
        fs::rename(scratch.join("polluted_files"), &unpacked)?;
    }
    let weights: HashMap<String, f64> =
        serde_json::from_str(&fs::read_to_string(pollock.join("pollock_weights.json"))?)?;
    cases(&unpacked, &home.join("recipes/polluted"), &weights)
}

/// The real files of the benchmark's survey, as far as they are there.
pub(super) fn survey(checkout: &Checkout, real: &Path) -> Result<Vec<Case>> {
    let recipes = checkout.target.join("bench/pollock/recipes/survey");
    cases(
        &real.join("pollock/survey_sample"),
        &recipes,
        &HashMap::new(),
    )
}

fn cases(folder: &Path, recipes: &Path, weights: &HashMap<String, f64>) -> Result<Vec<Case>> {
    fs::create_dir_all(recipes)?;
    let mut all = Vec::new();
    for entry in fs::read_dir(folder.join("csv"))? {
        let file = entry?.path();
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let parameters = folder.join(format!("parameters/{name}_parameters.json"));
        let parameters: Value = serde_json::from_str(&fs::read_to_string(&parameters)?)
            .with_context(|| parameters.display().to_string())?;
        let recipe = recipes.join(format!("{name}.json"));
        fs::write(&recipe, recipe_of(&parameters).to_string())?;
        all.push(Case {
            clean: folder.join("clean").join(&name),
            weight: weights.get(&name).copied().unwrap_or(1.0),
            name,
            file,
            recipe,
        });
    }
    all.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(all)
}

/// What the authors say about a file, in our words. Some numbers are written as text.
fn recipe_of(parameters: &Value) -> Value {
    let number = |name: &str| {
        let value = &parameters[name];
        value
            .as_u64()
            .or_else(|| value.as_str().and_then(|text| text.parse().ok()))
    };
    let text = |name: &str| parameters[name].as_str().filter(|text| !text.is_empty());
    json!({"tables": [{
        "table": "",
        "encoding": text("encoding").filter(|name| *name != "ascii"),
        "delimiter": text("delimiter"),
        "quote": text("quotechar"),
        "header_line": number("preamble_lines"),
        "header_rows": number("header_lines"),
    }]})
}
