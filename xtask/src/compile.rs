//! Running the compiler with one line that says how far it is: rewritten on a terminal, repeated now and then in
//! a log.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::checkout::{Checkout, execute, read, shown};
use crate::step::clock;

/// In a log, a line this often is enough to see that it goes on.
const LOG_EVERY: Duration = Duration::from_secs(15);

/// What is compiled, and how the line says it.
pub(crate) struct Work<'a> {
    /// Cargo's command and options.
    pub(crate) cargo: &'a [&'a str],
    /// Which packages, in the words both `cargo tree` and the command understand.
    pub(crate) packages: &'a [&'a str],
    /// Kinds of dependencies that are compiled, as `cargo tree --edges` names them.
    pub(crate) edges: &'a str,
    /// What the compiler itself is given, after `--`.
    pub(crate) compiler: &'a [&'a str],
    /// Number of packages done, of how many, time so far, the last one.
    pub(crate) line: fn(usize, usize, &str, &str) -> String,
}

/// Compiles; warnings and errors appear as they come.
pub(crate) fn compile(checkout: &Checkout, work: &Work) -> Result<()> {
    // Cargo shows by itself how far it is with this; on later runs there is nothing to fetch and nothing to see.
    execute(
        checkout
            .cargo()
            .args(["fetch", "--locked", "--target", &host()?]),
    )?;
    let mut progress = Progress::new(expected(checkout, work)?, work.line);
    let mut command = checkout.cargo();
    command
        .args(work.cargo)
        .args(work.packages)
        .args([
            "--quiet",
            "--locked",
            "--message-format=json-render-diagnostics",
        ])
        .stdout(Stdio::piped());
    if !work.compiler.is_empty() {
        command.arg("--").args(work.compiler);
    }
    let mut cargo = command.spawn().context("cannot start cargo")?;
    let output = cargo.stdout.take().context("the output was asked for")?;
    for message in BufReader::new(output).lines() {
        progress.hear(&message?);
    }
    let status = cargo.wait()?;
    progress.end();
    if !status.success() {
        bail!("{} ended with {status}", shown(&command));
    }
    Ok(())
}

/// Counts packages, because their number is known beforehand; one package may have several artifacts.
struct Progress {
    expected: usize,
    seen: HashSet<String>,
    began: Instant,
    last: Option<Instant>,
    terminal: bool,
    line: fn(usize, usize, &str, &str) -> String,
}

impl Progress {
    fn new(expected: usize, line: fn(usize, usize, &str, &str) -> String) -> Self {
        let terminal = std::io::stderr().is_terminal();
        Self {
            expected,
            seen: HashSet::new(),
            began: Instant::now(),
            last: None,
            terminal,
            line,
        }
    }

    /// Takes a line of cargo's output into account.
    fn hear(&mut self, line: &str) {
        let Ok(message) = serde_json::from_str::<Message>(line) else {
            return;
        };
        let (Some(package), Some(target)) = (message.package_id, message.target) else {
            return;
        };
        if message.reason != "compiler-artifact" || !self.seen.insert(package) {
            return;
        }
        let due = self.last.is_none_or(|last| last.elapsed() > LOG_EVERY);
        if self.terminal || due {
            self.last = Some(Instant::now());
            let took = clock(self.began.elapsed());
            self.show(&(self.line)(
                self.seen.len(),
                self.expected,
                &took,
                &target.name,
            ));
        }
    }

    /// Closes the line.
    fn end(&self) {
        if self.terminal {
            eprintln!();
        }
    }

    fn show(&self, line: &str) {
        if self.terminal {
            // Back to the start of the line, and clear what a longer name left.
            eprint!("\r{line}\u{1b}[K");
            // Not seeing the line on a closed terminal is no reason to stop building.
            let _shown = std::io::stderr().flush();
        } else {
            eprintln!("{line}");
        }
    }
}

/// A line of cargo's `--message-format=json`; other kinds of message carry no target.
#[derive(Deserialize)]
struct Message {
    reason: String,
    package_id: Option<String>,
    target: Option<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// The target this machine compiles for.
fn host() -> Result<String> {
    let about = read(Command::new("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names its host")?.to_owned())
}

/// Number of packages to come, as `cargo tree` lists them.
fn expected(checkout: &Checkout, work: &Work) -> Result<usize> {
    let tree = read(
        checkout
            .cargo()
            .args([
                "tree", "--locked", "--prefix", "none", "--format", "{p}", "--edges", work.edges,
            ])
            .args(work.packages),
    )?;
    let packages: HashSet<&str> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .filter(|line| !line.is_empty())
        .collect();
    Ok(packages.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_with_several_artifacts_counts_once() {
        let mut progress = Progress::new(2, |done, of, took, name| {
            format!("{done} {of} {took} {name}")
        });
        let artifact = |id: &str, name: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","package_id":"{id}","target":{{"name":"{name}"}}}}"#
            )
        };
        progress.hear(&artifact("serde 1", "build-script-build"));
        progress.hear(&artifact("serde 1", "serde"));
        progress.hear(&artifact("anyhow 1", "anyhow"));
        progress.hear(r#"{"reason":"build-finished","success":true}"#);
        progress.hear("a line that is no message");
        assert_eq!(progress.seen.len(), 2);
    }
}
