//! Playgrounds and parks on the map, sensors on masts.

use std::io::Write;

use serde_json::json;

use crate::dataset::Scene;
use crate::day::day;
use crate::error::DemoError;
use crate::figure::rounded;
use crate::file::{Features, Shape};
use crate::place::Point;
use crate::projection::lon_lat;

pub(super) fn playgrounds(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("playgrounds");
    let mut features = Features::default();
    for index in 0..164 {
        let street = random.pick(&scene.place.streets);
        let devices: Vec<&str> = [
            "Schaukel",
            "Rutsche",
            "Sandkasten",
            "Klettergerüst",
            "Wipptier",
            "Seilbahn",
        ]
        .into_iter()
        .filter(|_| random.chance(0.45))
        .collect();
        let properties = json!({
            "nr": index + 1,
            "name": format!("Spielplatz {}", street.name),
            "stadtbezirk": scene.place.district_of(street).name,
            "flaeche_m2": random.between(180, 6_400),
            "alter": random.word(&["0-6", "6-12", "alle", "12+"]),
            "geraete": devices.join(", "),
            "letzte_pruefung": day(2026, 1, 1).plus(random.below(300) as i32).iso(),
        });
        features.add(&Shape::Point(street.at(random.unit())), properties);
    }
    features.write("Spielplätze", out)
}

pub(super) fn parks(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("parks");
    let mut features = Features::default();
    for index in 0..96 {
        let street = random.pick(&scene.place.streets);
        let ring = blot(street.middle(), random.real(30.0, 90.0), index);
        let kind = random.word(&[
            "Park",
            "Kleingarten",
            "Friedhof",
            "Straßenbegleitgrün",
            "Wald",
        ]);
        let properties = json!({
            "id": format!("GF{index:03}"),
            "art": kind,
            "name": format!("{kind} {}", street.name),
            "pflegeklasse": random.word(&["I", "II", "III"]),
            "stadtbezirk": scene.place.district_of(street).key(),
        });
        features.add(&Shape::Area(&ring), properties);
    }
    features.write("Grünflächen", out)
}

/// A closed ring of eight corners, counter-clockwise.
fn blot(centre: Point, radius_m: f64, turn: usize) -> Vec<Point> {
    let corner = |step: usize| {
        let angle = (step % 8) as f64 * std::f64::consts::FRAC_PI_4 + turn as f64 * 0.1;
        let far = radius_m * (0.75 + 0.25 * ((step % 8 * 7 + turn) % 5) as f64 / 4.0);
        (centre.0 + far * angle.cos(), centre.1 + far * angle.sin())
    };
    (0..=8).map(corner).collect()
}

/// One JSON object a line; battery level is there only for some masts.
pub(super) fn sensors(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("sensors");
    let masts: Vec<Point> = (0..24)
        .map(|_| random.pick(&scene.place.streets).middle())
        .collect();
    let mut left = scene.rows(24 * 24 * 92);
    for hour in 0..24 * 92 {
        let date = day(2026, 6, 1).plus(hour / 24);
        for (number, mast) in masts.iter().enumerate() {
            if left == 0 {
                return Ok(());
            }
            left -= 1;
            let warm = 17.0
                + 9.0 * (1.0 - f64::from((hour % 24 - 15).abs()) / 12.0)
                + number as f64 * 0.08;
            let (longitude, latitude) = lon_lat(*mast);
            let mut reading = json!({
                "mast": format!("K{:02}", number + 1),
                "zeit": format!("{}T{:02}:00:00+02:00", date.iso(), hour % 24),
                "temperatur_c": rounded(warm + random.bell(), 1),
                "feuchte_prozent": random.between(31, 96),
                "lage": { "lon": rounded(longitude, 6), "lat": rounded(latitude, 6) },
            });
            if number.is_multiple_of(3) {
                reading["batterie_v"] = json!(rounded(random.real(3.1, 3.7), 2));
            }
            writeln!(out, "{reading}")?;
        }
    }
    Ok(())
}
