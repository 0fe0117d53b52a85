//! What becomes of Parquet.

use super::files::{Made, finding, inspect, labels, rows, types};
use arrow::array::{
    ArrayRef, BinaryArray, Date32Array, Float64Array, Int32Array, ListArray, StringArray,
    TimestampMicrosecondArray, TimestampMillisecondArray, TimestampNanosecondArray, UInt64Array,
};
use arrow::datatypes::{DataType, Field, Int32Type, Schema};
use arrow::record_batch::RecordBatch;
use hebewerk_hub::ports::ReadError;
use hebewerk_intake::{Intake, standard_csv};
use hebewerk_model::{Recipe, SemanticType};
use parquet::arrow::ArrowWriter;
use std::collections::HashMap;
use std::sync::Arc;

fn parquet(columns: Vec<(&str, ArrayRef)>) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

pub(super) fn sample() -> Vec<u8> {
    let list = ListArray::from_iter_primitive::<Int32Type, _, _>([
        Some(vec![Some(1), None]),
        None,
        Some(vec![]),
    ]);
    parquet(vec![
        (
            "Straße",
            Arc::new(StringArray::from(vec![Some("Markt"), None, Some("Weg")])) as ArrayRef,
        ),
        ("n", Arc::new(Int32Array::from(vec![1, 2, 3]))),
        ("u", Arc::new(UInt64Array::from(vec![u64::MAX, 0, 1]))),
        (
            "f",
            Arc::new(Float64Array::from(vec![0.5, f64::NAN, f64::INFINITY])),
        ),
        (
            "wann",
            Arc::new(
                TimestampMillisecondArray::from(vec![0, 1500, 86_400_000])
                    .with_timezone("Europe/Berlin"),
            ),
        ),
        ("liste", Arc::new(list)),
    ])
}

/// Numbers and texts, with gaps.
pub(super) fn many_rows(rows: i32) -> Vec<u8> {
    let numbers: ArrayRef = Arc::new((0..rows).map(Some).collect::<Int32Array>());
    let texts: StringArray = (0..rows)
        .map(|row| (row % 7 != 0).then(|| format!("Text {row}")))
        .collect();
    parquet(vec![("n", numbers), ("t", Arc::new(texts))])
}

/// A small file of one long value that is repeated.
pub(super) fn one_long_value(rows: usize, bytes: usize) -> Vec<u8> {
    let text = "x".repeat(bytes);
    let texts: StringArray = (0..rows).map(|_| Some(text.as_str())).collect();
    parquet(vec![("t", Arc::new(texts))])
}

#[test]
fn types_are_mapped_and_what_is_no_number_is_counted() {
    let file = Made::new("daten.parquet", &sample());
    let inspection = file.inspect();
    let table = &inspection.tables[0];
    assert_eq!(labels(table), ["Straße", "n", "u", "f", "wann", "liste"]);
    assert_eq!(
        types(table),
        [
            "text",
            "integer",
            "decimal",
            "float",
            "timestamp_utc",
            "json"
        ]
    );
    assert_eq!(table.columns[0].name, "strasse");
    assert!((table.columns[0].null_share - 1.0 / 3.0).abs() < 1e-9);
    assert_eq!(table.columns[1].distinct, 3);
    assert_eq!(finding(&inspection, "not_a_number").count, 2);
    let rows = file.read(0).rows;
    assert_eq!(
        rows[0],
        [
            "Markt",
            "1",
            "18446744073709551615",
            "0.5",
            "1970-01-01T00:00:00",
            "[1,null]"
        ]
    );
    assert_eq!(
        rows[1],
        ["∅", "2", "0", "∅", "1970-01-01T00:00:01.500", "∅"]
    );
}

#[test]
fn a_file_cut_off_is_unreadable_with_a_reason() {
    let bytes = sample();
    for cut in [8, bytes.len() / 2, bytes.len() - 3] {
        let file = Made::new("halb.parquet", &bytes[..cut]);
        match inspect(&Intake::in_process(), &file.path) {
            Err(ReadError::Unreadable { reason, .. }) => assert!(!reason.is_empty()),
            Ok(inspection) => assert!(inspection.tables.is_empty()),
            Err(other) => panic!("{other:?}"),
        }
    }
}

