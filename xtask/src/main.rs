//! The chores of the house: `cargo xtask demo · test · check · mutants · assets · wall · train · bench`.
//!
//! Deliberately absent: anything the program itself needs at run time, and heavy dependencies; this crate is
//! built before everything else on a fresh machine.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for the command line speaks there"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "a tool for the command line reads its environment"
)]

mod assets;
mod bench;
mod check;
mod checkout;
mod compile;
mod demo;
mod mutants;
mod need;
mod packages;
mod step;
mod test;
mod tidy;
mod train;
mod wall;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::checkout::Checkout;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "The chores of hebewerk",
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Install the front-end packages of the lock file and bundle CSS and scripts into web/dist
    Assets,
    /// Check which crate may depend on which, and the tidy rules of the house
    Wall,
    /// What must hold before a commit: format, lints, wall, licences, spelling
    Check(check::Options),
    /// Everything that proves the project works
    Test(test::Options),
    /// Switch off the rules that protect data, one after the other: does a test notice?
    Mutants(mutants::Options),
    /// Build, invent the demo city, take it in and serve it
    Demo(demo::Options),
    /// Learn a model anew from ../shared/data and put its file in its place
    Train(train::Options),
    /// Measure: prints the machine and its load before any figure
    Bench(bench::Options),
}

fn main() -> ExitCode {
    match run(Cli::parse().chore) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: Chore) -> Result<()> {
    let checkout = Checkout::find()?;
    match chore {
        Chore::Assets => assets::make(&checkout),
        Chore::Wall => wall::check(&checkout).and_then(|()| tidy::check(&checkout)),
        Chore::Check(options) => check::run(&checkout, &options),
        Chore::Test(options) => test::run(&checkout, &options),
        Chore::Mutants(options) => mutants::run(&checkout, &options),
        Chore::Demo(options) => demo::run(&checkout, &options),
        Chore::Train(options) => train::run(&checkout, &options),
        Chore::Bench(options) => bench::run(&checkout, &options),
    }
}
