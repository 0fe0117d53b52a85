//! `cargo xtask mutants`: switches off one rule after the other of those that protect data, and asks the tests.
//!
//! Nothing of this is in the program: a rule is switched off in a copy of the sources, below the build folder. A
//! change that no test notices is a rule nobody would miss; the command fails then and names it.

mod engine;
mod guard;
mod mutant;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::assets;
use crate::checkout::{Checkout, read, shown};
use mutant::{Mutant, Room};

/// All of the list, or a part of it.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only rules of this room: guard or engine
    #[arg(long, value_name = "ROOM")]
    room: Option<String>,
    /// Only rules whose name holds these words
    #[arg(long, value_name = "WORDS")]
    only: Option<String>,
}

/// Prints a line for each rule; fails if a rule could be switched off and all tests pass.
pub(crate) fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    assets::make(checkout)?;
    let copy = copied(checkout)?;
    let asked = |mutant: &&Mutant| {
        let room = options.room.as_deref();
        let words = options.only.as_deref();
        room.is_none_or(|room| room == mutant.room.name())
            && words.is_none_or(|words| mutant.name.contains(words))
    };
    let asked: Vec<&Mutant> = list().filter(asked).collect();
    ensure!(!asked.is_empty(), "no rule has such a name");
    for room in [Room::Guard, Room::Engine] {
        if asked.iter().any(|mutant| mutant.room == room) {
            let untouched = outcome(&copy, checkout, room)?;
            ensure!(
                matches!(untouched, Outcome::Unnoticed),
                "the tests of {} fail before anything is switched off: {untouched:?}",
                room.name()
            );
        }
    }
    let mut unnoticed = Vec::new();
    for mutant in &asked {
        let begun = Instant::now();
        let outcome = switched_off(&copy, checkout, mutant)?;
        let seconds = begun.elapsed().as_secs();
        println!("{:9} {} ({seconds} s)", outcome.word(), mutant.name);
        if let Outcome::Caught(test) = &outcome {
            println!("          {test}");
        } else {
            unnoticed.push(mutant.name);
        }
    }
    println!(
        "\n{} of {} noticed",
        asked.len() - unnoticed.len(),
        asked.len()
    );
    if !unnoticed.is_empty() {
        bail!(
            "no test notices that these are off: {}",
            unnoticed.join(", ")
        );
    }
    Ok(())
}

/// All rules that are switched off.
fn list() -> impl Iterator<Item = &'static Mutant> {
    guard::MUTANTS.iter().chain(engine::MUTANTS)
}

/// What the tests say.
#[derive(Debug)]
enum Outcome {
    /// This one failed, of several the first.
    Caught(String),
    /// It does not even compile: the change says nothing.
    Uncompiled,
    /// All passed.
    Unnoticed,
}

impl Outcome {
    const fn word(&self) -> &'static str {
        match self {
            Self::Caught(_) => "noticed",
            Self::Uncompiled => "no rust",
            Self::Unnoticed => "UNNOTICED",
        }
    }
}

fn switched_off(copy: &Path, checkout: &Checkout, mutant: &Mutant) -> Result<Outcome> {
    let path = copy.join(mutant.file);
    let whole = fs::read_to_string(&path).with_context(|| format!("reading {}", mutant.file))?;
    fs::write(&path, mutant.applied(&whole)?)?;
    let outcome = outcome(copy, checkout, mutant.room);
    fs::write(&path, whole)?;
    outcome
}

/// Tests of a room in the copy. Of the engine all packages are named, so that the libraries it stands on have the
/// features, and therefore the builds, they have everywhere else.
fn outcome(copy: &Path, checkout: &Checkout, room: Room) -> Result<Outcome> {
    let mut build = cargo(copy, checkout);
    build.args(["test", "--no-run", "--lib", "--message-format=json"]);
    match room {
        Room::Guard => build.args(["--package", "hebewerk-guard"]),
        Room::Engine => build.args(["--workspace", "--test", "it"]),
    };
    let output = build
        .output()
        .with_context(|| format!("cannot start {}", shown(&build)))?;
    if !output.status.success() {
        return Ok(Outcome::Uncompiled);
    }
    for program in programs(&String::from_utf8_lossy(&output.stdout), room) {
        let output = Command::new(&program)
            .current_dir(copy.join(room.name()))
            .output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            let failed = said.lines().find(|line| line.ends_with("... FAILED"));
            let failed = failed.unwrap_or("test the whole program ... FAILED");
            let name = failed
                .trim_start_matches("test ")
                .trim_end_matches(" ... FAILED");
            return Ok(Outcome::Caught(name.to_owned()));
        }
    }
    Ok(Outcome::Unnoticed)
}

#[derive(Deserialize)]
struct Built {
    executable: Option<PathBuf>,
    manifest_path: Option<PathBuf>,
}

/// The test programs of a room, its unit tests first: they take no time.
fn programs(messages: &str, room: Room) -> Vec<PathBuf> {
    let manifest = Path::new(room.name()).join("Cargo.toml");
    let built = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Built>(line).ok());
    let mut programs: Vec<PathBuf> = built
        .filter(|built| {
            let path = built.manifest_path.as_ref();
            path.is_some_and(|path| path.ends_with(&manifest))
        })
        .filter_map(|built| built.executable)
        .collect();
    programs.sort_by_key(|program| {
        let name = program.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with("it-")
    });
    programs
}

fn cargo(copy: &Path, checkout: &Checkout) -> Command {
    let mut cargo = checkout.cargo();
    cargo
        .current_dir(copy)
        .env("CARGO_TARGET_DIR", &checkout.target)
        .env("CARGO_INCREMENTAL", "0");
    cargo
}

/// The sources git knows of, as they lie here now; files that have not changed keep their time, so that little is
/// compiled again.
fn copied(checkout: &Checkout) -> Result<PathBuf> {
    let copy = checkout.target.join("mutants");
    let mut git = Command::new("git");
    git.current_dir(&checkout.root).args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let listed = read(&mut git)?;
    let bundled = bundled(&checkout.root)?;
    for name in listed.lines().chain(bundled.iter().map(String::as_str)) {
        let from = checkout.root.join(name);
        let to = copy.join(name);
        let Ok(now) = fs::read(&from) else { continue };
        if fs::read(&to).is_ok_and(|before| before == now) {
            continue;
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&to, now).with_context(|| format!("copying {name}"))?;
    }
    Ok(copy)
}

/// What was bundled from the front end: git does not know of it, and `web` does not compile without it.
fn bundled(root: &Path) -> Result<Vec<String>> {
    let mut folders = vec![PathBuf::from("web/dist")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                files.push(path.to_string_lossy().into_owned());
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_the_list_stands_where_it_says() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for mutant in list() {
            let source = std::fs::read_to_string(root.join(mutant.file)).unwrap();
            let changed = mutant.applied(&source).unwrap();
            assert_ne!(changed, source, "{}", mutant.name);
        }
    }
}
