//! Dumped waste, parking and markets.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::day;
use crate::error::DemoError;
use crate::file::{Encoding, Text};
use crate::names::streets::{misspell, without_umlauts};

const WASTE: [&str; 6] = [
    "Sperrmüll",
    "Sperrmüll",
    "Hausmüll",
    "Bauschutt",
    "Elektro",
    "Sonstiges",
];

/// What people wrote.
const TOLD: [&str; 6] = [
    "Matratze und Sperrmüll am Container",
    "3 Säcke,\nvermutlich Bauschutt",
    "Kühlschrank, Zustand \"schlecht\"",
    "Reifen (4 Stück)",
    "",
    "Farbeimer;\nläuft aus!\nbitte schnell",
];

/// Free text with line breaks in quotes; the streets where people also order bulky-waste collection.
pub(super) fn dumping(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("dumping");
    let mut table = Text::new(',');
    let mut head =
        "Meldung|gemeldet am|Fundort|Hausnr|Art|Beschreibung|geräumt am|Dauer (Tage)".to_owned();
    // Since 18 November the office notes how the report came in.
    if scene.state >= 3 {
        head.push_str("|Meldeweg");
    }
    table.head(&head);
    for index in 0..scene.rows(2_614) {
        let street = if random.chance(0.6) && !scene.orders.is_empty() {
            &scene.place.streets[random.pick(scene.orders).street]
        } else {
            scene.place.busy_street(&mut random)
        };
        let house = random.pick(scene.place.houses(street)).house();
        let reported = day(2025, 1, 2).plus(random.below(680) as i32);
        let days = random.between(0, 21) as i32;
        let late = reported.plus(days) > day(2026, 11, 15);
        let open = late || random.chance(0.02) || (index == 40 && scene.state < 2);
        let name = match random.below(100) {
            0..=2 => misspell(&mut random, &street.name),
            3..=9 => "Parkplatz an der Halde".to_owned(),
            10 => format!("Ecke {}", street.name),
            _ => street.name.clone(),
        };
        let told = random.word(&TOLD);
        let channel = random.word(&["App", "Telefon", "E-Mail", "Streife"]);
        let (number, on) = ((70_000 + index).to_string(), reported.german());
        let cleared = if open {
            String::new()
        } else {
            reported.plus(days).german()
        };
        let lasted = if open {
            String::new()
        } else {
            days.to_string()
        };
        let mut cells = vec![
            number.as_str(),
            &on,
            &name,
            &house,
            random.word(&WASTE),
            told,
            &cleared,
            &lasted,
        ];
        if scene.state >= 3 {
            cells.push(channel);
        }
        table.row(&cells);
    }
    table.write(Encoding::Utf8, out)
}

/// An old mainframe's text: tabs, no umlauts at all, two-digit years.
pub(super) fn warnings(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("warnings");
    let mut table = Text::new('\t');
    table.head("LFD|DATUM|UHRZEIT|STRASSE|TBNR|TATBESTAND|BETRAG");
    for index in 0..scene.rows(12_800) {
        let street = scene.place.busy_street(&mut random);
        let date = day(2026, 1, 2).plus(random.below(310) as i32);
        let (year, month, day_of_month) = date.date();
        let (code, offence, fee) = *random.pick(&[
            ("112262", "Parken im Haltverbot", "25,00"),
            ("112402", "Parken auf dem Gehweg", "55,00"),
            ("113153", "Ohne Parkschein", "20,00"),
            ("112454", "Parken auf Radweg", "55,00"),
        ]);
        table.row(&[
            &format!("{:07}", index + 1),
            &format!("{day_of_month:02}.{month:02}.{:02}", year % 100),
            &format!("{:02}:{:02}", random.between(7, 21), random.between(0, 59)),
            &without_umlauts(&street.name).to_uppercase(),
            code,
            offence,
            fee,
        ]);
    }
    table.write(Encoding::Windows1252, out)
}

pub(super) fn markets(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("markets");
    let mut table = Text::new(';');
    table.head("Markt|Stadtbezirk|Wochentag|von|bis|Stände|Strom");
    for district in &scene.place.districts {
        for (weekday, from) in [("Mittwoch", "8:00"), ("Samstag", "07:30")] {
            table.row(&[
                &format!("{} Markt", district.name),
                district.name,
                weekday,
                from,
                random.word(&["13:00", "13 Uhr", "14:00"]),
                &random.between(6, 48).to_string(),
                random.word(&["ja", "nein", "-"]),
            ]);
        }
    }
    table.head("Feierabendmarkt Hafen|Nordhafen|Donnerstag|16:00|21:00|34|ja");
    table.head("Trödelmarkt Halde|Haldenblick|1. Sonntag im Monat|9:00|16:00|120|k. A.");
    table.write(Encoding::Utf8Bom, out)
}
