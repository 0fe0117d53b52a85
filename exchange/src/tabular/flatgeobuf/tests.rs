use crate::tabular::map_rows::{mixed, places, wkb_point};
use crate::tabular::{Encoder, TableMeta, TabularForm};
use arrow::record_batch::RecordBatch;
use flatgeobuf::geozero::{ColumnValue, PropertyProcessor};
use flatgeobuf::{
    FallibleStreamingIterator, FeatureProperties, FgbFeature, FgbReader, GeometryType,
};
use std::io::{Cursor, Read};

fn made(batches: &[RecordBatch]) -> Vec<u8> {
    let meta = TableMeta {
        sheet: "Bäume".to_owned(),
        facts: vec![("Lizenz".to_owned(), "dl-de/by-2-0".to_owned())],
        ..TableMeta::default()
    };
    let mut encoder = Encoder::new(TabularForm::FlatGeobuf, batches[0].schema(), meta).unwrap();
    for batch in batches {
        assert!(encoder.encode(batch).unwrap().is_empty());
    }
    let mut bytes = Vec::new();
    encoder.finish().unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// The cells of a feature, by the names of their columns.
#[derive(Default)]
struct Cells(Vec<String>);

impl PropertyProcessor for Cells {
    fn property(
        &mut self,
        _number: usize,
        name: &str,
        value: &ColumnValue<'_>,
    ) -> flatgeobuf::geozero::error::Result<bool> {
        self.0.push(format!("{name}={value:?}"));
        Ok(false)
    }
}

fn cells(feature: &FgbFeature) -> String {
    let mut cells = Cells::default();
    feature.process_properties(&mut cells).unwrap();
    cells.0.join(" ")
}

#[test]
fn every_cell_comes_back_and_rows_without_a_place_too() {
    let bytes = made(&[mixed()]);
    let reader = FgbReader::open(Cursor::new(&bytes)).unwrap();
    let header = reader.header();
    assert_eq!(header.name(), Some("Bäume"));
    assert_eq!(header.description(), Some("Lizenz: dl-de/by-2-0"));
    assert_eq!(header.geometry_type(), GeometryType::Unknown);
    let system = header.crs().unwrap();
    assert_eq!((system.org(), system.code()), (Some("EPSG"), 25832));
    assert!(system.wkt().unwrap().starts_with("PROJCS"));
    let mut features = reader.select_all().unwrap();
    let mut found = Vec::new();
    while let Some(feature) = features.next().unwrap() {
        let kind = feature.geometry().map(|geometry| geometry.type_());
        found.push(format!("{} {kind:?}", cells(feature)));
    }
    found.sort();
    insta::assert_snapshot!(found.join("\n"), @r#"
    plz=String("00000") strassenname_lang=String("Äußere Straße") strassenname_kurz=String("ß") anzahl=Long(9007199254740993) kosten=Double(-123.45) genau=String("123456789012345678.90") anteil=Double(0.1) aktiv=Bool(true) tag=DateTime("2026-11-20") zeit=DateTime("2026-11-20T06:10:00.500") utc=DateTime("2026-11-20T06:10:00Z") Some(Point)
    plz=String("00001") Some(LineString)
    plz=String("00002") Some(Polygon)
    plz=String("00003") Some(MultiPoint)
    plz=String("00004") Some(MultiPolygon)
    plz=String("00005") Some(GeometryCollection)
    plz=String("00006") Some(Point)
    plz=String("00007") None
    plz=String("00008") None
    "#);
}

#[test]
fn the_index_finds_what_lies_in_a_box_and_only_that() {
    let rows = 1_000;
    let all: Vec<_> = (0..rows)
        .map(|row| Some(wkb_point(f64::from(row % 40), f64::from(row / 40))))
        .chain([None])
        .collect();
    let (first, second) = all.split_at(300);
    let bytes = made(&[places(first), places(second)]);
    let within = |west, south, east, north| {
        let reader = FgbReader::open(Cursor::new(&bytes)).unwrap();
        let mut features = reader.select_bbox(west, south, east, north).unwrap();
        let mut found = Vec::new();
        while let Some(feature) = features.next().unwrap() {
            let xy = feature.geometry().unwrap().xy().unwrap();
            found.push((xy.get(0) as i32, xy.get(1) as i32));
        }
        found.sort_unstable();
        found
    };
    let wanted: Vec<_> = (3..=5).flat_map(|x| (7..=8).map(move |y| (x, y))).collect();
    assert_eq!(within(2.5, 6.5, 5.5, 8.5), wanted);
    assert_eq!(within(-1.0, -1.0, 100.0, 100.0).len(), 1_000);
    assert_eq!(within(50.0, 0.0, 60.0, 10.0), []);
    let reader = FgbReader::open(Cursor::new(&bytes)).unwrap();
    assert_eq!(reader.header().features_count(), 1_001);
    assert_eq!(reader.header().geometry_type(), GeometryType::Point);
    assert_eq!(
        reader
            .header()
            .envelope()
            .unwrap()
            .iter()
            .collect::<Vec<_>>(),
        [0.0, 0.0, 39.0, 24.0]
    );
}

#[test]
fn a_table_without_a_place_or_without_rows_is_a_file_without_an_index() {
    for batch in [places(&[None, None]), places(&[])] {
        let rows = batch.num_rows();
        let bytes = made(&[batch]);
        let reader = FgbReader::open(Cursor::new(&bytes)).unwrap();
        assert_eq!(reader.header().index_node_size(), 0);
        assert!(reader.header().envelope().is_none());
        let mut features = reader.select_all().unwrap();
        let mut count = 0;
        while let Some(feature) = features.next().unwrap() {
            assert!(feature.geometry().is_none());
            count += 1;
        }
        assert_eq!(count, rows);
    }
}
