//! Daycare: places, sites, waiting list.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::day;
use crate::error::DemoError;
use crate::figure::{comma, rounded};
use crate::file::{Cell, Encoding, Sheet, Text, number, text, xlsx};
use crate::names::people::{Person, telephone};
use crate::projection::lon_lat;
use crate::random::Random;

/// Two tables in two sheets, a head of two rows; on 19 November the planned year becomes the valid one.
pub(super) fn places(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("places");
    let before = places_of_year(scene, "2025-26", &mut random);
    let now = places_of_year(scene, "2026-27", &mut random);
    xlsx(&[now, before], out)
}

fn places_of_year(scene: &Scene<'_>, year: &str, random: &mut Random) -> Sheet {
    let valid = scene.state >= 4;
    let mut sheet = Sheet::new(year);
    sheet.head(&format!(
        "Kita-Plätze im Kindergartenjahr {}",
        year.replace('-', "/")
    ));
    sheet.line(if valid {
        "Stand: 19.11.2026"
    } else {
        "Stand: 01.08.2026 (Planung)"
    });
    sheet.head("Stadtbezirk|unter 3 Jahre|||3 bis 6 Jahre||");
    sheet.merge(1, 3, 1);
    sheet.merge(4, 3, 1);
    sheet.head("|Kinder|Plätze|Quote %|Kinder|Plätze|Quote %");
    let mut totals = [0_u32; 4];
    for district in &scene.place.districts {
        let (small, tall) = (
            district.inhabitants * 27 / 1_000,
            district.inhabitants * 29 / 1_000,
        );
        let more = if valid && year == "2026-27" { 20 } else { 0 };
        let small_places = (f64::from(small) * random.real(0.28, 0.47)) as u32 / 5 * 5 + more;
        let tall_places = (f64::from(tall) * random.real(0.86, 1.04)) as u32 / 5 * 5;
        let rate = |places: u32, children: u32| {
            number(rounded(
                f64::from(places) * 100.0 / f64::from(children.max(1)),
                1,
            ))
        };
        sheet.row(vec![
            text(district.name),
            number(small),
            number(small_places),
            rate(small_places, small),
            number(tall),
            number(tall_places),
            rate(tall_places, tall),
        ]);
        for (total, figure) in totals
            .iter_mut()
            .zip([small, small_places, tall, tall_places])
        {
            *total += figure;
        }
    }
    let [small, small_places, tall, tall_places] = totals.map(number);
    sheet.row(vec![
        text("Gesamt"),
        small,
        small_places,
        Cell::Empty,
        tall,
        tall_places,
    ]);
    sheet.line("Plätze in Kindertagespflege sind enthalten.");
    sheet
}

pub(super) fn sites(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("sites of daycare");
    let mut table = Text::new(';');
    table.head("kita_nr|name|traeger|strasse|hausnr|plz|stadtbezirk|plaetze_u3|plaetze_ue3|oeffnung|lon|lat");
    for index in 0..118 {
        let address = random.pick(&scene.place.addresses);
        let street = scene.place.street(address);
        let district = scene.place.district_of(street);
        let (longitude, latitude) = lon_lat(address.point);
        table.row(&[
            &format!("{:03}", index + 1),
            &format!(
                "Kita {}",
                random.word(&[
                    "Regenbogen",
                    "Pusteblume",
                    "Zechenzwerge",
                    "Hafenmäuse",
                    "Waldwichtel",
                    "Kleine Lotsen",
                    "Abenteuerland"
                ])
            ),
            random.word(&[
                "städtisch",
                "städtisch",
                "kirchlich",
                "freier Träger",
                "Elterninitiative",
            ]),
            &street.name,
            &address.house(),
            district.postcode,
            district.name,
            &(random.below(5) * 5).to_string(),
            &(20 + random.below(12) * 5).to_string(),
            random.word(&["7:00-16:30", "07:00 - 17:00 Uhr", "6:30-18:00", "k. A."]),
            &comma(longitude, 6),
            &comma(latitude, 6),
        ]);
    }
    table.write(Encoding::Utf8, out)
}

/// Invented children and parents.
pub(super) fn waiting_list(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("waiting list");
    let mut sheet = Sheet::new("Warteliste");
    sheet.head("VERTRAULICH – nur für die Platzvergabe");
    sheet.head("Lfd. Nr.|Kind|geb. am|Erziehungsberechtigte/r|Telefon|E-Mail|Straße|Hausnr.|PLZ|Wunsch-Kita|ab");
    for index in 0..1_120 {
        let (child, parent) = (Person::invent(&mut random), Person::invent(&mut random));
        let address = random.pick(&scene.place.addresses);
        let street = scene.place.street(address);
        sheet.row(vec![
            number(index + 1),
            text(format!("{} {}", child.first, parent.family)),
            Cell::Date(day(2022, 8, 1).plus(random.below(1_500) as i32)),
            text(parent.full()),
            if random.chance(0.1) {
                text("k. A.")
            } else {
                text(telephone(&mut random))
            },
            text(parent.email()),
            text(street.name.clone()),
            text(address.house()),
            text(scene.place.district_of(street).postcode),
            text(format!("{:03}", 1 + random.below(118))),
            text(random.word(&["08/2026", "08/2027", "sofort", "01.02.2027"])),
        ]);
    }
    xlsx(&[sheet], out)
}
