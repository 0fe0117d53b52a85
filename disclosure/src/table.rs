//! A table with sums: its cells, and what adds up to what.

use std::collections::BTreeMap;

use crate::Dimension;

/// Number of a cell.
pub type Cell = usize;

/// A table of counts or amounts with all its sums, in as many directions as it has dimensions.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    dimensions: Vec<Dimension>,
    values: Vec<f64>,
    /// Cells that one person or firm makes alone: they know their own value.
    alone: Vec<bool>,
    relations: Vec<Relation>,
}

/// A cell that is the sum of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The sum.
    pub sum: Cell,
    /// Its parts.
    pub parts: Vec<Cell>,
}

impl Table {
    /// A table of counts: each entry is the line in each dimension, and how many. Entries are added up, sums are made.
    /// Entries with a line that does not exist count nowhere.
    pub fn of_counts(dimensions: Vec<Dimension>, counts: &[(Vec<usize>, u64)]) -> Self {
        let entries: Vec<(&[usize], f64, u64)> = counts
            .iter()
            .map(|(lines, count)| (lines.as_slice(), *count as f64, *count))
            .collect();
        Self::of(dimensions, &entries)
    }

    /// A table of amounts: each entry is the line in each dimension, an amount that is not negative, and how many
    /// persons or firms make it.
    pub fn of_amounts(dimensions: Vec<Dimension>, amounts: &[(Vec<usize>, f64, u64)]) -> Self {
        let entries: Vec<(&[usize], f64, u64)> = amounts
            .iter()
            .map(|(lines, amount, who)| (lines.as_slice(), *amount, *who))
            .collect();
        Self::of(dimensions, &entries)
    }

    fn of(dimensions: Vec<Dimension>, entries: &[(&[usize], f64, u64)]) -> Self {
        let cells = dimensions.iter().map(Dimension::lines).product();
        let mut values = vec![0.0; cells];
        let mut contributors = vec![0_u64; cells];
        for (lines, value, who) in entries {
            for cell in reached(&dimensions, lines) {
                values[cell] += value;
                contributors[cell] += who;
            }
        }
        let relations = relations(&dimensions);
        Self {
            dimensions,
            values,
            alone: contributors.into_iter().map(|who| who == 1).collect(),
            relations,
        }
    }

    /// Number of cells, sums included.
    pub fn cells(&self) -> usize {
        self.values.len()
    }

    /// What stands in a cell.
    pub fn value(&self, cell: Cell) -> f64 {
        self.values[cell]
    }

    /// Whether one person or firm makes a cell alone.
    pub fn is_alone(&self, cell: Cell) -> bool {
        self.alone[cell]
    }

    /// What adds up to what.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The cell at these lines; none if there is no such line.
    pub fn cell(&self, lines: &[usize]) -> Option<Cell> {
        place(&self.dimensions, lines)
    }

    /// The lines a cell stands in, one for each dimension.
    pub fn lines(&self, cell: Cell) -> Vec<usize> {
        lines(&self.dimensions, cell)
    }

    /// The cell with the sum of everything.
    pub const fn everything(&self) -> Cell {
        0
    }

    /// Whether the persons of one cell are part of those of the other.
    pub(crate) fn nested(&self, one: Cell, other: Cell) -> bool {
        let pairs = self.lines(one).into_iter().zip(self.lines(other));
        let mut nested = self.dimensions.iter().zip(pairs);
        nested.all(|(dimension, (one, other))| dimension.nested(one, other))
    }
}

impl Relation {
    /// The moves of its cells with their signs, where cells may be more and less.
    pub(crate) fn moved(&self, moves: &BTreeMap<Cell, (usize, usize)>) -> Vec<(usize, f64)> {
        let parts = self.parts.iter().map(|part| (part, 1.0));
        let cells = parts.chain([(&self.sum, -1.0)]);
        let of_cell = |(cell, sign): (&Cell, f64)| {
            let (more, less) = moves.get(cell)?;
            Some([(*more, sign), (*less, -sign)])
        };
        cells.filter_map(of_cell).flatten().collect()
    }
}

/// All cells an entry at these lines counts in.
fn reached(dimensions: &[Dimension], at: &[usize]) -> Vec<Cell> {
    if place(dimensions, at).is_none() {
        return Vec::new();
    }
    let mut cells = vec![0];
    for (dimension, line) in dimensions.iter().zip(at) {
        let up = dimension.up(*line);
        let deeper = |cell: Cell| up.iter().map(move |it| cell * dimension.lines() + it);
        cells = cells.into_iter().flat_map(deeper).collect();
    }
    cells
}

fn place(dimensions: &[Dimension], at: &[usize]) -> Option<Cell> {
    if dimensions.len() != at.len() {
        return None;
    }
    let mut cell = 0;
    for (dimension, line) in dimensions.iter().zip(at) {
        if *line >= dimension.lines() {
            return None;
        }
        cell = cell * dimension.lines() + line;
    }
    Some(cell)
}

fn lines(dimensions: &[Dimension], cell: Cell) -> Vec<usize> {
    let mut rest = cell;
    let mut lines: Vec<usize> = Vec::new();
    for dimension in dimensions.iter().rev() {
        lines.push(rest % dimension.lines());
        rest /= dimension.lines();
    }
    lines.reverse();
    lines
}

fn relations(dimensions: &[Dimension]) -> Vec<Relation> {
    let cells: usize = dimensions.iter().map(Dimension::lines).product();
    let mut relations = Vec::new();
    for sum in 0..cells {
        let at = lines(dimensions, sum);
        for (direction, dimension) in dimensions.iter().enumerate() {
            let part = |line: usize| {
                let mut moved = at.clone();
                moved[direction] = line;
                place(dimensions, &moved)
            };
            let below = dimension.below(at[direction]);
            let parts: Vec<Cell> = below.into_iter().filter_map(part).collect();
            if !parts.is_empty() {
                relations.push(Relation { sum, parts });
            }
        }
    }
    relations
}
