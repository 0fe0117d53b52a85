//! The register of trees, with every spelling of a street that offices know.

use std::io::Write;

use crate::dataset::Scene;
use crate::error::DemoError;
use crate::figure::comma;
use crate::file::{Encoding, Text};
use crate::names::streets::misspell;
use crate::place::{Address, Street};
use crate::random::Random;

const TREES: usize = 38_412;
/// The tree whose height lost its comma until the delivery of 18 November.
const CORRECTED: usize = 777;

const KINDS: [(&str, &str); 12] = [
    ("Winterlinde", "Tilia cordata"),
    ("Platane", "Platanus acerifolia"),
    ("Silberahorn", "Acer saccharinum"),
    ("Kastanie", "Aesculus hippocastanum"),
    ("Stieleiche", "Quercus robur"),
    ("Spitzahorn", "Acer platanoides"),
    ("Hainbuche", "Carpinus betulus"),
    ("Robinie", "Robinia pseudoacacia"),
    ("Baumhasel", "Corylus colurna"),
    ("Esche", "Fraxinus excelsior"),
    ("Mehlbeere", "Sorbus aria"),
    ("Ginkgo", "Ginkgo biloba"),
];

/// Kinds that stand drought.
const CLIMATE_KINDS: [&str; 4] = ["Baumhasel", "Ginkgo", "Robinie", "Mehlbeere"];

/// Four deliveries: a renamed column (17 Nov.), a corrected value (18 Nov.) and a new column (20 Nov.).
pub(super) fn render(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("trees");
    let mut table = Text::new(';');
    let crown = if scene.state >= 2 {
        "kronendurchmesser_m"
    } else {
        "krone"
    };
    let last = if scene.state >= 5 { "|klimabaum" } else { "" };
    table.head(&format!(
        "baum_nr|art|art_botanisch|strasse|hausnr|stadtbezirk|ostwert|nordwert|pflanzjahr|hoehe_m|{crown}|zustand{last}"
    ));
    let count = if scene.city.is_musterstadt() {
        TREES
    } else {
        TREES / 4
    };
    for index in 0..scene.rows(count) {
        // Fewer than half of the houses have a tree, and those have several.
        let houses = scene.place.addresses.len();
        let address = &scene.place.addresses[random.below(houses / 9 * 4) * 2 % houses];
        let street = scene.place.street(address);
        let (kind, botanical) = *random.pick(&KINDS);
        let wrong = index == CORRECTED && scene.state < 3;
        let height = if wrong { 185.0 } else { random.real(3.0, 26.0) };
        let (place, house) = place_of(street, address, &mut random);
        let east = comma(address.point.0 + random.real(-4.0, 4.0), 2);
        let north = comma(address.point.1 + random.real(-4.0, 4.0), 2);
        let unknown = random.chance(0.06);
        let year = if unknown {
            "unbekannt".to_owned()
        } else {
            random.between(1908, 2025).to_string()
        };
        let width = comma(random.real(1.5, 15.0), 1);
        let (number, height) = (format!("B-{:05}", 10_000 + index), comma(height, 1));
        let district = scene.place.district_of(street).name;
        let state = random.word(&["0", "1", "1", "2", "3", "k. A."]);
        let mut cells: Vec<&str> = vec![&number, kind, botanical, &place, &house, district];
        cells.extend([east.as_str(), &north, &year, &height, &width, state]);
        if scene.state >= 5 {
            cells.push(if CLIMATE_KINDS.contains(&kind) {
                "ja"
            } else {
                "nein"
            });
        }
        table.row(&cells);
    }
    table.write(Encoding::Windows1252, out)
}

/// Street and house number as the gardeners wrote them down.
fn place_of(street: &Street, address: &Address, random: &mut Random) -> (String, String) {
    match random.below(100) {
        0..=4 => ("Kleingartenanlage Rotbach".to_owned(), String::new()),
        5..=9 => (street.name.clone(), String::new()),
        10 => (
            misspell(random, &street.name),
            format!("{}-{}", address.number, address.number + 2),
        ),
        11..=22 => (misspell(random, &street.name), address.house()),
        23..=26 => (street.name.clone(), address.house().replace('a', " A")),
        _ => (street.name.clone(), address.house()),
    }
}
