//! Bulky-waste orders: the quotas of the story first, then days, streets and rounds.

use super::{is_merged, round_weekday};
use crate::city::{City, Scale};
use crate::day::{Day, day};
use crate::names::people::{Person, telephone};
use crate::names::streets::mistype;
use crate::place::Place;
use crate::plan::Plan;
use crate::random::{Random, apportion};

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
const ALLOTMENTS: [&str; 6] = [
    "Kleingartenanlage Rotbach",
    "KGV Abendfrieden",
    "Kleingartenanlage Zur Halde",
    "Sportplatz Nordhafen",
    "Parkplatz am Friedhof",
    "KGV Gute Krume Parz. 12",
];

/// New orders in the three last deliveries.
const ADDED: [(u32, usize); 3] = [(5, 312), (4, 287), (3, 301)];
/// Orders that turn out collected in the last deliveries.
const CLOSED: [(u32, usize); 3] = [(3, 29), (4, 38), (5, 41)];
/// Orders whose free text carries a name or number.
const TELLING_REMARKS: usize = 61;

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

fn scaled(count: u32, part: f64) -> u32 {
    (f64::from(count) * part).round() as u32
}

/// Orders of each street in the whole year; they sum up to the figures of the district.
fn street_quotas(place: &Place, part: f64, random: &mut Random) -> Vec<u32> {
    let mut quotas = vec![0; place.streets.len()];
    let spring: Vec<f64> = place
        .plan
        .districts
        .iter()
        .map(|district| f64::from(district.orders))
        .collect();
    let november = apportion(scaled(place.plan.november_orders, part), &spring);
    let silent = silent_streets(place, random);
    for (index, district) in place.plan.districts.iter().enumerate() {
        let total = scaled(district.orders, part) + november[index];
        let own: Vec<usize> = (0..place.streets.len())
            .filter(|&street| place.streets[street].district == index)
            .collect();
        let mut rest = total;
        for &street in &own {
            if let Some(told) = place.streets[street].orders {
                quotas[street] = scaled(told, part);
                rest -= quotas[street];
            }
        }
        let free: Vec<usize> = own
            .into_iter()
            .filter(|street| quotas[*street] == 0 && !silent.contains(street))
            .collect();
        // One for each street, the rest by length and by who lives there.
        let sure = if rest as usize >= free.len() { 1 } else { 0 };
        let weights: Vec<f64> = free
            .iter()
            .map(|&street| {
                f64::from(place.streets[street].length_m).min(700.0)
                    * (0.15 + random.unit() * random.unit())
            })
            .collect();
        let parts = apportion(rest - sure * free.len() as u32, &weights);
        for (&street, more) in free.iter().zip(parts) {
            quotas[street] = sure + more;
        }
    }
    quotas
}

/// Streets from which nobody orders: allotments, squares, industry.
fn silent_streets(place: &Place, random: &mut Random) -> std::collections::BTreeSet<usize> {
    let named: Vec<&str> = place
        .plan
        .named_streets
        .iter()
        .map(|street| street.name)
        .collect();
    let mut candidates: Vec<usize> = (0..place.streets.len())
        .filter(|&street| !named.contains(&place.streets[street].name.as_str()))
        .collect();
    random.shuffle(&mut candidates);
    candidates.truncate(place.streets.len() - place.plan.ordering_streets);
    candidates.into_iter().collect()
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
fn day_of_year(random: &mut Random) -> Day {
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
fn week_of_collection(plan: &Plan, received: Day, random: &mut Random) -> Day {
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

fn order(place: &Place, street: usize, planned: (Day, Day, u8), random: &mut Random) -> Order {
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

/// Adds the orders whose street nobody finds in the directory.
fn lose_some(place: &Place, part: f64, orders: &mut Vec<Order>, random: &mut Random) {
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

/// The last six orders are those that the story shows.
fn end_as_told(place: &Place, orders: &mut Vec<Order>) {
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
fn number_all(orders: &mut [Order]) {
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
fn deliver_late(orders: &mut [Order], part: f64, random: &mut Random) {
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
fn remark(orders: &mut [Order], part: f64, random: &mut Random) {
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
            order.remark = random.word(&PLAIN).to_owned();
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
