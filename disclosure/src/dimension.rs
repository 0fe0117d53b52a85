//! One side of a table: its lines, and which of them are sums of others.

/// Lines of a table in one direction, as a tree: line 0 is the sum of all, a line with children is their sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// The sum a line belongs to; only line 0 has none.
    above: Vec<Option<usize>>,
}

/// Sums that do not make a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misshapen {
    /// Nothing in it.
    #[error("a dimension needs a line with the sum of all")]
    Empty,
    /// A line must belong to a line before it, and only the first to none.
    #[error("line {0} does not belong to a line before it")]
    OutOfOrder(usize),
}

impl Dimension {
    /// A sum and `lines` lines below it.
    pub fn flat(lines: usize) -> Self {
        let mut above = vec![None];
        above.resize(lines + 1, Some(0));
        Self { above }
    }

    /// From the sum each line belongs to: none for line 0, an earlier line for every other.
    pub fn tree(above: Vec<Option<usize>>) -> Result<Self, Misshapen> {
        if above.is_empty() {
            return Err(Misshapen::Empty);
        }
        for (line, sum) in above.iter().enumerate() {
            let fits = match sum {
                None => line == 0,
                Some(sum) => *sum < line,
            };
            if !fits {
                return Err(Misshapen::OutOfOrder(line));
            }
        }
        Ok(Self { above })
    }

    /// Number of lines, sums included.
    pub fn lines(&self) -> usize {
        self.above.len()
    }

    /// Lines that are no sums.
    pub fn leaves(&self) -> Vec<usize> {
        let lines = 0..self.lines();
        lines.filter(|line| self.below(*line).is_empty()).collect()
    }

    /// The lines whose sum `line` is; none for a leaf.
    pub(crate) fn below(&self, line: usize) -> Vec<usize> {
        let lines = 0..self.lines();
        lines.filter(|it| self.above[*it] == Some(line)).collect()
    }

    /// The sums `line` is part of, itself first.
    pub(crate) fn up(&self, line: usize) -> Vec<usize> {
        let mut way = vec![line];
        let mut at = line;
        while let Some(sum) = self.above[at] {
            way.push(sum);
            at = sum;
        }
        way
    }

    /// Whether one of the two lines is part of the other, or they are the same.
    pub(crate) fn nested(&self, one: usize, other: usize) -> bool {
        self.up(one).contains(&other) || self.up(other).contains(&one)
    }
}
