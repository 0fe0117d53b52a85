//! What somebody who subtracts can work out of a table with withheld cells.

use std::collections::{BTreeMap, BTreeSet};

use crate::linear::{Best, HAIR, Program};
use crate::{Cell, Table};

/// From the least to the greatest value something can have.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Interval {
    /// Least value.
    pub lowest: f64,
    /// Greatest value; infinite where there is none.
    pub highest: f64,
}

impl Interval {
    /// Whether the other interval lies within this one, but for a hair.
    pub fn holds(&self, inner: &Self) -> bool {
        self.lowest <= inner.lowest + HAIR && self.highest >= inner.highest - HAIR
    }
}

/// Somebody who reads a published table, knows that nothing in it is negative, and subtracts.
#[derive(Debug, Clone)]
pub struct Attack<'a> {
    table: &'a Table,
    /// What is not published.
    unknown: BTreeSet<Cell>,
}

impl<'a> Attack<'a> {
    /// On a table of which these cells are not published.
    pub fn new(table: &'a Table, withheld: impl IntoIterator<Item = Cell>) -> Self {
        Self {
            table,
            unknown: withheld.into_iter().collect(),
        }
    }

    /// By everybody who makes a withheld cell alone, together: they know their own values. Cells that are part of
    /// `about`, or that it is part of, are left out: these are the same persons.
    #[must_use]
    pub fn by_insiders(&self, about: Cell) -> Self {
        let known = |cell: &&Cell| self.table.is_alone(**cell) && !self.table.nested(**cell, about);
        let unknown = self.unknown.iter().filter(|cell| !known(cell)).copied();
        Self {
            table: self.table,
            unknown: unknown.collect(),
        }
    }

    /// Between which values a cell must lie. What the solver cannot answer counts as found out.
    pub fn on(&self, cell: Cell) -> Interval {
        let value = self.table.value(cell);
        let known = Interval {
            lowest: value,
            highest: value,
        };
        if !self.unknown.contains(&cell) {
            return known;
        }
        let (program, moves) = self.program(cell);
        let (more, less) = moves[&cell];
        let far = |by: usize, back: usize| {
            let mut gains = vec![0.0; 2 * moves.len()];
            gains[by] = 1.0;
            gains[back] = -1.0;
            match program.best(&gains) {
                Best::Found(far, _) => far,
                Best::Endless => f64::INFINITY,
                Best::Unknown => 0.0,
            }
        };
        Interval {
            lowest: value - far(less, more),
            highest: value + far(more, less),
        }
    }

    /// The equations that have to do with a cell, and how much more and less each unknown cell in them may be.
    fn program(&self, about: Cell) -> (Program, BTreeMap<Cell, (usize, usize)>) {
        let mut program = Program::default();
        let mut moves = BTreeMap::new();
        for cell in self.reached(about) {
            let more = program.up_to(f64::INFINITY);
            let less = program.up_to(self.table.value(cell));
            moves.insert(cell, (more, less));
        }
        for relation in self.table.relations() {
            let terms = relation.moved(&moves);
            if !terms.is_empty() {
                program.cancel_out(terms);
            }
        }
        (program, moves)
    }

    /// The unknown cells that hang together with this one: all others say nothing about it.
    fn reached(&self, about: Cell) -> BTreeSet<Cell> {
        let mut reached = BTreeSet::from([about]);
        loop {
            let before = reached.len();
            for relation in self.table.relations() {
                let cells = || relation.parts.iter().chain([&relation.sum]);
                if cells().any(|cell| reached.contains(cell)) {
                    reached.extend(cells().filter(|cell| self.unknown.contains(cell)));
                }
            }
            if reached.len() == before {
                return reached;
            }
        }
    }
}
