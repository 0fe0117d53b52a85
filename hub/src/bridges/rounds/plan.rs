//! Rounds of a week that could be driven as one: pure, so that it can be read and tested.
//!
//! A round is what is driven on one day: stops, one for each street. Two rounds of one week that go through a common
//! street are laid together if that saves way, and if the one that comes of it is neither fuller nor longer than the
//! fullest and the longest that were driven. Nothing is planned anew: streets keep their rounds, only days move.

use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Roads are longer than lines on the map. Cities lie between 1.2 and 1.5.
pub(super) const DETOUR: f64 = 1.35;

/// All orders of one street on one day of one round.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stop {
    pub(super) day: Date,
    /// Code of the round as driven; without one, the area.
    pub(super) round: String,
    pub(super) street: String,
    /// Place in metres.
    pub(super) at: (f64, f64),
    /// Length of the street in metres, 0 where nobody says it.
    pub(super) length_m: f64,
    pub(super) orders: u64,
    /// Collected amount, 0 where nobody says it.
    pub(super) amount: f64,
}

/// A street in a round.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundStop {
    /// Name or key of the street.
    pub street: String,
    /// Place in metres: east, north.
    pub at: (f64, f64),
    /// Orders there.
    pub orders: u64,
    length_m: f64,
}

/// One round on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// The day; of one laid together the last of its days, so that nobody is called on before their day.
    pub day: Date,
    /// Codes of the rounds it was.
    pub codes: Vec<String>,
    /// Streets in the order of the way, always the nearest next.
    pub stops: Vec<RoundStop>,
    /// Orders on it.
    pub orders: u64,
    /// The whole way in kilometres.
    pub km: f64,
    /// What the rounds it was had together in kilometres.
    pub km_before: f64,
    amount: f64,
}

/// The rounds of one week.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundsWeek {
    /// Monday of the week.
    pub monday: Date,
    /// As driven.
    pub before: Vec<Round>,
    /// What they could be.
    pub after: Vec<Round>,
}

impl RoundsWeek {
    /// Kilometres as driven.
    pub fn km_before(&self) -> f64 {
        self.before.iter().map(|round| round.km).sum()
    }

    /// Kilometres they could be.
    pub fn km_after(&self) -> f64 {
        self.after.iter().map(|round| round.km).sum()
    }
}

/// What a round may carry and how long it may be: as much as one that was driven.
#[derive(Debug, Clone, Copy)]
struct Most {
    orders: u64,
    amount: f64,
    km: f64,
}

/// Weeks with their rounds, as driven and laid together, oldest first. `depot` is where each round begins and ends.
pub(super) fn weeks(stops: Vec<Stop>, depot: (f64, f64)) -> Vec<RoundsWeek> {
    let mut driven: BTreeMap<(Date, String), Vec<Stop>> = BTreeMap::new();
    for stop in stops {
        let key = (stop.day, stop.round.clone());
        driven.entry(key).or_default().push(stop);
    }
    let rounds: Vec<Round> = driven
        .into_iter()
        .map(|((day, code), stops)| driven_round(day, code, stops, depot))
        .collect();
    let most = Most {
        orders: rounds.iter().map(|round| round.orders).max().unwrap_or(0),
        amount: rounds.iter().map(|round| round.amount).fold(0.0, f64::max),
        km: rounds.iter().map(|round| round.km).fold(0.0, f64::max),
    };
    let mut weeks: BTreeMap<Date, Vec<Round>> = BTreeMap::new();
    for round in rounds {
        weeks.entry(monday(round.day)).or_default().push(round);
    }
    weeks
        .into_iter()
        .map(|(monday, before)| RoundsWeek {
            monday,
            after: laid_together(before.clone(), most, depot),
            before,
        })
        .collect()
}

/// The middle of all stops, weighed by orders: where a depot would have the shortest ways.
pub(super) fn middle(stops: &[Stop]) -> (f64, f64) {
    let weight: f64 = stops.iter().map(|stop| stop.orders as f64).sum();
    if weight <= 0.0 {
        return (0.0, 0.0);
    }
    let sum = |of: fn(&Stop) -> f64| -> f64 {
        let weighed = stops.iter().map(|stop| of(stop) * stop.orders as f64);
        weighed.sum::<f64>() / weight
    };
    (sum(|stop| stop.at.0), sum(|stop| stop.at.1))
}

