//! `cargo xtask demo`: from a fresh checkout to a running hub with a city in it.

use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::assets;
use crate::checkout::Checkout;
use crate::compile::{Work, compile};
use crate::step::clock;

/// How large the city is and where it is served.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// A city whose large tables are cut to a few thousand rows
    #[arg(long)]
    small: bool,
    /// Data directory; by default target/demo, for the neighbours target/demo-1 and target/demo-2
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Port on the loopback address
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Which city: 0 is Musterstadt, 1 and 2 are its neighbours
    #[arg(long, value_name = "N")]
    city: Option<u8>,
    /// Options of `hebewerk demo`, handed on as they are
    #[arg(last = true)]
    more: Vec<OsString>,
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
        None => checkout.target.join(folder(options)),
    });
    if let Some(city) = options.city {
        hebewerk.arg("--city").arg(city.to_string());
    }
    if options.small {
        hebewerk.arg("--small");
    }
    if let Some(port) = options.port {
        hebewerk.arg("--port").arg(port.to_string());
    }
    hebewerk.args(&options.more);
    // In place of this process, so that Ctrl+C and signals reach the server and nobody else.
    let error = hebewerk.exec();
    Err(error).with_context(|| format!("cannot start {}", checkout.binary().display()))
}

/// Every city has a data directory of its own, whichever way it is named.
fn folder(options: &Options) -> String {
    let mut more = options.more.iter();
    let handed_on = more
        .find(|argument| *argument == "--city")
        .and_then(|_city| more.next())
        .and_then(|number| number.to_str()?.parse().ok());
    match options.city.or(handed_on).unwrap_or(0) {
        0 => "demo".to_owned(),
        neighbour => format!("demo-{neighbour}"),
    }
}

fn build(checkout: &Checkout) -> Result<()> {
    let work = Work {
        // The tests' selection of packages: with another one shared crates get other features, and whoever runs both
        // commands builds DataFusion twice.
        cargo: &["build", "--bin", "hebewerk"],
        packages: &["--workspace"],
        edges: "normal,build",
        compiler: &[],
        line: |done, of, took, name| {
            format!("    Übersetze {done} von {of} Bausteinen, {took} min: {name}")
        },
    };
    compile(checkout, &work).context("das Programm ließ sich nicht übersetzen")
}
