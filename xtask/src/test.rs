//! `cargo xtask test`: everything that proves the project works, on a machine that has only Rust and Node.

mod tally;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::checkout::Checkout;
use crate::compile::{Work, compile};
use crate::step::Steps;
use crate::{assets, check, need};
use tally::Tally;

/// Everything, or one package while working on it.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only the tests of this package, with PostgreSQL, DuckDB and Chromium at hand
    #[arg(short, long, value_name = "NAME")]
    package: Option<String>,
}

/// Runs the steps; ends with a table, the count of tests, and an error if a step failed.
pub(crate) fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    let mut steps = Steps::begin();
    let mut tally = Tally::default();
    let python = steps.run("Python environment", || need::python::python(checkout));
    let fetched = steps.run("Python environment of servers", || {
        need::python::for_servers(checkout)
    });
    let postgres = steps.run("PostgreSQL", need::postgres::start);
    let mariadb = steps.run("MariaDB", need::mariadb::start);
    let chromium = steps.run("Chromium", need::chromium::chromium);
    steps.run("ODBC drivers", need::odbc::drivers);
    steps.run("MapServer", need::mapserver::mapserver);
    steps.run("servers of files and messages", need::servers::servers);
    steps.run("strace", need::strace::strace);
    steps.run("wapiti", need::wapiti::wapiti);
    steps.run("provider of identities", || {
        assets::install(&checkout.root.join("e2e/provider"))
    });
    steps.run("front-end assets", || assets::make(checkout));
    let servers = [
        postgres
            .as_ref()
            .map(|server| ("HEBEWERK_TEST_POSTGRES_URL", server.url.as_str())),
        mariadb
            .as_ref()
            .map(|server| ("HEBEWERK_TEST_MARIADB_URL", server.url.as_str())),
    ];
    let programs = [
        ("HEBEWERK_TEST_PYTHON", python),
        ("HEBEWERK_TEST_SERVERS_PYTHON", fetched),
        ("HEBEWERK_CHROMIUM", chromium),
    ];
    let surroundings = Surroundings::of(checkout, &servers, programs);
    if let Some(package) = &options.package {
        steps.run(&format!("tests of {package}"), || {
            tally.run(&mut surroundings.cargo_test(checkout, &["--package", package]))
        });
    } else {
        all(checkout, &surroundings, &mut steps, &mut tally);
    }
    drop((postgres, mariadb));
    steps.table();
    println!("\n{tally}");
    steps.verdict()
}

/// What tests find in their environment; a missing one makes the tests that need it fail, not pass by.
struct Surroundings(Vec<(&'static str, OsString)>);

impl Surroundings {
    fn of(
        checkout: &Checkout,
        servers: &[Option<(&'static str, &str)>],
        programs: impl IntoIterator<Item = (&'static str, Option<PathBuf>)>,
    ) -> Self {
        let mut known = vec![
            ("HEBEWERK_BINARY", checkout.binary().into_os_string()),
            (
                "HEBEWERK_TEST_NODE_MODULES",
                checkout.root.join("web/node_modules").into_os_string(),
            ),
        ];
        let servers = servers.iter().flatten();
        known.extend(servers.map(|(name, url)| (*name, url.into())));
        let programs = programs.into_iter();
        known.extend(programs.filter_map(|(name, path)| Some((name, path?.into_os_string()))));
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

fn all(checkout: &Checkout, surroundings: &Surroundings, steps: &mut Steps, tally: &mut Tally) {
    check::quick(checkout, steps);
    steps.run("clippy", || check::clippy(checkout));
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
    // One selection of packages from here on: another one would mean other features of shared crates, and
    // DataFusion would be built again.
    let built = steps.run("build the program and its tests", || build(checkout));
    let name = "all tests, the program from outside among them";
    match built {
        Some(()) => {
            steps.run(name, || {
                tally.run(&mut surroundings.cargo_test(checkout, &["--workspace"]))
            });
        }
        None => steps.leave_out(name, "the build failed"),
    }
}

fn build(checkout: &Checkout) -> Result<()> {
    let work = Work {
        cargo: &["build", "--all-targets"],
        packages: &["--workspace"],
        edges: "normal,build,dev",
        compiler: &[],
        line: |done, of, took, name| format!("compiled {done} of {of} packages, {took}: {name}"),
    };
    compile(checkout, &work)
}
