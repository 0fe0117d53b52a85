//! How much memory a program and its children hold while it runs.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

/// How often is looked.
const LOOK: Duration = Duration::from_millis(10);

/// A program that ran.
pub(super) struct Ran {
    pub(super) seconds: f64,
    /// Largest sum of the resident memory of it and its children, in MB.
    pub(super) peak_mb: f64,
}

/// Runs a program to its end. What it says on standard output is not wanted.
pub(super) fn run(command: &mut Command) -> Result<Ran> {
    let began = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
    let mut peak = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak = peak.max(resident(&child));
        thread::sleep(LOOK);
    };
    ensure!(status.success(), "{command:?} ended with {status}");
    Ok(Ran {
        seconds: began.elapsed().as_secs_f64(),
        peak_mb: peak as f64 * 1024.0 / 1e6,
    })
}

/// Kibibytes of a process and those it started; what has ended meanwhile holds nothing.
fn resident(child: &Child) -> u64 {
    let mut all = vec![child.id()];
    let mut sum = 0;
    while let Some(process) = all.pop() {
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let rss = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let rss = rss.and_then(|rss| rss.trim().trim_end_matches(" kB").parse::<u64>().ok());
        sum += rss.unwrap_or(0);
        let tasks = fs::read_dir(format!("/proc/{process}/task"));
        for task in tasks.into_iter().flatten().flatten() {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            all.extend(
                children
                    .split_whitespace()
                    .filter_map(|id| id.parse::<u32>().ok()),
            );
        }
    }
    sum
}
