//! Orders whose street is in no directory: typing errors, allotments, car parks.

use super::orders::{Order, day_of_year, order, scaled, week_of_collection};
use super::{is_merged, round_weekday};
use crate::day::day;
use crate::names::streets::mistype;
use crate::place::Place;
use crate::random::Random;

const ALLOTMENTS: [&str; 6] = [
    "Kleingartenanlage Rotbach",
    "KGV Abendfrieden",
    "Kleingartenanlage Zur Halde",
    "Sportplatz Nordhafen",
    "Parkplatz am Friedhof",
    "KGV Gute Krume Parz. 12",
];

/// Adds the orders whose street nobody finds in the directory.
pub(super) fn lose_some(place: &Place, part: f64, orders: &mut Vec<Order>, random: &mut Random) {
    let lost = scaled(place.plan.lost_orders, part).max(3) as usize;
    let mut names: Vec<(usize, String)> = Vec::new();
    while names.len() < lost.div_ceil(3) * 2 - 2 || names.is_empty() {
        let street = random.below(place.streets.len());
        let name = if random.chance(0.2) {
            random.word(&ALLOTMENTS).to_owned()
        } else {
            mistype(random, &place.streets[street].name)
        };
        if !names.iter().any(|(_, taken)| *taken == name)
            && !place.streets.iter().any(|known| known.name == name)
        {
            names.push((street, name));
        }
    }
    for index in 0..lost {
        let (street, name) = if index < names.len() {
            names[index].clone()
        } else {
            random.pick(&names).clone()
        };
        let received = if index < 2 {
            day(2025, 12, 30).plus(index as i32)
        } else {
            day_of_year(random)
        };
        let monday = week_of_collection(place.plan, received, random);
        let at = &place.streets[street];
        let round = if is_merged(place.plan, at.district, at.area, monday) {
            0
        } else {
            at.round
        };
        let due = monday.plus(round_weekday(at.district, at.area, round));
        let mut lost = order(place, street, (received, due, round), random);
        lost.misspelt = Some(name);
        orders.push(lost);
    }
}
