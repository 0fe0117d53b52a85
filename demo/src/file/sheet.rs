//! A sheet of a workbook, before it becomes Excel or OpenDocument.

use crate::day::Day;

/// What stands in a cell.
#[derive(Clone)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Date(Day),
    /// A heading.
    Bold(String),
}

/// A sheet: rows of cells, some merged.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// Merged blocks: first row, first column, last row, last column; the text is in the first cell.
    pub(crate) merged: Vec<(u32, u16, u32, u16)>,
    pub(crate) hidden: bool,
}

/// A text cell.
pub(crate) fn text(value: impl Into<String>) -> Cell {
    Cell::Text(value.into())
}

/// A number cell.
pub(crate) fn number(value: impl Into<f64>) -> Cell {
    Cell::Number(value.into())
}

impl Sheet {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            rows: Vec::new(),
            merged: Vec::new(),
            hidden: false,
        }
    }

    /// A sheet that nobody sees and that machines read all the same.
    pub(crate) fn hidden(name: &str) -> Self {
        Self {
            hidden: true,
            ..Self::new(name)
        }
    }

    pub(crate) fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// A row with one text in the first column, empty text for an empty row.
    pub(crate) fn line(&mut self, line: &str) {
        self.rows.push(if line.is_empty() {
            Vec::new()
        } else {
            vec![text(line)]
        });
    }

    /// A row of headings, parted by `|`; nothing between two of them is an empty cell.
    pub(crate) fn head(&mut self, names: &str) {
        let cell = |name: &str| {
            if name.is_empty() {
                Cell::Empty
            } else {
                Cell::Bold(name.to_owned())
            }
        };
        self.rows.push(names.split('|').map(cell).collect());
    }

    /// Merges a block that begins in the row written last: `columns` wide, `rows` high.
    pub(crate) fn merge(&mut self, column: u16, columns: u16, rows: u32) {
        let row = self.rows.len().saturating_sub(1) as u32;
        self.merged
            .push((row, column, row + rows - 1, column + columns - 1));
    }
}
