//! Rows that look alike to whoever knows the quasi-identifiers.

use std::collections::BTreeMap;

/// The rows of a table, put together where their quasi-identifiers are equal.
///
/// Made from counts, so that whoever holds the rows counts them once: `select quasi, sensitive, count(*) … group by`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Classes {
    classes: Vec<Class>,
    /// Rows with each sensitive value, in the order of the values.
    totals: Vec<u64>,
}

/// Rows with equal quasi-identifiers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Class {
    /// Rows.
    pub rows: u64,
    /// Place of a sensitive value in the order of all, and rows with it; by place, none with zero rows.
    pub(crate) values: Vec<(usize, u64)>,
}

impl Classes {
    /// From counts of rows for each class and sensitive value; equal pairs are added up.
    ///
    /// The order of the sensitive values is that of `S`: [`Distance::Ordered`](crate::Distance::Ordered) relies on it.
    pub fn from_counts<K: Ord, S: Ord>(counts: impl IntoIterator<Item = (K, S, u64)>) -> Self {
        let mut classes: BTreeMap<K, Vec<(S, u64)>> = BTreeMap::new();
        for (class, value, rows) in counts {
            if rows > 0 {
                classes.entry(class).or_default().push((value, rows));
            }
        }
        let mut of_class: Vec<BTreeMap<S, u64>> = Vec::new();
        for pairs in classes.into_values() {
            let mut values = BTreeMap::new();
            for (value, rows) in pairs {
                *values.entry(value).or_insert(0) += rows;
            }
            of_class.push(values);
        }
        // Only what is asked for again is kept: the values themselves are nobody's business here.
        let mut order: Vec<&S> = of_class.iter().flat_map(BTreeMap::keys).collect();
        order.sort();
        order.dedup();
        let mut totals = vec![0; order.len()];
        let mut made = Vec::new();
        for values in &of_class {
            let mut class = Class::default();
            for (value, rows) in values {
                if let Ok(place) = order.binary_search(&value) {
                    class.values.push((place, *rows));
                    totals[place] += rows;
                    class.rows += rows;
                }
            }
            made.push(class);
        }
        Self {
            classes: made,
            totals,
        }
    }

    /// From single rows: their quasi-identifiers and their sensitive value.
    pub fn from_rows<K: Ord, S: Ord>(rows: impl IntoIterator<Item = (K, S)>) -> Self {
        Self::from_counts(rows.into_iter().map(|(class, value)| (class, value, 1)))
    }

    /// From sizes of classes alone, where no column is sensitive.
    pub fn from_sizes(sizes: impl IntoIterator<Item = u64>) -> Self {
        Self::from_counts(
            sizes
                .into_iter()
                .enumerate()
                .map(|(at, rows)| (at, (), rows)),
        )
    }

    /// The classes.
    pub fn each(&self) -> &[Class] {
        &self.classes
    }

    /// Rows of all classes.
    pub fn rows(&self) -> u64 {
        self.totals.iter().sum()
    }

    /// Share of all rows that each sensitive value has.
    pub(crate) fn shares(&self) -> Vec<f64> {
        let rows = self.rows() as f64;
        self.totals.iter().map(|of| *of as f64 / rows).collect()
    }

    /// k: rows of the smallest class; none without rows.
    pub fn k(&self) -> Option<u64> {
        self.classes.iter().map(|class| class.rows).min()
    }

    /// Rows in classes smaller than `k`: those that stand out.
    pub fn rows_below(&self, k: u64) -> u64 {
        let small = self.classes.iter().filter(|class| class.rows < k);
        small.map(|class| class.rows).sum()
    }

    /// Classes smaller than `k`.
    pub fn classes_below(&self, k: u64) -> usize {
        self.classes.iter().filter(|class| class.rows < k).count()
    }

    /// What remains when the rows of classes smaller than `k` are left out.
    #[must_use]
    pub fn without_small(&self, k: u64) -> Self {
        let kept = self.classes.iter().enumerate();
        Self::from_counts(
            kept.filter(|(_, class)| class.rows >= k)
                .flat_map(|(at, class)| {
                    class.values.iter().map(move |(of, rows)| (at, *of, *rows))
                }),
        )
    }
}
