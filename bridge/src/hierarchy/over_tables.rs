//! Steps over a third table.

use super::{Climb, HierarchyWish};
use crate::bridges::{Bridge, BridgeKind};
use crate::cardinality::is_key;
use crate::collection::{Collection, ColumnAt};
use crate::veto::is_place;
use std::collections::{BTreeMap, HashMap};

/// What each step costs of the score: two bridges are walked where one would be better.
pub(super) const A_STEP: f64 = 0.75;
/// Different values of the fine column.
const FEWEST_FINE: u64 = 8;
/// Score from which a bridge is a step.
pub(super) const LEAST_STEP: f64 = 0.5;
/// The same where values name no places: numbers of two lists are equal by chance, and steps multiply that.
const LEAST_STEP_OF_NUMBERS: f64 = 0.7;
/// Score of a bridge beside which no steps are needed.
pub(super) const BETTER: f64 = 0.5;

/// Ends looked at beyond one table: in a large folder everything meets everything over its districts.
const MOST_ENDS: usize = 32;

/// A bridge as seen from one of its sides.
#[derive(Clone, Copy)]
struct Step<'a> {
    from: ColumnAt,
    to: ColumnAt,
    bridge: &'a Bridge,
}

/// All columns that may lead over a third table to a coarser one, where the fine table, the third and the coarser one are
/// wanted.
pub(super) fn wishes(
    collection: &Collection,
    known: &[Bridge],
    are_wanted: impl Fn([u32; 3]) -> bool,
) -> Vec<HierarchyWish> {
    let mut by_table: BTreeMap<u32, Vec<Step<'_>>> = BTreeMap::new();
    let mut direct: HashMap<(u32, u32), f64> = HashMap::new();
    let of_one_kind = super::of_one_kind(known);
    for bridge in known {
        let (Some(left), Some(right)) = (bridge.left.first(), bridge.right.first()) else {
            continue;
        };
        let tables = (left.table, right.table);
        if bridge.kind != BridgeKind::Join {
            continue;
        }
        for pair in [tables, (tables.1, tables.0)] {
            let best = direct.entry(pair).or_default();
            *best = best.max(bridge.score);
        }
        if bridge.left.len() > 1 || bridge.score < LEAST_STEP {
            continue;
        }
        for (from, to) in [(*left, *right), (*right, *left)] {
            by_table
                .entry(from.table)
                .or_default()
                .push(Step { from, to, bridge });
        }
    }
    let mut wishes = Vec::new();
    for (middle, steps) in &by_table {
        let ends = best_ends(collection, steps);
        for first in steps {
            for second in &ends {
                let ends = (first.to.table, second.to.table);
                let is_near = direct.get(&ends).is_some_and(|score| *score >= BETTER)
                    || of_one_kind.contains(&ends);
                if ends.0 != ends.1 && !is_near && are_wanted([ends.0, *middle, ends.1]) {
                    wishes.extend(wish(collection, first, second));
                }
            }
        }
    }
    wishes
}

/// The best steps that end in a table with one row for each value: what has more would repeat what it is joined to.
fn best_ends<'a>(collection: &Collection, steps: &[Step<'a>]) -> Vec<Step<'a>> {
    let is_end = |step: &Step<'_>| {
        let end = collection.entry(step.to);
        end.is_some_and(|end| is_key(&end.sketch))
    };
    let mut ends: Vec<Step<'_>> = steps.iter().copied().filter(is_end).collect();
    ends.sort_by(|one, two| {
        (two.bridge.score.total_cmp(&one.bridge.score)).then(one.to.cmp(&two.to))
    });
    ends.truncate(MOST_ENDS);
    ends
}

/// From the far end of the first step into the middle, and on to the far end of the second.
fn wish(collection: &Collection, first: &Step<'_>, second: &Step<'_>) -> Option<HierarchyWish> {
    let (fine, coarse) = (
        collection.entry(first.from)?,
        collection.entry(second.from)?,
    );
    let is_coarser = fine.column != coarse.column
        && fine.sketch.distinct_forms() >= FEWEST_FINE
        && coarse.sketch.distinct_forms() * 2 <= fine.sketch.distinct_forms()
        && (is_place(&coarse.sketch) || coarse.sketch.distinct_forms() >= 3);
    let least = if is_place(&fine.sketch) {
        LEAST_STEP
    } else {
        LEAST_STEP_OF_NUMBERS
    };
    if !is_coarser || first.bridge.score < least {
        return None;
    }
    Some(HierarchyWish {
        left: first.to,
        climb: Climb::Over {
            fine: first.from,
            coarse: second.from,
        },
        right: second.to,
        forms: first.bridge.forms.and(second.bridge.forms),
        most: A_STEP * first.bridge.score.min(second.bridge.score),
        is_key: true,
    })
}
