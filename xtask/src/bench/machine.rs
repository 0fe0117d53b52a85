//! What was measured on, and how busy it was.

use std::fmt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::checkout::{Checkout, read};

/// One thread, sha256 over 256 MiB: the yardstick of all our figures. 0.150 s on the machine of the first
/// figures when it was free; above 0.2 it is contended there.
const CALIBRATION: &str = r#"
import hashlib, time
block, digest, began = b"x" * (1 << 20), hashlib.sha256(), time.perf_counter()
for _ in range(256): digest.update(block)
print(time.perf_counter() - began)
"#;

/// Machine and load at the start of a run.
#[derive(Serialize)]
pub(super) struct Machine {
    processor: String,
    cores: usize,
    memory_gib: f64,
    kernel: String,
    load_average: String,
    calibration_s: f64,
    commit: String,
}

impl Machine {
    pub(super) fn look(checkout: &Checkout, python: &Path) -> Result<Self> {
        Ok(Self {
            processor: field("/proc/cpuinfo", "model name")?,
            cores: std::thread::available_parallelism()?.get(),
            memory_gib: memory_gib()?,
            kernel: read_line("/proc/sys/kernel/osrelease")?,
            load_average: read_line("/proc/loadavg")?
                .split(' ')
                .take(3)
                .collect::<Vec<_>>()
                .join(" "),
            calibration_s: calibrate(python)?,
            commit: commit(checkout)?,
        })
    }
}

/// Seconds the yardstick takes just now.
pub(super) fn calibrate(python: &Path) -> Result<f64> {
    read(Command::new(python).args(["-c", CALIBRATION]))?
        .trim()
        .parse()
        .context("the yardstick prints seconds")
}

fn commit(checkout: &Checkout) -> Result<String> {
    let described = read(
        Command::new("git")
            .args(["describe", "--always", "--dirty", "--abbrev=10"])
            .current_dir(&checkout.root),
    )?;
    Ok(described.trim().to_owned())
}

fn memory_gib() -> Result<f64> {
    let total = field("/proc/meminfo", "MemTotal")?;
    let kib: f64 = total
        .trim_end_matches(" kB")
        .parse()
        .context("MemTotal is a number of kB")?;
    Ok((kib / 1024.0 / 1024.0 * 10.0).round() / 10.0)
}

fn field(file: &str, name: &str) -> Result<String> {
    let text = std::fs::read_to_string(file)?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix(':'));
    // ARM names its processors elsewhere.
    Ok(line.unwrap_or("unknown").trim().to_owned())
}

fn read_line(file: &str) -> Result<String> {
    Ok(std::fs::read_to_string(file)?.trim().to_owned())
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "machine      {}, {} cores, {} GiB",
            self.processor, self.cores, self.memory_gib
        )?;
        writeln!(f, "kernel       {}", self.kernel)?;
        writeln!(f, "load         {}", self.load_average)?;
        writeln!(
            f,
            "calibration  {:.3} s (sha256 over 256 MiB, one thread)",
            self.calibration_s
        )?;
        writeln!(f, "commit       {}", self.commit)
    }
}
