//! One line that says how far the compiler is: rewritten on a terminal, repeated now and then in a log.

use std::collections::{HashMap, HashSet};
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, MetadataCommand};

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

    /// Notes an artifact of a package.
    pub(super) fn built(&mut self, package: &str, name: &str) {
        if !self.seen.insert(package.to_owned()) {
            return;
        }
        let due = self.last.is_none_or(|last| last.elapsed() > LOG_EVERY);
        if self.terminal || due {
            self.last = Some(Instant::now());
            self.show(&self.line(name));
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

/// Number of packages the program is made of on this machine.
pub(super) fn expected(checkout: &Checkout) -> Result<usize> {
    let rustc = read(std::process::Command::new("rustc").arg("-vV"))?;
    let host = rustc
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("rustc names its host")?;
    let metadata = MetadataCommand::new()
        .manifest_path(checkout.root.join("Cargo.toml"))
        .other_options([
            "--filter-platform".to_owned(),
            host.to_owned(),
            "--locked".to_owned(),
        ])
        .exec()?;
    let resolve = metadata
        .resolve
        .context("cargo metadata resolves dependencies")?;
    let nodes: HashMap<_, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let root = metadata
        .packages
        .iter()
        .find(|package| package.name == "hebewerk")
        .context("no package hebewerk")?;
    let mut found = HashSet::from([&root.id]);
    let mut open = vec![&root.id];
    while let Some(id) = open.pop() {
        for dependency in nodes
            .get(id)
            .map(|node| node.deps.as_slice())
            .unwrap_or_default()
        {
            let needed = dependency
                .dep_kinds
                .iter()
                .any(|kind| kind.kind != DependencyKind::Development);
            if needed && found.insert(&dependency.pkg) {
                open.push(&dependency.pkg);
            }
        }
    }
    Ok(found.len())
}
