//! Pages over a table of a million rows, first and repeated; start and memory with a thousand datasets.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use super::http::{self, Answer};
use super::{Figure, Options, binary, city, machine};
use crate::checkout::{Checkout, read};

/// Datasets of the hub whose start is measured.
const MANY: usize = 1_000;
/// Requests after the first whose median counts.
const REPEATS: usize = 30;
/// How long a start may take before it counts as failed.
const PATIENCE: Duration = Duration::from_mins(1);

/// A line of `hebewerk datasets --json`.
#[derive(Deserialize)]
struct Listed {
    organisation: String,
    dataset: String,
    visibility: String,
    rows: Option<u64>,
}

pub(super) fn measure(
    checkout: &Checkout,
    python: &Path,
    options: &Options,
) -> Result<Vec<Figure>> {
    let binary = binary(checkout, options)?;
    let folder = checkout.target.join("bench");
    let mut figures = Vec::new();

    let city = city(checkout, &binary)?;
    let calibration_s = machine::calibrate(python)?;
    let server = Server::start(&binary, &city)?;
    let mut add = |what: String, value: f64, unit| {
        figures.push(Figure {
            who: "pages, demo city".into(),
            what,
            value,
            unit,
            calibration_s,
        });
    };
    let largest = largest(&binary, &city)?;
    add(
        format!("rows of {}", largest.dataset),
        largest.rows.unwrap_or_default() as f64,
        "rows",
    );
    let page = format!("/daten/{}/{}", largest.organisation, largest.dataset);
    let table = sorted_and_filtered(&server, &largest)?;
    for (name, path) in [
        ("dataset page", page.clone()),
        ("table, sorted and filtered", table.clone()),
        ("start page", "/".into()),
        ("search", "/daten?suche=sperrm%C3%BCll".into()),
    ] {
        let (first, median, slowest) = timed(&server, &path)?;
        add(format!("{name}, first"), first, "ms");
        add(format!("{name}, median of {REPEATS}"), median, "ms");
        add(format!("{name}, slowest of {REPEATS}"), slowest, "ms");
    }
    // Looked at after the clock has stopped: the first request has to be the first.
    ensure!(
        http::get(server.port, &table, None)?
            .text()
            .contains("aria-sort"),
        "{table} shows no order"
    );
    drop(server);

    let many = many(&binary, &folder)?;
    let calibration_s = machine::calibrate(python)?;
    let server = Server::start(&binary, &many)?;
    let mut add = |what: &str, value: f64, unit| {
        figures.push(Figure {
            who: format!("{MANY} datasets"),
            what: what.into(),
            value,
            unit,
            calibration_s,
        });
    };
    add(
        "ready after start",
        server.ready_after.as_secs_f64() * 1e3,
        "ms",
    );
    // What a start sets in motion has come to rest by then.
    std::thread::sleep(Duration::from_secs(5));
    add("resident when idle", server.resident_mb()?, "MB");
    timed(&server, "/daten")?;
    add(
        "resident after the list was read",
        server.resident_mb()?,
        "MB",
    );
    Ok(figures)
}

/// Milliseconds of the first request, the median and the slowest of the following.
fn timed(server: &Server, path: &str) -> Result<(f64, f64, f64)> {
    let once = || -> Result<f64> {
        let began = Instant::now();
        let Answer { status, .. } = http::get(server.port, path, None)?;
        ensure!(status == 200, "{path} answered {status}");
        Ok(began.elapsed().as_secs_f64() * 1e3)
    };
    let first = once()?;
    let mut times = (0..REPEATS).map(|_| once()).collect::<Result<Vec<f64>>>()?;
    times.sort_by(f64::total_cmp);
    Ok((first, times[REPEATS / 2], times[REPEATS - 1]))
}

/// The table page of a dataset in the order of one column, filtered by the value of another that most rows share: the
/// more rows pass, the more have to be counted and ordered.
fn sorted_and_filtered(server: &Server, dataset: &Listed) -> Result<String> {
    let Listed {
        organisation,
        dataset,
        ..
    } = dataset;
    let rows = format!("/api/v1/datasets/{organisation}/{dataset}/tables/{dataset}/rows?limit=500");
    let rows: serde_json::Value =
        serde_json::from_str(&http::get(server.port, &rows, None)?.text())?;
    let rows = rows["rows"].as_array().context("rows")?;
    let first = rows
        .first()
        .and_then(serde_json::Value::as_object)
        .context("a first row")?;
    let sharing = |column: &&String| {
        rows.iter()
            .filter(|row| row[*column] == first[*column])
            .count()
    };
    let filter = first
        .keys()
        .filter(|column| first[*column].is_string())
        .max_by_key(sharing)
        .context("a column of text")?;
    let sort = first
        .keys()
        .rfind(|column| *column != filter)
        .context("a second column")?;
    let table = format!("/daten/{organisation}/{dataset}/tabelle");
    let value = first[filter].as_str().unwrap_or_default();
    let address = format!(
        "{table}?sortieren={}&f.{}={}",
        http::encode(sort),
        http::encode(filter),
        http::encode(value)
    );
    Ok(address)
}

fn largest(binary: &Path, data: &Path) -> Result<Listed> {
    let listed = read(
        Command::new(binary)
            .args(["datasets", "--json", "--data"])
            .arg(data),
    )?;
    let mut datasets: Vec<Listed> = serde_json::from_str(&listed)?;
    datasets.retain(|listed| listed.visibility == "public");
    datasets
        .into_iter()
        .max_by_key(|listed| listed.rows)
        .context("the demo city has public datasets")
}

/// A hub of many small datasets, lifted once.
fn many(binary: &Path, folder: &Path) -> Result<PathBuf> {
    let (data, files) = (folder.join("hub-many"), folder.join("many"));
    if data.join("ready").exists() {
        return Ok(data);
    }
    eprintln!("bench: lifting {MANY} datasets (only the first time)");
    for old in [&data, &files] {
        if old.exists() {
            fs::remove_dir_all(old)?;
        }
    }
    fs::create_dir_all(&files)?;
    for number in 0..MANY {
        let rows: String = (0..20)
            .map(|row| format!("{row};Wert {};{row},5\n", row * number))
            .collect();
        fs::write(
            files.join(format!("Liste {number:04}.csv")),
            format!("Nummer;Name;Menge\n{rows}"),
        )?;
    }
    read(Command::new(binary).args(["init", "--data"]).arg(&data))?;
    read(
        Command::new(binary)
            .arg("take-in")
            .arg(&files)
            .args([
                "--organisation",
                "viele",
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

/// A running hub; dropping it ends it.
pub(super) struct Server {
    child: Child,
    port: u16,
    ready_after: Duration,
}

impl Server {
    pub(super) fn start(binary: &Path, data: &Path) -> Result<Self> {
        let port = http::free_port()?;
        let began = Instant::now();
        let child = Command::new(binary)
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut server = Self {
            child,
            port,
            ready_after: Duration::ZERO,
        };
        while began.elapsed() < PATIENCE {
            if http::get(port, "/health", None).is_ok_and(|answer| answer.status == 200) {
                server.ready_after = began.elapsed();
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended with {status}");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        bail!("the server was not ready within {} s", PATIENCE.as_secs())
    }

    pub(super) const fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn resident_mb(&self) -> Result<f64> {
        let about = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = about
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .context("VmRSS is told")?;
        let kib: f64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kib * 1024.0 / 1e6)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It serves a copy of its own; a server that is gone already is fine.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}
