//! Unemployment and transfers.

use std::io::Write;

use crate::dataset::Scene;
use crate::error::DemoError;
use crate::file::{Cell, Encoding, Sheet, Text, number, text, xlsx};

/// Quarters below each other, with the head repeated for each and empty rows between.
pub(super) fn render(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("labour");
    let mut sheet = Sheet::new("Arbeitslose");
    sheet.head("Arbeitslose nach Stadtbezirk und Rechtskreis");
    sheet.line("");
    for year in 2022..=2026 {
        for quarter in 1..=(if year == 2026 { 3 } else { 4 }) {
            sheet.head("Quartal|Stadtbezirk|insgesamt|SGB III|SGB II|Quote %");
            let mut total = 0;
            for district in &scene.place.districts {
                let all = (f64::from(district.inhabitants) * random.real(0.028, 0.061)) as u32;
                let insured = (f64::from(all) * random.real(0.28, 0.4)) as u32;
                total += all;
                let rate = f64::from(all) * 1_000.0 / (f64::from(district.inhabitants) * 0.52);
                sheet.row(vec![
                    text(format!("{quarter}. Quartal {year}")),
                    text(district.name),
                    number(all),
                    number(insured),
                    number(all - insured),
                    number(rate.round() / 10.0),
                ]);
            }
            sheet.row(vec![Cell::Empty, text("Zusammen"), number(total)]);
            sheet.line("");
        }
    }
    xlsx(&[sheet], out)
}

/// Unsuppressed small numbers: for the office alone.
pub(super) fn transfers(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("transfers");
    let mut table = Text::new(';');
    table.head("jahr|stadtbezirk|leistung|haushaltsgroesse|haushalte");
    for year in 2020..=2025 {
        for district in &scene.place.districts {
            for benefit in ["Wohngeld", "Grundsicherung im Alter", "Bürgergeld"] {
                for size in 1..=5 {
                    let count = f64::from(district.households) * random.real(0.001, 0.03)
                        / f64::from(size * size);
                    table.row(&[
                        &year.to_string(),
                        district.name,
                        benefit,
                        &size.to_string(),
                        &(count as u32).to_string(),
                    ]);
                }
            }
        }
    }
    table.write(Encoding::Utf8, out)
}
