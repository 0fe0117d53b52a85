//! Turns the arrays of one column of a Parquet file into arrays of our types.

use super::kind::{Kind, array_type};
use super::mixed;
use arrow::array::{Array, ArrayRef, AsArray, Float64Array, StringArray, StringBuilder};
use arrow::compute::{CastOptions, cast_with_options};
use arrow::datatypes::{
    DataType, Date32Type, FieldRef, Float64Type, Time64NanosecondType, TimeUnit,
    TimestampMicrosecondType, TimestampNanosecondType,
};
use arrow::error::ArrowError;
use hebewerk_model::ColumnType;
use hebewerk_profile::without_zeros;
use std::sync::Arc;

/// What was lost in a column, counted over its arrays.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Losses {
    /// Numbers that are none.
    pub(super) not_a_number: u64,
    /// Values that do not fit the type.
    pub(super) out_of_range: u64,
    /// Moments that were cut to millionths of a second.
    pub(super) finer: u64,
    /// Texts with zero bytes, which become visible.
    pub(super) zeros: u64,
}

/// Reads one column.
#[derive(Debug, Clone)]
pub(super) struct ColumnReader {
    /// Position in the file.
    pub(super) index: usize,
    field: FieldRef,
    kind: Kind,
    target: ColumnType,
    pub(super) losses: Losses,
}

impl ColumnReader {
    /// Reads column `index` as its own type, or as the type a clerk wants.
    pub(super) fn new(index: usize, field: FieldRef, wanted: Option<ColumnType>) -> Self {
        let kind = Kind::of_field(&field);
        Self {
            index,
            target: match kind {
                Kind::Nested => ColumnType::Json,
                Kind::Cast(_) | Kind::Uuid | Kind::Mixed(_) => {
                    wanted.unwrap_or_else(|| kind.column_type())
                }
            },
            kind,
            field,
            losses: Losses::default(),
        }
    }

    /// The type of the arrays.
    pub(super) fn column_type(&self) -> ColumnType {
        self.target
    }

    /// Turns an array; what cannot be turned becomes null and is counted.
    pub(super) fn turn(&mut self, array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
        let plain = match (&self.kind, array.as_fixed_size_binary_opt()) {
            (Kind::Nested, _) => return nested(&self.field, array),
            (Kind::Uuid, Some(bytes)) => mixed::uuids(bytes),
            (Kind::Mixed(common), _) => mixed::texts(&self.field, array, *common)?,
            _ => Arc::clone(array),
        };
        let options = CastOptions {
            safe: true,
            ..CastOptions::default()
        };
        // The nearest type of ours first: a wish is a cast from there, so that it means the same for every source.
        let own = cast_with_options(&plain, &array_type(self.kind.column_type()), &options)?;
        let wished = cast_with_options(&own, &array_type(self.target), &options)?;
        let wished = in_calendar(wished);
        let lost = logical_nulls(&wished).saturating_sub(logical_nulls(array));
        self.losses.out_of_range += lost;
        self.losses.finer += finer_than_kept(array);
        if let Some((shown, zeros)) = with_visible_zeros(&wished) {
            self.losses.zeros += zeros;
            return Ok(shown);
        }
        if self.target != ColumnType::Float {
            return Ok(wished);
        }
        let (numbers, lost) = without_nan(wished.as_primitive::<Float64Type>());
        self.losses.not_a_number += lost;
        Ok(Arc::new(numbers))
    }
}

/// First and last day that programs can name, from the year -9999 to 9999, counted from 1970.
const DAYS: std::ops::RangeInclusive<i32> = -4_371_587..=2_932_896;
const DAY_MICROS: i64 = 86_400_000_000;

/// Days and moments without those of years that nobody can write.
fn in_calendar(array: ArrayRef) -> ArrayRef {
    match array.data_type() {
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>();
            if days.iter().flatten().all(|day| DAYS.contains(&day)) {
                return array;
            }
            Arc::new(days.unary_opt::<_, Date32Type>(|day| DAYS.contains(&day).then_some(day)))
        }
        DataType::Timestamp(TimeUnit::Microsecond, zone) => {
            let is_named = |micros: i64| {
                i32::try_from(micros.div_euclid(DAY_MICROS)).is_ok_and(|day| DAYS.contains(&day))
            };
            let moments = array.as_primitive::<TimestampMicrosecondType>();
            if moments.iter().flatten().all(is_named) {
                return array;
            }
            let named = moments.unary_opt::<_, TimestampMicrosecondType>(|micros| {
                is_named(micros).then_some(micros)
            });
            Arc::new(named.with_timezone_opt(zone.clone()))
        }
        _ => array,
    }
}

fn logical_nulls(array: &ArrayRef) -> u64 {
    array.logical_null_count() as u64
}

/// Moments between two millionths of a second, the finest that is kept.
fn finer_than_kept(array: &ArrayRef) -> u64 {
    let finer = |value: &i64| value % 1000 != 0;
    let count = match array.data_type() {
        DataType::Timestamp(TimeUnit::Nanosecond, _) => array
            .as_primitive::<TimestampNanosecondType>()
            .iter()
            .flatten()
            .filter(finer)
            .count(),
        DataType::Time64(TimeUnit::Nanosecond) => array
            .as_primitive::<Time64NanosecondType>()
            .iter()
            .flatten()
            .filter(finer)
            .count(),
        _ => 0,
    };
    count as u64
}

/// Texts with signs in place of zero bytes, and how many had some; none where there is nothing to do.
fn with_visible_zeros(array: &ArrayRef) -> Option<(ArrayRef, u64)> {
    let texts = array.as_string_opt::<i32>()?;
    memchr::memchr(0, texts.value_data())?;
    let mut zeros = 0;
    let shown: StringArray = texts
        .iter()
        .map(|text| {
            text.map(|text| {
                zeros += u64::from(text.contains('\0'));
                without_zeros(text)
            })
        })
        .collect();
    Some((Arc::new(shown), zeros))
}

fn without_nan(numbers: &Float64Array) -> (Float64Array, u64) {
    if numbers.values().iter().all(|number| number.is_finite()) {
        return (numbers.clone(), 0);
    }
    let finite: Float64Array = numbers
        .iter()
        .map(|number| number.filter(|number| number.is_finite()))
        .collect();
    let lost = finite.null_count() - numbers.null_count();
    (finite, lost as u64)
}

fn nested(field: &FieldRef, array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let mut texts = StringBuilder::new();
    for text in mixed::encoded(field, array)? {
        texts.append_option(text);
    }
    Ok(Arc::new(texts.finish()))
}
