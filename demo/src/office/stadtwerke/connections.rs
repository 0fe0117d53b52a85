//! Connections of houses and charging points.

use std::io::Write;

use serde_json::json;

use crate::dataset::Scene;
use crate::error::DemoError;
use crate::figure::rounded;
use crate::file::{Encoding, Text};
use crate::projection::lon_lat;

/// Connections of the city at full scale.
const CONNECTIONS: usize = 26_940;
/// Most connections at one address.
const MOST_AT_ONE_ADDRESS: usize = 14;

/// One column for the whole address, old Windows letters, a delimiter too many at the end of each row.
pub(super) fn render(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("connections");
    let mut table = Text::new(';');
    // Renamed with the delivery of 19 November.
    let dwellings = if scene.state >= 4 {
        "WOHNEINHEITEN"
    } else {
        "WE"
    };
    table.row(&[
        "ANSCHLUSS_NR",
        "SPARTE",
        "ANSCHRIFT",
        "PLZ",
        "BAUJAHR",
        dwellings,
        "NENNWEITE",
        "",
    ]);
    let goal = scene.rows(if scene.city.is_musterstadt() {
        CONNECTIONS
    } else {
        scene.place.addresses.len()
    });
    let spare = goal.saturating_sub(scene.place.addresses.len());
    let (mut written, mut extra) = (0, 0);
    for address in &scene.place.addresses {
        let street = scene.place.street(address);
        let told = street.name == "Hafenallee" && address.number == 104 && address.letter.is_none();
        let more = if told {
            MOST_AT_ONE_ADDRESS - 1
        } else if extra < spare && random.chance(0.13) {
            1 + random.below(4)
        } else {
            0
        };
        extra += more;
        for _ in 0..=more {
            if written == goal {
                return table.write(Encoding::Windows1252, out);
            }
            written += 1;
            let mut year = 1952 + random.below(74);
            if told {
                year = 1988 + random.below(30);
            }
            // A year with swapped digits stands until the delivery of 17 November.
            let built = if written == 1_500 && scene.state < 2 {
                "9178".to_owned()
            } else {
                year.to_string()
            };
            table.row(&[
                &format!("{:08}", 40_000 + written * 3),
                random.word(&["Strom", "Strom", "Wasser", "Gas", "Fernwärme"]),
                &format!("{} {}", street.name, address.house()),
                scene.place.district_of(street).postcode,
                if random.chance(0.02) { "k. A." } else { &built },
                &address.households.max(1).to_string(),
                random.word(&["DN 25", "DN 32", "DN 40", "DN 50", ""]),
                "",
            ]);
        }
    }
    table.write(Encoding::Windows1252, out)
}

/// A nested array: each site carries its points.
pub(super) fn charging(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("charging");
    let mut sites = Vec::new();
    for index in 0..148_u32 {
        let address = random.pick(&scene.place.addresses);
        let street = scene.place.street(address);
        let (longitude, latitude) = lon_lat(address.point);
        let points: Vec<_> = (1..=1 + random.below(4))
            .map(|number| {
                let power = *random.pick(&[11.0, 22.0, 22.0, 50.0, 150.0]);
                json!({ "evse": format!("DE*MUS*E{index:04}*{number}"), "leistung_kw": power, "stecker": random.word(&["Typ 2", "Typ 2", "CCS"]) })
            })
            .collect();
        let mut site = json!({
            "id": index + 1,
            "name": format!("Ladesäule {}", street.name),
            "anschrift": { "strasse": street.name, "hausnr": address.house(), "plz": scene.place.district_of(street).postcode },
            "lon": rounded(longitude, 6),
            "lat": rounded(latitude, 6),
            "in_betrieb_seit": format!("20{}-{:02}-01", 18 + random.below(8), 1 + random.below(12)),
            "ladepunkte": points,
        });
        // Since 18 November the operator says whether a site is open around the clock.
        if scene.state >= 3 {
            site["rund_um_die_uhr"] = json!(!index.is_multiple_of(5));
        }
        sites.push(site);
    }
    let document = json!({ "stand": "2026-11-16", "anzahl": sites.len(), "ladesaeulen": sites });
    writeln!(out, "{document:#}")?;
    Ok(())
}
