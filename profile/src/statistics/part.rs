//! What one piece of a column holds, counted for itself, so that several pieces can be counted at once.

use super::histogram::{Draw, SAMPLE};
use super::tally::Tally;
use crate::distinct::{hash_bytes, hash_number};
use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Decimal128Array, Float64Array, Int32Array,
    PrimitiveArray, StringArray,
};
use arrow::datatypes::{
    ArrowPrimitiveType, DataType, Date32Type, Decimal128Type, Float64Type, Int32Type, Int64Type,
    Time64MicrosecondType, TimeUnit, TimestampMicrosecondType,
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

    /// Counts an array; `lots` are those of its rows. Arrays of a type no column has are counted, not
    /// looked at.
    pub(super) fn of(array: &ArrayRef, lots: &Lots) -> Self {
        let mut part = Self {
            rows: array.len() as u64,
            nulls: array.logical_null_count() as u64,
            ..Self::empty()
        };
        match array.data_type() {
            DataType::Utf8 => part.texts(array, array.as_string::<i32>().iter()),
            DataType::LargeUtf8 => part.texts(array, array.as_string::<i64>().iter()),
            DataType::Utf8View => part.texts(array, array.as_string_view().iter()),
            DataType::Dictionary(key, _) if **key == DataType::Int32 => part.coded(array, lots),
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
            DataType::Boolean => part.flags(array.as_boolean()),
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

    /// Values that stand once, with a number in each row.
    fn coded(&mut self, array: &ArrayRef, lots: &Lots) {
        let coded = array.as_dictionary::<Int32Type>();
        let (keys, values) = (coded.keys(), coded.values());
        let mut counts = vec![0_u64; values.len()];
        for key in valid(keys) {
            if let Some(count) = counts.get_mut(key as usize) {
                *count += 1;
            }
        }
        if let Some(texts) = values.as_string_opt::<i32>() {
            self.coded_texts(values, texts, &counts);
        } else if let Some(numbers) = whole_numbers(values) {
            let mut tally = Tally::default();
            for (value, count) in numbers.iter().zip(&counts) {
                let Some(value) = value.filter(|_| *count > 0) else {
                    continue;
                };
                self.sum += rounded(value) * *count as f64;
                tally.add_many(hash_whole(value), *count, || value);
            }
            self.values = Values::Numbers(tally);
            self.draw_from(keys, lots, |row| {
                let value = numbers.get(keys.value(row) as usize)?;
                value.map(rounded)
            });
        } else if let Some(numbers) = values.as_primitive_opt::<Float64Type>() {
            let mut tally = Tally::default();
            let is_number = |value: &f64| !value.is_nan();
            for (value, count) in numbers.iter().zip(&counts) {
                let Some(value) = value.filter(is_number).filter(|_| *count > 0) else {
                    continue;
                };
                self.sum += value * *count as f64;
                tally.add_many(hash_float(value), *count, || value);
            }
            self.values = Values::Floats(tally);
            self.draw_from(keys, lots, |row| {
                let place = keys.value(row) as usize;
                let value = numbers.is_valid(place).then(|| numbers.value(place));
                value.filter(is_number)
            });
        }
    }

    fn coded_texts(&mut self, array: &ArrayRef, texts: &StringArray, counts: &[u64]) {
        let mut tally = Tally::default();
        let mut bounds = TextBounds::default();
        for (place, (text, count)) in (0..).zip(texts.iter().zip(counts)) {
            let Some(text) = text.filter(|_| *count > 0) else {
                continue;
            };
            bounds.add(text);
            tally.add_many(hash_bytes(text.as_bytes()), *count, || place);
        }
        self.end_texts(tally, array, &bounds);
    }

    fn end_texts(&mut self, tally: Tally<u32>, array: &ArrayRef, bounds: &TextBounds<'_>) {
        self.text_bounds = bounds.ends.map(|(low, high)| (low.into(), high.into()));
        self.max_chars = bounds.max_chars;
        self.values = Values::Texts(tally, Arc::clone(array));
    }

    fn whole<T>(&mut self, numbers: &PrimitiveArray<T>, lots: &Lots)
    where
        T: ArrowPrimitiveType,
        T::Native: Into<i64>,
    {
        let mut tally = Tally::default();
        for value in numbers.iter().flatten() {
            let value: i64 = value.into();
            self.sum += value as f64;
            tally.add(hash_whole(i128::from(value)), || i128::from(value));
        }
        self.values = Values::Numbers(tally);
        self.draw_from(numbers, lots, |row| {
            Some(Into::<i64>::into(numbers.value(row)) as f64)
        });
    }

    fn decimals(&mut self, numbers: &Decimal128Array, lots: &Lots) {
        let mut tally = Tally::default();
        for value in numbers.iter().flatten() {
            self.sum += rounded(value);
            tally.add(hash_whole(value), || value);
        }
        self.values = Values::Numbers(tally);
        self.draw_from(numbers, lots, |row| Some(rounded(numbers.value(row))));
    }

    fn flags(&mut self, flags: &BooleanArray) {
        let mut tally = Tally::default();
        for value in flags.iter().flatten().map(i128::from) {
            tally.add(hash_whole(value), || value);
        }
        self.values = Values::Numbers(tally);
    }

    fn floats(&mut self, numbers: &Float64Array, lots: &Lots) {
        let mut tally = Tally::default();
        for value in numbers.iter().flatten().filter(|value| !value.is_nan()) {
            self.sum += value;
            tally.add(hash_float(value), || value);
        }
        self.values = Values::Floats(tally);
        self.draw_from(numbers, lots, |row| {
            Some(numbers.value(row)).filter(|value| !value.is_nan())
        });
    }

    /// Draws from an array whose value in a row is `value`.
    fn draw_from(&mut self, array: &dyn Array, lots: &Lots, value: impl Fn(usize) -> Option<f64>) {
        let value = |row: usize| array.is_valid(row).then(|| value(row)).flatten();
        self.draw.pass(self.rows - self.nulls);
        // Where many rows are empty, those with the smallest lots alone would be too few.
        if self.nulls * 4 <= self.rows
            && let Some(smallest) = &lots.smallest
        {
            for (row, lot) in smallest {
                if let Some(value) = value(*row as usize) {
                    self.draw.add(*lot, value);
                }
            }
            return;
        }
        for (row, lot) in lots.all.iter().enumerate() {
            if !self.draw.is_out(*lot)
                && let Some(value) = value(row)
            {
                self.draw.add(*lot, value);
            }
        }
    }
}

/// The lots of a piece's rows: who draws by them draws the same rows however they are cut into pieces.
pub(super) struct Lots {
    all: Vec<u64>,
    /// The rows with the smallest ones, as many as a sample has; none where there are no more rows.
    smallest: Option<Vec<(u32, u64)>>,
}

impl Lots {
    /// Of `rows` rows from number `first` on.
    pub(super) fn of(first: u64, rows: usize) -> Self {
        let all: Vec<u64> = (first..first + rows as u64).map(hash_number).collect();
        let smallest = (rows > SAMPLE).then(|| {
            let mut order: Vec<(u32, u64)> = (0..).zip(all.iter().copied()).collect();
            order.select_nth_unstable_by_key(SAMPLE, |(_, lot)| *lot);
            order.truncate(SAMPLE);
            order
        });
        Self { all, smallest }
    }
}

/// A whole number as it counts in sums; most are small, for which the processor has an instruction.
fn rounded(value: i128) -> f64 {
    i64::try_from(value).map_or(value as f64, |value| value as f64)
}

/// The keys that are not null.
fn valid(keys: &Int32Array) -> impl Iterator<Item = i32> {
    let plain = if keys.null_count() == 0 {
        keys.values().iter().copied()
    } else {
        [].iter().copied()
    };
    let others = (keys.null_count() > 0).then(|| keys.iter().flatten());
    plain.chain(others.into_iter().flatten())
}

fn hash_whole(value: i128) -> u64 {
    hash_number(value as u64 ^ ((value >> 64) as u64).rotate_left(17))
}

fn hash_float(value: f64) -> u64 {
    hash_number((value + 0.0).to_bits())
}

/// The values of an array that is stored as whole numbers.
fn whole_numbers(array: &ArrayRef) -> Option<Vec<Option<i128>>> {
    fn of<T>(array: &PrimitiveArray<T>) -> Vec<Option<i128>>
    where
        T: ArrowPrimitiveType,
        T::Native: Into<i128>,
    {
        array.iter().map(|value| value.map(Into::into)).collect()
    }
    Some(match array.data_type() {
        DataType::Int64 => of(array.as_primitive::<Int64Type>()),
        DataType::Date32 => of(array.as_primitive::<Date32Type>()),
        DataType::Time64(TimeUnit::Microsecond) => {
            of(array.as_primitive::<Time64MicrosecondType>())
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            of(array.as_primitive::<TimestampMicrosecondType>())
        }
        DataType::Decimal128(..) => of(array.as_primitive::<Decimal128Type>()),
        DataType::Boolean => array
            .as_boolean()
            .iter()
            .map(|flag| flag.map(i128::from))
            .collect(),
        _ => return None,
    })
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
