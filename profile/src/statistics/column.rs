//! The accumulator of one column.

use super::frequent::Frequent;
use super::histogram::{self, Sample};
use super::value::Value;
use crate::distinct::{Distinct, hash_bytes, hash_number};
use arrow::array::{
    Array, ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array,
    LargeStringArray, StringArray, StringViewArray, Time64MicrosecondArray,
    TimestampMicrosecondArray,
};
use hebewerk_model::{ColumnStatistics, ColumnType};

/// Longest text kept as minimum, maximum or frequent value, in characters.
const MAX_VALUE_CHARS: usize = 200;

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
    texts: TextRange,
    sum: f64,
    sample: Sample,
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

#[derive(Debug, Default)]
struct TextRange {
    bounds: Option<(String, String)>,
    max_chars: u64,
}

impl TextRange {
    fn add(&mut self, text: &str) {
        match &mut self.bounds {
            None => self.bounds = Some((text.to_owned(), text.to_owned())),
            Some((low, high)) => {
                if text < low.as_str() {
                    text.clone_into(low);
                } else if text > high.as_str() {
                    text.clone_into(high);
                }
            }
        }
        // A text with no more bytes than the longest so far has characters to count only if it is not shorter.
        if text.len() as u64 > self.max_chars {
            self.max_chars = self.max_chars.max(text.chars().count() as u64);
        }
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
            texts: TextRange::default(),
            sum: 0.0,
            sample: Sample::default(),
        }
    }

    pub(super) fn add_nulls(&mut self, rows: usize) {
        self.rows += rows as u64;
        self.nulls += rows as u64;
    }

    /// Takes an array in; arrays of a type no column has are counted, not looked at.
    pub(super) fn add(&mut self, array: &ArrayRef) {
        self.rows += array.len() as u64;
        self.nulls += array.null_count() as u64;
        let any = array.as_any();
        if let Some(texts) = any.downcast_ref::<StringArray>() {
            texts.iter().flatten().for_each(|text| self.add_text(text));
        } else if let Some(texts) = any.downcast_ref::<StringViewArray>() {
            texts.iter().flatten().for_each(|text| self.add_text(text));
        } else if let Some(texts) = any.downcast_ref::<LargeStringArray>() {
            texts.iter().flatten().for_each(|text| self.add_text(text));
        } else if let Some(numbers) = any.downcast_ref::<Int64Array>() {
            numbers
                .iter()
                .flatten()
                .for_each(|value| self.add_number(i128::from(value)));
        } else if let Some(numbers) = any.downcast_ref::<Decimal128Array>() {
            numbers
                .iter()
                .flatten()
                .for_each(|value| self.add_number(value));
        } else if let Some(numbers) = any.downcast_ref::<Float64Array>() {
            numbers
                .iter()
                .flatten()
                .for_each(|value| self.add_float(value));
        } else if let Some(flags) = any.downcast_ref::<BooleanArray>() {
            flags
                .iter()
                .flatten()
                .for_each(|value| self.add_number(i128::from(value)));
        } else if let Some(days) = any.downcast_ref::<Date32Array>() {
            days.iter()
                .flatten()
                .for_each(|value| self.add_number(i128::from(value)));
        } else if let Some(times) = any.downcast_ref::<Time64MicrosecondArray>() {
            times
                .iter()
                .flatten()
                .for_each(|value| self.add_number(i128::from(value)));
        } else if let Some(times) = any.downcast_ref::<TimestampMicrosecondArray>() {
            times
                .iter()
                .flatten()
                .for_each(|value| self.add_number(i128::from(value)));
        }
    }

    fn add_text(&mut self, text: &str) {
        self.texts.add(text);
        let hash = hash_bytes(text.as_bytes());
        self.count(hash, || Value::Text(shortened(text).into()));
    }

    fn add_number(&mut self, value: i128) {
        self.numbers.add(value);
        self.sum += value as f64;
        self.sample.add(value as f64);
        let hash = hash_number(value as u64 ^ ((value >> 64) as u64).rotate_left(17));
        self.count(hash, || Value::Number(value));
    }

    fn add_float(&mut self, value: f64) {
        if value.is_nan() {
            return;
        }
        self.floats.add(value);
        self.sum += value;
        self.sample.add(value);
        self.count(hash_number((value + 0.0).to_bits()), || Value::Float(value));
    }

    fn count(&mut self, hash: u64, value: impl FnOnce() -> Value) {
        if let Some(distinct) = &mut self.distinct {
            distinct.add(hash);
        } else if self.frequent.is_full() && !self.frequent.knows(hash) {
            let mut distinct = Distinct::default();
            self.frequent.hashes().for_each(|known| distinct.add(known));
            distinct.add(hash);
            self.distinct = Some(distinct);
        }
        self.frequent.add(hash, value);
    }

    pub(super) fn finish(self) -> ColumnStatistics {
        let values = self.rows - self.nulls;
        let (distinct, distinct_estimated) = match &self.distinct {
            Some(distinct) => distinct.count(),
            None => (self.frequent.len() as u64, false),
        };
        let kind = self.column_type;
        let (min, max) = self.bounds();
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
            max_chars: (self.texts.max_chars > 0).then_some(self.texts.max_chars),
            histogram: histogram::of(kind, &self.sample, self.number_bounds()),
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
        match &self.texts.bounds {
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

fn shortened(text: &str) -> &str {
    match text.char_indices().nth(MAX_VALUE_CHARS) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    }
}
