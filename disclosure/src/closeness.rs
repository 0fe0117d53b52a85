//! How far the sensitive values of a class are from those of the whole table: whoever is known to be in a class far
//! away is known to be unlike the others.

use crate::{Class, Classes};

/// How far apart two sensitive values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distance {
    /// Equally far, for values without an order.
    Equal,
    /// By the number of values between them, for numbers and other ordered values.
    Ordered,
}

impl Classes {
    /// t: the largest earth mover's distance between a class and the table, between 0 and 1; none without rows.
    pub fn t(&self, distance: Distance) -> Option<f64> {
        let shares = self.shares();
        let all = self.each().iter().map(|class| class.t(&shares, distance));
        all.max_by(f64::total_cmp)
    }
}

impl Class {
    fn t(&self, shares: &[f64], distance: Distance) -> f64 {
        let mut differences: Vec<f64> = shares.iter().map(|share| -share).collect();
        for (place, rows) in &self.values {
            differences[*place] += *rows as f64 / self.rows as f64;
        }
        match distance {
            Distance::Equal => differences.iter().map(|it| it.abs()).sum::<f64>() / 2.0,
            Distance::Ordered => {
                let mut carried = 0.0;
                let mut way = 0.0;
                for difference in &differences {
                    carried += difference;
                    way += f64::abs(carried);
                }
                let steps = shares.len().saturating_sub(1).max(1);
                way / steps as f64
            }
        }
    }
}
