//! One line that says how far the compiler is: rewritten on a terminal, repeated now and then in a log.

use std::collections::HashSet;
use std::io::{IsTerminal, Write};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::checkout::{Checkout, read};
use crate::step::clock;

/// In a log, a line this often is enough to see that it goes on.
const LOG_EVERY: Duration = Duration::from_secs(15);

/// Counts packages, because their number is known beforehand; one package may have several artifacts.
pub(super) struct Progress {
    expected: usize,
    seen: HashSet<String>,
    began: Instant,
    last: Option<Instant>,
    terminal: bool,
}

impl Progress {
    pub(super) fn new(expected: usize) -> Self {
        let terminal = std::io::stderr().is_terminal();
        Self {
            expected,
            seen: HashSet::new(),
            began: Instant::now(),
            last: None,
            terminal,
        }
    }

    /// Takes a line of cargo's output into account.
    pub(super) fn hear(&mut self, line: &str) {
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
            self.show(&self.line(&target.name));
        }
    }

    /// Closes the line.
    pub(super) fn end(&self) {
        if self.terminal {
            eprintln!();
        }
    }

    fn line(&self, name: &str) -> String {
        let took = clock(self.began.elapsed());
        format!(
            "    Übersetze {} von {} Bausteinen, {took} min: {name}",
            self.seen.len(),
            self.expected
        )
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
pub(super) fn host() -> Result<String> {
    let about = read(Command::new("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names its host")?.to_owned())
}

/// Number of packages the program is made of on this machine, as `cargo tree` lists them.
pub(super) fn expected(checkout: &Checkout) -> Result<usize> {
    let tree = read(checkout.cargo().args([
        "tree",
        "--locked",
        "--package",
        "hebewerk",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]))?;
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
        let mut progress = Progress::new(2);
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
