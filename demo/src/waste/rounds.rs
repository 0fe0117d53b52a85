//! Rounds as driven: which streets, in which order, how far.

use std::collections::BTreeMap;

use super::{Order, round_code, vehicle};
use crate::day::Day;
use crate::place::{Place, Point, distance_m};

/// Roads are longer than lines on the map, the more so where few bridges cross canal and railway.
pub(crate) const ROAD_FACTOR: f64 = 1.5;

/// A stop: one street, all its orders.
pub(crate) struct Stop {
    pub(crate) street: usize,
    /// From the stop before (from the first stop: 0) plus the street itself in both directions, in tenths of a kilometre.
    pub(crate) leg: u32,
    pub(crate) orders: u32,
}

/// One round on one day.
pub(crate) struct Round {
    pub(crate) date: Day,
    pub(crate) code: String,
    pub(crate) district: usize,
    pub(crate) area: u8,
    pub(crate) vehicle: String,
    /// From the depot to the first street and back from the last, in tenths of a kilometre.
    pub(crate) approach: u32,
    pub(crate) stops: Vec<Stop>,
    /// Collected volume in tenths of a cubic metre.
    pub(crate) volume: u32,
}

impl Round {
    /// The whole way in tenths of a kilometre.
    pub(crate) fn way(&self) -> u32 {
        self.approach + self.stops.iter().map(|stop| stop.leg).sum::<u32>()
    }

    pub(crate) fn orders(&self) -> u32 {
        self.stops.iter().map(|stop| stop.orders).sum()
    }
}

/// The rounds that collect `orders`, by day, then code.
pub(crate) fn drive(place: &Place, orders: &[Order]) -> Vec<Round> {
    let mut groups: BTreeMap<(Day, usize, u8, u8), Vec<&Order>> = BTreeMap::new();
    for order in orders {
        let street = &place.streets[order.street];
        groups
            .entry((order.due, street.district, street.area, order.round))
            .or_default()
            .push(order);
    }
    let mut rounds = Vec::with_capacity(groups.len());
    for ((date, district, area, round), orders) in groups {
        let mut counts: BTreeMap<usize, u32> = BTreeMap::new();
        for order in &orders {
            *counts.entry(order.street).or_default() += 1;
        }
        let (approach, stops) = nearest_first(place, counts);
        rounds.push(Round {
            date,
            code: round_code(place.districts[district].letter, area, round),
            district,
            area,
            vehicle: vehicle(district, area),
            approach,
            stops,
            volume: orders.iter().filter_map(|order| order.volume).sum(),
        });
    }
    rounds
}

/// From the depot always to the nearest street that is left, as drivers do.
fn nearest_first(place: &Place, mut left: BTreeMap<usize, u32>) -> (u32, Vec<Stop>) {
    let mut at = place.depot;
    let mut approach = 0;
    let mut stops: Vec<Stop> = Vec::with_capacity(left.len());
    while let Some(street) = nearest(place, at, &left) {
        let orders = left.remove(&street).unwrap_or(0);
        let next = place.streets[street].middle();
        let way = tenths(distance_m(at, next) * ROAD_FACTOR);
        // Collected on one side at a time, so each street is driven there and back.
        let along = tenths(f64::from(place.streets[street].length_m) * 2.0);
        if stops.is_empty() {
            approach += way;
            stops.push(Stop {
                street,
                leg: along,
                orders,
            });
        } else {
            stops.push(Stop {
                street,
                leg: way + along,
                orders,
            });
        }
        at = next;
    }
    (
        approach + tenths(distance_m(at, place.depot) * ROAD_FACTOR),
        stops,
    )
}

fn nearest(place: &Place, at: Point, left: &BTreeMap<usize, u32>) -> Option<usize> {
    left.keys().copied().min_by(|&a, &b| {
        distance_m(at, place.streets[a].middle())
            .total_cmp(&distance_m(at, place.streets[b].middle()))
    })
}

/// Metres as whole tenths of a kilometre, at least one.
fn tenths(metres: f64) -> u32 {
    ((metres / 100.0).round() as u32).max(1)
}
