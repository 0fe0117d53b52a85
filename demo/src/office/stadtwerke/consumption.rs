//! Consumption, load and customers.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::day;
use crate::error::DemoError;
use crate::figure::{amount, points, rounded};
use crate::file::{Columns, Encoding, Sheet, Text, parquet, text, xlsx};
use crate::names::people::{Person, iban, telephone};

/// Every number is a text, as exports of accounting programs are.
pub(super) fn by_postcode(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("consumption");
    let mut sheets = Vec::new();
    for branch in ["Strom", "Gas", "Wasser"] {
        let unit = if branch == "Wasser" { "m³" } else { "kWh" };
        let mut sheet = Sheet::new(branch);
        sheet.head(&format!("{branch}verbrauch nach Postleitzahl"));
        sheet.head("PLZ|Jahr|Verbrauch|Zähler|Mittel je Zähler");
        // A row of units under the head.
        sheet.row(vec![
            text(""),
            text(""),
            text(unit),
            text("Anzahl"),
            text(unit),
        ]);
        for year in 2021..=2025 {
            for district in &scene.place.districts {
                let meters = (f64::from(district.households) * random.real(0.55, 1.05)) as i64;
                let mean = if branch == "Wasser" {
                    random.between(78, 110)
                } else {
                    random.between(2_100, 9_800)
                };
                sheet.row(vec![
                    text(district.postcode),
                    text(year.to_string()),
                    text(points(meters * mean)),
                    text(points(meters)),
                    text(points(mean)),
                ]);
            }
        }
        sheets.push(sheet);
    }
    xlsx(&sheets, out)
}

/// A year of quarter hours.
pub(super) fn load(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("load");
    let start = i64::from(day(2025, 1, 1).0) * 86_400_000;
    let (mut times, mut loads, mut suns) = (Vec::new(), Vec::new(), Vec::new());
    for quarter in 0..scene.rows(365 * 96) as i64 {
        let hour = quarter / 4 % 24;
        let weekend = matches!((quarter / 96 + 2) % 7, 5 | 6);
        let daytime = [
            0.62, 0.58, 0.56, 0.56, 0.6, 0.7, 0.85, 0.97, 1.0, 1.0, 1.0, 1.02, 1.04, 1.0, 0.97,
            0.95, 0.98, 1.08, 1.14, 1.12, 1.02, 0.92, 0.8, 0.7,
        ];
        let load = 61_000.0
            * daytime[hour as usize]
            * if weekend { 0.86 } else { 1.0 }
            * random.real(0.96, 1.04);
        let noon = 1.0 - ((hour as f64 - 12.5).abs() / 7.0).min(1.0);
        times.push(start + quarter * 900_000);
        loads.push(if random.chance(0.0005) {
            None
        } else {
            Some(rounded(load, 1))
        });
        suns.push(Some(rounded(noon * 21_000.0 * random.real(0.2, 1.0), 1)));
    }
    parquet(
        Columns::default()
            .time("zeit", times)
            .real("netzlast_kw", loads)
            .real("photovoltaik_kw", suns),
        out,
    )
}

/// Names, addresses and bank accounts of people who do not exist.
pub(super) fn customers(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("customers");
    let mut table = Text::new(';');
    table.head(
        "Kundennr|Name|Vorname|Geburtsdatum|Straße|PLZ|Telefon|E-Mail|IBAN|Abschlag EUR|Saldo EUR",
    );
    for index in 0..scene.rows(3_200) {
        let person = Person::invent(&mut random);
        let address = random.pick(&scene.place.addresses);
        let street = scene.place.street(address);
        let born = day(1938, 1, 1).plus(random.below(25_000) as i32);
        table.row(&[
            &format!("{:07}", 100_000 + index * 17),
            &person.family,
            person.first,
            &born.german(),
            &format!("{} {}", street.name, address.house()),
            scene.place.district_of(street).postcode,
            &telephone(&mut random),
            &person.email(),
            &iban(&mut random),
            &amount(random.between(2_500, 38_000)),
            &amount(random.between(-90_000, 15_000)),
        ]);
    }
    table.write(Encoding::Windows1252, out)
}
