//! Counting different values: exact for as long as that is cheap, then HyperLogLog.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// Hashes kept exactly per column; above that the count is an estimate (standard error 0.8 %).
const EXACT_LIMIT: usize = 1_000_000;

/// Registers of the estimate: 2^14 give 1.04 / sqrt(16384) = 0.8 %.
const REGISTER_BITS: u32 = 14;

/// A hasher for keys that already are hashes.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Already(u64);

impl Hasher for Already {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash_bytes(bytes);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// Builds [`Already`].
pub(crate) type BuildAlready = BuildHasherDefault<Already>;

/// A well-mixed 64-bit hash of some bytes. Not secret: it must be the same in every run, so that estimates are.
pub(crate) fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ (bytes.len() as u64);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        state = fold(state ^ u64::from_le_bytes(*word), 0xd6e8_feb8_6659_fd93);
    }
    let mut last = [0_u8; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    hash_number(state ^ u64::from_le_bytes(last))
}

/// A well-mixed 64-bit hash of a number.
pub(crate) fn hash_number(value: u64) -> u64 {
    let once = fold(value ^ 0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db);
    fold(once ^ 0x8ebc_6af0_9c88_c6e3, 0x5899_65cc_7537_4cc3)
}

/// Both halves of a product in one.
pub(crate) fn fold(left: u64, right: u64) -> u64 {
    let product = u128::from(left) * u128::from(right);
    (product as u64) ^ ((product >> 64) as u64)
}

/// How many different hashes were seen.
#[derive(Debug)]
pub(crate) enum Distinct {
    /// All of them.
    Exact(HashSet<u64, BuildAlready>),
    /// Per register the longest run of leading zeros.
    Estimate(Box<[u8]>),
}

impl Default for Distinct {
    fn default() -> Self {
        Self::Exact(HashSet::default())
    }
}

impl Distinct {
    /// Takes a hash in.
    pub(crate) fn add(&mut self, hash: u64) {
        match self {
            Self::Exact(seen) => {
                seen.insert(hash);
                if seen.len() > EXACT_LIMIT {
                    self.give_up_exactness();
                }
            }
            Self::Estimate(registers) => note(registers, hash),
        }
    }

    /// Number of different values and whether it is an estimate.
    pub(crate) fn count(&self) -> (u64, bool) {
        match self {
            Self::Exact(seen) => (seen.len() as u64, false),
            Self::Estimate(registers) => (estimate(registers), true),
        }
    }

    /// Hashes held in memory.
    pub(crate) fn held(&self) -> usize {
        match self {
            Self::Exact(seen) => seen.len(),
            Self::Estimate(_) => 0,
        }
    }

    /// Whether the hash just added may be the first of its value, where `before` were held then.
    pub(crate) fn may_be_new(&self, before: usize) -> bool {
        self.is_estimate() || self.held() > before
    }

    /// Whether values are no longer told apart.
    pub(crate) const fn is_estimate(&self) -> bool {
        matches!(self, Self::Estimate(_))
    }

    /// Goes over to the estimate, to give memory back.
    pub(crate) fn give_up_exactness(&mut self) {
        if let Self::Exact(seen) = self {
            let mut registers = vec![0_u8; 1 << REGISTER_BITS].into_boxed_slice();
            for hash in seen.iter() {
                note(&mut registers, *hash);
            }
            *self = Self::Estimate(registers);
        }
    }
}

fn note(registers: &mut [u8], hash: u64) {
    let index = (hash >> (64 - REGISTER_BITS)) as usize;
    let rank = (hash << REGISTER_BITS)
        .leading_zeros()
        .min(64 - REGISTER_BITS) as u8
        + 1;
    if let Some(register) = registers.get_mut(index) {
        *register = (*register).max(rank);
    }
}

/// Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017), algorithm 6: no bias between
/// small and large counts.
fn estimate(registers: &[u8]) -> u64 {
    let count = registers.len() as f64;
    let last = (64 - REGISTER_BITS) as usize;
    let mut histogram = vec![0_u32; last + 2];
    for &rank in registers {
        if let Some(slot) = histogram.get_mut(usize::from(rank)) {
            *slot += 1;
        }
    }
    let share = |rank: usize| f64::from(histogram.get(rank).copied().unwrap_or(0)) / count;
    let mut z = count * tau(1.0 - share(last + 1));
    for rank in (1..=last).rev() {
        z = 0.5 * (z + count * share(rank));
    }
    z += count * sigma(share(0));
    (count * count / (2.0 * std::f64::consts::LN_2 * z)).round() as u64
}

fn sigma(mut x: f64) -> f64 {
    if x >= 1.0 {
        return f64::INFINITY;
    }
    let (mut y, mut z) = (1.0, x);
    loop {
        x *= x;
        let before = z;
        z += x * y;
        y += y;
        if z <= before {
            return z;
        }
    }
}

fn tau(mut x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return 0.0;
    }
    let (mut y, mut z) = (1.0, 1.0 - x);
    loop {
        x = x.sqrt();
        let before = z;
        y *= 0.5;
        z -= (1.0 - x) * (1.0 - x) * y;
        if z >= before {
            return z / 3.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_sets_are_counted_exactly() {
        let mut distinct = Distinct::default();
        for value in 0..5_000_u64 {
            distinct.add(hash_number(value % 700));
        }
        assert_eq!(distinct.count(), (700, false));
    }

    #[test]
    fn estimates_stay_within_three_percent() {
        for size in [1_000_u64, 40_000, 400_000] {
            let mut distinct = Distinct::default();
            distinct.give_up_exactness();
            for value in 0..size {
                distinct.add(hash_bytes(format!("Straße {value}").as_bytes()));
            }
            let (count, estimated) = distinct.count();
            assert!(estimated);
            let share = count as f64 / size as f64;
            assert!((0.97..1.03).contains(&share), "{count} instead of {size}");
        }
    }

    #[test]
    fn texts_that_differ_only_in_trailing_zeros_hash_differently() {
        assert_ne!(hash_bytes(b"a"), hash_bytes(b"a\0"));
        assert_ne!(hash_bytes(b""), hash_bytes(b"\0\0"));
    }
}
