//! `cargo xtask demo`: from a fresh checkout to a running hub with a city in it.

mod progress;

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::assets;
use crate::checkout::{Checkout, execute};
use crate::step::clock;
use progress::Progress;

/// How large the city is and where it is served.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// A city whose large tables are cut to a few thousand rows
    #[arg(long)]
    small: bool,
    /// Data directory; by default target/demo
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Port on the loopback address
    #[arg(long, value_name = "N")]
    port: Option<u16>,
}

/// Builds what changed, then becomes `hebewerk demo`.
pub(crate) fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    let began = Instant::now();
    println!("1/3 Seiten: Gestaltung und Skripte bündeln");
    assets::make(checkout)?;
    println!("2/3 Programm: übersetzen (beim ersten Mal etwa eine Viertelstunde auf zwei Kernen)");
    build(checkout)?;
    println!(
        "3/3 Stadt: erfinden, heben, zeigen (bisher {} min)",
        clock(began.elapsed())
    );
    let mut hebewerk = Command::new(checkout.binary());
    hebewerk.arg("demo").arg("--data").arg(match &options.data {
        Some(folder) => std::path::absolute(folder)?,
        None => checkout.target.join("demo"),
    });
    if options.small {
        hebewerk.arg("--small");
    }
    if let Some(port) = options.port {
        hebewerk.arg("--port").arg(port.to_string());
    }
    // In place of this process, so that Ctrl+C and signals reach the server and nobody else.
    let error = hebewerk.exec();
    Err(error).with_context(|| format!("cannot start {}", checkout.binary().display()))
}

fn build(checkout: &Checkout) -> Result<()> {
    // Cargo shows by itself how far it is with this; on later runs there is nothing to fetch and nothing to see.
    execute(
        checkout
            .cargo()
            .args(["fetch", "--locked", "--target", &progress::host()?]),
    )?;
    let mut progress = Progress::new(progress::expected(checkout)?);
    let mut cargo = checkout
        .cargo()
        .args(["build", "--quiet", "--locked", "--package", "hebewerk"])
        .arg("--message-format=json-render-diagnostics")
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start cargo")?;
    let output = cargo.stdout.take().context("the output was asked for")?;
    for message in BufReader::new(output).lines() {
        progress.hear(&message?);
    }
    let status = cargo.wait()?;
    progress.end();
    if !status.success() {
        bail!("das Programm ließ sich nicht übersetzen ({status})");
    }
    Ok(())
}
