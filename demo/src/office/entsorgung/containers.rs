//! Container positions and bins at addresses.

use std::io::Write;

use crate::dataset::Scene;
use crate::day::weekday_name;
use crate::error::DemoError;
use crate::figure::rounded;
use crate::file::{Cell, Encoding, Sheet, Text, number, text, xlsx};
use crate::random::Random;
use crate::waste::round_weekday;

/// Two sheets, one of positions and one of how full they were.
pub(super) fn render(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("containers");
    let sites = positions(scene, &mut random);
    let mut filled = Sheet::new("Füllstände KW 44");
    filled.head("Nr.|Füllstand %|Beistellungen");
    for index in 0..count(scene) {
        filled.row(vec![
            text(format!("C-{:03}", index + 1)),
            number((20 + random.below(90)) as u32),
            text(random.word(&["nein", "nein", "nein", "ja", "k. A."])),
        ]);
    }
    xlsx(&[sites, filled], out)
}

fn count(scene: &Scene<'_>) -> usize {
    scene.rows(scene.place.streets.len() * 7 / 20)
}

/// Positions at which the rounds pass anyway: the weekday of emptying is that of a bulky-waste round nearby.
fn positions(scene: &Scene<'_>, random: &mut Random) -> Sheet {
    let mut sites = Sheet::new("Standorte");
    sites.head("Containerstandorte im Stadtgebiet");
    sites.line("Stand: 30.09.2026, Koordinaten ETRS89/UTM 32N (EPSG:25832)");
    sites.line("");
    sites.head("Standort||||Lage||Behälter|||Leerung");
    sites.merge(0, 4, 1);
    sites.merge(4, 2, 1);
    sites.merge(6, 3, 1);
    // Since 19 November the office calls the column differently.
    let street_column = if scene.state >= 4 {
        "Straßenname"
    } else {
        "Standort Straße"
    };
    sites.head(&format!(
        "Nr.|Str.-Schl.|{street_column}|bei Haus-Nr.|Ostwert|Nordwert|Glas|Papier|Altkleider|Tag"
    ));
    let mut totals = [0; 3];
    for index in 0..count(scene) {
        let counts = [(1, 4), (0, 3), (0, 2)];
        let street = scene.place.busy_street(random);
        let house = random.pick(scene.place.houses(street));
        let counts = counts.map(|(low, high)| random.between(low, high) as i32);
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
        let weekday = round_weekday(street.district, street.area, random.below(2) as u8);
        sites.row(vec![
            text(format!("C-{:03}", index + 1)),
            // As text here, so the zeros survive.
            text(street.key.clone()),
            text(street.name.clone()),
            text(house.house()),
            number(rounded(house.point.0, 1)),
            number(rounded(house.point.1, 1)),
            number(counts[0]),
            if counts[1] == 0 {
                text("-")
            } else {
                number(counts[1])
            },
            if counts[2] == 0 {
                Cell::Empty
            } else {
                number(counts[2])
            },
            text(weekday_name(weekday)),
        ]);
    }
    let mut sums = vec![text("Insgesamt")];
    sums.resize(6, Cell::Empty);
    sums.extend(totals.map(number));
    sites.row(sums);
    sites.line("");
    sites.line("1) Altkleider werden von Dritten geleert.");
    sites
}

/// Excel's "Unicode-Text": UTF-16, tabs.
pub(super) fn bins(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let mut random = scene.random("bins");
    let mut table = Text::new('\t');
    table.head("Straße|Hausnr|PLZ|Restmüll l|Bio l|Papier l|Leerung|Gebühr EUR/Jahr");
    for address in scene.place.addresses.iter().take(scene.rows(usize::MAX)) {
        let street = scene.place.street(address);
        let residual = random.pick(&[60, 80, 120, 240]) * (1 + address.households as usize / 6);
        let organic = random.word(&["60", "120", "120", "-", "Eigenkompostierung"]);
        let rhythm = random.word(&["14-täglich", "14-täglich", "wöchentlich", "4-wöchentlich"]);
        let fee = residual as f64 * 1.87;
        table.row(&[
            &street.name,
            &address.house(),
            scene.place.district_of(street).postcode,
            &residual.to_string(),
            organic,
            random.word(&["240", "240", "1100", ""]),
            rhythm,
            &crate::figure::amount((fee * 100.0) as i64),
        ]);
    }
    table.write(Encoding::Utf16, out)
}