#[test]
fn flipped_bytes_never_end_the_program() {
    let bytes = sample();
    let intake = Intake::in_process();
    for flip in (4..bytes.len()).step_by(7) {
        let mut damaged = bytes.clone();
        damaged[flip] ^= 0x55;
        let file = Made::new("kaputt.parquet", &damaged);
        if let Ok(inspection) = inspect(&intake, &file.path) {
            for table in 0..inspection.tables.len() {
                // Either the rows come or a reason does.
                drop(rows(&intake, &file.path, &inspection, table));
            }
        }
    }
}

#[test]
fn a_missing_value_in_an_only_column_is_a_row_of_the_standard_csv_and_no_blank_line() {
    let only: ArrayRef = Arc::new(StringArray::from(vec![Some("Markt"), None, Some("Weg")]));
    let file = Made::new("eine.parquet", &parquet(vec![("ort", only)]));
    let mut csv = Vec::new();
    let recipe = Recipe::default();
    standard_csv(
        &Intake::in_process(),
        (&file.path, "eine.parquet"),
        &recipe,
        &file.inspect(),
        0,
        &mut csv,
    )
    .unwrap();
    assert_eq!(String::from_utf8(csv).unwrap(), "ort\nMarkt\n\"\"\nWeg\n");
}

#[test]
fn moments_finer_than_a_millionth_of_a_second_are_told() {
    let moments = TimestampNanosecondArray::from(vec![
        Some(1_700_000_000_123_456_789),
        Some(1_700_000_000_123_456_000),
        None,
    ]);
    let bytes = parquet(vec![("zeit", Arc::new(moments) as ArrayRef)]);
    let inspection = Made::new("zeit.parquet", &bytes).inspect();
    assert_eq!(finding(&inspection, "finer_times").count, 1);
}

#[test]
fn zero_bytes_in_texts_are_shown_and_told() {
    let texts: ArrayRef = Arc::new(StringArray::from(vec![Some("x\0y"), None, Some("z")]));
    let made = Made::new("a.parquet", &parquet(vec![("t", texts)]));
    let found = finding(&made.inspect(), "zero_signs").count;
    assert_eq!(found, 1);
    assert_eq!(made.read(0).rows, [["x␀y"], ["∅"], ["z"]]);
}

#[test]
fn days_of_years_nobody_can_write_are_empty_and_told() {
    let days: ArrayRef = Arc::new(Date32Array::from(vec![0, 2_145_042_905, -4_371_587]));
    let moments = vec![Some(0), Some(i64::MAX), None];
    let moments: ArrayRef = Arc::new(TimestampMicrosecondArray::from(moments).with_timezone("UTC"));
    let made = Made::new(
        "a.parquet",
        &parquet(vec![("tag", days), ("wann", moments)]),
    );
    let inspection = made.inspect();
    let lost = inspection
        .findings
        .iter()
        .map(|it| (it.code.as_str(), it.count));
    assert!(lost.eq([("value_out_of_range", 1), ("value_out_of_range", 1)]));
    let rows = made.read(0).rows;
    assert_eq!(rows[1], ["∅", "∅"]);
    assert_eq!(rows[2], ["-9999-01-01", "∅"]);
}

#[test]
fn geometries_that_say_their_reference_system_themselves_have_it() {
    // As PostGIS writes them.
    let place: Vec<u8> = "0101000020e864000000000000acd516410000008060c95541"
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect();
    let field = Field::new("wo", DataType::Binary, true).with_metadata(HashMap::from([(
        "ARROW:extension:name".to_owned(),
        "geoarrow.wkb".to_owned(),
    )]));
    let schema = Arc::new(Schema::new(vec![field]));
    let places = BinaryArray::from_opt_vec(vec![Some(&place), None]);
    let batch = RecordBatch::try_new(schema, vec![Arc::new(places)]).unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let column = Made::new("a.parquet", &bytes).inspect().tables[0].columns[0].clone();
    assert_eq!(column.unit.as_deref(), Some("EPSG:25832"));
    assert_eq!(column.semantic_type, Some(SemanticType::Geometry));
}
