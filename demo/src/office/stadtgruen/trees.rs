//! The register of trees, with every spelling of a street that offices know.

use std::io::Write;

use crate::dataset::Scene;
use crate::error::DemoError;
use crate::figure::comma;
use crate::file::{Encoding, Text};
use crate::names::streets::misspell;

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

/// Four deliveries: a renamed column (17 Nov.), a corrected value (18 Nov.) and a new column (20 Nov.).
pub(super) fn render(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("trees");
    let mut table = Text::new(';');
    let crown = if scene.state >= 2 {
        "kronendurchmesser_m"
    } else {
        "krone"
    };
    let mut head = vec![
        "baum_nr",
        "art",
        "art_botanisch",
        "strasse",
        "hausnr",
        "stadtbezirk",
        "ostwert",
        "nordwert",
        "pflanzjahr",
        "hoehe_m",
        crown,
        "zustand",
    ];
    if scene.state >= 5 {
        head.push("klimabaum");
    }
    table.row(&head);
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
        let height = if index == CORRECTED && scene.state < 3 {
            185.0
        } else {
            random.real(3.0, 26.0)
        };
        let (place, house) = match random.below(100) {
            0..=4 => ("Kleingartenanlage Rotbach".to_owned(), String::new()),
            5..=9 => (street.name.clone(), String::new()),
            10 => (
                misspell(&mut random, &street.name),
                format!("{}-{}", address.number, address.number + 2),
            ),
            11..=22 => (misspell(&mut random, &street.name), address.house()),
            23..=26 => (street.name.clone(), address.house().replace('a', " A")),
            _ => (street.name.clone(), address.house()),
        };
        let number = format!("B-{:05}", 10_000 + index);
        let (east, north) = (
            comma(address.point.0 + random.real(-4.0, 4.0), 2),
            comma(address.point.1 + random.real(-4.0, 4.0), 2),
        );
        let year = if random.chance(0.06) {
            "unbekannt".to_owned()
        } else {
            random.between(1908, 2025).to_string()
        };
        let (height, width) = (comma(height, 1), comma(random.real(1.5, 15.0), 1));
        let state = random.word(&["0", "1", "1", "2", "3", "k. A."]);
        let mut cells = vec![
            number.as_str(),
            kind,
            botanical,
            &place,
            &house,
            scene.place.district_of(street).name,
            &east,
            &north,
            &year,
            &height,
            &width,
            state,
        ];
        if scene.state >= 5 {
            cells.push(
                if matches!(kind, "Baumhasel" | "Ginkgo" | "Robinie" | "Mehlbeere") {
                    "ja"
                } else {
                    "nein"
                },
            );
        }
        table.row(&cells);
    }
    table.write(Encoding::Windows1252, out)
}
