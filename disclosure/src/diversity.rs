//! How much the sensitive values of a class differ: whoever is known to be in a class of one value is known.

use crate::{Class, Classes};

impl Classes {
    /// Distinct l-diversity: fewest different sensitive values in a class; none without rows.
    pub fn distinct_l(&self) -> Option<usize> {
        self.each().iter().map(|class| class.values.len()).min()
    }

    /// Entropy l-diversity: the smallest e^H of a class, where H is the entropy of its sensitive values. A class of `n`
    /// equally frequent values has `n`; people usually round down.
    pub fn entropy_l(&self) -> Option<f64> {
        let entropies = self.each().iter().map(Class::entropy);
        entropies.min_by(f64::total_cmp).map(f64::exp)
    }

    /// Recursive (c,l)-diversity: the largest l for which the most frequent value of every class is rarer than `c`
    /// times the l-th most frequent and all rarer ones together. Zero where not even l = 1 holds; none without rows.
    pub fn recursive_l(&self, c: f64) -> Option<usize> {
        self.each().iter().map(|class| class.recursive_l(c)).min()
    }

    /// The c that every class has to stay under for recursive (c,l)-diversity with this `l`: none without rows, or
    /// where a class has fewer than `l` values.
    pub fn recursive_c(&self, l: usize) -> Option<f64> {
        let ratios: Option<Vec<f64>> = self.each().iter().map(|it| it.recursive_c(l)).collect();
        ratios?.into_iter().max_by(f64::total_cmp)
    }

    /// alpha: the largest share of one sensitive value in a class; none without rows.
    pub fn alpha(&self) -> Option<f64> {
        let shares = self.each().iter().map(|class| {
            class.most_frequent_first().first().copied().unwrap_or(0) as f64 / class.rows as f64
        });
        shares.max_by(f64::total_cmp)
    }

    /// Rows in classes with fewer than `l` different sensitive values.
    pub fn rows_less_diverse(&self, l: usize) -> u64 {
        let poor = self.each().iter().filter(|class| class.values.len() < l);
        poor.map(|class| class.rows).sum()
    }
}

impl Class {
    fn entropy(&self) -> f64 {
        let rows = self.rows as f64;
        let of_value = |(_, count): &(usize, u64)| {
            let share = *count as f64 / rows;
            -share * share.ln()
        };
        self.values.iter().map(of_value).sum()
    }

    fn most_frequent_first(&self) -> Vec<u64> {
        let mut counts: Vec<u64> = self.values.iter().map(|(_, rows)| *rows).collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        counts
    }

    fn recursive_l(&self, c: f64) -> usize {
        let holds = |l: &usize| self.recursive_c(*l).is_some_and(|ratio| ratio < c);
        (1..=self.values.len()).take_while(holds).count()
    }

    /// Most frequent value over the l-th and all rarer ones; grows with `l`.
    fn recursive_c(&self, l: usize) -> Option<f64> {
        let counts = self.most_frequent_first();
        let rest: u64 = counts.get(l.checked_sub(1)?..)?.iter().sum();
        (rest > 0).then(|| counts[0] as f64 / rest as f64)
    }
}
