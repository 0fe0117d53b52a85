//! River gauges: a million rows, written without a heap allocation for each.

use std::io::Write;

use serde_json::json;

use crate::dataset::Scene;
use crate::day::day;
use crate::error::DemoError;
use crate::figure::rounded;
use crate::projection::lon_lat;
use crate::random::Random;

const STATIONS: [&str; 5] = [
    "Nordhafen",
    "Emscherbogen",
    "Zechenau",
    "Altstadt Wehr",
    "Süderbruch Düker",
];
const ROWS: usize = 1_000_000;
/// Rows that are collected before they are handed over.
const BLOCK_BYTES: usize = 64 * 1024;

/// A gauge between two readings.
struct Gauge {
    level_mm: i64,
    temperature_tenths: i64,
}

/// German through and through: semicolons, decimal commas, dd.mm.yyyy HH:MM; gaps as "-" and as nothing.
pub(super) fn series(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("gauges");
    let mut gauges: Vec<Gauge> = (0..STATIONS.len())
        .map(|number| Gauge {
            level_mm: 1_400 + 210 * number as i64,
            temperature_tenths: 62,
        })
        .collect();
    let mut block: Vec<u8> = Vec::with_capacity(BLOCK_BYTES + 256);
    block.extend_from_slice(
        "Zeitpunkt;Messstelle;Wasserstand cm;Abfluss m³/s;Wassertemperatur °C\r\n".as_bytes(),
    );
    let first = day(2023, 1, 1);
    let mut left = scene.rows(ROWS);
    let mut step = 0_i32;
    'series: loop {
        let today = first.plus(step / 144);
        let (year, month, day_of_month) = today.date();
        let minute = (step % 144) * 10;
        // Summer is warm: months count from January, the warmest water is in July.
        let season = 40 + 150 * i64::from(6 - (month - 7).abs()) / 6;
        for (gauge, station) in gauges.iter_mut().zip(STATIONS) {
            if left == 0 {
                break 'series;
            }
            left -= 1;
            gauge.flow_on(season, &mut random);
            two(&mut block, day_of_month);
            block.push(b'.');
            two(&mut block, month);
            block.push(b'.');
            two(&mut block, year / 100);
            two(&mut block, year % 100);
            block.push(b' ');
            two(&mut block, minute / 60);
            block.push(b':');
            two(&mut block, minute % 60);
            block.push(b';');
            block.extend_from_slice(station.as_bytes());
            block.push(b';');
            gauge.read(&mut block, &mut random);
        }
        step += 1;
        if block.len() >= BLOCK_BYTES {
            out.write_all(&block)?;
            block.clear();
        }
    }
    out.write_all(&block)?;
    Ok(())
}

impl Gauge {
    /// Ten minutes later: the level falls slowly, rain lifts it now and then.
    fn flow_on(&mut self, season: i64, random: &mut Random) {
        let chance = random.next();
        self.level_mm += (chance % 9) as i64 - 4 - (self.level_mm - 1_450) / 900;
        if chance >> 52 == 7 {
            self.level_mm += 60 + (chance >> 20 & 0x1ff) as i64;
        }
        self.temperature_tenths += ((chance >> 32) % 3) as i64 - 1
            + (season - self.temperature_tenths).signum()
                * i64::from((chance >> 40).is_multiple_of(8));
    }

    /// One reading to the end of the row; about one in a thousand is missing.
    fn read(&self, block: &mut Vec<u8>, random: &mut Random) {
        if random.next().is_multiple_of(1_024) {
            block.extend_from_slice(b"-;;k. A.\r\n");
            return;
        }
        tenths(block, self.level_mm);
        block.push(b';');
        // Flow rises with the square of the level.
        hundredths(block, self.level_mm * self.level_mm / 2_600);
        block.push(b';');
        tenths(block, self.temperature_tenths);
        block.extend_from_slice(b"\r\n");
    }
}

/// Two digits, a zero in front where needed.
fn two(block: &mut Vec<u8>, number: i32) {
    block.push(b'0' + (number / 10 % 10) as u8);
    block.push(b'0' + (number % 10) as u8);
}

fn whole(block: &mut Vec<u8>, number: i64) {
    if number >= 10 {
        whole(block, number / 10);
    }
    block.push(b'0' + (number % 10) as u8);
}

/// 1234 as 123,4.
fn tenths(block: &mut Vec<u8>, number: i64) {
    if number < 0 {
        block.push(b'-');
    }
    whole(block, number.abs() / 10);
    block.push(b',');
    block.push(b'0' + (number.abs() % 10) as u8);
}

/// 1234 as 12,34.
fn hundredths(block: &mut Vec<u8>, number: i64) {
    whole(block, number.abs() / 100);
    block.push(b',');
    two(block, (number.abs() % 100) as i32);
}

pub(super) fn stations(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("stations");
    let mut stations = Vec::new();
    for (number, name) in STATIONS.iter().enumerate() {
        let district = &scene.place.districts[(number * 2 + 1) % scene.place.districts.len()];
        let (longitude, latitude) = lon_lat(district.centre);
        stations.push(json!({
            "messstelle": name,
            "nummer": format!("{:07}", 27_700 + number * 13),
            "lage": { "lon": rounded(longitude, 6), "lat": rounded(latitude, 6), "stadtbezirk": district.name },
            "pegelnullpunkt_m": rounded(random.real(28.0, 41.0), 3),
            "meldestufen_cm": [random.between(250, 280), random.between(300, 330), random.between(350, 390)],
            "groessen": ["Wasserstand", "Abfluss", "Wassertemperatur"],
        }));
    }
    writeln!(out, "{:#}", serde_json::Value::from(stations))?;
    Ok(())
}
