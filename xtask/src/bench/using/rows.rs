//! Pages of rows over HTTP, of a table of a million rows: from forms in memory beside the same program without them.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::Bench;
use super::caller::{Ask, Caller};
use super::callers::{self, CALLERS};
use crate::bench::serve::Server;
use crate::bench::{Figure, http, machine};
use crate::checkout::read;

const STATIONS: u64 = 500;
/// How long forms and orders are waited for.
const WARM: Duration = Duration::from_mins(2);

pub(super) const TABLE: &str = "/api/v1/datasets/messen/messwerte/tables/messwerte/rows";

/// What is asked for; no request of a caller is like one before.
#[derive(Clone, Copy)]
enum Wish {
    Filter,
    Sort,
    Both,
}

impl Wish {
    const ALL: [(Self, &str); 3] = [
        (Self::Filter, "filter"),
        (Self::Sort, "sort"),
        (Self::Both, "filter and sort"),
    ];

    /// The address of a request; of a caller, each number is asked for once.
    fn address(self, caller: u64, number: u64) -> String {
        let request = number * CALLERS + caller;
        let station = request % STATIONS;
        // A second condition, for which another part of the rows holds each time, makes addresses, and what is remembered
        // of them, different.
        let round = request / STATIONS;
        let (above, below) = (round * 1_009 % 900_000, 20_000 + round * 7 % 19_000);
        let down = if request.is_multiple_of(2) { "-" } else { "" };
        match self {
            Self::Filter => {
                format!("{TABLE}?station=ST-{station:04}&nummer.gte={above}")
            }
            Self::Sort => format!(
                "{TABLE}?sort={down}wert&fields={}&limit={}",
                fields(request),
                90 + request / 6 % 20
            ),
            Self::Both => {
                format!("{TABLE}?station=ST-{station:04}&menge.lt={below}&sort={down}wert")
            }
        }
    }
}

/// All columns, the last ones in another order each time.
fn fields(request: u64) -> &'static str {
    const ORDERS: [&str; 6] = [
        "nummer,station,bezirk,wert,menge,bemerkung",
        "nummer,station,bezirk,wert,bemerkung,menge",
        "nummer,station,bezirk,menge,wert,bemerkung",
        "nummer,station,bezirk,menge,bemerkung,wert",
        "nummer,station,bezirk,bemerkung,wert,menge",
        "nummer,station,bezirk,bemerkung,menge,wert",
    ];
    ORDERS[(request % 6) as usize]
}

/// How many rows a table has.
#[derive(Clone, Copy)]
pub(super) enum Size {
    One,
    Five,
}

impl Size {
    pub(super) const fn millions(self) -> u64 {
        match self {
            Self::One => 1,
            Self::Five => 5,
        }
    }
}

pub(super) fn measure(bench: &Bench) -> Result<Vec<Figure>> {
    let data = hub(bench)?;
    let mut figures = Vec::new();
    for _turn in 0..bench.turns {
        for (who, memory) in [("rows, forms in memory", None), ("rows, by plans", Some(0))] {
            configure(&data, memory)?;
            let server = Server::start(&bench.binary, &data)?;
            let port = server.port();
            for (wish, name) in Wish::ALL {
                if memory.is_none() {
                    warm(port, wish)?;
                }
                let calibration_s = machine::calibrate(&bench.python)?;
                let before = from_memory(port)?;
                let taken = callers::asked(port, move |caller, number, request| {
                    let address = wish.address(number, request);
                    let status = caller.ask(Ask::json(&address))?.status;
                    ensure!(status == 200, "{address} answered {status}");
                    Ok(())
                })?;
                let share = (from_memory(port)? - before) / taken.len() as f64;
                figures.extend(callers::figures(who, name, &taken, calibration_s));
                figures.push(Figure {
                    who: who.into(),
                    what: format!("{name}: answered from memory"),
                    value: share * 100.0,
                    unit: "%",
                    calibration_s,
                });
            }
            let resident = server.resident_mb()?;
            figures.push(Figure {
                who: who.into(),
                what: "resident afterwards".into(),
                value: resident,
                unit: "MB",
                calibration_s: machine::calibrate(&bench.python)?,
            });
        }
    }
    Ok(figures)
}

