//! What stands in the cells of a column: codes of its sorted values, or whole numbers as they are.

/// Stands for "no value" among numbers; a column in which it is a number has no form.
pub(crate) const NO_NUMBER: i64 = i64::MAX;

/// The cells of a column. Ranks are in the order of values; the highest rank is that of cells without a value.
#[derive(Debug)]
pub(crate) enum Cells {
    /// Codes of at most 255 values.
    Bytes(Vec<u8>, u64),
    /// Codes of at most 65,535 values.
    Shorts(Vec<u16>, u64),
    /// Codes of more values.
    Words(Vec<u32>, u64),
    /// The numbers themselves.
    Numbers(Vec<i64>),
}

impl Cells {
    /// Cells with codes below `distinct`, or exactly `distinct` where there is no value.
    pub(crate) fn coded(codes: Vec<u32>, distinct: usize) -> Self {
        let none = distinct as u64;
        if u8::try_from(distinct).is_ok() {
            Self::Bytes(codes.into_iter().map(|code| code as u8).collect(), none)
        } else if u16::try_from(distinct).is_ok() {
            Self::Shorts(codes.into_iter().map(|code| code as u16).collect(), none)
        } else {
            Self::Words(codes, none)
        }
    }

    /// The rank of a number.
    pub(crate) const fn rank_of(number: i64) -> u64 {
        number.wrapping_sub(i64::MIN) as u64
    }

    /// The number of a rank.
    pub(crate) const fn number_of(rank: u64) -> i64 {
        (rank as i64).wrapping_add(i64::MIN)
    }

    /// The rank of a row's value.
    #[inline]
    pub(crate) fn rank(&self, row: u32) -> u64 {
        let row = row as usize;
        match self {
            Self::Bytes(codes, _) => u64::from(codes[row]),
            Self::Shorts(codes, _) => u64::from(codes[row]),
            Self::Words(codes, _) => u64::from(codes[row]),
            Self::Numbers(numbers) => Self::rank_of(numbers[row]),
        }
    }

    /// Appends the ranks of these rows' values. The loop waits for many cells at once: they lie far apart.
    pub(crate) fn push_ranks(&self, rows: &[u32], ranks: &mut Vec<u64>) {
        let rows = rows.iter().map(|row| *row as usize);
        match self {
            Self::Bytes(codes, _) => ranks.extend(rows.map(|row| u64::from(codes[row]))),
            Self::Shorts(codes, _) => ranks.extend(rows.map(|row| u64::from(codes[row]))),
            Self::Words(codes, _) => ranks.extend(rows.map(|row| u64::from(codes[row]))),
            Self::Numbers(numbers) => ranks.extend(rows.map(|row| Self::rank_of(numbers[row]))),
        }
    }

    /// The rank of cells without a value.
    pub(crate) const fn none(&self) -> u64 {
        match self {
            Self::Bytes(_, none) | Self::Shorts(_, none) | Self::Words(_, none) => *none,
            Self::Numbers(_) => Self::rank_of(NO_NUMBER),
        }
    }

    pub(crate) const fn is_coded(&self) -> bool {
        !matches!(self, Self::Numbers(_))
    }

    pub(crate) const fn rows(&self) -> usize {
        match self {
            Self::Bytes(codes, _) => codes.len(),
            Self::Shorts(codes, _) => codes.len(),
            Self::Words(codes, _) => codes.len(),
            Self::Numbers(numbers) => numbers.len(),
        }
    }

    pub(crate) const fn bytes(&self) -> usize {
        match self {
            Self::Bytes(codes, _) => codes.capacity(),
            Self::Shorts(codes, _) => codes.capacity() * 2,
            Self::Words(codes, _) => codes.capacity() * 4,
            Self::Numbers(numbers) => numbers.capacity() * 8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_have_the_order_of_numbers_and_lead_back() {
        let numbers = [i64::MIN, -7, -1, 0, 1, i64::MAX - 1];
        assert!(numbers.is_sorted_by_key(|number| Cells::rank_of(*number)));
        for number in numbers {
            assert_eq!(Cells::number_of(Cells::rank_of(number)), number);
        }
    }
}
