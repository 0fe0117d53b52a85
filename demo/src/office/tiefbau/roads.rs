//! State of roads and traffic lights.

use std::io::Write;

use crate::dataset::Scene;
use crate::error::DemoError;
use crate::figure::{comma, rounded};
use crate::file::{Cell, Encoding, Sheet, Text, number, text, xlsx};
use crate::names::streets::{abbreviate, misspell};

/// Keys without their zeros, abbreviated names, an empty column, ragged rows, delimiters too many.
pub(super) fn condition(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("condition");
    let mut table = Text::new(';');
    table.line("Straßenzustandserfassung 2025;;;;;;;;");
    table.line("Auswertung: Büro Messfahrt;;;;;;;;");
    table.head("Str-Schl|Straße|Abschnitt||Länge (m)|Note|Fläche|Handlungsbedarf|");
    // A row of units under the head.
    table.head("||||m|1-5|m²||");
    for street in &scene.place.streets {
        for section in 1..=(street.length_m / 350 + 1) {
            let grade = random.real(1.0, 5.0);
            let length = street.length_m / (street.length_m / 350 + 1);
            let name = abbreviate(&street.name);
            let (section, length_cell, grade_cell) =
                (format!("{section:03}"), length.to_string(), comma(grade, 1));
            let area = comma(f64::from(length) * random.real(4.5, 9.0), 1);
            let mut cells = vec![
                street.key.trim_start_matches('0'),
                &name,
                &section,
                "",
                &length_cell,
                &grade_cell,
                &area,
            ];
            if random.chance(0.97) {
                cells.push(if grade > 4.0 {
                    "dringend"
                } else if grade > 3.2 {
                    "mittelfristig"
                } else {
                    "-"
                });
                cells.push("");
            }
            if random.chance(0.01) {
                cells.push("siehe Foto");
            }
            table.row(&cells);
        }
    }
    table.write(Encoding::Windows1252, out)
}

/// Streets as everybody likes; two sheets of different makers.
pub(super) fn signals(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("signals");
    let mut sheets = Vec::new();
    for maker in ["Bestand Nord", "Bestand Süd"] {
        let mut sheet = Sheet::new(maker);
        sheet.head("LSA-Nr.|Knoten|Baujahr|Steuerung|Blindensignal|Ostwert|Nordwert");
        for index in 0..62 {
            let one = scene.place.busy_street(&mut random);
            let other = random.pick(&scene.place.streets);
            let point = one.at(random.unit());
            let name = if random.chance(0.3) {
                misspell(&mut random, &one.name)
            } else {
                one.name.clone()
            };
            sheet.row(vec![
                number(if maker == "Bestand Nord" {
                    100 + index
                } else {
                    500 + index
                }),
                text(format!("{name} / {}", other.name)),
                if random.chance(0.05) {
                    text("unbek.")
                } else {
                    number(random.between(1979, 2025) as i32)
                },
                text(random.word(&[
                    "Festzeit",
                    "verkehrsabhängig",
                    "verkehrsabhängig",
                    "Grüne Welle",
                ])),
                text(random.word(&["ja", "nein", "J", "N", ""])),
                number(rounded(point.0, 1)),
                if random.chance(0.02) {
                    Cell::Empty
                } else {
                    number(rounded(point.1, 1))
                },
            ]);
        }
        sheets.push(sheet);
    }
    xlsx(&sheets, out)
}
