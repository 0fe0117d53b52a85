//! Road works on the map.

use std::io::Write;

use serde_json::json;

use crate::dataset::Scene;
use crate::day::day;
use crate::error::DemoError;
use crate::file::{Features, Shape};

/// Delivered three times: on 17 November one is closed, on 18 November fourteen change and diversions come in.
pub(super) fn render(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("sites");
    let mut features = Features::default();
    for index in 0..132 {
        let street = scene.place.busy_street(&mut random);
        let start = day(2026, 1, 7).plus(random.below(420) as i32);
        let days = 4 + random.below(160) as i32;
        let longer = if scene.state >= 3 && index % 10 == 3 {
            14
        } else {
            0
        };
        let kind = random.word(&[
            "Vollsperrung",
            "halbseitig",
            "Gehweg gesperrt",
            "Radweg gesperrt",
            "Einengung",
        ]);
        let reason = random.word(&[
            "Kanalbau",
            "Fernwärme",
            "Fahrbahndecke",
            "Glasfaser",
            "Hausanschluss",
            "Brückenprüfung",
        ]);
        let diversion = format!("über {}", scene.place.busy_street(&mut random).name);
        let mut properties = json!({
            "id": format!("BS-{:04}", 2_000 + index),
            "strasse": street.name,
            "strassenschluessel": street.key,
            "stadtbezirk": scene.place.district_of(street).name,
            "art": kind,
            "anlass": reason,
            "beginn": start.iso(),
            "ende": start.plus(days + longer).iso(),
            "status": if scene.state >= 2 && index == 0 { "beendet" } else { "aktiv" },
        });
        if scene.state >= 3 {
            properties["umleitung"] = if kind == "Vollsperrung" {
                json!(diversion)
            } else {
                serde_json::Value::Null
            };
        }
        // A few sites have no place yet; the format allows a missing geometry.
        let shape = if index % 41 == 40 {
            Shape::Nothing
        } else {
            Shape::Point(street.at(random.unit()))
        };
        features.add(&shape, properties);
    }
    features.write("Baustellen", out)
}