/// Asks until answers come from memory.
fn warm(port: u16, wish: Wish) -> Result<()> {
    let before = from_memory(port)?;
    let until = Instant::now() + WARM;
    let mut caller = Caller::new(port)?;
    let mut number = 1_000_000;
    while Instant::now() < until {
        for _request in 0..3 {
            number += 1;
            caller.ask(Ask::json(&wish.address(0, number)))?;
        }
        if from_memory(port)? >= before + 3.0 {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    anyhow::bail!("no form was made within {} s", WARM.as_secs())
}

/// Pages answered from memory so far.
fn from_memory(port: u16) -> Result<f64> {
    let figures = http::get(port, "/metrics", None)?.text();
    let mut lines = figures.lines();
    let said = lines.find_map(|line| line.strip_prefix("hebewerk_prepared_pages_total "));
    said.map_or(Ok(0.0), |number| Ok(number.trim().parse()?))
}

/// The settings that `init` wrote, with the memory for forms and with figures for whoever asks on this machine.
pub(super) fn configure(data: &Path, memory_mb: Option<u64>) -> Result<()> {
    let path = data.join("config.toml");
    let fresh = data.join("config.fresh");
    if !fresh.exists() {
        fs::copy(&path, &fresh)?;
    }
    let mut text =
        fs::read_to_string(fresh)?.replace("metrics_open = false", "metrics_open = true");
    ensure!(
        text.contains("metrics_open = true"),
        "the settings have other words"
    );
    if let Some(memory) = memory_mb {
        let line = "# prepared_memory_mb = 2048";
        ensure!(text.contains(line), "the settings have other words");
        text = text.replace(line, &format!("prepared_memory_mb = {memory}"));
    }
    Ok(fs::write(path, text)?)
}

/// A hub with the table of a million rows.
pub(super) fn hub(bench: &Bench) -> Result<PathBuf> {
    hub_of(bench, Size::One)
}

/// A hub with the table, lifted once.
pub(super) fn hub_of(bench: &Bench, size: Size) -> Result<PathBuf> {
    let (binary, folder, millions) = (&bench.binary, &bench.folder, size.millions());
    let data = folder.join(format!("hub-use-{millions}"));
    if data.join("ready").exists() {
        return Ok(data);
    }
    eprintln!("bench: lifting {millions} million rows (only the first time)");
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    let file = folder.join("Messwerte.csv");
    write(&file, millions * 1_000_000)?;
    read(Command::new(binary).args(["init", "--data"]).arg(&data))?;
    read(
        Command::new(binary)
            .arg("take-in")
            .arg(&file)
            .args([
                "--organisation",
                "messen",
                "--visibility",
                "public",
                "--json",
                "--data",
            ])
            .arg(&data),
    )?;
    fs::write(data.join("ready"), "")?;
    Ok(data)
}

fn write(path: &Path, rows: u64) -> Result<()> {
    fs::create_dir_all(path.parent().context("a folder")?)?;
    let mut file = BufWriter::new(fs::File::create(path)?);
    writeln!(file, "nummer;station;bezirk;wert;menge;bemerkung")?;
    let mut line = String::new();
    // A generator of Lehmer, as in Park and Miller 1988.
    let mut state: u64 = 4_711;
    let mut random = |below: u64| {
        state = state * 48_271 % 2_147_483_647;
        state % below
    };
    let districts = ["Mitte", "Eickel", "Sodingen", "Wanne"];
    let remarks = ["", "geprüft", "Ausfall", "Wert \"geschätzt\""];
    for number in 1..=rows {
        line.clear();
        let station = random(STATIONS);
        let district = districts[random(4) as usize];
        let remark = remarks[random(4) as usize].replace('"', "\"\"");
        let (whole, rest, amount) = (random(900), random(100), random(40_000));
        write!(
            line,
            "{number};ST-{station:04};{district};{whole},{rest:02};{amount};\"{remark}\""
        )?;
        writeln!(file, "{line}")?;
    }
    file.flush()?;
    Ok(())
}
