//! What one piece of a column holds, counted for itself, so that several pieces can be counted at once.

use super::histogram::Draw;
use super::tally::Tally;
use crate::distinct::{hash_bytes, hash_number};
use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Decimal128Array, Float64Array, PrimitiveArray,
};
use arrow::datatypes::{
    ArrowPrimitiveType, DataType, Date32Type, Int32Type, Int64Type, Time64MicrosecondType,
    TimeUnit, TimestampMicrosecondType,
};
use std::sync::Arc;

/// Longest text kept as minimum, maximum or frequent value, in characters.
const MAX_VALUE_CHARS: usize = 200;

/// The values of a piece, each with its number of occurrences.
#[derive(Debug)]
pub(super) enum Values {
    /// Nulls only, or a type no column has.
    None,
    /// Places in the array of texts.
    Texts(Tally<u32>, ArrayRef),
    Numbers(Tally<i128>),
    Floats(Tally<f64>),
}

/// One column of one piece.
#[derive(Debug)]
pub(super) struct ColumnPart {
    pub(super) rows: u64,
    pub(super) nulls: u64,
    pub(super) values: Values,
    pub(super) sum: f64,
    pub(super) draw: Draw,
    pub(super) text_bounds: Option<(Box<str>, Box<str>)>,
    pub(super) max_chars: u64,
}

impl ColumnPart {
    fn empty() -> Self {
        Self {
            rows: 0,
            nulls: 0,
            values: Values::None,
            sum: 0.0,
            draw: Draw::default(),
            text_bounds: None,
            max_chars: 0,
        }
    }

    /// Of a column that is not there.
    pub(super) fn of_nulls(rows: usize) -> Self {
        Self {
            rows: rows as u64,
            nulls: rows as u64,
            ..Self::empty()
        }
    }

    /// Counts an array; `lots` has the lot of each of its rows. Arrays of a type no column has are counted, not
    /// looked at.
    pub(super) fn of(array: &ArrayRef, lots: &[u64]) -> Self {
        let mut part = Self {
            rows: array.len() as u64,
            nulls: array.logical_null_count() as u64,
            ..Self::empty()
        };
        match array.data_type() {
            DataType::Utf8 => part.texts(array, array.as_string::<i32>().iter()),
            DataType::LargeUtf8 => part.texts(array, array.as_string::<i64>().iter()),
            DataType::Utf8View => part.texts(array, array.as_string_view().iter()),
            DataType::Dictionary(key, _) if **key == DataType::Int32 => part.coded(array),
            DataType::Int64 => part.whole(array.as_primitive::<Int64Type>(), lots),
            DataType::Date32 => part.whole(array.as_primitive::<Date32Type>(), lots),
            DataType::Time64(TimeUnit::Microsecond) => {
                part.whole(array.as_primitive::<Time64MicrosecondType>(), lots);
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                part.whole(array.as_primitive::<TimestampMicrosecondType>(), lots);
            }
            DataType::Decimal128(..) => part.decimals(array.as_primitive(), lots),
            DataType::Float64 => part.floats(array.as_primitive(), lots),
            DataType::Boolean => part.flags(array.as_boolean(), lots),
            _ => {}
        }
        part
    }

