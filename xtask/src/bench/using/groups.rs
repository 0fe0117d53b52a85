//! Questions that count over all rows, asked over HTTP by one person at a time.

use std::time::Instant;

use anyhow::{Result, ensure};

use super::caller::{Ask, Caller};
use super::{Bench, rows};
use crate::bench::serve::Server;
use crate::bench::{Figure, machine};

/// How often each is asked; the first ones read the file for the first time.
const TIMES: usize = 31;
const WARM: usize = 3;

const QUESTIONS: [(&str, &str); 3] = [
    (
        "count and sum by district",
        "select bezirk, count(*) as zahl, sum(wert) as summe from messen.messwerte group by bezirk",
    ),
    (
        "count, mean and greatest by station",
        "select station, count(*) as zahl, avg(wert) as mittel, max(menge) as meiste from messen.messwerte group by station",
    ),
    (
        "median by district, of a part",
        "select bezirk, median(wert) as median from messen.messwerte where menge >= 20000 group by bezirk",
    ),
];

pub(super) fn measure(bench: &Bench) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for size in [rows::Size::One, rows::Size::Five] {
        let data = rows::hub_of(bench, size)?;
        rows::configure(&data, None)?;
        let server = Server::start(&bench.binary, &data)?;
        let mut caller = Caller::new(server.port())?;
        for (name, sql) in QUESTIONS {
            let calibration_s = machine::calibrate(&bench.python)?;
            let address = format!(
                "/api/v1/sql?q={}",
                sql.replace(' ', "%20").replace('>', "%3E")
            );
            let mut taken = Vec::new();
            for _time in 0..TIMES {
                let began = Instant::now();
                let asked = caller.ask(Ask::json(&address))?;
                taken.push(began.elapsed().as_secs_f64() * 1e3);
                let said = String::from_utf8_lossy(caller.body());
                ensure!(
                    asked.status == 200,
                    "{address} answered {}: {said}",
                    asked.status
                );
            }
            let mut taken = taken.split_off(WARM);
            taken.sort_by(f64::total_cmp);
            figures.push(Figure {
                who: format!("{} million rows", size.millions()),
                what: name.into(),
                value: taken[taken.len() / 2],
                unit: "ms",
                calibration_s,
            });
        }
    }
    Ok(figures)
}