/// Monday of the week of a day.
fn monday(day: Date) -> Date {
    let since = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(jiff::Span::new().days(since))
        .unwrap_or(day)
}

fn driven_round(day: Date, code: String, stops: Vec<Stop>, depot: (f64, f64)) -> Round {
    let orders = stops.iter().map(|stop| stop.orders).sum();
    let amount = stops.iter().map(|stop| stop.amount).sum();
    let stops = stops.into_iter().map(|stop| RoundStop {
        street: stop.street,
        at: stop.at,
        orders: stop.orders,
        length_m: stop.length_m,
    });
    let (stops, km) = nearest_first(each_street_once(stops.collect()), depot);
    Round {
        day,
        codes: vec![code],
        stops,
        orders,
        km,
        km_before: km,
        amount,
    }
}

/// Takes the pair that saves most, again and again.
fn laid_together(mut rounds: Vec<Round>, most: Most, depot: (f64, f64)) -> Vec<Round> {
    loop {
        let mut best: Option<(f64, usize, usize, Round)> = None;
        for (one, first) in rounds.iter().enumerate() {
            for (two, second) in rounds.iter().enumerate().skip(one + 1) {
                if !may_meet(first, second, most) {
                    continue;
                }
                let both = together(first, second, depot);
                let saved = first.km + second.km - both.km;
                let is_best = best.as_ref().is_none_or(|(known, ..)| saved > *known);
                if saved > 0.0 && both.km <= most.km && is_best {
                    best = Some((saved, one, two, both));
                }
            }
        }
        let Some((_saved, one, two, both)) = best else {
            return rounds;
        };
        rounds.remove(two);
        if let Some(place) = rounds.get_mut(one) {
            *place = both;
        }
    }
}

fn may_meet(one: &Round, two: &Round, most: Most) -> bool {
    let streets: BTreeSet<&str> = one.stops.iter().map(|stop| stop.street.as_str()).collect();
    one.orders + two.orders <= most.orders
        && one.amount + two.amount <= most.amount.max(f64::EPSILON)
        && two
            .stops
            .iter()
            .any(|stop| streets.contains(stop.street.as_str()))
}

fn together(one: &Round, two: &Round, depot: (f64, f64)) -> Round {
    let stops = one.stops.iter().chain(&two.stops).cloned().collect();
    let (stops, km) = nearest_first(each_street_once(stops), depot);
    Round {
        day: one.day.max(two.day),
        codes: one.codes.iter().chain(&two.codes).cloned().collect(),
        stops,
        orders: one.orders + two.orders,
        km,
        km_before: one.km_before + two.km_before,
        amount: one.amount + two.amount,
    }
}

fn each_street_once(stops: Vec<RoundStop>) -> Vec<RoundStop> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut once: Vec<RoundStop> = Vec::with_capacity(stops.len());
    for stop in stops {
        if let Some(place) = places.get(&stop.street) {
            if let Some(known) = once.get_mut(*place) {
                known.orders += stop.orders;
            }
        } else {
            places.insert(stop.street.clone(), once.len());
            once.push(stop);
        }
    }
    once
}

/// From the depot always to the nearest street that is left, through each street and back, and home: the order of the
/// way and its length in kilometres.
fn nearest_first(mut left: Vec<RoundStop>, depot: (f64, f64)) -> (Vec<RoundStop>, f64) {
    let mut way = Vec::with_capacity(left.len());
    let (mut here, mut metres) = (depot, 0.0);
    loop {
        let nearest = (0..left.len()).min_by(|one, two| {
            let way = |place: &usize| left.get(*place).map_or(f64::MAX, |it| far(here, it.at));
            way(one).total_cmp(&way(two))
        });
        let Some(nearest) = nearest else {
            break;
        };
        let stop = left.swap_remove(nearest);
        metres += far(here, stop.at) * DETOUR + 2.0 * stop.length_m;
        here = stop.at;
        way.push(stop);
    }
    if !way.is_empty() {
        metres += far(here, depot) * DETOUR;
    }
    (way, metres / 1000.0)
}

