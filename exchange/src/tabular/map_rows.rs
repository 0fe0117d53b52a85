//! Rows with places for the tests of forms for maps.

use arrow::array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array,
    StringArray, TimestampMicrosecondArray,
};
use arrow::datatypes::{DataType, Field, Schema};
use arrow::record_batch::RecordBatch;
use hebewerk_model::geometry::{EXTENSION_METADATA, EXTENSION_NAME, GEOMETRY_EXTENSION};
use std::collections::HashMap;
use std::sync::Arc;

fn head(kind: u32, count: Option<u32>) -> Vec<u8> {
    let mut bytes = vec![1];
    bytes.extend(kind.to_le_bytes());
    bytes.extend(count.into_iter().flat_map(u32::to_le_bytes));
    bytes
}

fn corners(bytes: &mut Vec<u8>, numbers: &[f64]) {
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

pub(super) fn wkb_point(x: f64, y: f64) -> Vec<u8> {
    let mut bytes = head(1, None);
    corners(&mut bytes, &[x, y]);
    bytes
}

fn wkb_point_z(x: f64, y: f64, z: f64) -> Vec<u8> {
    let mut bytes = head(1001, None);
    corners(&mut bytes, &[x, y, z]);
    bytes
}

fn wkb_line(numbers: &[f64]) -> Vec<u8> {
    let mut bytes = head(2, Some((numbers.len() / 2) as u32));
    corners(&mut bytes, numbers);
    bytes
}

/// Outer ring against the clock, the hole with it.
fn wkb_polygon(west: f64) -> Vec<u8> {
    let mut bytes = head(3, Some(2));
    let east = west + 4.0;
    bytes.extend(5_u32.to_le_bytes());
    corners(
        &mut bytes,
        &[west, 0.0, east, 0.0, east, 4.0, west, 4.0, west, 0.0],
    );
    let (w, e) = (west + 1.0, west + 2.0);
    bytes.extend(5_u32.to_le_bytes());
    corners(&mut bytes, &[w, 1.0, w, 2.0, e, 2.0, e, 1.0, w, 1.0]);
    bytes
}

fn wkb_many(kind: u32, members: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = head(kind, Some(members.len() as u32));
    bytes.extend(members.concat());
    bytes
}

fn field() -> Field {
    Field::new("geometrie", DataType::Binary, true).with_metadata(HashMap::from([
        (EXTENSION_NAME.to_owned(), GEOMETRY_EXTENSION.to_owned()),
        (
            EXTENSION_METADATA.to_owned(),
            r#"{"crs":"EPSG:25832","crs_type":"authority_code"}"#.to_owned(),
        ),
    ]))
}

fn geometries(values: &[Option<Vec<u8>>]) -> ArrayRef {
    let values = values.iter().map(Option::as_deref).collect();
    Arc::new(BinaryArray::from_opt_vec(values))
}

/// Rows that hold nothing but their places.
pub(super) fn places(values: &[Option<Vec<u8>>]) -> RecordBatch {
    RecordBatch::try_new(
        Arc::new(Schema::new(vec![field()])),
        vec![geometries(values)],
    )
    .unwrap()
}

/// A value in the first row.
fn first<T: Clone>(value: T, count: usize) -> Vec<Option<T>> {
    let mut values = vec![None; count];
    values[0] = Some(value);
    values
}

/// One row of every kind of geometry, one without, one with an empty one; keys with zeros, and every type of column.
pub(super) fn mixed() -> RecordBatch {
    let collection = [wkb_point(9.0, 9.0), wkb_line(&[0.0, 0.0, 9.0, 9.0])];
    let values = [
        Some(wkb_point(369_000.5, 5_711_000.25)),
        Some(wkb_line(&[0.0, 0.0, 3.0, 4.0])),
        Some(wkb_polygon(0.0)),
        Some(wkb_many(4, &[wkb_point(1.0, 2.0), wkb_point(3.0, 4.0)])),
        Some(wkb_many(6, &[wkb_polygon(10.0), wkb_polygon(20.0)])),
        Some(wkb_many(7, &collection)),
        Some(wkb_point_z(1.0, 2.0, 77.5)),
        Some(wkb_point(f64::NAN, f64::NAN)),
        None,
    ];
    let count = values.len();
    let keys: StringArray = (0..count).map(|row| Some(format!("{row:05}"))).collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("plz", Arc::new(keys)),
        (
            "strassenname_lang",
            Arc::new(StringArray::from(first("Äußere Straße", count))),
        ),
        (
            "strassenname_kurz",
            Arc::new(StringArray::from(first("ß", count))),
        ),
        (
            "anzahl",
            Arc::new(Int64Array::from(first(9_007_199_254_740_993, count))),
        ),
        (
            "kosten",
            Arc::new(
                Decimal128Array::from(first(-12_345, count))
                    .with_precision_and_scale(10, 2)
                    .unwrap(),
            ),
        ),
        (
            "genau",
            Arc::new(
                Decimal128Array::from(first(12_345_678_901_234_567_890, count))
                    .with_precision_and_scale(38, 2)
                    .unwrap(),
            ),
        ),
        ("anteil", Arc::new(Float64Array::from(first(0.1, count)))),
        ("aktiv", Arc::new(BooleanArray::from(first(true, count)))),
        ("tag", Arc::new(Date32Array::from(first(20_777, count)))),
        (
            "zeit",
            Arc::new(TimestampMicrosecondArray::from(first(
                1_795_155_000_500_000,
                count,
            ))),
        ),
        (
            "utc",
            Arc::new(
                TimestampMicrosecondArray::from(first(1_795_155_000_000_000, count))
                    .with_timezone("UTC"),
            ),
        ),
        ("geometrie", geometries(&values)),
    ];
    let mut fields: Vec<_> = columns
        .iter()
        .map(|(name, values)| Field::new(*name, values.data_type().clone(), true))
        .collect();
    *fields.last_mut().unwrap() = field();
    let columns = columns.into_iter().map(|(_name, values)| values).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).unwrap()
}