    fn texts<'a>(&mut self, array: &ArrayRef, texts: impl Iterator<Item = Option<&'a str>>) {
        let mut tally = Tally::default();
        let mut bounds = TextBounds::default();
        for (place, text) in (0..).zip(texts) {
            let Some(text) = text else { continue };
            tally.add(hash_bytes(text.as_bytes()), || {
                bounds.add(text);
                place
            });
        }
        self.end_texts(tally, array, &bounds);
    }

    /// Texts that stand once, with a number in each row.
    fn coded(&mut self, array: &ArrayRef) {
        let coded = array.as_dictionary::<Int32Type>();
        let Some(texts) = coded.values().as_string_opt::<i32>() else {
            return;
        };
        let mut counts = vec![0_u64; texts.len()];
        for key in coded.keys().iter().flatten() {
            if let Some(count) = counts.get_mut(key as usize) {
                *count += 1;
            }
        }
        let mut tally = Tally::default();
        let mut bounds = TextBounds::default();
        for (place, (text, count)) in (0..).zip(texts.iter().zip(counts)) {
            let Some(text) = text.filter(|_| count > 0) else {
                continue;
            };
            bounds.add(text);
            tally.add_many(hash_bytes(text.as_bytes()), count, || place);
        }
        self.end_texts(tally, coded.values(), &bounds);
    }

    fn end_texts(&mut self, tally: Tally<u32>, array: &ArrayRef, bounds: &TextBounds<'_>) {
        self.text_bounds = bounds.ends.map(|(low, high)| (low.into(), high.into()));
        self.max_chars = bounds.max_chars;
        self.values = Values::Texts(tally, Arc::clone(array));
    }

    fn whole<T>(&mut self, numbers: &PrimitiveArray<T>, lots: &[u64])
    where
        T: ArrowPrimitiveType,
        T::Native: Into<i64>,
    {
        self.numbers(
            numbers
                .iter()
                .map(|value| value.map(|value| i128::from(value.into()))),
            lots,
        );
    }

    fn decimals(&mut self, numbers: &Decimal128Array, lots: &[u64]) {
        self.numbers(numbers.iter(), lots);
    }

    fn flags(&mut self, flags: &BooleanArray, lots: &[u64]) {
        self.numbers(flags.iter().map(|flag| flag.map(i128::from)), lots);
    }

    fn numbers(&mut self, numbers: impl Iterator<Item = Option<i128>>, lots: &[u64]) {
        let mut tally = Tally::default();
        for (value, lot) in numbers.zip(lots) {
            let Some(value) = value else { continue };
            self.sum += value as f64;
            self.draw.add(*lot, value as f64);
            let hash = hash_number(value as u64 ^ ((value >> 64) as u64).rotate_left(17));
            tally.add(hash, || value);
        }
        self.values = Values::Numbers(tally);
    }

    fn floats(&mut self, numbers: &Float64Array, lots: &[u64]) {
        let mut tally = Tally::default();
        for (value, lot) in numbers.iter().zip(lots) {
            let Some(value) = value.filter(|value| !value.is_nan()) else {
                continue;
            };
            self.sum += value;
            self.draw.add(*lot, value);
            tally.add(hash_number((value + 0.0).to_bits()), || value);
        }
        self.values = Values::Floats(tally);
    }
}

/// The lots of `rows` rows from number `first` on: who draws by them draws the same rows however they are cut into
/// pieces.
pub(super) fn lots(first: u64, rows: usize) -> Vec<u64> {
    (first..first + rows as u64).map(hash_number).collect()
}

#[derive(Default)]
struct TextBounds<'a> {
    ends: Option<(&'a str, &'a str)>,
    max_chars: u64,
}

impl<'a> TextBounds<'a> {
    fn add(&mut self, text: &'a str) {
        self.ends = Some(match self.ends {
            None => (text, text),
            Some((low, high)) => (low.min(text), high.max(text)),
        });
        // A text with no more bytes than the longest so far has characters to count only if it is not shorter.
        if text.len() as u64 > self.max_chars {
            self.max_chars = self.max_chars.max(text.chars().count() as u64);
        }
    }
}

/// The text at a place of an array, as much of it as is shown.
pub(super) fn text_at(array: &ArrayRef, place: u32) -> Box<str> {
    let place = place as usize;
    let text = match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(place),
        DataType::LargeUtf8 => array.as_string::<i64>().value(place),
        DataType::Utf8View => array.as_string_view().value(place),
        _ => "",
    };
    shortened(text).into()
}

/// As much of a text as is shown.
pub(super) fn shortened(text: &str) -> &str {
    match text.char_indices().nth(MAX_VALUE_CHARS) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    }
}
