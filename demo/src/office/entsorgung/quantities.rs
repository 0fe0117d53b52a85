//! Tonnes by district and month since 2019: months run to the right, a sum in every row and column.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::month_short;
use crate::error::DemoError;
use crate::figure::rounded;
use crate::file::{Cell, Sheet, number, ods, text};

pub(super) fn render(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("quantities");
    let mut sheets = Vec::new();
    for year in 2019..=2026 {
        let months = if year == 2026 { 10 } else { 12 };
        let mut sheet = Sheet::new(&year.to_string());
        sheet.head(&format!("Sperrmüllmengen in t nach Stadtbezirk {year}"));
        sheet.line("");
        let names: Vec<String> = (1..=months)
            .map(|month| format!("{} {year}", month_short(month)))
            .collect();
        sheet.head(&format!("Stadtbezirk|{}|Summe", names.join("|")));
        let mut sums = vec![0.0; months as usize + 1];
        for (district, planned) in scene.place.districts.iter().zip(scene.place.plan.districts) {
            let mut cells = vec![text(format!("{} {}", district.key(), district.name))];
            let mut sum = 0.0;
            for (month, total) in sums.iter_mut().enumerate().take(months as usize) {
                let season = 1.0 + if (3..7).contains(&month) { 0.25 } else { -0.05 };
                let growth = 0.86 + f64::from(year - 2019) * 0.02;
                let tonnes = rounded(
                    f64::from(planned.orders) / 10.0
                        * 0.21
                        * season
                        * growth
                        * random.real(0.85, 1.15),
                    1,
                );
                sum += tonnes;
                *total += tonnes;
                cells.push(number(tonnes));
            }
            cells.push(number(rounded(sum, 1)));
            sums[months as usize] += sum;
            sheet.row(cells);
        }
        let mut totals = vec![text("Insgesamt")];
        totals.extend(sums.iter().map(|&sum| number(rounded(sum, 1))));
        sheet.row(totals);
        sheet.row(vec![Cell::Empty]);
        sheet.line(if year == 2026 {
            "1) vorläufig"
        } else {
            "Quelle: Wiegescheine Umladestation"
        });
        sheets.push(sheet);
    }
    ods(&sheets, out)
}
