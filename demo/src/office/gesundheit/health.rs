//! Water samples and examinations of children.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::day;
use crate::error::DemoError;
use crate::figure::comma;
use crate::file::{Cell, Encoding, Sheet, Text, number, text, xlsx};
use crate::names::people::Person;

/// "Less than the limit of detection" stands in the column of numbers.
pub(super) fn water(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("water");
    let mut table = Text::new(';');
    table.head("Probe|Datum|Entnahmestelle|Parameter|Messwert|Einheit|Grenzwert");
    for index in 0..scene.rows(1_760) {
        let (parameter, unit, limit, top) = *random.pick(&[
            ("Nitrat", "mg/l", "50", 42.0),
            ("Blei", "mg/l", "0,010", 0.011),
            ("Legionellen", "KBE/100 ml", "100", 130.0),
        ]);
        let value = random.real(0.0, top);
        let shown = if value < top * 0.12 {
            "< BG".to_owned()
        } else {
            comma(value, if top < 1.0 { 3 } else { 1 })
        };
        let street = random.pick(&scene.place.streets);
        table.row(&[
            &format!("W26/{:04}", index + 1),
            &day(2026, 1, 5).plus(random.below(310) as i32).german(),
            &format!("{} {}", street.name, 1 + random.below(60)),
            parameter,
            &shown,
            unit,
            limit,
        ]);
    }
    table.write(Encoding::Windows1252, out)
}

pub(super) fn examinations(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("examinations");
    let mut sheet = Sheet::new("SEU 2026");
    sheet.head(
        "Name|Vorname|geboren|Straße|Stadtbezirk|Größe cm|Gewicht kg|Sehtest|Sprache|Empfehlung",
    );
    for _ in 0..1_340 {
        let child = Person::invent(&mut random);
        let street = random.pick(&scene.place.streets);
        sheet.row(vec![
            text(child.family.clone()),
            text(child.first),
            Cell::Date(day(2019, 10, 1).plus(random.below(365) as i32)),
            text(street.name.clone()),
            text(scene.place.district_of(street).key()),
            number(random.between(104, 131) as i32),
            if random.chance(0.03) {
                text("n. e.")
            } else {
                text(comma(random.real(15.0, 31.0), 1))
            },
            text(random.word(&["o. B.", "o. B.", "auff.", "n. e."])),
            text(random.word(&["altersgerecht", "Förderbedarf", "altersgerecht"])),
            text(random.word(&["", "", "Facharzt", "Logopädie"])),
        ]);
    }
    xlsx(&[sheet], out)
}
