//! `cargo xtask test`: everything that proves the project works, on a machine that has only Rust and Node.

mod tally;

use std::process::Command;

use anyhow::Result;

use crate::checkout::{Checkout, execute};
use crate::need::postgres::Cluster;
use crate::step::Steps;
use crate::{assets, check, need};
use tally::Tally;

/// What to leave out while working on one thing; nothing is left out in CI.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Leave out format, lints, licences and spelling
    #[arg(long)]
    no_checks: bool,
    /// Leave out what drives the built program and a browser
    #[arg(long)]
    no_whole: bool,
}

/// Runs the steps; ends with a table, the count of tests, and an error if a step failed.
pub(crate) fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    let mut steps = Steps::begin();
    let mut tally = Tally::default();

    let python = steps.run("Python environment", || need::python::python(checkout));
    let postgres = steps.run("PostgreSQL", need::postgres::start);
    let chromium = steps.run("Chromium", need::chromium::chromium);
    steps.run("front-end assets", || assets::make(checkout));
    if !options.no_checks {
        check::quick(checkout, &mut steps);
        steps.run("clippy", || check::clippy(checkout));
    }

    let mut surroundings = Vec::new();
    surroundings.extend(
        postgres
            .as_ref()
            .map(|Cluster { url, .. }| ("HEBEWERK_TEST_POSTGRES_URL", url.into())),
    );
    surroundings.extend(python.map(|path| ("HEBEWERK_TEST_PYTHON", path.into_os_string())));
    surroundings.extend(chromium.map(|path| ("HEBEWERK_CHROMIUM", path.into_os_string())));
    surroundings.push((
        "HEBEWERK_TEST_NODE_MODULES",
        checkout.root.join("web/node_modules").into_os_string(),
    ));
    surroundings.push(("HEBEWERK_TEST_BINARY", checkout.binary().into_os_string()));

    let cargo_test = |packages: &[&str]| {
        let mut command = checkout.cargo();
        command
            .args(["test", "--locked", "--no-fail-fast"])
            .args(packages);
        command.envs(surroundings.iter().map(|(name, value)| (name, value)));
        command
    };

    steps.run("unit and flow tests", || {
        tally.run(&mut cargo_test(&[
            "--workspace",
            "--exclude",
            "hebewerk-e2e",
            "--lib",
            "--bins",
            "--tests",
        ]))
    });
    steps.run("examples in the documentation", || {
        tally.run(&mut cargo_test(&["--workspace", "--doc"]))
    });
    if !options.no_whole {
        whole(checkout, &mut steps, &mut tally, &surroundings, &cargo_test);
    }

    drop(postgres);
    steps.table();
    println!("\n{tally}");
    steps.verdict()
}

/// The outermost ring: the bundle in a browser, then the built program as people and other programs meet it.
fn whole(
    checkout: &Checkout,
    steps: &mut Steps,
    tally: &mut Tally,
    surroundings: &[(&str, std::ffi::OsString)],
    cargo_test: &dyn Fn(&[&str]) -> Command,
) {
    steps.run("scripts and styles in Chromium", || {
        let mut node = Command::new(need::node::node_for_tests()?);
        node.args([
            "--test",
            "--test-reporter=spec",
            "assets/test/browser.test.js",
        ])
        .current_dir(checkout.root.join("web"))
        .envs(surroundings.iter().map(|(name, value)| (name, value)));
        tally.run(&mut node)
    });
    let built = steps.run("build the program", || {
        execute(
            checkout
                .cargo()
                .args(["build", "--quiet", "--locked", "--package", "hebewerk"]),
        )
    });
    let name = "the program from outside (e2e)";
    match built {
        Some(()) => {
            steps.run(name, || {
                tally.run(&mut cargo_test(&["--package", "hebewerk-e2e", "--tests"]))
            });
        }
        None => steps.leave_out(name, "the program was not built"),
    }
}
