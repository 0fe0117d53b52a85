//! Many tables with one key: told once, not pair by pair.

use super::super::document::Suggestion;
use super::super::reading::Folder;
use hebewerk_bridge::{BridgeKind, ColumnAt};
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
}

/// Shared keys, the best first, and what is told pair by pair.
pub(super) fn shared_keys<'a>(
    folder: &Folder,
    suggestions: &'a [Suggestion],
) -> (Vec<SharedKey<'a>>, Vec<&'a Suggestion>) {
    let mut groups = Groups::default();
    for suggestion in suggestions {
        if let Some((left, right)) = ends(folder, suggestion) {
            groups.bring_together(left, right);
        }
    }
    let mut of_group: BTreeMap<Column, Vec<&Suggestion>> = BTreeMap::new();
    let mut alone = Vec::new();
    for suggestion in suggestions {
        match ends(folder, suggestion) {
            Some((left, _)) => of_group
                .entry(groups.of(left))
                .or_default()
                .push(suggestion),
            None => alone.push(suggestion),
        }
    }
    let mut keys = Vec::new();
    for joins in of_group.into_values() {
        match shared_key(folder, &joins) {
            Some(key) => keys.push(key),
            None => alone.extend(joins),
        }
    }
    let best = |key: &SharedKey<'_>| key.members.first().map_or(0.0, |it| it.1.bridge.score);
    keys.sort_by(|one, two| {
        (two.tables.cmp(&one.tables)).then_with(|| best(two).total_cmp(&best(one)))
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
    (tables.len() >= FEWEST_TABLES).then_some(SharedKey {
        list: *list_at,
        members,
        tables: tables.len(),
    })
}

/// Columns brought together step by step.
#[derive(Default)]
struct Groups {
    parents: BTreeMap<Column, Column>,
}

impl Groups {
    fn of(&self, mut column: Column) -> Column {
        while let Some(parent) = self
            .parents
            .get(&column)
            .filter(|parent| **parent != column)
        {
            column = *parent;
        }
        column
    }

    fn bring_together(&mut self, left: Column, right: Column) {
        let (left, right) = (self.of(left), self.of(right));
        self.parents.insert(left.max(right), left.min(right));
    }
}
