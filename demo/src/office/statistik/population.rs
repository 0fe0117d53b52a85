//! Inhabitants and households.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::month_short;
use crate::error::DemoError;
use crate::figure::points;
use crate::file::{Cell, Encoding, Sheet, Text, number, text, xlsx};
use crate::place::District;
use crate::random::{Random, apportion};

/// Title rows, a head of two rows with merged cells, totals, footnotes, a second and a hidden sheet.
pub(super) fn inhabitants(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("inhabitants");
    let sheet = by_district(scene, &mut random);
    let mut history = Sheet::new("Zeitreihe");
    history.head("Jahr|Einwohner");
    let now = scene.place.inhabitants();
    for year in 2005..=2025 {
        let share = 1.0 - f64::from(2025 - year) * 0.0031 + random.real(-0.001, 0.001);
        history.row(vec![number(year), number((f64::from(now) * share).round())]);
    }
    let mut hidden = Sheet::hidden("Hilfstabelle");
    hidden.row(vec![text("nicht löschen!"), number(now)]);
    xlsx(&[sheet, history, hidden], out)
}

fn by_district(scene: &Scene<'_>, random: &mut Random) -> Sheet {
    let mut sheet = Sheet::new("Bevölkerung");
    sheet.head("Bevölkerung am Ort der Hauptwohnung nach Stadtbezirk");
    sheet.line("Stand: 31.12.2025");
    sheet.line("");
    sheet.head("Nr.|Stadtbezirk|Einwohner|||Altersgruppe||||Ausländer");
    sheet.merge(2, 3, 1);
    sheet.merge(5, 4, 1);
    sheet.head("||insgesamt|männlich|weiblich|unter 18|18 bis 29|30 bis 64|65 und älter|in % 1)");
    let mut totals = [0_u32; 7];
    for district in &scene.place.districts {
        let all = district.inhabitants;
        let men = (f64::from(all) * random.real(0.485, 0.502)) as u32;
        let shares = [
            17.0 + random.unit() * 3.0,
            14.0,
            45.0,
            20.0 + random.unit() * 5.0,
        ];
        let ages = apportion(all, &shares);
        let mut figures = [all, men, all - men, ages[0], ages[1], ages[2], ages[3]];
        let foreign = (random.real(6.0, 31.0) * 10.0).round() / 10.0;
        for (total, figure) in totals.iter_mut().zip(figures) {
            *total += figure;
        }
        // The first delivery has two figures swapped; the second corrects them.
        if scene.state < 2 && district.number == 4 {
            figures.swap(3, 4);
        }
        // The key lost its zero: here it is a number.
        let mut cells = vec![number(district.number as u32), text(district.name)];
        cells.extend(figures.map(number));
        cells.push(if district.number == 6 {
            text("x")
        } else {
            number(foreign)
        });
        sheet.row(cells);
    }
    let mut cells = vec![Cell::Empty, text("Insgesamt")];
    cells.extend(totals.map(number));
    cells.push(text("16,2"));
    sheet.row(cells);
    sheet.line("");
    sheet.line("1) vorläufig");
    sheet.line("x = Nachweis nicht sinnvoll. Quelle: Melderegister, eigene Auszählung");
    sheet
}

/// Nine rows, a total, a footnote: the denominator of the story.
pub(super) fn households(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("households");
    let mut table = Text::new(';');
    table.line("Haushalte nach Stadtbezirk am 31.12.2025");
    table.line("");
    table.head("Nr|Stadtbezirk|Haushalte|1 Person|2 Personen|3 Personen|4 und mehr|mit Kindern|Anteil Einpersonenhaushalte in %");
    let mut totals = [0_u32; 6];
    let share_of = |households: u32, single: u32| {
        crate::figure::comma(f64::from(single) * 100.0 / f64::from(households.max(1)), 1)
    };
    for district in &scene.place.districts {
        let sizes = apportion(
            district.households,
            &[
                40.0 + random.real(-6.0, 12.0),
                31.0,
                14.0,
                13.0 + random.unit() * 4.0,
            ],
        );
        let children = (f64::from(district.households) * random.real(0.16, 0.24)) as u32;
        let figures = [
            district.households,
            sizes[0],
            sizes[1],
            sizes[2],
            sizes[3],
            children,
        ];
        row(
            &mut table,
            &district.key(),
            district.name,
            &figures,
            &share_of(figures[0], figures[1]),
        );
        for (total, figure) in totals.iter_mut().zip(figures) {
            *total += figure;
        }
    }
    let share = share_of(totals[0], totals[1]);
    row(&mut table, "", "Insgesamt", &totals, &share);
    table.line("");
    table.line("Quelle: Haushaltsgenerierung aus dem Melderegister");
    table.write(Encoding::Windows1252, out)
}

