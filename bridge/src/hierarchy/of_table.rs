//! Steps in which one table takes part: looked for when it is new, at the cost of what it has in common with others.

use super::{Climb, HierarchyWish, calendar, of_one_kind, over_tables};
use crate::bridges::{Bridge, BridgeKind};
use crate::cardinality::is_key;
use crate::collection::{Collection, ColumnAt};
use crate::normal_form::Forms;
use crate::veto::is_place;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Neighbours looked at as tables between: what each has in common with others is looked up.
const MOST_NEIGHBOURS: usize = 8;
/// Ways to one end over different tables: not everybody may know of each of them.
const MOST_WAYS: usize = 3;
/// Tables whose neighbours are looked up to know that two ends have no better bridge.
const MOST_CHECKED: usize = 8;

impl Collection {
    /// Columns that may lead to coarser ones where one table is the fine end, the coarser end, or lies between, beside
    /// the bridges of that table, which are `known`. The most promising ones; what [`Self::hierarchies`] tells of it, as
    /// far as the nearest neighbours show it.
    pub fn hierarchies_of(&self, table: u32, known: &[Bridge]) -> Vec<HierarchyWish> {
        let mut all: Vec<Bridge> = known.to_vec();
        let mut looked_at: HashSet<u32> = HashSet::from([table]);
        for neighbour in self.best_neighbours(table, known) {
            looked_at.insert(neighbour);
            all.extend(self.bridges_of(neighbour).0);
        }
        let mut met: HashSet<(Vec<ColumnAt>, Vec<ColumnAt>)> = HashSet::new();
        all.retain(|bridge| met.insert((bridge.left.clone(), bridge.right.clone())));
        let mut wishes = over_tables::wishes(self, &all, |tables| tables.contains(&table));
        wishes.extend(calendar::wishes(self, known, |ends| ends.contains(&table)));
        self.most_promising(&mut wishes, &of_one_kind(&all), MOST_WAYS);
        self.drop_needless(&mut wishes, &looked_at);
        wishes
    }

    /// A way that is on record, to be walked again; none if a column is not there any more.
    pub fn climb(&self, left: ColumnAt, climb: Climb, right: ColumnAt) -> Option<HierarchyWish> {
        self.entry(left)?;
        let is_key = is_key(&self.entry(right)?.sketch);
        let (forms, most) = match climb {
            Climb::Over { fine, coarse } => {
                let (first, second) = (self.measured(left, fine)?, self.measured(coarse, right)?);
                let least = first.score.min(second.score);
                (first.forms.and(second.forms), over_tables::A_STEP * least)
            }
            Climb::Calendar(level) => {
                let worth = calendar::WORTH.iter().find(|(known, _)| *known == level)?;
                (Forms::NONE, worth.1)
            }
        };
        Some(HierarchyWish {
            left,
            climb,
            right,
            forms,
            most,
            is_key,
        })
    }

    /// Tables one step away, those first that name places row by row (directories of streets do), then the nearest.
    fn best_neighbours(&self, table: u32, known: &[Bridge]) -> Vec<u32> {
        let mut nearest: BTreeMap<u32, f64> = BTreeMap::new();
        for bridge in known {
            let is_step = bridge.kind == BridgeKind::Join
                && bridge.left.len() == 1
                && bridge.score >= over_tables::LEAST_STEP;
            let ends = bridge.left.first().zip(bridge.right.first());
            let Some((left, right)) = ends.filter(|_| is_step) else {
                continue;
            };
            let other = if left.table == table {
                right.table
            } else {
                left.table
            };
            let best = nearest.entry(other).or_default();
            *best = best.max(bridge.score);
        }
        let names_places = |number: u32| {
            let entries = self.table(number).map(|it| &it.entries);
            let mut entries = entries.into_iter().flatten();
            entries.any(|entry| is_key(&entry.sketch) && is_place(&entry.sketch))
        };
        let mut sorted: Vec<(bool, f64, u32)> = nearest
            .into_iter()
            .map(|(number, score)| (names_places(number), score, number))
            .collect();
        sorted.sort_by(|one, two| {
            let order = two.0.cmp(&one.0).then(two.1.total_cmp(&one.1));
            order.then(one.2.cmp(&two.2))
        });
        let neighbours = sorted.into_iter().map(|(_, _, number)| number);
        neighbours.take(MOST_NEIGHBOURS).collect()
    }

    /// Leaves out steps between ends that have a better bridge, or are tables of one kind; and those of which that cannot
    /// be told, because too many tables would have to be looked at.
    fn drop_needless(&self, wishes: &mut Vec<HierarchyWish>, looked_at: &HashSet<u32>) {
        let mut of_left: HashMap<u32, HashSet<u32>> = HashMap::new();
        wishes.retain(|wish| {
            let (left, right) = (wish.left.table, wish.right.table);
            if matches!(wish.climb, Climb::Calendar(_))
                || looked_at.contains(&left)
                || looked_at.contains(&right)
            {
                return true;
            }
            if of_left.len() >= MOST_CHECKED && !of_left.contains_key(&left) {
                return false;
            }
            let near = of_left.entry(left).or_insert_with(|| self.near(left));
            !near.contains(&right)
        });
    }

    /// Tables to which no steps are needed.
    fn near(&self, table: u32) -> HashSet<u32> {
        let (bridges, _) = self.bridges_of(table);
        let is_near = |bridge: &&Bridge| match bridge.kind {
            BridgeKind::Join => bridge.score >= over_tables::BETTER,
            BridgeKind::Union | BridgeKind::Duplicate => true,
            _ => false,
        };
        let near = bridges.iter().filter(is_near);
        let ends = near.flat_map(|bridge| bridge.left.iter().chain(&bridge.right));
        ends.map(|at| at.table)
            .filter(|end| *end != table)
            .collect()
    }
}
