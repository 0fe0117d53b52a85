//! The waste calendar: one row for each street, dates as ISO in one column and as words in another.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::{day, weekday_name};
use crate::error::DemoError;
use crate::file::{Encoding, Text};

pub(super) fn render(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("calendar");
    let mut table = Text::unix(',');
    table.head("strassenschluessel|strasse|stadtbezirk|restmuell_tag|restmuell_erste|bio_erste|papier_erste|hinweis");
    for street in &scene.place.streets {
        let weekday = (street.district + usize::from(street.area)) as i32 % 5;
        let first = day(2026, 1, 5).plus(weekday);
        let note = if random.chance(0.06) {
            "Sackgasse: Tonnen bitte bis zur Ecke bringen, Bereitstellung ab 6 Uhr"
        } else {
            ""
        };
        table.row(&[
            &street.key,
            &street.name,
            scene.place.district_of(street).name,
            weekday_name(weekday),
            &first.iso(),
            &first.plus(7).iso(),
            &first.plus(14).iso(),
            note,
        ]);
    }
    table.write(Encoding::Utf8, out)
}
