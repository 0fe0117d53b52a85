//! Values, plans and parcels of ground.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::day;
use crate::error::DemoError;
use crate::figure::{points, rounded};
use crate::file::{Cell, Columns, Encoding, Sheet, Text, number, parquet, text, xlsx};
use crate::names::streets::abbreviate;

/// The file with thousands points only: no comma anywhere, so 1.250 must not become one and a quarter.
pub(super) fn values(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("ground values");
    let mut table = Text::new(';');
    table.head("Zone|Stadtbezirk|Art der Nutzung|Bodenrichtwert EUR/m²|Zonengröße m²|Mittlerer Kaufpreis EUR");
    for district in &scene.place.districts {
        for zone in 1..=12 {
            let mut value = 180 + random.below(1_400) as i64;
            // One value is corrected on 18 November.
            if scene.state >= 3 && district.number == 3 && zone == 7 {
                value = 640;
            }
            let size = random.between(4_000, 380_000);
            table.row(&[
                &format!("{}{zone:02}", district.key()),
                district.name,
                random.word(&["W", "W", "M", "WA", "WR"]),
                &points(value),
                &points(size),
                &points(value * random.between(420, 900)),
            ]);
        }
    }
    table.write(Encoding::Utf8, out)
}

pub(super) fn plans(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("plans");
    let mut sheet = Sheet::new("B-Pläne");
    sheet.head("Übersicht über die Bebauungspläne der Stadt");
    sheet.line("Arbeitsstand, nicht zur Weitergabe an Dritte");
    sheet.line("");
    sheet.head("Plan-Nr.|Bezeichnung|Stadtbezirk|Aufstellung|Rechtskraft|Fläche (ha)||Bemerkung");
    for index in 0..186 {
        let street = scene.place.busy_street(&mut random);
        let started = day(1962, 1, 1).plus(random.below(23_000) as i32);
        let done = started.plus(300 + random.below(2_500) as i32);
        sheet.row(vec![
            text(format!(
                "{}{}",
                1 + index,
                if random.chance(0.12) { "/1. Änd." } else { "" }
            )),
            text(format!("Südlich {}", abbreviate(&street.name))),
            text(scene.place.district_of(street).name),
            Cell::Date(started),
            if done > day(2026, 5, 1) {
                text("in Aufstellung")
            } else if random.chance(0.1) {
                text(done.date().0.to_string())
            } else {
                Cell::Date(done)
            },
            if random.chance(0.05) {
                text("k. A.")
            } else {
                number(rounded(random.real(0.4, 31.0), 2))
            },
            Cell::Empty,
            if random.chance(0.1) {
                text("siehe Akte\nOrdner 3")
            } else {
                Cell::Empty
            },
        ]);
    }
    xlsx(&[sheet, Sheet::new("Tabelle2")], out)
}

pub(super) fn parcels(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("parcels");
    let count = scene.rows(31_400);
    let (mut keys, mut areas, mut uses, mut owners) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut parts, mut numbers, mut east, mut north) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for index in 0..count {
        let district = &scene.place.districts[index * scene.place.districts.len() / count];
        let street = random.pick(&scene.place.streets);
        let point = street.at(random.unit());
        let field = random.below(40) + 1;
        parts.push(Some(format!("{} {field}", district.name)));
        numbers.push(Some(random.between(1, 900)));
        keys.push(Some(format!(
            "05{:04}-{field:03}-{index:05}",
            9_900 + district.number
        )));
        areas.push(if random.chance(0.01) {
            None
        } else {
            Some(rounded(random.real(40.0, 2_400.0), 0))
        });
        uses.push(Some(
            random
                .word(&[
                    "Wohnbaufläche",
                    "Straßenverkehr",
                    "Gehölz",
                    "Industrie- und Gewerbefläche",
                    "Landwirtschaft",
                    "Sport",
                ])
                .to_owned(),
        ));
        owners.push(Some(
            random
                .word(&["Stadt", "privat", "privat", "privat", "Land"])
                .to_owned(),
        ));
        east.push(Some(rounded(point.0, 2)));
        north.push(Some(rounded(point.1, 2)));
    }
    let columns = Columns::default()
        .text("flurstueckskennzeichen", keys)
        .text("gemarkung_flur", parts)
        .whole("nummer", numbers)
        .real("amtliche_flaeche_m2", areas)
        .text("nutzung", uses)
        .text("eigentumsart", owners)
        .real("ostwert", east)
        .real("nordwert", north);
    parquet(columns, out)
}
