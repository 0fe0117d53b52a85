//! What happens to orders: their number, the delivery that brings them, how they end and what is remarked.

use super::orders::{Order, Status};
use crate::day::day;
use crate::names::people::{Person, telephone};
use crate::place::Place;
use crate::random::Random;

/// New orders in the three last deliveries.
const ADDED: [(u32, usize); 3] = [(5, 312), (4, 287), (3, 301)];
/// Orders that turn out collected in the last deliveries.
const CLOSED: [(u32, usize); 3] = [(3, 29), (4, 38), (5, 41)];
/// Orders whose free text carries a name or number.
const TELLING_REMARKS: usize = 61;

/// The last six orders are those that the story shows.
pub(super) fn end_as_told(place: &Place, orders: &mut Vec<Order>) {
    const TOLD: [(&str, &str, &str, u32, i32); 6] = [
        ("Glückaufring", "77", "gemischt", 25, 19),
        ("Am Förderturm", "3", "Elektrogroßgerät", 10, 19),
        ("Zechenweg", "8", "gemischt", 15, 19),
        ("Hafenallee", "104", "Holz", 40, 19),
        ("Kanalstraße", "19", "gemischt", 20, 20),
        ("Kanalstraße", "12a", "Polstermöbel", 35, 20),
    ];
    for order in orders
        .iter_mut()
        .filter(|order| order.received >= day(2026, 11, 20))
    {
        order.received = day(2026, 11, 19);
    }
    let mut told = Vec::with_capacity(TOLD.len());
    for (name, house, kind, volume, day_of_month) in TOLD {
        // The street's own latest order moves to the end, so that its number of orders stays as told.
        let Some(index) = orders.iter().rposition(|order| {
            order.misspelt.is_none()
                && order.received >= day(2026, 11, 1)
                && place.streets[order.street].name == name
        }) else {
            continue;
        };
        let mut order = orders.remove(index);
        let weekday = order.due.weekday();
        order.received = day(2026, 11, day_of_month);
        order.due = order.received.plus(7).monday().plus(weekday);
        (order.house, order.kind, order.volume) = (house.to_owned(), kind, Some(volume));
        order.status = Status::Planned;
        told.push(order);
    }
    orders.append(&mut told);
}

/// Numbers of the year; what came in before New Year keeps a number of the old series.
pub(super) fn number_all(orders: &mut [Order]) {
    let (mut old, mut new) = (19_870, 0);
    for order in orders {
        if order.received < day(2026, 1, 1) {
            old += 1;
            order.number = format!("SM-25-{old:05}");
        } else {
            new += 1;
            order.number = format!("SM-26-{new:05}");
        }
    }
}

/// Says in which delivery each order appears and in which it is collected.
pub(super) fn deliver_late(orders: &mut [Order], part: f64, random: &mut Random) {
    let mut end = orders.len();
    for (state, count) in ADDED {
        let start = end.saturating_sub(((count as f64) * part).round().max(1.0) as usize);
        for order in &mut orders[start..end] {
            order.since = state;
        }
        end = start;
    }
    let first_state = day(2026, 11, 16);
    let mut open: Vec<usize> = Vec::new();
    for (index, order) in orders.iter_mut().enumerate() {
        if order.status == Status::Planned && order.due <= first_state {
            order.status = Status::Collected;
        } else if order.status == Status::Planned && order.since == 1 {
            open.push(index);
        }
    }
    random.shuffle(&mut open);
    let mut open = open.into_iter();
    for (state, count) in CLOSED {
        for index in open
            .by_ref()
            .take(((count as f64) * part).round().max(1.0) as usize)
        {
            orders[index].collected_in = Some(state);
        }
    }
}

/// Free text on nearly a quarter of the orders; a few carry a name or a number, as they do in practice.
pub(super) fn remark(orders: &mut [Order], part: f64, random: &mut Random) {
    const PLAIN: [&str; 10] = [
        "steht im Hof",
        "bitte klingeln",
        "Schrank zerlegt",
        "2 Matratzen, 1 Sofa",
        "Einfahrt frei halten",
        "steht hinter dem Haus",
        "Tor ist offen",
        "Rollstuhlfahrer, bitte nicht auf Gehweg",
        "Restmenge",
        "Kellerräumung",
    ];
    for order in orders.iter_mut() {
        if random.chance(0.227) {
            random.word(&PLAIN).clone_into(&mut order.remark);
        }
    }
    let telling = ((TELLING_REMARKS as f64) * part).ceil() as usize;
    let mut places: Vec<usize> = (0..orders.len()).collect();
    random.shuffle(&mut places);
    for &index in places.iter().take(telling) {
        let person = Person::invent(random);
        orders[index].remark = match random.below(3) {
            0 => format!(
                "Anruf bei Frau {} unter {}",
                person.family,
                telephone(random)
            ),
            1 => format!("Tel. {}", telephone(random)),
            _ => format!("Schlüssel bei {}", person.full()),
        };
    }
    // Three volumes with a lost decimal comma: outliers above 30 cubic metres.
    let mut found = 0;
    for &index in places.iter().skip(telling) {
        if found < 3 && orders[index].volume == Some(35) && orders[index].since == 1 {
            orders[index].volume = Some(350);
            found += 1;
        }
    }
}