fn row(table: &mut Text, key: &str, name: &str, figures: &[u32], share: &str) {
    let figures: Vec<String> = figures.iter().map(u32::to_string).collect();
    let mut cells = vec![key, name];
    cells.extend(figures.iter().map(String::as_str));
    cells.push(share);
    table.row(&cells);
}

/// A long text file with tabs.
pub(super) fn ages(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("ages");
    let mut table = Text::new('\t');
    table.head("Jahr|Stadtbezirk|Alter|Geschlecht|Anzahl");
    let mut left = scene.rows(usize::MAX);
    for year in 2021..=2025 {
        for district in &scene.place.districts {
            for (age, count) in pyramid(district, year, &mut random).into_iter().enumerate() {
                for (sex, share) in [("m", 0.49), ("w", 0.51)] {
                    if left == 0 {
                        return table.write(Encoding::Windows1252, out);
                    }
                    left -= 1;
                    let age = if age == 100 {
                        "100 u. ä.".to_owned()
                    } else {
                        age.to_string()
                    };
                    let counted = ((f64::from(count) * share).round() as u32).to_string();
                    // Small cells are suppressed.
                    let shown = if counted.len() == 1 && matches!(counted.as_str(), "1" | "2") {
                        "."
                    } else {
                        &counted
                    };
                    table.row(&[&year.to_string(), &district.key(), &age, sex, shown]);
                }
            }
        }
    }
    table.write(Encoding::Windows1252, out)
}

/// People by age from 0 to 100, many around 60 and fewer above.
fn pyramid(district: &District, year: i32, random: &mut Random) -> Vec<u32> {
    let weights: Vec<f64> = (0..=100)
        .map(|age| {
            let age = f64::from(age);
            let old = if age > 62.0 {
                (101.0 - age) / 39.0
            } else {
                1.0
            };
            let boom = if (52.0..64.0).contains(&age) {
                1.45
            } else {
                1.0
            };
            old * boom * random.real(0.92, 1.08)
        })
        .collect();
    apportion(
        (f64::from(district.inhabitants) * (1.0 - f64::from(2025 - year) * 0.003)) as u32,
        &weights,
    )
}

/// Months in words, suppressed values, thousands points.
pub(super) fn moves(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("moves");
    let with_births = scene.state >= 4;
    let mut table = Text::new(';');
    table.line("Wanderungen nach Stadtbezirk und Monat");
    table.line("Stand: 15.01.2026");
    let mut head = "Monat|Stadtbezirk|Zuzüge|Fortzüge|Umzüge innerhalb".to_owned();
    if with_births {
        // A new column since 19 November.
        head.push_str("|Geburten");
    }
    table.head(&head);
    for year in 2019..=2025 {
        for month in 1..=12 {
            for district in &scene.place.districts {
                let scale = f64::from(district.inhabitants) / 1_000.0;
                let figures =
                    [4.4, 4.1, 3.2, 0.72].map(|rate| (scale * rate * random.real(0.6, 1.5)) as i64);
                let births = suppressed(figures[3]);
                let mut cells = vec![
                    format!("{} {year}", month_short(month)),
                    district.name.to_owned(),
                ];
                cells.extend(figures[..3].iter().map(|&figure| {
                    if random.chance(0.004) {
                        "x".to_owned()
                    } else {
                        suppressed(figure)
                    }
                }));
                if with_births {
                    cells.push(births);
                }
                let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
                table.row(&cells);
            }
        }
    }
    table.line("1) Werte unter 3 sind durch einen Punkt ersetzt.");
    table.write(Encoding::Utf8Bom, out)
}

fn suppressed(figure: i64) -> String {
    if figure < 3 {
        ".".to_owned()
    } else {
        points(figure)
    }
}
