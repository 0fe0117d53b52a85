//! Days that meet months, quarters and years.

use super::{Climb, HierarchyWish};
use crate::bridges::Bridge;
use crate::cardinality::is_key;
use crate::collection::{Collection, ColumnAt, Entry, Time};
use crate::level::Level;
use crate::normal_form::Forms;
use std::collections::HashSet;

/// Share of the values that must be written on one level.
const MOST_OF_THEM: f64 = 0.9;
/// What meeting in time is worth if all fits: less than any common value, as everything happens at some time.
pub(super) const WORTH: [(Level, f64); 3] = [
    (Level::Month, 0.5),
    (Level::Quarter, 0.45),
    (Level::Year, 0.4),
];
/// Rows that a series must have.
const FEWEST_ROWS: u64 = 3;

/// All columns of days beside series by month, quarter or year that have one row for each.
pub(super) fn wishes(
    collection: &Collection,
    known: &[Bridge],
    are_wanted: impl Fn([u32; 2]) -> bool,
) -> Vec<HierarchyWish> {
    let near: HashSet<(u32, u32)> = known
        .iter()
        .filter_map(|bridge| Some((bridge.left.first()?.table, bridge.right.first()?.table)))
        .collect();
    let mut fine: Vec<(ColumnAt, Level)> = Vec::new();
    let mut series: Vec<(ColumnAt, Level)> = Vec::new();
    for (at, time) in collection.times() {
        if time.names_rows && time.level > Level::Day {
            series.push((at, time.level));
        } else if time.level < Level::Year {
            fine.push((at, time.level));
        }
    }
    let mut wishes = Vec::new();
    for (left, from) in &fine {
        for (right, to) in &series {
            let is_near = near.contains(&(left.table, right.table))
                || near.contains(&(right.table, left.table));
            let worth = WORTH.iter().find(|(level, _)| level == to);
            if let Some((_, most)) = worth.filter(|_| from < to && left.table != right.table)
                && !is_near
                && are_wanted([left.table, right.table])
            {
                wishes.push(HierarchyWish {
                    left: *left,
                    climb: Climb::Calendar(*to),
                    right: *right,
                    forms: Forms::NONE,
                    most: *most,
                    is_key: true,
                });
            }
        }
    }
    wishes
}

/// What the columns of a table are on the calendar, by their place: of those that speak of time.
pub(crate) fn times_of(entries: &[Entry]) -> Vec<(u32, Time)> {
    let entries = entries.iter().enumerate();
    let times = entries.filter_map(|(place, entry)| {
        let time = Time {
            level: level(entry)?,
            names_rows: is_key(&entry.sketch),
        };
        Some((place as u32, time))
    });
    times.collect()
}

/// The level on which (nearly) all values of a column are written, as far as its sample tells.
fn level(entry: &Entry) -> Option<Level> {
    use hebewerk_model::SemanticType as S;
    let meaning = entry.sketch.semantic_type();
    let may_be = matches!(meaning, None | Some(S::Date | S::Period | S::Year));
    let is_whole = entry.part.is_none() && entry.sketch.distinct_forms() >= FEWEST_ROWS;
    if !may_be || !is_whole {
        return None;
    }
    let mut counts = [0_usize; Level::ALL.len()];
    // Most columns are no time, and their first values say so.
    let needed = (MOST_OF_THEM * entry.sample.len() as f64).ceil() as usize;
    let mut others = entry.sample.len().saturating_sub(needed);
    for (_, spelling) in entry.sample.each() {
        if let Some(level) = Level::of(spelling) {
            counts[level as usize] += 1;
        } else {
            others = others.checked_sub(1)?;
        }
    }
    let most = Level::ALL
        .into_iter()
        .max_by_key(|level| counts[*level as usize])?;
    let is_told = counts[most as usize] as f64 >= MOST_OF_THEM * entry.sample.len() as f64;
    // Numbers of four digits are years only where somebody says so.
    (is_told && (most < Level::Year || meaning == Some(S::Year))).then_some(most)
}
