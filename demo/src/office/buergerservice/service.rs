//! Waiting, complaining, losing.

use std::io::Write;

use serde_json::json;

use crate::dataset::Scene;
use crate::day::day;
use crate::error::DemoError;
use crate::figure::{comma, rounded};
use crate::file::{Encoding, Text};
use crate::projection::lon_lat;

/// Three ways to say "nothing": k. A., - and an empty cell; minutes and mm:ss in one column until corrected.
pub(super) fn waiting(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("waiting");
    let mut table = Text::new(';');
    table.head("Datum|Standort|Vorsprachen|Ø Wartezeit min|längste Wartezeit|Schalter offen");
    for offset in 0..225 {
        let date = day(2026, 1, 2).plus(offset * 7 / 5);
        if date.weekday() > 4 {
            continue;
        }
        for site in ["Rathaus", "Bürgerbüro Nord", "Bürgerbüro Süd"] {
            let closed = random.chance(0.03);
            let minutes = random.real(3.0, 41.0);
            let mixed = scene.state < 3 && random.chance(0.02);
            let mean = if mixed {
                format!("{:02}:{:02}", minutes as u32, random.below(60))
            } else {
                comma(minutes, 1)
            };
            table.row(&[
                &date.german(),
                site,
                &if closed {
                    "-".to_owned()
                } else {
                    random.between(40, 310).to_string()
                },
                if closed { "k. A." } else { &mean },
                &if closed {
                    String::new()
                } else {
                    (minutes * 2.3).round().to_string()
                },
                random.word(&["3", "4", "5", "5", "6"]),
            ]);
        }
    }
    table.write(Encoding::Utf8Bom, out)
}

/// A nested document: each report carries its history.
pub(super) fn defects(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("defects");
    let mut reports = Vec::new();
    for index in 0..scene.rows(3_180) {
        let street = scene.place.busy_street(&mut random);
        let (longitude, latitude) = lon_lat(street.at(random.unit()));
        let reported = day(2025, 6, 1).plus(random.below(520) as i32);
        let days = random.between(1, 40) as i32;
        let mut history = vec![json!({ "am": reported.iso(), "status": "eingegangen" })];
        history.push(json!({ "am": reported.plus(1).iso(), "status": "weitergeleitet" }));
        if random.chance(0.85) {
            history.push(json!({ "am": reported.plus(days).iso(), "status": "erledigt" }));
        }
        reports.push(json!({
            "id": 400_000 + index,
            "art": random.word(&["Straßenlaterne", "Schlagloch", "Wilder Müll", "Spielplatz", "Ampel", "Graffiti"]),
            "ort": { "strasse": street.name, "stadtbezirk": scene.place.district_of(street).name, "lon": rounded(longitude, 6), "lat": rounded(latitude, 6) },
            "zustaendig": random.word(&["Tiefbau und Verkehr", "Stadtgrün", "Entsorgung", "Ordnungsamt"]),
            "fotos": random.below(4),
            "verlauf": history,
        }));
    }
    writeln!(out, "{}", serde_json::Value::from(reports))?;
    Ok(())
}

pub(super) fn finds(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("finds");
    let mut table = Text::new(',');
    table.head("nr|abgegeben|art|fundort|abgeholt");
    for index in 0..640 {
        let found = day(2025, 1, 2).plus(index * 680 / 640);
        table.row(&[
            &format!("F{index:04}"),
            &found.iso(),
            random.word(&[
                "Schlüsselbund",
                "Fahrrad",
                "Handschuh",
                "Regenschirm",
                "Kinderwagen",
                "Hörgerät",
                "Brille",
            ]),
            &random.pick(&scene.place.streets).name,
            random.word(&["ja", "nein", "nein", "versteigert"]),
        ]);
    }
    table.write(Encoding::Windows1252, out)
}
