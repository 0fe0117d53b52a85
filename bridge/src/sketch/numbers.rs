//! Columns of numbers.

/// What the numbers among the values of a column are like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Numbers {
    /// Share of values that are numbers.
    pub(crate) share: f32,
    /// Smallest.
    pub(crate) least: f64,
    /// Largest.
    pub(crate) most: f64,
    /// Mean of the different ones.
    pub(crate) mean: f64,
    /// Standard deviation of the different ones.
    pub(crate) deviation: f64,
    /// Whether all are whole.
    pub(crate) is_whole: bool,
}

impl Numbers {
    /// Whether these numbers count something from the beginning: as many as their range, from 0 or 1.
    pub(crate) fn is_counter(&self, distinct: u64) -> bool {
        let range = self.most - self.least + 1.0;
        self.is_whole
            && self.share > 0.95
            && (0.0..=1.0).contains(&self.least)
            && distinct as f64 >= 0.9 * range
    }

    /// How alike two columns of numbers are by place and width, 0 to 1.
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        let widest = self.deviation.max(other.deviation);
        if widest <= f64::EPSILON {
            return if (self.mean - other.mean).abs() <= f64::EPSILON {
                1.0
            } else {
                0.0
            };
        }
        let narrowest = self.deviation.min(other.deviation);
        let apart = (self.mean - other.mean).abs() / widest;
        let whole = if self.is_whole == other.is_whole {
            1.0
        } else {
            0.7
        };
        (-apart).exp() * (narrowest / widest).sqrt() * whole
    }
}

/// Collects numbers.
#[derive(Debug, Default)]
pub(super) struct Counting {
    count: u64,
    least: f64,
    most: f64,
    mean: f64,
    /// Sum of squares of differences from the mean (Welford).
    squares: f64,
    has_fraction: bool,
}

impl Counting {
    /// Takes a value that is new, in its normal form.
    pub(super) fn take(&mut self, form: &str) {
        let begins_like_one = form
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_digit() || byte == b'-');
        if !begins_like_one || form.len() > 30 {
            return;
        }
        let Ok(number) = form.parse::<f64>() else {
            return;
        };
        if !number.is_finite() {
            return;
        }
        if self.count == 0 {
            (self.least, self.most) = (number, number);
        }
        self.count += 1;
        self.least = self.least.min(number);
        self.most = self.most.max(number);
        let apart = number - self.mean;
        self.mean += apart / self.count as f64;
        self.squares += apart * (number - self.mean);
        self.has_fraction |= number.fract() != 0.0;
    }

    /// The numbers among so many values.
    pub(super) fn finish(&self, of: u64) -> Option<Numbers> {
        (self.count > 0).then(|| Numbers {
            share: (self.count as f64 / of.max(1) as f64).min(1.0) as f32,
            least: self.least,
            most: self.most,
            mean: self.mean,
            deviation: (self.squares / self.count as f64).max(0.0).sqrt(),
            is_whole: !self.has_fraction,
        })
    }
}
