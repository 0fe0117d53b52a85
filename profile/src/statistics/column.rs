//! The accumulator of one column.

use super::frequent::Frequent;
use super::histogram::{self, Draw};
use super::part::{ColumnPart, Values, shortened, text_at};
use super::value::Value;
use crate::distinct::Distinct;
use hebewerk_model::{ColumnStatistics, ColumnType};

/// Gathers what [`ColumnStatistics`] needs.
#[derive(Debug)]
pub(super) struct ColumnAccumulator {
    column_type: ColumnType,
    rows: u64,
    nulls: u64,
    frequent: Frequent,
    /// Starts when `frequent` no longer holds every value.
    distinct: Option<Distinct>,
    numbers: Range<i128>,
    floats: Range<f64>,
    texts: Option<(String, String)>,
    max_chars: u64,
    sum: f64,
    draw: Draw,
}

#[derive(Debug)]
struct Range<T> {
    bounds: Option<(T, T)>,
}

impl<T: PartialOrd + Copy> Range<T> {
    fn add(&mut self, value: T) {
        self.bounds = Some(match self.bounds {
            None => (value, value),
            Some((low, high)) => (
                if value < low { value } else { low },
                if value > high { value } else { high },
            ),
        });
    }
}

impl ColumnAccumulator {
    pub(super) fn new(column_type: ColumnType) -> Self {
        Self {
            column_type,
            rows: 0,
            nulls: 0,
            frequent: Frequent::default(),
            distinct: None,
            numbers: Range { bounds: None },
            floats: Range { bounds: None },
            texts: None,
            max_chars: 0,
            sum: 0.0,
            draw: Draw::default(),
        }
    }

    /// Takes the next piece in; pieces come in the order of their rows.
    pub(super) fn merge(&mut self, part: ColumnPart) {
        self.rows += part.rows;
        self.nulls += part.nulls;
        self.sum += part.sum;
        self.draw.merge(part.draw);
        self.max_chars = self.max_chars.max(part.max_chars);
        if let Some((low, high)) = part.text_bounds {
            self.widen(&low, &high);
        }
        match part.values {
            Values::None => {}
            Values::Texts(tally, texts) => {
                for entry in tally.into_entries() {
                    let value = || Value::Text(text_at(&texts, entry.value));
                    self.count(entry.hash, entry.count, value);
                }
            }
            Values::Numbers(tally) => {
                for entry in tally.into_entries() {
                    self.numbers.add(entry.value);
                    self.count(entry.hash, entry.count, || Value::Number(entry.value));
                }
            }
            Values::Floats(tally) => {
                for entry in tally.into_entries() {
                    self.floats.add(entry.value);
                    self.count(entry.hash, entry.count, || Value::Float(entry.value));
                }
            }
        }
    }

    fn widen(&mut self, low: &str, high: &str) {
        match &mut self.texts {
            None => self.texts = Some((low.to_owned(), high.to_owned())),
            Some((lowest, highest)) => {
                if low < lowest.as_str() {
                    low.clone_into(lowest);
                }
                if high > highest.as_str() {
                    high.clone_into(highest);
                }
            }
        }
    }

    fn count(&mut self, hash: u64, times: u64, value: impl FnOnce() -> Value) {
        if let Some(distinct) = &mut self.distinct {
            distinct.add(hash);
        } else if self.frequent.is_full() && !self.frequent.knows(hash) {
            let mut distinct = Distinct::default();
            self.frequent.hashes().for_each(|known| distinct.add(known));
            distinct.add(hash);
            self.distinct = Some(distinct);
        }
        self.frequent.add(hash, times, value);
    }

    pub(super) fn finish(self) -> ColumnStatistics {
        let values = self.rows - self.nulls;
        let (distinct, distinct_estimated) = match &self.distinct {
            Some(distinct) => distinct.count(),
            None => (self.frequent.len() as u64, false),
        };
        let kind = self.column_type;
        let (min, max) = self.bounds();
        let number_bounds = self.number_bounds();
        ColumnStatistics {
            rows: self.rows,
            nulls: self.nulls,
            distinct: distinct.min(values),
            distinct_estimated,
            min,
            max,
            mean: kind
                .is_number()
                .then(|| self.sum / scale_of(kind) / values as f64)
                .filter(|mean| mean.is_finite()),
            max_chars: (self.max_chars > 0).then_some(self.max_chars),
            histogram: histogram::of(kind, self.draw, number_bounds),
            frequent: self.frequent.finish(kind, distinct, values),
        }
    }

    fn bounds(&self) -> (Option<String>, Option<String>) {
        let kind = self.column_type;
        if let Some((low, high)) = self.numbers.bounds {
            let text = |value| Some(Value::Number(value).text(kind));
            return (text(low), text(high));
        }
        if let Some((low, high)) = self.floats.bounds {
            let text = |value| Some(Value::Float(value).text(kind));
            return (text(low), text(high));
        }
        match &self.texts {
            Some((low, high)) => (
                Some(shortened(low).to_owned()),
                Some(shortened(high).to_owned()),
            ),
            None => (None, None),
        }
    }

    fn number_bounds(&self) -> Option<(f64, f64)> {
        match self.numbers.bounds {
            Some((low, high)) => Some((low as f64, high as f64)),
            None => self.floats.bounds,
        }
    }
}

/// What stored numbers of this type are divided by to get their value.
pub(super) fn scale_of(column_type: ColumnType) -> f64 {
    match column_type {
        ColumnType::Decimal { scale, .. } => 10_f64.powi(i32::from(scale)),
        _ => 1.0,
    }
}
