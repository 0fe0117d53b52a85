//! Columns whose values are of several types (unions), and identifiers kept as bytes (UUID).

use arrow::array::{Array, ArrayRef, AsArray, FixedSizeBinaryArray, StringBuilder, UnionArray};
use arrow::datatypes::{DataType, Field, FieldRef, UnionFields};
use arrow::error::ArrowError;
use arrow::json::EncoderOptions;
use arrow::json::writer::{Encoder, EncoderFactory, NullableEncoder, make_encoder};
use serde_json::Value;
use std::fmt::Write;
use std::sync::Arc;

/// Bytes of a UUID.
const UUID_BYTES: i32 = 16;

/// Largest whole number up to which a floating-point number holds every one.
const EXACT: u64 = 1 << 53;

/// What a column of several types is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Common {
    /// Whole numbers only.
    Integer,
    /// Numbers only.
    Float,
    /// Anything that is one value: its text.
    Text,
    /// Some are nested.
    Nested,
}

impl Common {
    /// The type in which every value of a union can be said.
    pub(super) fn of(fields: &UnionFields) -> Self {
        let types = || {
            let all = fields.iter().map(|(_, field)| field.data_type());
            all.filter(|it| !it.is_null())
        };
        if types().all(|it| it.is_integer() && *it != DataType::UInt64) {
            Self::Integer
        } else if types().all(|it| it.is_numeric() && !it.is_decimal() && *it != DataType::UInt64) {
            Self::Float
        } else if types().any(DataType::is_nested) {
            Self::Nested
        } else {
            Self::Text
        }
    }
}

/// Whether a field holds UUIDs.
pub(super) fn is_uuid(field: &Field) -> bool {
    let says = |key: &str, value: &str| field.metadata().get(key).is_some_and(|it| it == value);
    *field.data_type() == DataType::FixedSizeBinary(UUID_BYTES)
        && (says("ARROW:extension:name", "arrow.uuid") || says("logicalType", "uuid"))
}

/// UUIDs as people write them.
pub(super) fn uuids(array: &FixedSizeBinaryArray) -> ArrayRef {
    let mut texts = StringBuilder::new();
    for value in array {
        texts.append_option(value.map(uuid_text));
    }
    Arc::new(texts.finish())
}

fn uuid_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        // Writing to a text cannot fail.
        _ = write!(text, "{byte:02x}");
    }
    text
}

/// The values of a union as texts; numbers that only nearly are what they are read as become null.
pub(super) fn texts(
    field: &FieldRef,
    array: &ArrayRef,
    common: Common,
) -> Result<ArrayRef, ArrowError> {
    let mut texts = StringBuilder::new();
    for text in encoded(field, array)? {
        let text = text.map(|text| match serde_json::from_str(&text) {
            Ok(Value::String(plain)) => plain,
            _ => text,
        });
        let kept = text.filter(|text| common != Common::Float || is_exact(text));
        texts.append_option(kept);
    }
    Ok(Arc::new(texts.finish()))
}

fn is_exact(number: &str) -> bool {
    number
        .parse::<i64>()
        .map_or(true, |whole| whole.unsigned_abs() <= EXACT)
}

/// Each value as JSON text.
pub(super) fn encoded(
    field: &FieldRef,
    array: &ArrayRef,
) -> Result<Vec<Option<String>>, ArrowError> {
    let options = EncoderOptions::default().with_encoder_factory(Arc::new(Mixed));
    let mut encoder = make_encoder(field, array, &options)?;
    let mut bytes = Vec::new();
    let nulls = array.logical_nulls();
    let is_null = |row: usize| nulls.as_ref().is_some_and(|nulls| nulls.is_null(row));
    Ok((0..array.len())
        .map(|row| {
            if is_null(row) {
                return None;
            }
            bytes.clear();
            encoder.encode(row, &mut bytes);
            Some(String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect())
}

/// Writes what the library has no JSON for.
#[derive(Debug)]
struct Mixed;

impl EncoderFactory for Mixed {
    fn make_default_encoder<'a>(
        &self,
        field: &'a FieldRef,
        array: &'a dyn Array,
        options: &'a EncoderOptions,
    ) -> Result<Option<NullableEncoder<'a>>, ArrowError> {
        let nulls = array.logical_nulls();
        if let Some(union) = array.as_union_opt() {
            let children = union.fields().iter().map(|(id, field)| {
                let encoder = make_encoder(field, union.child(id), options)?;
                Ok((id, encoder))
            });
            let encoder = Choice {
                union,
                children: children.collect::<Result<_, ArrowError>>()?,
            };
            return Ok(Some(NullableEncoder::new(Box::new(encoder), nulls)));
        }
        let uuids = array.as_fixed_size_binary_opt().filter(|_| is_uuid(field));
        Ok(uuids.map(|uuids| NullableEncoder::new(Box::new(Uuids(uuids)), nulls)))
    }
}

/// A union: of each row one child holds the value.
struct Choice<'a> {
    union: &'a UnionArray,
    children: Vec<(i8, NullableEncoder<'a>)>,
}

impl Encoder for Choice<'_> {
    fn encode(&mut self, row: usize, out: &mut Vec<u8>) {
        let (id, at) = (self.union.type_id(row), self.union.value_offset(row));
        match self.children.iter_mut().find(|(known, _)| *known == id) {
            Some((_, child)) if !child.is_null(at) => child.encode(at, out),
            _ => out.extend_from_slice(b"null"),
        }
    }
}

struct Uuids<'a>(&'a FixedSizeBinaryArray);

impl Encoder for Uuids<'_> {
    fn encode(&mut self, row: usize, out: &mut Vec<u8>) {
        out.push(b'"');
        out.extend_from_slice(uuid_text(self.0.value(row)).as_bytes());
        out.push(b'"');
    }
}
