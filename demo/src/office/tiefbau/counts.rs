//! Counts of cars, bicycles and accidents.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::day;
use crate::error::DemoError;
use crate::file::{Encoding, Text};
use crate::projection::lon_lat;

/// ISO times and commas: this one comes from a machine.
pub(super) fn cars(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("cars");
    let mut table = Text::unix(',');
    table.head("zeit|zaehlstelle|strasse|kfz_richtung_1|kfz_richtung_2|anteil_lkw");
    let streets: Vec<_> = (0..14)
        .map(|_| scene.place.busy_street(&mut random))
        .collect();
    let mut left = scene.rows(14 * 304 * 24);
    'count: for offset in 0..304 {
        let date = day(2026, 1, 1).plus(offset);
        let weekend = date.weekday() >= 5;
        for hour in 0..24_i64 {
            for (number, street) in streets.iter().enumerate() {
                if left == 0 {
                    break 'count;
                }
                left -= 1;
                let peak = 12 - (hour - 8).abs().min((hour - 17).abs()).min(11);
                let base = (peak * peak * (3 + number as i64 % 5)) / if weekend { 2 } else { 1 };
                let (one, other) = (base + random.between(0, 40), base + random.between(0, 40));
                // A detector that fails says nothing, not zero.
                let failed = number == 5 && (120..127).contains(&offset);
                table.row(&[
                    &format!("{}T{hour:02}:00:00", date.iso()),
                    &format!("Z{:02}", number + 1),
                    &street.name,
                    &if failed {
                        String::new()
                    } else {
                        one.to_string()
                    },
                    &if failed {
                        String::new()
                    } else {
                        other.to_string()
                    },
                    &format!("{:.3}", random.real(0.01, 0.14)),
                ]);
            }
        }
    }
    table.write(Encoding::Utf8, out)
}

/// Three files copied together: the head again in the middle, line ends of two systems, two ways to write a date.
pub(super) fn bicycles(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("bicycles");
    let mut table = Text::new(';');
    for year in 2024..=2026 {
        table.newline(if year == 2025 { "\n" } else { "\r\n" });
        table.head(
            "Datum|Kanaluferweg|Zechenbahn|Emscherbrücke|Bahnhof Süd|Rathaus|Haldenweg|Wetter",
        );
        let days = if year == 2026 { 318 } else { 365 };
        for offset in 0..days {
            let date = day(year, 1, 1).plus(offset);
            let warm = 1.0 - (f64::from(offset) - 190.0).abs() / 260.0;
            let mut cells = vec![if year == 2025 {
                date.iso()
            } else {
                date.german()
            }];
            for site in 0..6 {
                let riders = warm * f64::from(300 + 160 * site) * random.real(0.5, 1.3);
                cells.push(if random.chance(0.01) {
                    "k. A.".to_owned()
                } else {
                    (riders as u32).to_string()
                });
            }
            cells.push(
                random
                    .word(&["trocken", "trocken", "Regen", "wechselhaft", ""])
                    .to_owned(),
            );
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            table.row(&cells);
        }
    }
    table.write(Encoding::Utf8, out)
}

/// Codes instead of words, longitude and latitude with decimal commas.
pub(super) fn accidents(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("accidents");
    let mut table = Text::new(';');
    table.head("OBJECTID|UJAHR|UMONAT|USTUNDE|UWOCHENTAG|UKATEGORIE|IstRad|IstPKW|IstFuss|STRSCHL|XGCSWGS84|YGCSWGS84");
    for index in 0..scene.rows(2_940) {
        let street = scene.place.busy_street(&mut random);
        let (longitude, latitude) = lon_lat(street.at(random.unit()));
        table.row(&[
            &(index + 1).to_string(),
            &random.between(2021, 2025).to_string(),
            &format!("{:02}", random.between(1, 12)),
            &format!("{:02}", random.between(0, 23)),
            &random.between(1, 7).to_string(),
            random.word(&["3", "3", "3", "3", "2", "2", "1"]),
            random.word(&["0", "1"]),
            random.word(&["0", "1", "1", "1"]),
            random.word(&["0", "0", "0", "1"]),
            &street.key,
            &format!("{longitude:.6}").replace('.', ","),
            &format!("{latitude:.6}").replace('.', ","),
        ]);
    }
    table.write(Encoding::Utf8, out)
}
