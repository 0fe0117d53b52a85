//! Noise for counts: which deviation has which probability.

/// How strong the noise is.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Noise {
    /// No count deviates by more.
    pub most: u32,
    /// Variance of the deviation.
    pub variance: f64,
    /// Counts up to this are never published; a count is zero or larger.
    pub never_up_to: u32,
}

impl Noise {
    /// What is proposed here for open tables: at most 3, variance 1.5, no ones. The census of 2022 works alike; its
    /// parameters are not published.
    pub const USUAL: Self = Self {
        most: 3,
        variance: 1.5,
        never_up_to: 1,
    };
    /// For small areas: at most 5, variance 3, no ones and twos.
    pub const STRICT: Self = Self {
        most: 5,
        variance: 3.0,
        never_up_to: 2,
    };
}

/// No noise without bias has this variance for this count within these bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no unbiased noise of this variance for a count of {count}")]
pub struct NoSuchNoise {
    /// The count.
    pub count: u32,
}

/// Deviations and their probabilities for every count: the ptable of the cell key method. For each count the
/// probabilities have the greatest entropy among all that keep to mean zero and the wanted variance.
#[derive(Debug, Clone, PartialEq)]
pub struct Perturbation {
    noise: Noise,
    /// For the counts 1, 2, … and, last, for every larger one.
    rows: Vec<Vec<(i64, f64)>>,
}

impl Perturbation {
    /// Makes the table.
    pub fn new(noise: Noise) -> Result<Self, NoSuchNoise> {
        let free_from = noise.most + noise.never_up_to + 1;
        let rows: Result<_, _> = (1..=free_from).map(|count| row(count, noise)).collect();
        Ok(Self { noise, rows: rows? })
    }

    /// How strong the noise is.
    pub const fn noise(&self) -> Noise {
        self.noise
    }

    /// Deviations of a count with their probabilities, the most negative first. A zero stays zero.
    pub fn of(&self, count: u64) -> &[(i64, f64)] {
        let Some(at) = usize::try_from(count).unwrap_or(usize::MAX).checked_sub(1) else {
            return &[(0, 1.0)];
        };
        self.rows
            .get(at)
            .or(self.rows.last())
            .map_or(&[], Vec::as_slice)
    }
}

fn row(count: u32, noise: Noise) -> Result<Vec<(i64, f64)>, NoSuchNoise> {
    let (count_, most) = (i64::from(count), i64::from(noise.most));
    let published = |deviation: &i64| {
        let after = count_ + deviation;
        after == 0 || after > i64::from(noise.never_up_to)
    };
    let deviations: Vec<i64> = (-most..=most).filter(published).collect();
    let probabilities = widest(&deviations, noise.variance).ok_or(NoSuchNoise { count })?;
    Ok(deviations.into_iter().zip(probabilities).collect())
}

/// Probabilities of greatest entropy with mean zero and this variance: exp(a·v + b·v²), where a and b minimise a convex
/// function, found with Newton's steps.
fn widest(deviations: &[i64], variance: f64) -> Option<Vec<f64>> {
    const STEPS: usize = 200;
    let (mut a, mut b) = (0.0, 0.0);
    for _ in 0..STEPS {
        let now = Moments::of(deviations, a, b);
        let (mean, spread) = (now.first, now.second - variance);
        if mean.abs() < 1e-13 && spread.abs() < 1e-13 {
            break;
        }
        let (of_a, of_both, of_b) = (
            now.second - now.first * now.first,
            now.third - now.first * now.second,
            now.fourth - now.second * now.second,
        );
        let determinant = of_a * of_b - of_both * of_both;
        if determinant.abs() < 1e-300 {
            return None;
        }
        let step_a = (mean * of_b - spread * of_both) / determinant;
        let step_b = (spread * of_a - mean * of_both) / determinant;
        // Half steps until it becomes better: far from the answer a full step may overshoot.
        let mut part = 1.0;
        let height = |a: f64, b: f64| Moments::of(deviations, a, b).height(b, variance);
        let here = height(a, b);
        while part > 1e-9 && height(a - part * step_a, b - part * step_b) > here + 1e-15 {
            part /= 2.0;
        }
        a -= part * step_a;
        b -= part * step_b;
        if !(a.is_finite() && b.is_finite()) {
            return None;
        }
    }
    let end = Moments::of(deviations, a, b);
    let found = end.first.abs() < 1e-9 && (end.second - variance).abs() < 1e-9;
    found.then_some(end.probabilities)
}

/// Probabilities for some a and b, and their moments.
struct Moments {
    probabilities: Vec<f64>,
    first: f64,
    second: f64,
    third: f64,
    fourth: f64,
    /// Logarithm of the sum by which the probabilities were divided.
    scale: f64,
}

impl Moments {
    fn of(deviations: &[i64], a: f64, b: f64) -> Self {
        let exponent = |v: &i64| a * *v as f64 + b * (v * v) as f64;
        let top = deviations
            .iter()
            .map(exponent)
            .fold(f64::NEG_INFINITY, f64::max);
        let raw: Vec<f64> = deviations
            .iter()
            .map(|v| (exponent(v) - top).exp())
            .collect();
        let sum: f64 = raw.iter().sum();
        let probabilities: Vec<f64> = raw.iter().map(|it| it / sum).collect();
        let moment = |power: i32| {
            let each = deviations.iter().zip(&probabilities);
            each.map(|(v, p)| (*v as f64).powi(power) * p).sum()
        };
        Self {
            first: moment(1),
            second: moment(2),
            third: moment(3),
            fourth: moment(4),
            scale: top + sum.ln(),
            probabilities,
        }
    }

    /// The convex function whose lowest point is sought.
    fn height(&self, b: f64, variance: f64) -> f64 {
        self.scale - b * variance
    }
}
