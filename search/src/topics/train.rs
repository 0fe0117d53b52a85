//! Training: one support vector machine a class, by dual coordinate descent (Hsieh et al. 2008, *A Dual Coordinate Descent
//! Method for Large-scale Linear SVM*), squared hinge loss. The order of examples is shuffled by a fixed seed: the same
//! examples make the same file.

use super::features::{BUCKETS, Features};
use super::model::{Class, Linear, weighed};

/// A labelled text.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it says.
    pub features: Features,
    /// What it is about; several themes are possible.
    pub classes: Vec<String>,
    /// What it counts for, 1 for a usual one.
    pub weight: f32,
}

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub struct Learner {
    /// Cost of a mistake (`C`).
    pub cost: f32,
    /// What likeness to the mean of a class adds to the score: it helps classes with few examples.
    pub likeness: f32,
    /// Weights that are kept; the smallest are dropped.
    pub weights: usize,
}

impl Default for Learner {
    fn default() -> Self {
        Self {
            cost: 1.0,
            likeness: 1.0,
            weights: 300_000,
        }
    }
}

/// Passes over the examples at most.
const PASSES: usize = 60;
/// When the largest violation of a pass is below this, the class is learned.
const ENOUGH: f32 = 0.05;

/// Learns to tell the classes of the examples apart.
pub fn train(examples: &[Example], learner: Learner) -> Linear {
    let rarity = rarity(examples);
    let rows: Vec<Vec<(u16, f32)>> = examples
        .iter()
        .map(|example| weighed(&example.features, &rarity))
        .collect();
    let mut names: Vec<&String> = examples.iter().flat_map(|it| &it.classes).collect();
    names.sort();
    names.dedup();
    let solved: Vec<(Vec<f32>, f32)> = names
        .iter()
        .map(|name| {
            let (mut weights, bias) = one_class(examples, &rows, name, learner.cost);
            let mean = mean(examples, &rows, name);
            for (weight, mean) in weights.iter_mut().zip(mean) {
                *weight += learner.likeness * mean;
            }
            (weights, bias)
        })
        .collect();
    let least = least_kept(&solved, learner.weights);
    let mut entries = vec![Vec::new(); BUCKETS];
    let mut classes = Vec::with_capacity(names.len());
    for (number, (name, (weights, bias))) in names.iter().zip(&solved).enumerate() {
        let most = weights.iter().fold(0.0_f32, |most, it| most.max(it.abs()));
        let scale = if most > 0.0 { most / 127.0 } else { 1.0 };
        for (bucket, weight) in entries.iter_mut().zip(weights) {
            let small = (weight / scale).round() as i8;
            if weight.abs() >= least && small != 0 {
                bucket.push((number as u16, small));
            }
        }
        classes.push(Class {
            name: (*name).clone(),
            scale,
            bias: *bias,
        });
    }
    Linear {
        classes,
        rarity,
        entries,
    }
}

/// How little a bucket is hit: the smoothed inverse document frequency.
fn rarity(examples: &[Example]) -> Vec<f32> {
    let mut hit = vec![0_u32; BUCKETS];
    for (bucket, _) in examples.iter().flat_map(|it| &it.features.0) {
        if let Some(hit) = hit.get_mut(usize::from(*bucket)) {
            *hit += 1;
        }
    }
    let all = 1.0 + examples.len() as f32;
    hit.into_iter()
        .map(|hit| (all / (1.0 + hit as f32)).ln() + 1.0)
        .collect()
}

/// Weights and bias of one class against all others.
fn one_class(
    examples: &[Example],
    rows: &[Vec<(u16, f32)>],
    name: &String,
    cost: f32,
) -> (Vec<f32>, f32) {
    let sides: Vec<f32> = examples
        .iter()
        .map(|it| if it.classes.contains(name) { 1.0 } else { -1.0 })
        .collect();
    let mut weights = vec![0.0_f32; BUCKETS];
    let mut bias = 0.0_f32;
    let mut alphas = vec![0.0_f32; rows.len()];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut shuffle = Shuffle(0x9e37_79b9_7f4a_7c15);
    for _ in 0..PASSES {
        shuffle.shuffle(&mut order);
        let mut worst = 0.0_f32;
        for &row in &order {
            let (Some(values), Some(side), Some(example), Some(alpha)) = (
                rows.get(row),
                sides.get(row),
                examples.get(row),
                alphas.get_mut(row),
            ) else {
                continue;
            };
            let softness = 0.5 / (cost * example.weight);
            let score = bias + product(values, &weights);
            let slope = side * score - 1.0 + *alpha * softness;
            let violation = if *alpha > 0.0 { slope } else { slope.min(0.0) };
            if violation == 0.0 {
                continue;
            }
            worst = worst.max(violation.abs());
            // Rows are of length one; the bias is one more feature of value one.
            let curvature = if values.is_empty() { 1.0 } else { 2.0 } + softness;
            let former = *alpha;
            *alpha = (former - slope / curvature).max(0.0);
            let step = (*alpha - former) * side;
            bias += step;
            for (bucket, value) in values {
                if let Some(weight) = weights.get_mut(usize::from(*bucket)) {
                    *weight += step * value;
                }
            }
        }
        if worst < ENOUGH {
            break;
        }
    }
    (weights, bias)
}

/// The mean of the examples of a class, of length one.
fn mean(examples: &[Example], rows: &[Vec<(u16, f32)>], name: &String) -> Vec<f32> {
    let mut mean = vec![0.0_f32; BUCKETS];
    for (example, row) in examples.iter().zip(rows) {
        if example.classes.contains(name) {
            for (bucket, value) in row {
                if let Some(mean) = mean.get_mut(usize::from(*bucket)) {
                    *mean += example.weight * value;
                }
            }
        }
    }
    let length: f32 = mean.iter().map(|value| value * value).sum();
    if length > 0.0 {
        let length = length.sqrt();
        for value in &mut mean {
            *value /= length;
        }
    }
    mean
}

fn product(values: &[(u16, f32)], weights: &[f32]) -> f32 {
    values
        .iter()
        .map(|(bucket, value)| {
            value
                * weights
                    .get(usize::from(*bucket))
                    .copied()
                    .unwrap_or_default()
        })
        .sum()
}

/// The size of the smallest weight that is kept.
fn least_kept(solved: &[(Vec<f32>, f32)], count: usize) -> f32 {
    let all = solved.iter().flat_map(|(weights, _)| weights);
    let mut sizes: Vec<f32> = all
        .map(|weight| weight.abs())
        .filter(|it| *it > 0.0)
        .collect();
    if sizes.len() <= count {
        return 0.0;
    }
    let cut = sizes.len() - count;
    let (_, least, _) = sizes.select_nth_unstable_by(cut, f32::total_cmp);
    *least
}

/// xorshift64*, for an order that is the same everywhere.
struct Shuffle(u64);

impl Shuffle {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for end in (1..order.len()).rev() {
            let other = self.next() % (end as u64 + 1);
            order.swap(end, other as usize);
        }
    }
}
