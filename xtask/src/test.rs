//! `cargo xtask test`: everything that proves the project works, on a machine that has only Rust and Node.

mod tally;

use std::ffi::OsString;
use std::path::PathBuf;
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
    /// Only the tests of this package, with PostgreSQL and DuckDB at hand
    #[arg(short, long, value_name = "NAME", conflicts_with_all = ["no_checks", "no_whole"])]
    package: Option<String>,
}

/// Runs the steps; ends with a table, the count of tests, and an error if a step failed.
pub(crate) fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    let mut steps = Steps::begin();
    let mut tally = Tally::default();
    let python = steps.run("Python environment", || need::python::python(checkout));
    let postgres = steps.run("PostgreSQL", need::postgres::start);
    let chromium = steps.run("Chromium", need::chromium::chromium);
    steps.run("front-end assets", || assets::make(checkout));
    let surroundings = Surroundings::of(checkout, postgres.as_ref(), python, chromium);
    if let Some(package) = &options.package {
        steps.run(&format!("tests of {package}"), || {
            tally.run(&mut surroundings.cargo_test(checkout, &["--package", package]))
        });
    } else {
        all(checkout, options, &surroundings, &mut steps, &mut tally);
    }
    drop(postgres);
    steps.table();
    println!("\n{tally}");
    steps.verdict()
}

/// What tests find in their environment; a missing one makes the tests that need it fail, not pass by.
struct Surroundings(Vec<(&'static str, OsString)>);

impl Surroundings {
    fn of(
        checkout: &Checkout,
        postgres: Option<&Cluster>,
        python: Option<PathBuf>,
        chromium: Option<PathBuf>,
    ) -> Self {
        let mut known = vec![
            ("HEBEWERK_TEST_BINARY", checkout.binary().into_os_string()),
            (
                "HEBEWERK_TEST_NODE_MODULES",
                checkout.root.join("web/node_modules").into_os_string(),
            ),
        ];
        known.extend(postgres.map(|cluster| ("HEBEWERK_TEST_POSTGRES_URL", (&cluster.url).into())));
        known.extend(python.map(|path| ("HEBEWERK_TEST_PYTHON", path.into_os_string())));
        known.extend(chromium.map(|path| ("HEBEWERK_CHROMIUM", path.into_os_string())));
        Self(known)
    }

    fn cargo_test(&self, checkout: &Checkout, arguments: &[&str]) -> Command {
        let mut command = checkout.cargo();
        command
            .args(["test", "--locked", "--no-fail-fast"])
            .args(arguments);
        self.give(&mut command);
        command
    }

    fn give(&self, command: &mut Command) {
        command.envs(self.0.iter().map(|(name, value)| (name, value)));
    }
}

fn all(
    checkout: &Checkout,
    options: &Options,
    surroundings: &Surroundings,
    steps: &mut Steps,
    tally: &mut Tally,
) {
    if !options.no_checks {
        check::quick(checkout, steps);
        steps.run("clippy", || check::clippy(checkout));
    }
    steps.run("unit and flow tests", || {
        let inner = [
            "--workspace",
            "--exclude",
            "hebewerk-e2e",
            "--lib",
            "--bins",
            "--tests",
        ];
        tally.run(&mut surroundings.cargo_test(checkout, &inner))
    });
    steps.run("examples in the documentation", || {
        tally.run(&mut surroundings.cargo_test(checkout, &["--locked", "--workspace", "--doc"]))
    });
    if !options.no_whole {
        whole(checkout, surroundings, steps, tally);
    }
}

/// The outermost ring: the bundle in a browser, then the built program as people and other programs meet it.
fn whole(checkout: &Checkout, surroundings: &Surroundings, steps: &mut Steps, tally: &mut Tally) {
    steps.run("scripts and styles in Chromium", || {
        let mut node = Command::new(need::node::node_for_tests()?);
        node.args([
            "--test",
            "--test-reporter=spec",
            "assets/test/browser.test.js",
        ])
        .current_dir(checkout.root.join("web"));
        surroundings.give(&mut node);
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
                tally.run(&mut surroundings.cargo_test(
                    checkout,
                    &["--locked", "--package", "hebewerk-e2e", "--tests"],
                ))
            });
        }
        None => steps.leave_out(name, "the program was not built"),
    }
}
