//! Values as text in standard notation.

use super::EncodeError;
use arrow::array::{Array, ArrayRef, AsArray, BinaryArray, make_array};
use arrow::datatypes::DataType;
use arrow::record_batch::RecordBatch;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use hebewerk_model::geometry::{geojson, is_named_by, wkt};

/// What matters about a column's type when its values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Text as it is.
    Text,
    /// Whole numbers and exact decimals: digits that can stand in a file as they are.
    Exact,
    /// Floating-point numbers.
    Float,
    /// `true` or `false`.
    Boolean,
    /// `2026-11-20`.
    Date,
    /// `06:10:00`.
    Time,
    /// `2026-11-20T06:10:00`, without zone.
    Timestamp,
    /// `2026-11-20T05:10:00Z`.
    TimestampUtc,
    /// Everything else is written as the text Arrow gives it; geometries as well-known text.
    Other,
}

impl Class {
    /// The class of an Arrow type.
    pub fn of(data_type: &DataType) -> Self {
        match data_type {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Self::Text,
            DataType::Dictionary(_, values) => Self::of(values),
            DataType::Decimal32(..)
            | DataType::Decimal64(..)
            | DataType::Decimal128(..)
            | DataType::Decimal256(..) => Self::Exact,
            DataType::Boolean => Self::Boolean,
            DataType::Date32 | DataType::Date64 => Self::Date,
            DataType::Time32(_) | DataType::Time64(_) => Self::Time,
            DataType::Timestamp(_, None) => Self::Timestamp,
            DataType::Timestamp(_, Some(_)) => Self::TimestampUtc,
            other if other.is_integer() => Self::Exact,
            other if other.is_floating() => Self::Float,
            _ => Self::Other,
        }
    }
}

/// ISO 8601 throughout; points in time end in `Z`.
fn standard_notation() -> FormatOptions<'static> {
    FormatOptions::new()
        .with_date_format(Some("%Y-%m-%d"))
        .with_datetime_format(Some("%Y-%m-%dT%H:%M:%S"))
        .with_time_format(Some("%H:%M:%S%.f"))
        .with_timestamp_format(Some("%Y-%m-%dT%H:%M:%S%.f"))
}

/// A column of a batch, ready to be read as text.
pub(super) struct TextColumn<'a> {
    array: &'a dyn Array,
    formatter: ArrayFormatter<'a>,
    pub(super) class: Class,
    /// The bytes, where they are geometries.
    geometries: Option<&'a BinaryArray>,
}

impl TextColumn<'_> {
    /// Puts the value of `row` into `text`; `false` if there is none.
    pub(super) fn read(&self, row: usize, text: &mut String) -> Result<bool, EncodeError> {
        text.clear();
        if self.array.is_null(row) {
            return Ok(false);
        }
        if let Some(written) = self.geometry(row, wkt) {
            text.push_str(&written);
            return Ok(true);
        }
        self.formatter.value(row).write(text)?;
        if self.class == Class::TimestampUtc {
            text.push('Z');
        }
        Ok(true)
    }

    /// Puts the geometry of `row` into `text` as GeoJSON; `false` if the column holds none, or not this one.
    pub(super) fn read_geojson(&self, row: usize, text: &mut String) -> bool {
        match self.geometry(row, geojson) {
            Some(written) => {
                text.clear();
                text.push_str(&written);
                true
            }
            None => false,
        }
    }

    fn geometry(&self, row: usize, write: fn(&[u8]) -> Option<String>) -> Option<String> {
        let geometries = self.geometries.filter(|values| values.is_valid(row))?;
        write(geometries.value(row))
    }
}

/// The columns of a batch as they can be put into text.
pub(super) struct Columns(Vec<(ArrayRef, Class, bool)>);

impl Columns {
    pub(super) fn of(batch: &RecordBatch) -> Result<Self, EncodeError> {
        let schema = batch.schema();
        let columns = batch.columns().iter().zip(schema.fields());
        let columns = columns.map(|(array, field)| {
            let class = Class::of(array.data_type());
            Ok((without_zone(array)?, class, is_named_by(field.metadata())))
        });
        columns.collect::<Result<_, EncodeError>>().map(Self)
    }

    pub(super) fn texts(&self) -> Result<Vec<TextColumn<'_>>, EncodeError> {
        let options = standard_notation();
        let texts = self.0.iter().map(|(array, class, is_geometry)| {
            Ok(TextColumn {
                array: array.as_ref(),
                formatter: ArrayFormatter::try_new(array.as_ref(), &options)?,
                class: *class,
                geometries: array.as_binary_opt().filter(|_| *is_geometry),
            })
        });
        texts.collect()
    }
}

/// Points in time are stored in UTC; without the zone's name they are written the same whatever Arrow's features
/// (the database of time zones among them) happen to be.
fn without_zone(array: &ArrayRef) -> Result<ArrayRef, EncodeError> {
    let DataType::Timestamp(unit, Some(_)) = array.data_type() else {
        return Ok(ArrayRef::clone(array));
    };
    let plain = array
        .to_data()
        .into_builder()
        .data_type(DataType::Timestamp(*unit, None))
        .build()?;
    Ok(make_array(plain))
}

/// All cells of a batch as text in standard notation, row by row; none where there is no value.
pub fn rows_as_text(batch: &RecordBatch) -> Result<Vec<Vec<Option<String>>>, EncodeError> {
    let columns = Columns::of(batch)?;
    let columns = columns.texts()?;
    let mut rows = Vec::with_capacity(batch.num_rows());
    for row in 0..batch.num_rows() {
        let mut cells = Vec::with_capacity(columns.len());
        for column in &columns {
            let mut text = String::new();
            cells.push(column.read(row, &mut text)?.then_some(text));
        }
        rows.push(cells);
    }
    Ok(rows)
}

/// Appends a CSV field: quoted when it holds the delimiter, a quote or a line end, and when it is an empty text
/// (so that it is not taken for a missing value).
pub(super) fn push_field(line: &mut String, field: &str, delimiter: char) {
    let quoted = field.is_empty()
        || field.contains([delimiter, '"', '\n', '\r'])
        || field.starts_with(' ')
        || field.ends_with(' ');
    if quoted {
        line.push('"');
        for character in field.chars() {
            if character == '"' {
                line.push('"');
            }
            line.push(character);
        }
        line.push('"');
    } else {
        line.push_str(field);
    }
}
