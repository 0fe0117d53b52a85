//! The plan of rounds, an Excel file with two sheets that belong together and a hidden one.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::{day, weekday_name};
use crate::error::DemoError;
use crate::figure::rounded;
use crate::file::{Cell, Sheet, number, text, xlsx};

pub(super) fn render(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut rounds = Sheet::new("Touren");
    rounds.head(&format!(
        "Entsorgung {} – Tourenplan Sperrmüll",
        scene.city.short_name()
    ));
    rounds.line("KW 23 bis KW 35 / 2026, Stand: 31.08.2026");
    rounds.line("");
    rounds.head(
        "KW|Datum|Wochentag|Tour|Gebiet|Stadtbezirk|Fahrzeug|Halte|Aufträge|Anfahrt km|Strecke km",
    );
    let mut stops = Sheet::new("Abfolge");
    stops.head("KW|Tour|Nr.|Straßenschlüssel|Straße|Aufträge|Etappe km");
    let (from, until) = (day(2026, 6, 1), day(2026, 8, 30));
    for round in scene
        .rounds
        .iter()
        .filter(|round| round.date >= from && round.date <= until)
    {
        let district = &scene.place.districts[round.district];
        let week = number(round.date.week());
        let approach = f64::from(round.approach) / 10.0;
        rounds.row(vec![
            week.clone(),
            Cell::Date(round.date),
            text(weekday_name(round.date.weekday())),
            text(round.code.clone()),
            text(format!("{}{}", district.letter, round.area + 1)),
            text(district.name),
            text(round.vehicle.clone()),
            number(round.stops.len() as u32),
            number(round.orders()),
            number(approach),
            number(rounded(f64::from(round.way()) / 10.0, 1)),
        ]);
        for (position, stop) in round.stops.iter().enumerate() {
            let street = &scene.place.streets[stop.street];
            stops.row(vec![
                week.clone(),
                text(round.code.clone()),
                number(position as u32 + 1),
                text(street.key.clone()),
                text(street.name.clone()),
                number(stop.orders),
                number(f64::from(stop.leg) / 10.0),
            ]);
        }
    }
    let mut hidden = Sheet::hidden("Parameter");
    hidden.row(vec![text("Umwegfaktor"), number(crate::waste::ROAD_FACTOR)]);
    hidden.row(vec![text("Fahrzeuge"), number(3)]);
    xlsx(&[rounds, stops, hidden], out)
}
