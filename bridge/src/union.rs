//! Tables of the same kind: of another year, another office or another city.

use crate::bridges::{Bridge, BridgeKind, Share};
use crate::collection::{Collection, ColumnAt, Entry, TableSketch};
use crate::kinship::looks;
use crate::normal_form::Forms;
use crate::overlap::{geometric, overlap};
use std::collections::{BTreeMap, HashSet};

/// Columns that must fit: with fewer, tables look alike by chance.
const FEWEST_COLUMNS: usize = 3;
/// Share of the columns of both tables that must fit.
const LEAST_COVERAGE: f64 = 0.7;
/// Likeness of headers from which columns may be put below one another.
const LEAST_HEADER: f64 = 0.8;
/// Likeness of two columns from which they are put below one another.
const LEAST_LIKENESS: f64 = 0.55;
/// Tables with one header above which the header says nothing of the kind of table.
const MOST_OF_A_HEADER: usize = 300;

/// Every pair of tables of the same kind.
pub(crate) fn all(collection: &Collection) -> Vec<Bridge> {
    let mut bridges: Vec<Bridge> = promising(collection, collection.headers().columns())
        .into_iter()
        .filter_map(|(left, right)| of(collection, left, right))
        .collect();
    bridges.sort_by(|one, two| two.score.total_cmp(&one.score));
    bridges
}

/// The tables of the same kind as one.
pub(crate) fn of_table(collection: &Collection, number: u32) -> Vec<Bridge> {
    let Some(table) = collection.table(number) else {
        return Vec::new();
    };
    let headers = whole(table).map(|(_, entry)| collection.headers().places(&entry.header));
    promising(collection, headers)
        .into_iter()
        .filter(|(left, right)| *left == number || *right == number)
        .filter_map(|(left, right)| of(collection, left, right))
        .collect()
}

/// Pairs of tables with enough equal headers.
fn promising<'a>(
    collection: &Collection,
    headers: impl Iterator<Item = &'a [ColumnAt]>,
) -> Vec<(u32, u32)> {
    let mut common: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for places in headers {
        if places.len() > MOST_OF_A_HEADER {
            continue;
        }
        let tables: HashSet<u32> = places.iter().map(|at| at.table).collect();
        let mut tables: Vec<u32> = tables.into_iter().collect();
        tables.sort_unstable();
        for (place, left) in tables.iter().enumerate() {
            for right in &tables[place + 1..] {
                *common.entry((*left, *right)).or_default() += 1;
            }
        }
    }
    let columns = |table: u32| collection.table(table).map_or(0, |it| whole(it).count());
    common
        .into_iter()
        .filter(|((left, right), count)| {
            // Not all headers are spelled alike.
            let most = columns(*left).max(columns(*right)) as f64;
            *count >= 2 && *count as f64 >= 0.5 * LEAST_COVERAGE * most
        })
        .map(|(pair, _)| pair)
        .collect()
}

fn whole(table: &TableSketch) -> impl Iterator<Item = (u32, &Entry)> {
    let placed = table.entries.iter().enumerate();
    placed
        .filter(|(_, entry)| entry.part.is_none())
        .map(|(place, entry)| (place as u32, entry))
}

fn of(collection: &Collection, left: u32, right: u32) -> Option<Bridge> {
    let (one, two) = (collection.table(left)?, collection.table(right)?);
    let matched = matched(one, two);
    let (of_left, of_right) = (whole(one).count(), whole(two).count());
    let coverage = matched.len() as f64 / of_left.max(of_right) as f64;
    if matched.len() < FEWEST_COLUMNS || coverage < LEAST_COVERAGE {
        return None;
    }
    let likeness = matched.iter().map(|(_, _, like)| like).sum::<f64>() / matched.len() as f64;
    let is_duplicate = one.rows == two.rows
        && coverage >= 0.999
        && matched.iter().all(|(left, right, _)| {
            let entries = (
                one.entries.get(*left as usize),
                two.entries.get(*right as usize),
            );
            matches!(entries, (Some(one), Some(two))
                if geometric(overlap(&one.sketch, &two.sketch).shares_as_spelled()) > 0.999
                    || one.sketch.distinct() == 0 && two.sketch.distinct() == 0)
        });
    let at = |table: u32, entry: u32| ColumnAt { table, entry };
    let shares = Share {
        left: matched.len() as f64 / of_left as f64,
        right: matched.len() as f64 / of_right as f64,
    };
    Some(Bridge {
        kind: if is_duplicate {
            BridgeKind::Duplicate
        } else {
            BridgeKind::Union
        },
        left: matched
            .iter()
            .map(|(entry, _, _)| at(left, *entry))
            .collect(),
        right: matched
            .iter()
            .map(|(_, entry, _)| at(right, *entry))
            .collect(),
        forms: Forms::NONE,
        shares,
        as_spelled: shares,
        cardinality: None,
        score: if is_duplicate {
            1.0
        } else {
            (likeness * coverage).min(0.99)
        },
        rank: 1,
    })
}

/// Columns that can be put below one another, each once, the likest first.
fn matched(left: &TableSketch, right: &TableSketch) -> Vec<(u32, u32, f64)> {
    let mut all = Vec::new();
    for (one_at, one) in whole(left) {
        for (two_at, two) in whole(right) {
            let header = one.header.likeness(&two.header);
            if header < LEAST_HEADER {
                continue;
            }
            let is_empty = one.sketch.distinct() == 0 || two.sketch.distinct() == 0;
            let looks = if is_empty {
                0.5
            } else {
                looks(&one.sketch, &two.sketch)
            };
            let likeness = 0.5 * header + 0.5 * looks;
            if likeness >= LEAST_LIKENESS {
                all.push((one_at, two_at, likeness));
            }
        }
    }
    all.sort_by(|one, two| {
        two.2
            .total_cmp(&one.2)
            .then((one.0, one.1).cmp(&(two.0, two.1)))
    });
    let (mut used_left, mut used_right) = (HashSet::new(), HashSet::new());
    all.retain(|(one, two, _)| {
        let is_free = !used_left.contains(one) && !used_right.contains(two);
        if is_free {
            used_left.insert(*one);
            used_right.insert(*two);
        }
        is_free
    });
    all.sort_by_key(|(one, _, _)| *one);
    all
}
