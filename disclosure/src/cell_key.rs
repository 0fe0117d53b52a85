//! Noise that is the same whenever the same persons are counted: the cell key method.
//!
//! Each row has a key that looks like chance. The key of a cell is the sum of the keys of its rows, so the same rows
//! have the same key, in whatever table and order, and the same deviation. Sums need not add up any more. A key that is
//! changed makes other noise, and two kinds of noise on one count can be averaged: keys stay.

use crate::Perturbation;

/// Makes keys of rows.
#[derive(Clone)]
pub struct RecordKeys {
    secret: [u8; 32],
}

/// The key of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordKey(u32);

impl RecordKey {
    /// As a number: the key of a cell is the sum of these.
    pub const fn number(self) -> u32 {
        self.0
    }
}

/// The key of a set of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CellKey {
    sum: u32,
    rows: u64,
}

impl std::fmt::Debug for RecordKeys {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("RecordKeys(secret)")
    }
}

impl RecordKeys {
    /// With the secret of a family of datasets: whoever knows it can take the noise off again.
    pub const fn new(secret: [u8; 32]) -> Self {
        Self { secret }
    }

    /// The key of the row with this identity, which has to stay the same in all versions.
    pub fn of(&self, identity: &[u8]) -> RecordKey {
        let hash = blake3::keyed_hash(&self.secret, identity);
        let bytes = hash.as_bytes();
        RecordKey(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }
}

impl CellKey {
    /// Of so many rows whose keys have this sum.
    pub const fn of_sum(sum: u64, rows: u64) -> Self {
        Self {
            sum: sum as u32,
            rows,
        }
    }

    /// One row more.
    #[must_use]
    pub const fn with(self, row: RecordKey) -> Self {
        Self {
            sum: self.sum.wrapping_add(row.0),
            rows: self.rows + 1,
        }
    }

    /// Rows of two cells that have none in common.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            sum: self.sum.wrapping_add(other.sum),
            rows: self.rows + other.rows,
        }
    }

    /// The count with its noise.
    pub fn count(&self, table: &Perturbation) -> u64 {
        let chance = f64::from(self.sum) / (f64::from(u32::MAX) + 1.0);
        let mut reached = 0.0;
        let mut deviation = 0;
        for (candidate, probability) in table.of(self.rows) {
            deviation = *candidate;
            reached += probability;
            if chance < reached {
                break;
            }
        }
        self.rows.saturating_add_signed(deviation)
    }
}
