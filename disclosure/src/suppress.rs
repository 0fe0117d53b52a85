//! Complementary suppression: which cells must be withheld with the sensitive ones, so that nobody can subtract.
//!
//! For each sensitive cell a linear program looks for the cheapest other table with the same published sums in which
//! the cell is as large, and one in which it is as small, as its protection demands. Whatever differs in these tables
//! is withheld. The values somebody can work out then include both, by construction; [`Attack`] asks again at the end.
//! Withheld cells that turn out not to be needed are published after all.

use std::collections::{BTreeMap, BTreeSet};

use crate::linear::{Best, HAIR, Program};
use crate::{Attack, Cell, Interval, Table};

/// Linear programs spent on publishing withheld cells after all: bounds the time for large tables.
const SECOND_THOUGHTS: usize = 1_500;

/// What moving the sensitive cell gains: more than all that has to be withheld for it can cost.
const ABOVE_ALL: f64 = 1e6;

/// What is withheld, and what an attacker still sees.
#[derive(Debug, Clone, PartialEq)]
pub struct Suppression {
    /// Sensitive by themselves.
    pub sensitive: BTreeSet<Cell>,
    /// Withheld with them.
    pub with_them: BTreeSet<Cell>,
    /// Between which values an attacker can place each sensitive cell.
    pub seen: BTreeMap<Cell, Interval>,
}

/// These cells cannot be protected by withholding others: the table has to be made coarser.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} cells cannot be protected by withholding others", .cells.len())]
pub struct CannotProtect {
    /// Which.
    pub cells: BTreeSet<Cell>,
}

impl Suppression {
    /// Everything that is not published.
    pub fn withheld(&self) -> BTreeSet<Cell> {
        self.sensitive.union(&self.with_them).copied().collect()
    }
}

/// Protects the sensitive cells of a table. The sum of everything is published unless it is sensitive itself, and so
/// are zeros: everybody would guess them.
///
/// Whoever makes a cell alone knows it. So no sensitive cell is protected by such a cell of somebody else.
pub fn suppress(
    table: &Table,
    sensitive: &BTreeMap<Cell, Interval>,
) -> Result<Suppression, CannotProtect> {
    let mut withheld: BTreeSet<Cell> = sensitive.keys().copied().collect();
    let mut failed = BTreeSet::new();
    for (cell, wanted) in hardest_first(table, sensitive) {
        for change in [
            wanted.highest - table.value(cell),
            wanted.lowest - table.value(cell),
        ] {
            match pattern(table, &withheld, cell, change) {
                Some(pattern) => withheld.extend(pattern),
                None => {
                    failed.insert(cell);
                }
            }
        }
    }
    if !failed.is_empty() {
        return Err(CannotProtect { cells: failed });
    }
    publish_again(table, sensitive, &mut withheld);
    let found_out = found_out(table, sensitive, &withheld);
    if !found_out.is_empty() {
        return Err(CannotProtect { cells: found_out });
    }
    let attack = Attack::new(table, withheld.iter().copied());
    Ok(Suppression {
        seen: sensitive.keys().map(|at| (*at, attack.on(*at))).collect(),
        with_them: withheld
            .into_iter()
            .filter(|at| !sensitive.contains_key(at))
            .collect(),
        sensitive: sensitive.keys().copied().collect(),
    })
}

/// Those that need most first: what they need often serves the others.
fn hardest_first(table: &Table, sensitive: &BTreeMap<Cell, Interval>) -> Vec<(Cell, Interval)> {
    let mut cells: Vec<(Cell, Interval)> = sensitive.iter().map(|(at, it)| (*at, *it)).collect();
    let need = |(cell, wanted): &(Cell, Interval)| wanted.highest - table.value(*cell);
    cells.sort_by(|a, b| need(b).total_cmp(&need(a)).then(a.0.cmp(&b.0)));
    cells
}

/// The cells that differ in the cheapest table with the same published sums, in which `about` is larger by `change`.
fn pattern(
    table: &Table,
    withheld: &BTreeSet<Cell>,
    about: Cell,
    change: f64,
) -> Option<BTreeSet<Cell>> {
    if change.abs() < HAIR {
        return Some(BTreeSet::new());
    }
    let mut program = Program::default();
    let mut gains = Vec::new();
    let mut moves: BTreeMap<Cell, (usize, usize)> = BTreeMap::new();
    for cell in (0..table.cells()).filter(|cell| may_differ(table, withheld, *cell, about)) {
        let value = table.value(cell);
        let (more, less) = if cell == about {
            (change.max(0.0), (-change).max(0.0))
        } else {
            (f64::INFINITY, value)
        };
        let gain = if cell == about {
            ABOVE_ALL
        } else if withheld.contains(&cell) {
            0.0
        } else {
            -weight(value)
        };
        gains.extend([gain, gain]);
        moves.insert(cell, (program.up_to(more), program.up_to(less)));
    }
    for relation in table.relations() {
        let terms = relation.moved(&moves);
        if !terms.is_empty() {
            program.cancel_out(terms);
        }
    }
    let Best::Found(_, by) = program.best(&gains) else {
        return None;
    };
    let way = |(more, less): (usize, usize)| (by[more] - by[less]).abs();
    if way(moves[&about]) < change.abs() - HAIR {
        return None;
    }
    let differing = moves.into_iter().filter(|(_, of)| way(*of) > HAIR);
    Some(differing.map(|(cell, _)| cell).collect())
}

fn may_differ(table: &Table, withheld: &BTreeSet<Cell>, cell: Cell, about: Cell) -> bool {
    let insider = table.is_alone(cell) && !table.nested(cell, about);
    let published = cell == table.everything() && !withheld.contains(&cell);
    cell == about || (table.value(cell) > 0.0 && !published && !insider)
}

/// Large cells are missed more, but not in proportion: otherwise many small ones would go for one large.
fn weight(value: f64) -> f64 {
    1.0 + value.ln_1p()
}

/// Sensitive cells that an attacker places too exactly: everybody, or those who know their own cells.
fn found_out(
    table: &Table,
    sensitive: &BTreeMap<Cell, Interval>,
    withheld: &BTreeSet<Cell>,
) -> BTreeSet<Cell> {
    let attack = Attack::new(table, withheld.iter().copied());
    let unsafe_one =
        |(cell, wanted): &(&Cell, &Interval)| !attack.by_insiders(**cell).on(**cell).holds(wanted);
    let cells = sensitive.iter().filter(unsafe_one);
    cells.map(|(cell, _)| *cell).collect()
}

fn publish_again(
    table: &Table,
    sensitive: &BTreeMap<Cell, Interval>,
    withheld: &mut BTreeSet<Cell>,
) {
    let mut candidates: Vec<Cell> = withheld
        .iter()
        .copied()
        .filter(|cell| !sensitive.contains_key(cell))
        .collect();
    candidates.sort_by(|a, b| table.value(*b).total_cmp(&table.value(*a)).then(a.cmp(b)));
    let each = sensitive.len() * 2;
    for cell in candidates.into_iter().take(SECOND_THOUGHTS / each.max(1)) {
        withheld.remove(&cell);
        if !found_out(table, sensitive, withheld).is_empty() {
            withheld.insert(cell);
        }
    }
}
