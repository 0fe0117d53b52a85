//! The drivers' log: old Windows letters, decimal commas, a sum at the end.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::Day;
use crate::deliver::state_day;
use crate::error::DemoError;
use crate::figure::{comma, points};
use crate::file::{Encoding, Text};

pub(super) fn render(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("logbook");
    // The first state ends with week 45, the last with 15 November, as the story says.
    let until = if scene.state < 5 && scene.city.is_musterstadt() {
        Day(state_day(1).0 - 8)
    } else {
        state_day(0)
    };
    let mut log = Text::new(';');
    log.line("Fahrtenbuch Sperrmüll 2026;;;;;;;;");
    log.head("Datum|KW|Tour|Fahrzeug|Halte|Aufträge|km gesamt|Menge m³|Fahrer");
    let (mut way, mut volume, mut orders) = (0, 0, 0);
    for round in scene.rounds.iter().filter(|round| round.date <= until) {
        let crew = format!("Kolonne {}", 1 + random.below(6));
        // Nobody always writes down how much it was.
        let noted = if random.chance(0.03) {
            "k. A.".to_owned()
        } else {
            comma(f64::from(round.volume) / 10.0, 1)
        };
        log.row(&[
            &round.date.german(),
            &round.date.week().to_string(),
            &round.code,
            &round.vehicle,
            &round.stops.len().to_string(),
            &round.orders().to_string(),
            &comma(f64::from(round.way()) / 10.0, 1),
            &noted,
            &crew,
        ]);
        way += round.way();
        volume += round.volume;
        orders += round.orders();
    }
    log.row(&[
        "Summe",
        "",
        "",
        "",
        "",
        &points(i64::from(orders)),
        &comma(f64::from(way) / 10.0, 1),
        &comma(f64::from(volume) / 10.0, 1),
        "",
    ]);
    log.write(Encoding::Windows1252, out)
}
