//! Maps as GeoJSON.

use std::io::Write;

use serde_json::json;

use crate::dataset::Scene;
use crate::error::DemoError;
use crate::figure::rounded;
use crate::file::{Features, Shape};

pub(super) fn districts(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut features = Features::default();
    for district in &scene.place.districts {
        features.add(
            &Shape::Area(&district.ring),
            json!({
                "nr": district.key(),
                "name": district.name,
                "flaeche_ha": rounded(district.area_m2() / 10_000.0, 1),
                "einwohner": district.inhabitants,
                "plz": district.postcode,
                "stand": "2026-01-01",
            }),
        );
    }
    features.write("Stadtbezirke", out)
}

pub(super) fn lines(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut features = Features::default();
    for street in &scene.place.streets {
        features.add(
            &Shape::Line(&street.line),
            json!({
                "strschl": street.key,
                "name": street.name,
                "laenge_m": street.length_m,
                "stadtbezirk": scene.place.district_of(street).key(),
            }),
        );
    }
    features.write("Straßenabschnitte", out)
}
