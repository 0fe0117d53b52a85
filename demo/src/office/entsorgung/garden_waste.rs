//! The sheet that *Datei hochladen* shows: two-row head, one impossible date, one short postcode, three outliers.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::day;
use crate::error::DemoError;
use crate::figure::{amount, comma};
use crate::file::{Cell, Sheet, number, text, xlsx};
use crate::names::streets::{abbreviate, mistype};

const ROWS: usize = 1_201;
/// First data row in the sheet, counted from 1 as people do.
const FIRST_ROW: usize = 6;
const IMPOSSIBLE_DATE: usize = 214;
const SHORT_POSTCODE: usize = 388;
const OUTLIERS: [usize; 3] = [902, 903, 1_044];
const UNKNOWN_STREETS: [usize; 9] = [41, 56, 57, 130, 301, 477, 640, 811, 1_107];

pub(super) fn render(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut prices = Sheet::new("Preise");
    prices.head("Leistung|Preis EUR");
    for (service, price) in [
        ("Abholung je m³", 12.0),
        ("Anfahrt", 0.0),
        ("Laubsack 120 l", 1.5),
        ("Wurzelholz je m³", 24.5),
    ] {
        prices.row(vec![text(service), number(price)]);
    }
    xlsx(&[collections(scene), prices, Sheet::new("Tabelle3")], out)
}

fn collections(scene: &Scene<'_>) -> Sheet {
    let mut random = scene.random("garden waste");
    let mut sheet = Sheet::new("Grünschnitt 2026");
    sheet.head(&format!(
        "Entsorgung {} – Grünschnitt 2026",
        scene.city.short_name()
    ));
    sheet.line("Stand: 13.11.2026, erstellt von Betriebshof");
    sheet.line("");
    sheet.head("Abholung||||Menge|");
    sheet.merge(0, 4, 1);
    sheet.merge(4, 2, 1);
    sheet.head("Datum|Straße|Nr.|PLZ|m³|Kosten");
    let (mut volume_tenths, mut cost_cents) = (0_i64, 0_i64);
    for row in FIRST_ROW..FIRST_ROW + ROWS {
        let street = scene.place.busy_street(&mut random);
        let house = random.pick(scene.place.houses(street)).house();
        let date = day(2026, 1, 2).plus(((row - FIRST_ROW) * 315 / ROWS) as i32);
        let outlier = OUTLIERS.contains(&row);
        let tenths = if outlier {
            2_500
        } else {
            5 * random.between(1, 12)
        };
        let cents = if outlier { 3_000 } else { tenths * 120 };
        let name = if UNKNOWN_STREETS.contains(&row) {
            mistype(&mut random, &street.name)
        } else if random.chance(0.02) {
            abbreviate(&street.name)
        } else {
            street.name.clone()
        };
        let spaced = random.chance(0.01);
        let postcode = scene.place.district_of(street).postcode;
        let short = row == SHORT_POSTCODE || random.chance(0.001);
        volume_tenths += tenths;
        cost_cents += cents;
        sheet.row(vec![
            if row == IMPOSSIBLE_DATE {
                text("31.02.2026")
            } else {
                Cell::Date(date)
            },
            text(name),
            text(if spaced {
                house.replace('a', " A")
            } else {
                house
            }),
            text(if short {
                postcode.replacen("44", "4", 1)
            } else {
                postcode.to_owned()
            }),
            text(comma(tenths as f64 / 10.0, usize::from(tenths % 10 != 0))),
            text(format!("{} €", amount(cents))),
        ]);
    }
    let mut sums = vec![text("Summe"), Cell::Empty, Cell::Empty, Cell::Empty];
    sums.push(text(comma(volume_tenths as f64 / 10.0, 1)));
    sums.push(text(format!("{} €", amount(cost_cents))));
    sheet.row(sums);
    sheet
}
