//! The story: bulky-waste orders, the rounds that collect them, and why many rounds can be merged.
//!
//! # How the generator makes it come true
//! Every district has collection areas, every area two rounds a week (K-07 and K-08) on different weekdays.
//! Neighbours order together: the orders of one area and week fall on few streets, two to four on each. In most
//! areas orders are dealt to the two rounds in turn, as they come in, so both rounds drive the same streets on
//! different days and each pays the way from the depot and back. Those pairs can be merged: one way from the
//! depot, every street once. In *divided* areas ([`crate::plan::DistrictPlan::divided`]) each street belongs to
//! one of the two rounds and nothing can be merged. The shares of both kinds are chosen so that merging saves
//! 27 to 30 per cent of all kilometres; the test `merging_saves_27_to_30_per_cent` computes it from the written
//! files alone. In Musterstadt the merged rounds run on trial since 1 September 2026.

mod history;
mod lost;
mod orders;
mod quotas;
mod rounds;

pub(crate) use orders::{Order, Status, order_all};
pub(crate) use rounds::{ROAD_FACTOR, Round, drive};

use crate::day::{Day, day};
use crate::plan::Plan;

/// First day of the trial with merged rounds.
pub(crate) const TRIAL: (i32, i32, i32) = (2026, 9, 1);

/// Code of a round: letter of the district, two rounds to each area.
pub(crate) fn round_code(letter: char, area: u8, round: u8) -> String {
    format!("{letter}-{:02}", area * 2 + round + 1)
}

/// The weekday (0 = Monday) of a round; the two of an area never share one.
pub(crate) fn round_weekday(district: usize, area: u8, round: u8) -> i32 {
    let first = (district as i32 * 2 + i32::from(area)) % 5;
    (first + i32::from(round) * 2) % 5
}

/// The vehicle that drives a round, by its licence plate; there is no district MUS.
pub(crate) fn vehicle(district: usize, area: u8) -> String {
    format!("MUS-EA 40{}", (district + usize::from(area)) % 3 + 1)
}

/// Whether both rounds of an area serve the same streets on a day's plan.
pub(crate) fn can_merge(plan: &Plan, district: usize, area: u8) -> bool {
    !plan.districts[district].divided.contains(&area)
}

/// Whether the trial merges the rounds of this area in the week that starts with `monday`.
pub(crate) fn is_merged(plan: &Plan, district: usize, area: u8, monday: Day) -> bool {
    let trial = day(TRIAL.0, TRIAL.1, TRIAL.2).monday();
    plan.trial && monday >= trial && can_merge(plan, district, area)
}
