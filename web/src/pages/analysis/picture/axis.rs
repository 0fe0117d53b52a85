//! Numbers along an axis.

/// An axis over some numbers, with round marks.
pub(super) struct Axis {
    from: f64,
    to: f64,
    /// Round numbers within.
    pub(super) marks: Vec<f64>,
}

impl Axis {
    /// An axis over numbers; with `zero` it begins there.
    pub(super) fn over(numbers: impl IntoIterator<Item = f64>, zero: bool) -> Option<Self> {
        let mut least = f64::INFINITY;
        let mut most = f64::NEG_INFINITY;
        for number in numbers {
            least = least.min(number);
            most = most.max(number);
        }
        if !least.is_finite() || !most.is_finite() {
            return None;
        }
        if zero {
            least = least.min(0.0);
            most = most.max(0.0);
        }
        if most <= least {
            most = least + 1.0;
        }
        let step = round_step((most - least) / 4.0);
        let first = (least / step).floor();
        let end = (most / step).ceil();
        let marks = (0..=(end - first) as usize).map(|mark| (first + mark as f64) * step);
        let marks: Vec<f64> = marks.collect();
        Some(Self {
            from: first * step,
            to: end * step,
            marks,
        })
    }

    /// Where a number lies, from 0 to 1.
    pub(super) fn at(&self, number: f64) -> f64 {
        (number - self.from) / (self.to - self.from)
    }
}

/// A step of 1, 2, 2.5 or 5 times a power of ten that is at least as large.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    let found = steps.into_iter().find(|step| step * power >= least * 0.999);
    found.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::Axis;

    #[test]
    fn axes_have_round_marks_that_hold_all_numbers() {
        let axis = Axis::over([3.0, 317.6], true).unwrap();
        assert_eq!(axis.marks, [0.0, 100.0, 200.0, 300.0, 400.0]);
        assert!((axis.at(100.0) - 0.25).abs() < 1e-9);
        let axis = Axis::over([-12.0, 8.0], true).unwrap();
        assert_eq!(axis.marks, [-15.0, -10.0, -5.0, 0.0, 5.0, 10.0]);
        assert!(Axis::over([], true).is_none());
        assert!(Axis::over([5.0, 5.0], false).is_some());
    }
}
