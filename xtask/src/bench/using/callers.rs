//! Several programs that ask at the same time, each over a connection of its own.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::caller::Caller;
use crate::bench::{Figure, machine};

pub(super) const CALLERS: u64 = 8;
/// How long each figure is taken.
pub(super) const MEASURED: Duration = Duration::from_secs(5);

/// Milliseconds of all requests that were answered in the time, the shortest first. `ask` is given the caller and the
/// number of its request.
pub(super) fn asked<A>(port: u16, ask: A) -> Result<Vec<f64>>
where
    A: Fn(&mut Caller, u64, u64) -> Result<()> + Clone + Send + 'static,
{
    let until = Instant::now() + MEASURED;
    let callers = (0..CALLERS).map(|number| {
        let ask = ask.clone();
        std::thread::spawn(move || -> Result<Vec<f64>> {
            let mut caller = Caller::new(port)?;
            let mut taken = Vec::new();
            for request in 0.. {
                let began = Instant::now();
                if began >= until {
                    break;
                }
                ask(&mut caller, number, request)?;
                taken.push(began.elapsed().as_secs_f64() * 1e3);
            }
            Ok(taken)
        })
    });
    // All begin before one is waited for.
    let callers: Vec<_> = callers.collect();
    let mut all = Vec::new();
    for caller in callers {
        let taken = caller.join().ok().context("a caller ends")?;
        all.extend(taken?);
    }
    ensure!(!all.is_empty(), "nothing was answered");
    all.sort_by(f64::total_cmp);
    Ok(all)
}

/// How many were answered in a second, and how long that took.
pub(super) fn figures(who: &str, name: &str, taken: &[f64], calibration_s: f64) -> Vec<Figure> {
    let figure = |what: &str, value: f64, unit| Figure {
        who: who.into(),
        what: format!("{name}: {what}"),
        value,
        unit,
        calibration_s,
    };
    let requests = taken.len() as f64 / MEASURED.as_secs_f64();
    vec![
        figure("requests", requests, "/s"),
        figure("p50", taken[taken.len() / 2], "ms"),
        figure("p99", taken[taken.len() * 99 / 100], "ms"),
    ]
}

/// Asks with all callers and says how it went.
pub(super) fn measured<A>(
    python: &Path,
    port: u16,
    (who, name): (&str, &str),
    ask: A,
) -> Result<Vec<Figure>>
where
    A: Fn(&mut Caller, u64, u64) -> Result<()> + Clone + Send + 'static,
{
    let calibration_s = machine::calibrate(python)?;
    let taken = asked(port, ask)?;
    Ok(figures(who, name, &taken, calibration_s))
}
