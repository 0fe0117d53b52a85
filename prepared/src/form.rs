//! A table in compact form, as readers under the same conditions see it.

use crate::column::Column;

/// Row numbers, ascending.
#[derive(Debug)]
pub(crate) enum Numbers {
    /// One after the other, from this one on.
    From(i64),
    /// These: rows between them are hidden, or were erased.
    These(Vec<i64>),
}

impl Numbers {
    pub(crate) fn new(numbers: Vec<i64>) -> Self {
        let first = numbers.first().copied().unwrap_or(1);
        let is_whole = numbers
            .iter()
            .zip(first..)
            .all(|(number, expected)| *number == expected);
        if is_whole {
            Self::From(first)
        } else {
            Self::These(numbers)
        }
    }

    /// The number of a row.
    pub(crate) fn of(&self, row: u32) -> i64 {
        match self {
            Self::From(first) => first + i64::from(row),
            Self::These(numbers) => numbers[row as usize],
        }
    }

    /// The first row with a greater number; behind the last row if there is none.
    pub(crate) fn first_behind(&self, number: i64) -> u32 {
        match self {
            Self::From(first) => {
                let rows = number.saturating_sub(*first).saturating_add(1);
                u32::try_from(rows.max(0)).unwrap_or(u32::MAX)
            }
            Self::These(numbers) => numbers.partition_point(|one| *one <= number) as u32,
        }
    }

    const fn bytes(&self) -> usize {
        match self {
            Self::From(_) => 0,
            Self::These(numbers) => numbers.capacity() * 8,
        }
    }
}

/// A table in compact form: what one version shows under one set of conditions.
#[derive(Debug)]
pub struct Form {
    pub(crate) columns: Vec<Column>,
    pub(crate) numbers: Numbers,
    rows: u32,
}

impl Form {
    pub(crate) const fn new(columns: Vec<Column>, numbers: Numbers, rows: u32) -> Self {
        Self {
            columns,
            numbers,
            rows,
        }
    }

    pub(crate) const fn rows(&self) -> u32 {
        self.rows
    }

    /// What it takes of memory now, in bytes, with the orders made so far.
    pub fn bytes(&self) -> usize {
        let columns: usize = self.columns.iter().map(Column::bytes).sum();
        columns + self.numbers.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_their_numbers_also_where_some_are_missing() {
        for (numbers, after, expected) in [
            (vec![1, 2, 3], 0, 0),
            (vec![1, 2, 3], 2, 2),
            (vec![1, 2, 3], i64::MIN, 0),
            (vec![2, 5, 9], 5, 2),
            (vec![2, 5, 9], 3, 1),
            (vec![2, 5, 9], i64::MAX, 3),
        ] {
            assert_eq!(Numbers::new(numbers).first_behind(after), expected);
        }
    }
}
