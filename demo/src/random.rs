//! The one source of chance: `SplitMix64`.
//!
//! Written out here from the paper (Steele, Lea, Flood: *Fast Splittable Pseudorandom Number Generators*,
//! OOPSLA 2014, figure 17), because the bytes of the demo city must not change when a dependency does.

/// A stream of numbers that depends on a seed and a label only.
#[derive(Clone)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    /// Each label has its own stream, so that a new dataset never changes the bytes of another.
    pub(crate) fn of(seed: u64, label: &str) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in label.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        let mut stream = Self { state: seed ^ hash };
        stream.next();
        stream
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from 0 up to, but not including, `bound`; 0 when the bound is 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// A whole number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as usize) as i64
    }

    /// A number from 0 up to, but not including, 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number between `low` and `high`, every value equally likely.
    pub(crate) fn real(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A bell of width about 1 around 0: the sum of four dice, which needs no logarithm and stays within ±3.5.
    pub(crate) fn bell(&mut self) -> f64 {
        (self.unit() + self.unit() + self.unit() + self.unit() - 2.0) * 1.732
    }

    pub(crate) fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// A word of a list.
    pub(crate) fn word(&mut self, list: &[&'static str]) -> &'static str {
        list[self.below(list.len())]
    }

    /// An index of `weights`, in proportion to the weights; 0 when all weigh nothing.
    pub(crate) fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u64 = weights.iter().map(|&weight| u64::from(weight)).sum();
        let mut rest = self.below(total as usize) as u64;
        for (index, &weight) in weights.iter().enumerate() {
            if rest < u64::from(weight) {
                return index;
            }
            rest -= u64::from(weight);
        }
        0
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

/// Splits `total` into whole parts in proportion to `weights` (largest remainders), so that sums stay exact.
pub(crate) fn apportion(total: u32, weights: &[f64]) -> Vec<u32> {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return vec![0; weights.len()];
    }
    let exact: Vec<f64> = weights
        .iter()
        .map(|weight| f64::from(total) * weight / sum)
        .collect();
    let mut parts: Vec<u32> = exact.iter().map(|share| share.floor() as u32).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|&a, &b| {
        exact[b]
            .fract()
            .total_cmp(&exact[a].fract())
            .then(a.cmp(&b))
    });
    let missing = total.saturating_sub(parts.iter().sum());
    for &index in order.iter().cycle().take(missing as usize) {
        parts[index] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{Random, apportion};

    #[test]
    fn the_stream_is_splitmix64_as_published() {
        // First outputs for seed 1234567, from the reference implementation (prng.di.unimi.it/splitmix64.c).
        let mut stream = Random { state: 1_234_567 };
        assert_eq!(stream.next(), 6_457_827_717_110_365_317);
        assert_eq!(stream.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn parts_sum_up_to_the_whole() {
        let parts = apportion(1_000, &[1.0, 1.0, 1.0, 0.37]);
        assert_eq!(parts.iter().sum::<u32>(), 1_000);
        assert_eq!(apportion(7, &[0.0, 1.0]), vec![0, 7]);
    }
}
