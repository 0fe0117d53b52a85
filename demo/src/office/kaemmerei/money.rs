//! Budget, holdings, suppliers and dogs.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::day;
use crate::error::DemoError;
use crate::figure::{amount, comma};
use crate::file::{Cell, Encoding, Sheet, Text, number, text, xlsx};
use crate::names::people::{Person, company, iban};
use crate::names::streets::abbreviate;

const PRODUCTS: [&str; 16] = [
    "Rat und Ausschüsse",
    "Personal",
    "IT und Digitalisierung",
    "Brandschutz",
    "Ordnung",
    "Grundschulen",
    "Gymnasien",
    "Theater",
    "Bibliothek",
    "Soziale Hilfen",
    "Kindertagesstätten",
    "Sport",
    "Bauordnung",
    "Straßen",
    "Stadtgrün",
    "Allgemeine Finanzwirtschaft",
];

/// Thousands points and decimal commas, minus behind the number in the results, sums between the rows.
pub(super) fn budget(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("budget");
    let mut table = Text::new(';');
    table.line(&format!(
        "Haushaltsplan 2026 der Stadt {};;;;;;",
        scene.city.short_name()
    ));
    table.line("Beträge in EUR;;;;;;");
    table.line(";;;;;;");
    table.head("Produkt|Bezeichnung|Art|Ergebnis 2024|Ansatz 2025|Ansatz 2026|Bemerkung");
    for (index, product) in PRODUCTS.iter().enumerate() {
        for sub in 1..=6 {
            let code = format!("{:02}.{sub:02}.01", index + 1);
            for kind in ["Erträge", "Aufwendungen"] {
                let base = random.between(12_000, 24_000_000) * 100;
                let result = base + random.between(-900_000, 900_000);
                let shown = if kind == "Aufwendungen" {
                    format!("{}-", amount(result.abs()))
                } else {
                    amount(result)
                };
                // The council moved money on 17 November.
                let moved = if scene.state >= 2 && index == 13 && sub == 2 {
                    25_000_000
                } else {
                    0
                };
                let sign = if kind == "Aufwendungen" { -1 } else { 1 };
                table.row(&[
                    &code,
                    &format!("{product} {sub}"),
                    kind,
                    &shown,
                    &amount(sign * (base + random.between(-50, 50) * 10_000)),
                    &amount(sign * (base + moved)),
                    if moved > 0 {
                        "Änderungsliste 1"
                    } else {
                        random.word(&["", "", "", "", "siehe Vorbericht"])
                    },
                ]);
            }
        }
        table.row(&["", &format!("Summe {product}"), "", "", "", "", ""]);
    }
    table.write(Encoding::Windows1252, out)
}

/// Years side by side under a merged head, thousands of euros.
pub(super) fn holdings(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("holdings");
    let mut sheet = Sheet::new("Beteiligungen");
    sheet.head("Beteiligungsbericht 2025");
    sheet.line("Angaben in Tsd. EUR");
    sheet.head("Gesellschaft|Anteil %|Bilanzsumme|||Jahresergebnis|||Beschäftigte");
    sheet.merge(2, 3, 1);
    sheet.merge(5, 3, 1);
    sheet.head("||2023|2024|2025 1)|2023|2024|2025 1)|2025");
    let city = scene.city.short_name();
    let named = [
        "Stadtwerke",
        "Wohnungsgesellschaft",
        "Verkehrsbetriebe",
        "Hafengesellschaft",
        "Theater",
        "Messe",
        "Wirtschaftsförderung",
        "Bäder",
    ];
    for index in 0..24 {
        let name = if index < named.len() {
            format!("{} {city} GmbH", named[index])
        } else {
            company(&mut random)
        };
        let mut cells = vec![
            text(name),
            number(*random.pick(&[100.0, 100.0, 51.0, 25.1, 5.0])),
        ];
        cells.extend((0..3).map(|_| number(random.between(900, 480_000) as f64)));
        cells.extend((0..3).map(|year| {
            if year == 2 && index % 7 == 3 {
                text("k. A.")
            } else {
                number(random.between(-9_000, 14_000) as f64)
            }
        }));
        cells.push(number(random.between(4, 900) as f64));
        sheet.row(cells);
    }
    sheet.row(vec![text("Summe"), Cell::Empty]);
    sheet.line("1) vorläufig");
    xlsx(&[sheet], out)
}

/// Postcodes passed through a spreadsheet: those of the east have four digits.
pub(super) fn suppliers(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("suppliers");
    let mut table = Text::new(';');
    table.head("Beleg|Datum|Lieferant|Straße|PLZ|Ort|Betrag|Kostenstelle|IBAN");
    for index in 0..scene.rows(5_400) {
        let east = random.chance(0.22);
        let (postcode, town) = if east {
            (
                random.between(1_100, 9_980).to_string(),
                random.word(&["Probsdorf", "Neu Beispiel", "Mustau", "Kreidenau"]),
            )
        } else {
            (
                random.between(10_100, 99_980).to_string(),
                random.word(&[
                    "Musterstadt",
                    "Beispielhausen",
                    "Probenheim",
                    "Neu-Erfunden",
                ]),
            )
        };
        let booked = day(2026, 1, 5).plus(random.below(300) as i32);
        table.row(&[
            &format!("{:08}", 26_000_000 + index),
            &booked.german(),
            &company(&mut random),
            &format!(
                "{} {}",
                abbreviate(&random.pick(&scene.place.streets).name),
                random.between(1, 120)
            ),
            &postcode,
            town,
            &amount(random.between(1_500, 9_800_000)),
            &format!("{:04}", random.between(100, 990)),
            &iban(&mut random),
        ]);
    }
    table.write(Encoding::Windows1252, out)
}

pub(super) fn dogs(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("dogs");
    let mut table = Text::new(';');
    table.head("Kassenzeichen|Halter Name|Halter Vorname|Geburtsdatum|Straße|Hausnr|PLZ|Rasse|Hunde|Steuer/Jahr");
    for index in 0..scene.rows(6_900) {
        let person = Person::invent(&mut random);
        let address = random.pick(&scene.place.addresses);
        let street = scene.place.street(address);
        let dogs = if random.chance(0.1) { 2 } else { 1 };
        table.row(&[
            &format!("5.{:07}.{}", 100_000 + index, index % 10),
            &person.family,
            person.first,
            &day(1940, 1, 1).plus(random.below(24_000) as i32).german(),
            &street.name,
            &address.house(),
            scene.place.district_of(street).postcode,
            random.word(&[
                "Mischling",
                "Dackel",
                "Labrador",
                "Pudel",
                "Schäferhund",
                "unbek.",
            ]),
            &dogs.to_string(),
            &comma(f64::from(dogs) * 156.0, 2),
        ]);
    }
    table.write(Encoding::Windows1252, out)
}
