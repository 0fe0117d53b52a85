//! Formats that end the look after some records.

use super::{check, check_file, tables};
use crate::office::files::Made;
use crate::office::parquet::many_rows;
use crate::office::records_made::{dbf, shp};
use arrow::array::{ArrayRef, Int64Array, StringArray};
use arrow::record_batch::RecordBatch;
use flatgeobuf::geozero::{self, ColumnValue, GeomProcessor, GeozeroGeometry, PropertyProcessor};
use flatgeobuf::{ColumnType, FgbWriter, GeometryType};
use rusqlite::Connection;
use std::sync::Arc;

#[test]
fn typed_files_are_seen_by_their_first_rows() {
    let seen = check("werte.parquet", &many_rows(200_000));
    assert_eq!(tables(&seen), ["werte"]);
    assert_eq!(seen.inspection.tables[0].data_rows, 2000);
    let numbers: ArrayRef = Arc::new(Int64Array::from_iter_values(0..100_000));
    let texts: ArrayRef = Arc::new(StringArray::from_iter_values(
        (0..100_000).map(|number| format!("Text {number}")),
    ));
    let batch = RecordBatch::try_from_iter([("n", numbers), ("t", texts)]).unwrap();
    let mut bytes = Vec::new();
    let mut writer = arrow_ipc::writer::FileWriter::try_new(&mut bytes, &batch.schema()).unwrap();
    writer.write(&batch).unwrap();
    writer.finish().unwrap();
    drop(writer);
    let seen = check("werte.arrow", &bytes);
    assert_eq!(seen.inspection.tables[0].data_rows, 2000);
    let mut avro =
        arrow_avro::writer::AvroWriter::new(Vec::new(), batch.schema().as_ref().clone()).unwrap();
    avro.write(&batch).unwrap();
    avro.finish().unwrap();
    check("werte.avro", &avro.into_inner());
}

#[test]
fn layers_are_seen_by_their_first_records() {
    let file = Made::new("stadt.gpkg", b"");
    let connection = Connection::open(&file.path).unwrap();
    connection
        .execute_batch(
            "create table baeume (fid integer primary key, art text, hoehe double);
             create table arten (kuerzel text, name text);
             with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000)
                insert into baeume select i, 'Eiche ' || (i * 7919), i / 2.0 from n;
             with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
                insert into arten select 'A' || i, 'Art ' || i from n;",
        )
        .unwrap();
    drop(connection);
    let seen = check_file(&file);
    assert_eq!(tables(&seen), ["baeume", "arten"]);
    assert_eq!(seen.inspection.tables[1].data_rows, 2000);
}

/// A place of which a library writes the geometry.
struct Point(f64, f64);

impl GeozeroGeometry for Point {
    fn process_geom<P: GeomProcessor>(&self, out: &mut P) -> geozero::error::Result<()> {
        out.point_begin(0)?;
        out.xy(self.0, self.1, 0)?;
        out.point_end(0)
    }
}

#[test]
fn flatgeobuf_is_seen_by_its_first_features() {
    let mut writer = FgbWriter::create("bäume", GeometryType::Point).unwrap();
    writer.add_column("zahl", ColumnType::Int, |_, _| {});
    for number in 0..20_000 {
        let place = Point(369_000.0 + f64::from(number), 5_711_000.0);
        let zahl = ColumnValue::Int(number);
        writer
            .add_feature_geom(place, |feature| {
                feature.property(0, "zahl", &zahl).unwrap();
            })
            .unwrap();
    }
    let mut bytes = Vec::new();
    writer.write(&mut bytes).unwrap();
    let seen = check("bäume.fgb", &bytes);
    assert_eq!(seen.inspection.tables[0].data_rows, 2000);
}

#[test]
fn shapes_and_rows_of_dbase_are_seen() {
    let shapes = Made::new("bäume.shp", &shp(60_000));
    std::fs::write(shapes.path.with_file_name("bäume.dbf"), dbf(60_000)).unwrap();
    let seen = check_file(&shapes);
    assert_eq!(seen.inspection.tables[0].data_rows, 2000);
    check("bäume.dbf", &dbf(60_000));
}
