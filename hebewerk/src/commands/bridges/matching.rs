//! Rows that belong together though no column says so: learned rules and likeness, for small tables.

use super::document::{More, Suggestion};
use super::reading::Folder;
use hebewerk_bridge::{
    Bridge, BridgeKind, Cardinality, ColumnAt, Forms, Means, RowMatch, Rows, Share, match_rows,
};
use hebewerk_hub::each_as_text;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashSet};

/// Pairs of tables that are compared row by row.
const MOST_PAIRS: usize = 66;
/// Score of a bridge beside which no likeness is looked for.
const GOOD_ENOUGH: f64 = 0.6;
/// How sure a match of rows must be to be told.
const LEAST_SCORE: f64 = 0.5;
/// The same where rows were asked for, and somebody looks at them.
const LEAST_SCORE_OF_ROWS: f64 = 0.25;

/// What is found by comparing rows; with `with_rows` also for tables that have a good bridge.
pub(super) fn suggestions(
    folder: &Folder,
    bridges: &[Bridge],
    with_rows: bool,
) -> anyhow::Result<Vec<Suggestion>> {
    let near: HashSet<(u32, u32)> = bridges
        .iter()
        .filter(|bridge| bridge.score >= GOOD_ENOUGH)
        .filter_map(|bridge| Some((bridge.left.first()?.table, bridge.right.first()?.table)))
        .collect();
    let mut read: BTreeMap<u32, Rows> = BTreeMap::new();
    let mut found = Vec::new();
    let least = if with_rows {
        LEAST_SCORE_OF_ROWS
    } else {
        LEAST_SCORE
    };
    for (left, right) in folder.collection.worth_matching(MOST_PAIRS) {
        if near.contains(&(left, right)) && !with_rows {
            continue;
        }
        for table in [left, right] {
            if let Entry::Vacant(place) = read.entry(table) {
                place.insert(rows(folder, table)?);
            }
        }
        let (Some(one), Some(two)) = (read.get(&left), read.get(&right)) else {
            continue;
        };
        if let Some(matched) = match_rows(one, two).filter(|it| it.score >= least) {
            found.push(suggestion(folder, (left, right), matched, with_rows));
        }
    }
    Ok(found)
}

fn rows(folder: &Folder, table: u32) -> anyhow::Result<Rows> {
    let mut rows = Rows::default();
    let Some(table) = folder.tables.get(table as usize) else {
        return Ok(rows);
    };
    table.rows(&folder.reader, |batch| {
        rows.columns.resize(batch.num_columns(), Vec::new());
        for (array, values) in batch.columns().iter().zip(&mut rows.columns) {
            each_as_text(array, |value| {
                values.push(value.unwrap_or_default().trim().to_owned());
            })?;
        }
        Ok(())
    })?;
    Ok(rows)
}

fn suggestion(
    folder: &Folder,
    (left, right): (u32, u32),
    matched: RowMatch,
    with_rows: bool,
) -> Suggestion {
    let label = |table: u32, column: usize| {
        let at = folder.whole(table, column)?;
        Some(folder.collection.entry(at)?.label.clone())
    };
    let told = |table: u32| move |column: usize| label(table, column).unwrap_or_default();
    let learned = match &matched.means {
        Means::MadeOfLeft(rule) => format!("gelernt.1: {}", rule.told(told(left))),
        Means::MadeOfRight(rule) => format!("gelernt.1: {}", rule.told(told(right))),
        Means::Alike => "aehnlich.1".to_owned(),
    };
    let columns = |table: u32, columns: &[usize]| -> Vec<ColumnAt> {
        let places = columns.iter().copied();
        places
            .filter_map(|column| folder.whole(table, column))
            .collect()
    };
    let share = Share::from(matched.shares);
    Suggestion {
        bridge: Bridge {
            kind: BridgeKind::Join,
            left: columns(left, &matched.left),
            right: columns(right, &matched.right),
            forms: Forms::NONE,
            shares: share,
            as_spelled: Share::default(),
            cardinality: Some(cardinality(&matched.pairs)),
            // Nobody has called these values equal: it ranks below what is.
            score: 0.9 * matched.score,
            rank: 1,
        },
        query: None,
        learned: Some(learned),
        rows: with_rows.then_some(matched.pairs),
        more: More::Nothing,
    }
}

/// As the rows met.
fn cardinality(pairs: &[(usize, usize)]) -> Cardinality {
    let is_once = |rows: Vec<usize>| {
        let different: HashSet<&usize> = rows.iter().collect();
        different.len() == rows.len()
    };
    let (lefts, rights) = pairs.iter().copied().unzip();
    // A row of the right that stands once meets one of the left: the left is the key.
    Cardinality::from_keys(is_once(rights), is_once(lefts))
}
