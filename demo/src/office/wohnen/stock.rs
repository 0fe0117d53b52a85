//! Buildings and rents.

use std::io::Write;

use crate::dataset::Scene;
use crate::error::DemoError;
use crate::figure::rounded;
use crate::file::{Cell, Sheet, number, ods, text, xlsx};
use crate::names::streets::abbreviate;

/// One sheet for each district, postcodes as numbers, the address in one cell.
pub(super) fn buildings(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("buildings");
    let mut sheets = Vec::new();
    for (index, district) in scene.place.districts.iter().enumerate() {
        let mut sheet = Sheet::new(district.name);
        sheet.head(&format!("Bestand {}", district.name));
        sheet.head("Objekt|Anschrift|PLZ|Baujahr|WE|Wohnfläche m²|Klasse|Heizung");
        let own: Vec<_> = scene
            .place
            .addresses
            .iter()
            .filter(|address| {
                scene.place.street(address).district == index && address.households > 4
            })
            .collect();
        let (mut flats, mut space) = (0, 0.0);
        for building in 0..34 {
            let address = random.pick(&own);
            let street = scene.place.street(address);
            let size = rounded(f64::from(address.households) * random.real(48.0, 79.0), 1);
            flats += address.households;
            space += size;
            sheet.row(vec![
                text(format!("{}-{building:03}", district.letter)),
                text(format!("{} {}", abbreviate(&street.name), address.house())),
                number(district.postcode.parse::<f64>().unwrap_or_default()),
                number(random.between(1905, 2024) as i32),
                number(address.households),
                number(size),
                if random.chance(0.04) {
                    text("k. A.")
                } else {
                    text(random.word(&["A", "B", "C", "D", "E", "F", "G", "H"]))
                },
                text(random.word(&["Fernwärme", "Gas", "Gas", "Wärmepumpe", ""])),
            ]);
        }
        sheet.row(vec![
            text("Summe"),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            number(flats),
            number(rounded(space, 1)),
        ]);
        sheets.push(sheet);
    }
    xlsx(&sheets, out)
}

pub(super) fn rents(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("rents");
    let mut sheet = Sheet::new("Mieten");
    sheet.line("Mieten und Leerstand, alle Angaben ohne Gewähr");
    sheet.head("Jahr|Stadtbezirk|Miete €/m²|Wohnungen|davon leer|Leerstand %");
    for year in 2019..=2025 {
        for district in &scene.place.districts {
            let flats = 200 + random.below(600) as u32;
            let empty = random.below(flats as usize / 12) as u32;
            sheet.row(vec![
                number(year),
                text(district.name),
                number(rounded(
                    5.2 + f64::from(year - 2019) * 0.22 + random.real(0.0, 1.9),
                    2,
                )),
                number(flats),
                if empty < 3 { text(".") } else { number(empty) },
                if empty < 3 {
                    text(".")
                } else {
                    number(rounded(f64::from(empty) * 100.0 / f64::from(flats), 1))
                },
            ]);
        }
    }
    sheet.line(". = Zahl unter 3, nicht ausgewiesen");
    ods(&[sheet], out)
}
