//! Directory of streets and houses.

use std::io::Write;

use crate::dataset::Scene;
use crate::error::DemoError;
use crate::figure::comma;
use crate::file::{Encoding, Text};

/// A street whose length was wrong by a digit until the delivery of 20 November.
const CORRECTED: usize = 210;

/// Cleanly kept: keys with zeros, decimal commas only in coordinates.
pub(super) fn directory(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("directory");
    let mut table = Text::new(';');
    table.head("strassenschluessel|strassenname|stadtbezirk_nr|stadtbezirk|plz|laenge_m|hausnummern|widmung|ostwert|nordwert");
    for (index, street) in scene.place.streets.iter().enumerate() {
        let kind = random.word(&[
            "Gemeindestraße",
            "Gemeindestraße",
            "Gemeindestraße",
            "Landesstraße",
            "Wirtschaftsweg",
            "Privatstraße",
        ]);
        // One street was named anew by the council: it comes with the second delivery.
        if scene.city.is_musterstadt() && scene.state < 2 && index == scene.place.streets.len() - 1
        {
            continue;
        }
        let wrong = scene.city.is_musterstadt() && scene.state < 5 && index == CORRECTED;
        let length = if wrong {
            street.length_m * 10
        } else {
            street.length_m
        };
        let district = scene.place.district_of(street);
        let middle = street.middle();
        table.row(&[
            &street.key,
            &street.name,
            &district.key(),
            district.name,
            district.postcode,
            &length.to_string(),
            &street.houses.len().to_string(),
            kind,
            &comma(middle.0, 2),
            &comma(middle.1, 2),
        ]);
    }
    table.write(Encoding::Utf8Bom, out)
}

/// Old Windows letters and no words in the head but the format's abbreviations.
pub(super) fn houses(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut table = Text::new(';');
    table.head("NBA|OID|STRSCHL|STN|HNR|ADZ|PLZ|ONM|OSTWERT|NORDWERT");
    for (index, address) in scene
        .place
        .addresses
        .iter()
        .take(scene.rows(usize::MAX))
        .enumerate()
    {
        let street = scene.place.street(address);
        let letter = address.letter.map(String::from).unwrap_or_default();
        table.row(&[
            "N",
            &format!("DENWMU{:07}", index * 7 + 13),
            &street.key,
            &street.name,
            &address.number.to_string(),
            &letter,
            scene.place.district_of(street).postcode,
            scene.city.short_name(),
            &comma(address.point.0, 3),
            &comma(address.point.1, 3),
        ]);
    }
    table.write(Encoding::Windows1252, out)
}
