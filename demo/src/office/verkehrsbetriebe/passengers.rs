//! Passengers and punctuality.

use std::io::Write;

use super::timetable::network;
use crate::dataset::Scene;
use crate::day::{day, month_short};
use crate::error::DemoError;
use crate::figure::points;
use crate::file::{Columns, Encoding, Text, parquet};

/// Lines to the right, months down, thousands points, a footnote mark in the month.
pub(super) fn monthly(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("passengers");
    let (_, lines) = network(scene);
    let mut table = Text::new(';');
    table.line("Einstiege je Linie und Monat;;;");
    let names: Vec<String> = lines
        .iter()
        .map(|line| format!("Linie {}", line.code))
        .collect();
    table.head(&format!("Monat|{}|Summe", names.join("|")));
    for year in 2022..=2026 {
        for month in 1..=(if year == 2026 { 10 } else { 12 }) {
            let preliminary = year == 2026 && month == 10;
            let mut cells = vec![format!(
                "{} {:02}{}",
                month_short(month),
                year % 100,
                if preliminary { " 1)" } else { "" }
            )];
            let mut sum = 0;
            for (index, _) in lines.iter().enumerate() {
                let mut riders = random.between(18_000, 41_000)
                    * if index < 3 { 5 } else { 1 }
                    * i64::from(month_share(month))
                    / 100;
                // The preliminary month is corrected twice.
                if preliminary && index == 1 {
                    riders += i64::from(scene.state / 2) * 1_250;
                }
                sum += riders;
                cells.push(if random.chance(0.005) {
                    "-".to_owned()
                } else {
                    points(riders)
                });
            }
            cells.push(points(sum));
            table.row(&refs(&cells));
        }
    }
    table.line("1) vorläufig");
    table.write(Encoding::Windows1252, out)
}

fn refs(cells: &[String]) -> Vec<&str> {
    cells.iter().map(String::as_str).collect()
}

/// Holidays empty the buses.
fn month_share(month: i32) -> i32 {
    match month {
        7 | 8 => 78,
        12 => 90,
        _ => 100,
    }
}

pub(super) fn punctuality(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("punctuality");
    let (stops, lines) = network(scene);
    let first = i64::from(day(2026, 10, 1).0) * 86_400_000;
    let (mut codes, mut ids, mut planned, mut actual, mut delays) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let count = scene.rows(124_000);
    for index in 0..count {
        let line = random.pick(&lines);
        let at = first + (index as i64 * 31 * 86_400_000 / count as i64) / 60_000 * 60_000;
        let late = (random.bell() * 70.0 + 55.0) as i64
            + if random.chance(0.03) {
                random.between(200, 1_400)
            } else {
                0
            };
        codes.push(Some(line.code.clone()));
        ids.push(Some(stops[*random.pick(&line.stops)].id.clone()));
        planned.push(at);
        actual.push(at + late * 1_000);
        delays.push(if random.chance(0.01) {
            None
        } else {
            Some(late)
        });
    }
    let columns = Columns::default()
        .text("linie", codes)
        .text("haltestelle_id", ids)
        .time("abfahrt_plan", planned)
        .time("abfahrt_ist", actual)
        .whole("verspaetung_s", delays);
    parquet(columns, out)
}
