//! Bulky-waste orders: the quotas of the story first, then days, streets and rounds, then what happened to them.

use super::history::{deliver_late, end_as_told, number_all, remark};
use super::lost::lose_some;
use super::quotas::street_quotas;
use super::{is_merged, round_weekday};
use crate::city::{City, Scale};
use crate::day::{Day, day};
use crate::place::Place;
use crate::plan::Plan;
use crate::random::Random;

/// What has become of an order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Planned,
    Collected,
    Cancelled,
}

/// An order to collect bulky waste.
pub(crate) struct Order {
    /// SM-26-18430.
    pub(crate) number: String,
    pub(crate) received: Day,
    pub(crate) due: Day,
    pub(crate) street: usize,
    /// What the citizen wrote, where the directory does not know it.
    pub(crate) misspelt: Option<String>,
    pub(crate) house: String,
    pub(crate) kind: &'static str,
    /// Tenths of a cubic metre.
    pub(crate) volume: Option<u32>,
    /// Which of the area's two rounds collects it.
    pub(crate) round: u8,
    pub(crate) status: Status,
    pub(crate) remark: String,
    /// State of the file in which it first appears.
    pub(crate) since: u32,
    /// State in which a planned order turns out collected.
    pub(crate) collected_in: Option<u32>,
}

const KINDS: [(&str, u32); 6] = [
    ("gemischt", 500),
    ("Holz", 220),
    ("Polstermöbel", 180),
    ("Elektrogroßgerät", 55),
    ("Metall", 30),
    ("Matratzen", 15),
];
/// All orders, oldest first.
pub(crate) fn order_all(city: &City, place: &Place) -> Vec<Order> {
    let mut random = Random::of(city.seed, "orders");
    let part = share(city.scale, place.plan);
    let quotas = street_quotas(place, part, &mut random);
    let mut orders = Vec::new();
    for district in 0..place.districts.len() {
        for (area, days) in days_by_area(place, district, &quotas, part, &mut random) {
            let in_area: Vec<(usize, u32)> = quotas
                .iter()
                .enumerate()
                .filter(|&(street, _)| {
                    place.streets[street].district == district && place.streets[street].area == area
                })
                .map(|(street, &quota)| (street, quota))
                .collect();
            fill_area(
                place,
                (district, area),
                days,
                in_area,
                &mut orders,
                &mut random,
            );
        }
    }
    lose_some(place, part, &mut orders, &mut random);
    orders.sort_by_key(|order| order.received);
    if city.is_musterstadt() && city.scale == Scale::Full {
        end_as_told(place, &mut orders);
    }
    number_all(&mut orders);
    deliver_late(&mut orders, part, &mut random);
    remark(&mut orders, part, &mut random);
    orders
}

/// Share of the full number of orders.
fn share(scale: Scale, plan: &Plan) -> f64 {
    let all: u32 = plan
        .districts
        .iter()
        .map(|district| district.orders)
        .sum::<u32>()
        + plan.november_orders
        + plan.lost_orders;
    scale.rows(all as usize) as f64 / f64::from(all)
}

pub(super) fn scaled(count: u32, part: f64) -> u32 {
    (f64::from(count) * part).round() as u32
}

/// The days on which orders of a district come in, dealt to its areas.
fn days_by_area(
    place: &Place,
    district: usize,
    quotas: &[u32],
    part: f64,
    random: &mut Random,
) -> Vec<(u8, Vec<Day>)> {
    let plan = &place.plan.districts[district];
    let mut per_area = vec![0_u32; usize::from(plan.areas)];
    for (street, &quota) in quotas.iter().enumerate() {
        if place.streets[street].district == district {
            per_area[usize::from(place.streets[street].area)] += quota;
        }
    }
    let until_october = scaled(plan.orders, part);
    let all: u32 = per_area.iter().sum();
    let mut days: Vec<Day> = (0..until_october).map(|_| day_of_year(random)).collect();
    days.extend((until_october..all).map(|_| day(2026, 11, 1).plus(random.below(20) as i32)));
    random.shuffle(&mut days);
    let mut rest = days.as_slice();
    let mut areas = Vec::new();
    for (area, &count) in per_area.iter().enumerate() {
        let (own, others) = rest.split_at(count as usize);
        rest = others;
        let mut own = own.to_vec();
        own.sort();
        areas.push((area as u8, own));
    }
    areas
}