fn far(one: (f64, f64), two: (f64, f64)) -> f64 {
    (one.0 - two.0).hypot(one.1 - two.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn stop(day: i8, round: &str, street: &str, east: f64, orders: u64) -> Stop {
        Stop {
            day: date(2026, 6, day),
            round: round.to_owned(),
            street: street.to_owned(),
            at: (east, 0.0),
            length_m: 100.0,
            orders,
            amount: 0.0,
        }
    }

    fn driven(stops: Vec<Stop>) -> RoundsWeek {
        let mut weeks = weeks(stops, (0.0, 0.0));
        assert_eq!(weeks.len(), 1, "{weeks:?}");
        weeks.remove(0)
    }

    /// The fullest and the longest that is driven, far from all others.
    fn fullest() -> Vec<Stop> {
        vec![stop(5, "F", "Fern", 50_000.0, 100)]
    }

    #[test]
    fn rounds_of_one_week_through_one_street_are_driven_once() {
        let mut stops = fullest();
        stops.push(stop(1, "A", "Ahornweg", 1_000.0, 2));
        stops.push(stop(3, "B", "Ahornweg", 1_000.0, 3));
        let week = driven(stops);
        assert_eq!((week.before.len(), week.after.len()), (3, 2));
        let both = week.after.iter().find(|it| it.codes.len() == 2).unwrap();
        assert_eq!(both.codes, ["A", "B"]);
        assert_eq!((both.orders, both.day), (5, date(2026, 6, 3)));
        // One way there and back with its detour, one street in both directions, in place of two of each.
        assert!((both.km - (2.0 * DETOUR + 0.2)).abs() < 1e-9, "{both:?}");
        assert!((both.km_before - 2.0 * both.km).abs() < 1e-9, "{both:?}");
        let saved = week.km_before() - week.km_after();
        assert!((saved - both.km).abs() < 1e-9, "{saved}");
    }

    #[test]
    fn rounds_without_a_common_street_stay_two() {
        let mut stops = fullest();
        stops.push(stop(1, "A", "Ahornweg", 1_000.0, 2));
        stops.push(stop(3, "B", "Birkenweg", 1_010.0, 3));
        assert_eq!(driven(stops).after.len(), 3);
    }

    #[test]
    fn no_round_becomes_fuller_than_the_fullest_that_was_driven() {
        let stops = vec![
            stop(1, "A", "Ahornweg", 1_000.0, 6),
            stop(3, "B", "Ahornweg", 1_000.0, 5),
        ];
        assert_eq!(driven(stops).after.len(), 2);
    }

    #[test]
    fn no_round_becomes_longer_than_the_longest_that_was_driven() {
        let stops = vec![
            stop(1, "A", "Ahornweg", 1_000.0, 1),
            stop(1, "A", "West", -9_000.0, 1),
            stop(3, "B", "Ahornweg", 1_000.0, 1),
            stop(3, "B", "Ost", 9_000.0, 1),
            stop(4, "C", "Ost", 9_000.0, 9),
        ];
        let week = driven(stops);
        let longest = |rounds: &[Round]| rounds.iter().map(|round| round.km).fold(0.0, f64::max);
        assert!(longest(&week.after) <= longest(&week.before), "{week:?}");
        assert_eq!(week.after.len(), 3, "{week:?}");
    }

    #[test]
    fn rounds_of_two_weeks_stay_two() {
        let mut stops = fullest();
        stops.push(stop(1, "A", "Ahornweg", 1_000.0, 2));
        stops.push(stop(8, "A", "Ahornweg", 1_000.0, 3));
        let weeks = weeks(stops, (0.0, 0.0));
        let rounds: Vec<usize> = weeks.iter().map(|week| week.after.len()).collect();
        assert_eq!(rounds, [2, 1]);
    }

    #[test]
    fn the_middle_lies_where_the_orders_are() {
        let stops = [stop(1, "A", "a", 0.0, 1), stop(1, "A", "b", 400.0, 3)];
        assert_eq!(middle(&stops), (300.0, 0.0));
        assert_eq!(middle(&[]), (0.0, 0.0));
    }
}
