//! Schools, pupils, ways to school and loans of books.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::month_short;
use crate::error::DemoError;
use crate::figure::comma;
use crate::file::{Cell, Encoding, Sheet, Text, number, ods, text, xlsx};
use crate::place::Address;

/// A school, the same in all files.
struct School<'a> {
    /// Six digits, the first a zero.
    number: String,
    form: &'static str,
    name: String,
    address: &'a Address,
    first_grade: u32,
    grades: u32,
}

fn schools<'a>(scene: &Scene<'a>) -> Vec<School<'a>> {
    let mut random = scene.random("schools");
    let mut found = Vec::new();
    for district in 0..scene.place.districts.len() {
        let own: Vec<&Address> = scene
            .place
            .addresses
            .iter()
            .filter(|address| scene.place.street(address).district == district)
            .collect();
        for (form, count, first_grade, grades) in [
            ("Grundschule", 4, 1, 4),
            ("Gesamtschule", 1, 5, 9),
            ("Gymnasium", 1, 5, 9),
            ("Förderschule", 1, 1, 10),
        ] {
            for _ in 0..count {
                let address = *random.pick(&own);
                let number = format!("0{:05}", 13_000 + found.len() * 29 + random.below(20));
                let name = match form {
                    "Grundschule" => format!("Grundschule {}", scene.place.street(address).name),
                    other => format!("{other} {}", scene.place.districts[district].name),
                };
                found.push(School {
                    number,
                    form,
                    name,
                    address,
                    first_grade,
                    grades,
                });
            }
        }
    }
    found
}

pub(super) fn directory(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut table = Text::new(';');
    table.head("Schulnummer|Schulform|Name|Straße|Hausnr|PLZ|Stadtbezirk|Ostwert|Nordwert");
    for school in schools(scene) {
        let street = scene.place.street(school.address);
        let district = scene.place.district_of(street);
        table.row(&[
            &school.number,
            school.form,
            &school.name,
            &street.name,
            &school.address.house(),
            district.postcode,
            district.name,
            &comma(school.address.point.0, 1),
            &comma(school.address.point.1, 1),
        ]);
    }
    table.write(Encoding::Utf8Bom, out)
}

/// The key as a number, so its zero is lost; years as "2024/25"; a sum for every school.
pub(super) fn pupils(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("pupils");
    let mut sheet = Sheet::new("Schülerzahlen");
    sheet.head("Schülerzahlen nach amtlicher Schulstatistik");
    sheet.line("Stichtag jeweils 15. Oktober");
    sheet.line("");
    sheet.head("Schuljahr|Schulnr.|Schulform|Jahrgang|Schüler|davon weiblich|Klassen");
    for year in 2021..=2025 {
        for school in schools(scene) {
            let mut sum = 0;
            for grade in school.first_grade..school.first_grade + school.grades {
                let count = if school.form == "Förderschule" {
                    8 + random.below(14)
                } else {
                    44 + random.below(70)
                } as u32;
                sum += count;
                sheet.row(vec![
                    text(format!("{year}/{:02}", (year + 1) % 100)),
                    number(school.number.parse::<f64>().unwrap_or_default()),
                    text(school.form),
                    number(grade),
                    number(count),
                    if random.chance(0.01) {
                        text("-")
                    } else {
                        number((f64::from(count) * random.real(0.42, 0.55)).round())
                    },
                    number(count.div_ceil(27)),
                ]);
            }
            sheet.row(vec![
                Cell::Empty,
                Cell::Empty,
                text("Summe"),
                Cell::Empty,
                number(sum),
            ]);
        }
    }
    xlsx(&[sheet], out)
}

pub(super) fn crossings(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("crossings");
    let schools = schools(scene);
    let mut table = Text::unix('\t');
    table.head("Nr|Schulnummer|Straße|Querung|Kinder je Tag|Tempo|Note|Bemerkung");
    for index in 0..412 {
        let school = random.pick(&schools);
        table.row(&[
            &(index + 1).to_string(),
            &school.number,
            &scene.place.busy_street(&mut random).name,
            random.word(&["Zebrastreifen", "Ampel", "Mittelinsel", "keine", "keine"]),
            &random.between(4, 160).to_string(),
            random.word(&["30", "50", "50", "Schritt"]),
            &comma(random.real(1.0, 5.0), 1),
            random.word(&[
                "",
                "",
                "",
                "schlecht einsehbar",
                "Lotsen 7:30-8:00",
                "siehe \"Plan B\"",
            ]),
        ]);
    }
    table.write(Encoding::Utf8, out)
}

pub(super) fn loans(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("loans");
    let mut sheet = Sheet::new("Ausleihen");
    sheet.line("Ausleihen der Stadtbibliothek und ihrer Zweigstellen");
    sheet.line("");
    sheet.head("Monat|Zweigstelle|Bücher|Medien digital|Spiele");
    for year in 2023..=2026 {
        for month in 1..=(if year == 2026 { 10 } else { 12 }) {
            for branch in ["Zentrale", "Nord", "Süd", "Bücherbus"] {
                sheet.row(vec![
                    text(format!("{} {year}", month_short(month))),
                    text(branch),
                    number(random.between(1_900, 14_000) as i32),
                    if branch == "Bücherbus" {
                        text("x")
                    } else {
                        number(random.between(400, 5_200) as i32)
                    },
                    number(random.between(20, 900) as i32),
                ]);
            }
        }
    }
    sheet.line("x = wird nicht erhoben");
    ods(&[sheet], out)
}
