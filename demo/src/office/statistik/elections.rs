//! An election among parties that do not exist.

use std::io::Write;

use crate::dataset::Scene;
use crate::error::DemoError;
use crate::file::{Encoding, Text};
use crate::random::apportion;

const PARTIES: [&str; 7] = [
    "Kanalpartei",
    "Bündnis Halde",
    "Freie Schleuse",
    "Die Steiger",
    "Grüne Welle Emscher",
    "Liste Nordhafen",
    "Sonstige",
];

pub(super) fn render(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("election");
    let mut table = Text::new(',');
    let mut head = "Stimmbezirk|Stadtbezirk|Wahllokal|Wahlberechtigte|Wählende|ungültig".to_owned();
    for party in PARTIES {
        head.push('|');
        head.push_str(party);
    }
    table.head(&head);
    for district in &scene.place.districts {
        let count = (district.inhabitants / 1_150).max(2);
        for number in 1..=count {
            let entitled = 780 + random.below(420) as u32;
            let voters = (f64::from(entitled) * random.real(0.34, 0.66)) as u32;
            let invalid = random.below(14) as u32;
            let weights: Vec<f64> = (0..PARTIES.len())
                .map(|party| random.real(4.0, 20.0) / (1.0 + party as f64 / 4.0))
                .collect();
            let street = random.pick(&scene.place.streets);
            let place = format!("Schule, {} {}", street.name, 1 + random.below(30));
            let mut cells = vec![
                format!("{}{number:02}", district.key()),
                district.name.to_owned(),
                place,
                entitled.to_string(),
                voters.to_string(),
                invalid.to_string(),
            ];
            cells.extend(
                apportion(voters - invalid, &weights)
                    .iter()
                    .map(u32::to_string),
            );
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            table.row(&cells);
        }
    }
    table.write(Encoding::Utf8, out)
}
