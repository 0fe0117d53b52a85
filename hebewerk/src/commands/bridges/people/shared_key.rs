//! Many tables with one key: told once, not pair by pair.

use super::super::document::Suggestion;
use super::super::reading::Folder;
use hebewerk_bridge::{BridgeKind, Cardinality, ColumnAt, Pair, is_reference, together};
use std::collections::{BTreeMap, BTreeSet};

/// Tables from which a key is told once for all.
const FEWEST_TABLES: usize = 3;
/// Share of one side's values by which two columns hold the same.
const HOLDS_THE_SAME: f64 = 0.5;

/// A column by its table and its place there, whatever part of it was joined.
type Column = (u32, u32);

/// Columns that hold the same values.
pub(super) struct SharedKey<'a> {
    /// The column the others are found in.
    pub(super) list: ColumnAt,
    /// The others, each with the join that says most of it; the best first.
    pub(super) members: Vec<(ColumnAt, &'a Suggestion)>,
    /// Different tables among them.
    pub(super) tables: usize,
    /// Whether it only says in which part of the city rows are: tables can be compared by it, and hardly be joined.
    pub(super) is_reference: bool,
}

/// Shared keys, the best first, and what is told pair by pair. What only says in which part of the city rows are comes last.
pub(super) fn shared_keys<'a>(
    folder: &Folder,
    suggestions: &'a [Suggestion],
) -> (Vec<SharedKey<'a>>, Vec<&'a Suggestion>) {
    let (mut pairs, mut joins, mut alone) = (Vec::new(), Vec::new(), Vec::new());
    for suggestion in suggestions {
        match ends(folder, suggestion) {
            Some((left, right)) => {
                let shares = suggestion.bridge.shares;
                pairs.push(Pair {
                    left,
                    right,
                    shares: (shares.left, shares.right),
                    means_the_same: true,
                });
                joins.push(suggestion);
            }
            None => alone.push(suggestion),
        }
    }
    let mut keys = Vec::new();
    for places in together(&pairs) {
        let of_group = places.iter().filter_map(|place| joins.get(*place).copied());
        let of_group: Vec<&Suggestion> = of_group.collect();
        match shared_key(folder, &of_group) {
            Some(key) => keys.push(key),
            None => alone.extend(of_group),
        }
    }
    let best = |key: &SharedKey<'_>| key.members.first().map_or(0.0, |it| it.1.bridge.score);
    keys.sort_by(|one, two| {
        (one.is_reference.cmp(&two.is_reference))
            .then(two.tables.cmp(&one.tables))
            .then_with(|| best(two).total_cmp(&best(one)))
    });
    alone.sort_by(|one, two| two.bridge.score.total_cmp(&one.bridge.score));
    (keys, alone)
}

/// Both columns of a join that says they hold the same.
fn ends(folder: &Folder, suggestion: &Suggestion) -> Option<(Column, Column)> {
    let bridge = &suggestion.bridge;
    let holds = bridge.shares.left.max(bridge.shares.right) >= HOLDS_THE_SAME;
    let is_plain = bridge.kind == BridgeKind::Join && suggestion.learned.is_none();
    let ([left], [right]) = (bridge.left.as_slice(), bridge.right.as_slice()) else {
        return None;
    };
    (holds && is_plain).then_some((column(folder, *left)?, column(folder, *right)?))
}

fn column(folder: &Folder, at: ColumnAt) -> Option<Column> {
    Some((at.table, folder.collection.entry(at)?.column))
}

fn shared_key<'a>(folder: &Folder, joins: &[&'a Suggestion]) -> Option<SharedKey<'a>> {
    // The column in which most of the others are found.
    let mut found_in: BTreeMap<Column, (f64, ColumnAt)> = BTreeMap::new();
    for join in joins {
        let bridge = &join.bridge;
        let (left, right) = (*bridge.left.first()?, *bridge.right.first()?);
        for (at, share) in [(left, bridge.shares.right), (right, bridge.shares.left)] {
            found_in.entry(column(folder, at)?).or_insert((0.0, at)).0 += share;
        }
    }
    let (list, (_, list_at)) = found_in
        .iter()
        .max_by(|one, two| one.1.0.total_cmp(&two.1.0).then(two.0.cmp(one.0)))?;
    // The join with the list says more than any other.
    let mut members: BTreeMap<Column, (bool, ColumnAt, &'a Suggestion)> = BTreeMap::new();
    for join in joins {
        let (left, right) = (*join.bridge.left.first()?, *join.bridge.right.first()?);
        for (at, other) in [(left, right), (right, left)] {
            let (own, meets_list) = (column(folder, at)?, column(folder, other)? == *list);
            let is_better = members.get(&own).is_none_or(|(met, _, known)| {
                (meets_list, join.bridge.score) > (*met, known.bridge.score)
            });
            if own != *list && is_better {
                members.insert(own, (meets_list, at, join));
            }
        }
    }
    let tables: BTreeSet<u32> = members
        .keys()
        .chain([list])
        .map(|column| column.0)
        .collect();
    let mut members: Vec<(ColumnAt, &Suggestion)> = members
        .into_values()
        .map(|(_, at, join)| (at, join))
        .collect();
    members.sort_by(|one, two| two.1.bridge.score.total_cmp(&one.1.bridge.score));
    let meaning = folder.collection.entry(*list_at)?.sketch.semantic_type();
    let repeats = |join: &&Suggestion| join.bridge.cardinality == Some(Cardinality::ManyToMany);
    (tables.len() >= FEWEST_TABLES).then_some(SharedKey {
        is_reference: meaning.is_some_and(is_reference) && joins.iter().all(repeats),
        list: *list_at,
        members,
        tables: tables.len(),
    })
}
