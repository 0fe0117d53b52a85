//! Bulky-waste orders, as exported from the view `v_auftraege`.

use std::io::Write;

use crate::dataset::Scene;
use crate::error::DemoError;
use crate::figure::comma;
use crate::file::{Encoding, Text};
use crate::waste::{Order, Status, round_code};

/// The column `tour` is there since the delivery of 18 November.
const ROUND_SINCE: u32 = 3;

pub(super) fn render(scene: &Scene<'_>, out: &mut dyn Write) -> Result<(), DemoError> {
    let with_round = scene.state >= ROUND_SINCE || !scene.city.is_musterstadt();
    let state = if scene.city.is_musterstadt() {
        scene.state
    } else {
        u32::MAX
    };
    let mut text = Text::new(';');
    let round = if with_round { "tour|" } else { "" };
    text.head(&format!(
        "auftrag|eingang|termin|strasse|hausnr|plz|fraktion|menge_m3|{round}status|bemerkung"
    ));
    // The newest first, as the view sorts.
    for order in scene
        .orders
        .iter()
        .rev()
        .filter(|order| order.since <= state)
    {
        let street = &scene.place.streets[order.street];
        let district = scene.place.district_of(street);
        let (received, due) = (order.received.german(), order.due.german());
        let volume = order
            .volume
            .map(|tenths| comma(f64::from(tenths) / 10.0, 1))
            .unwrap_or_default();
        let round = round_code(district.letter, street.area, order.round);
        let name = order.misspelt.as_ref().unwrap_or(&street.name);
        let mut cells = vec![
            order.number.as_str(),
            &received,
            &due,
            name,
            &order.house,
            district.postcode,
            order.kind,
            &volume,
        ];
        if with_round {
            cells.push(&round);
        }
        cells.push(status(order, state));
        cells.push(&order.remark);
        text.row(&cells);
    }
    text.write(Encoding::Utf8Bom, out)
}

fn status(order: &Order, state: u32) -> &'static str {
    match order.status {
        Status::Cancelled => "storniert",
        Status::Collected => "abgeholt",
        Status::Planned
            if order
                .collected_in
                .is_some_and(|collected| collected <= state) =>
        {
            "abgeholt"
        }
        Status::Planned => "geplant",
    }
}
