//! Columns of a sheet that stand together, between columns that are blank in all rows.

use serde::{Deserialize, Serialize};

/// Blocks that are told apart; a sheet of more is a form rather than tables side by side.
const MOST_BLOCKS: usize = 32;

/// Columns beside each other, 0-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Block {
    /// First column.
    pub(crate) first: u32,
    /// One behind the last column.
    pub(crate) end: u32,
}

/// Notes which columns have a cell.
#[derive(Debug, Default)]
pub(super) struct UsedColumns {
    used: Vec<bool>,
}

impl UsedColumns {
    /// Notes a cell in a column.
    pub(super) fn see(&mut self, column: u32) {
        let column = column as usize;
        if self.used.len() <= column {
            self.used.resize(column + 1, false);
        }
        if let Some(used) = self.used.get_mut(column) {
            *used = true;
        }
    }

    /// The blocks from left to right; none where there is but one, or too many.
    pub(super) fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        for (column, _) in (0..).zip(&self.used).filter(|(_, used)| **used) {
            match blocks.last_mut() {
                Some(block) if block.end == column => block.end += 1,
                _ => blocks.push(Block {
                    first: column,
                    end: column + 1,
                }),
            }
        }
        if (2..=MOST_BLOCKS).contains(&blocks.len()) {
            blocks
        } else {
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(columns: &[u32]) -> Vec<(u32, u32)> {
        let mut used = UsedColumns::default();
        for column in columns {
            used.see(*column);
        }
        let blocks = used.blocks();
        blocks.iter().map(|it| (it.first, it.end)).collect()
    }

    #[test]
    fn blank_columns_part_blocks() {
        assert_eq!(blocks(&[2, 1, 5, 6, 9]), [(1, 3), (5, 7), (9, 10)]);
        assert_eq!(blocks(&[1, 2, 3]), []);
    }
}