/// A day from January to October: most in early June, few at weekends.
pub(super) fn day_of_year(random: &mut Random) -> Day {
    const MONTHS: [u32; 10] = [82, 80, 100, 108, 122, 132, 104, 98, 100, 94];
    loop {
        let month = random.weighted(&MONTHS) as i32 + 1;
        let first = day(2026, month, 1);
        let length = day(2026, month + 1, 1).0 - first.0;
        let mut offset = random.below(length as usize) as i32;
        if month == 6 && random.chance(0.35) {
            offset /= 2;
        }
        let found = first.plus(offset);
        if found.weekday() < 5 || random.chance(0.35) {
            return found;
        }
    }
}

/// Deals the streets of an area to its orders, week by week of collection, in clumps of neighbours.
fn fill_area(
    place: &Place,
    at: (usize, u8),
    days: Vec<Day>,
    mut streets: Vec<(usize, u32)>,
    orders: &mut Vec<Order>,
    random: &mut Random,
) {
    let mut weeks: std::collections::BTreeMap<i32, Vec<Day>> = std::collections::BTreeMap::new();
    for received in days {
        weeks
            .entry(week_of_collection(place.plan, received, random).0)
            .or_default()
            .push(received);
    }
    for (monday, mut days) in weeks {
        days.sort();
        let monday = Day(monday);
        let mut clump: Option<(usize, u32)> = None;
        for (turn, received) in days.into_iter().enumerate() {
            let (position, left) = match clump {
                Some((position, left)) if left > 0 && streets[position].1 > 0 => (position, left),
                _ => {
                    let weights: Vec<u32> = streets.iter().map(|&(_, quota)| quota).collect();
                    (random.weighted(&weights), 2 + random.below(3) as u32)
                }
            };
            clump = Some((position, left - 1));
            streets[position].1 -= 1;
            let street = streets[position].0;
            let round = if super::can_merge(place.plan, at.0, at.1) {
                if is_merged(place.plan, at.0, at.1, monday) {
                    0
                } else {
                    (turn % 2) as u8
                }
            } else {
                place.streets[street].round
            };
            let due = monday.plus(round_weekday(at.0, at.1, round));
            orders.push(order(place, street, (received, due, round), random));
        }
    }
}

/// The Monday of the week in which an order is collected: three weeks later, since the trial one week later.
pub(super) fn week_of_collection(plan: &Plan, received: Day, random: &mut Random) -> Day {
    let trial = plan.trial && received >= day(2026, 8, 22);
    let wait = if trial {
        8 + random.between(-2, 2)
    } else {
        21 + random.between(-5, 5)
    };
    received
        .plus(wait as i32 - 2)
        .monday()
        .plus(if trial && wait < 7 { 7 } else { 0 })
}

pub(super) fn order(
    place: &Place,
    street: usize,
    planned: (Day, Day, u8),
    random: &mut Random,
) -> Order {
    let (received, due, round) = planned;
    let weights: Vec<u32> = KINDS.iter().map(|&(_, weight)| weight).collect();
    let houses = place.houses(&place.streets[street]);
    // Houses with many households order more often.
    let (one, other) = (random.pick(houses), random.pick(houses));
    let house = if one.households >= other.households {
        one
    } else {
        other
    };
    let volume = 5 * (1 + random.below(4) + random.below(4)) as u32;
    Order {
        number: String::new(),
        received,
        due,
        street,
        misspelt: None,
        house: if random.chance(0.05) {
            format!("{}z", house.number + 200)
        } else {
            house.house()
        },
        kind: KINDS[random.weighted(&weights)].0,
        volume: if random.chance(0.011) {
            None
        } else {
            Some(volume)
        },
        round,
        status: if random.chance(0.02) {
            Status::Cancelled
        } else {
            Status::Planned
        },
        remark: String::new(),
        since: 1,
        collected_in: None,
    }
}
