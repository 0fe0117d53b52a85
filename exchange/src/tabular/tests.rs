use super::ods::OdsEncoder;
use super::xlsx::XlsxEncoder;
use super::{ColumnMeta, EncodeError, Encoder, Placement, TableMeta, TabularForm};
use arrow::array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array,
    StringArray, TimestampMicrosecondArray,
};
use arrow::datatypes::{DataType, Field, Schema};
use arrow::record_batch::RecordBatch;
use hebewerk_model::geometry::{EXTENSION_METADATA, EXTENSION_NAME, GEOMETRY_EXTENSION};
use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

fn batch() -> RecordBatch {
    let columns: Vec<(&str, ArrayRef)> = vec![
        (
            "plz",
            Arc::new(StringArray::from(vec![Some("04401"), Some("=1+1"), None])),
        ),
        (
            "menge",
            Arc::new(Int64Array::from(vec![Some(-5), None, Some(1_234_567)])),
        ),
        (
            "kosten",
            Arc::new(
                Decimal128Array::from(vec![Some(4200), Some(-5), None])
                    .with_precision_and_scale(10, 2)
                    .unwrap(),
            ),
        ),
        (
            "anteil",
            Arc::new(Float64Array::from(vec![Some(0.5), Some(f64::NAN), None])),
        ),
        (
            "aktiv",
            Arc::new(BooleanArray::from(vec![Some(true), Some(false), None])),
        ),
        (
            "tag",
            Arc::new(Date32Array::from(vec![Some(20_777), None, Some(0)])),
        ),
        (
            "zeit",
            Arc::new(TimestampMicrosecondArray::from(vec![
                Some(1_795_155_000_000_000),
                Some(1_500_000),
                None,
            ])),
        ),
        (
            "utc",
            Arc::new(
                TimestampMicrosecondArray::from(vec![Some(1_795_155_000_000_000), None, None])
                    .with_timezone("UTC"),
            ),
        ),
        (
            "wert",
            Arc::new(StringArray::from(vec![
                Some("{\"a\":[1]}"),
                Some("a;\"b\"\nc"),
                Some(""),
            ])),
        ),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

fn meta() -> TableMeta {
    let mut columns = vec![ColumnMeta::default(); 9];
    columns[0].label = "PLZ".to_owned();
    columns[8].json = true;
    TableMeta {
        sheet: "Bäume/2026".to_owned(),
        about_sheet: "Erläuterung".to_owned(),
        facts: vec![("Herkunft".to_owned(), "Stadtgrün".to_owned())],
        column_heads: vec!["Spalte".to_owned()],
        columns,
        cut_note: "gekürzt".to_owned(),
        ..TableMeta::default()
    }
}

fn bytes(form: TabularForm, batches: &[RecordBatch]) -> Vec<u8> {
    let mut encoder = Encoder::new(form, batch().schema(), meta()).unwrap();
    let mut bytes = Vec::new();
    for batch in batches {
        bytes.extend(encoder.encode(batch).unwrap());
    }
    encoder.finish().unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn text(form: TabularForm) -> String {
    String::from_utf8(bytes(form, &[batch()])).unwrap()
}

#[test]
fn csv_is_standard_notation() {
    insta::assert_snapshot!(text(TabularForm::Csv).replace("\r\n", "\n"), @r##"
plz,menge,kosten,anteil,aktiv,tag,zeit,utc,wert
04401,-5,42.00,0.5,true,2026-11-20,2026-11-20T06:10:00,2026-11-20T06:10:00Z,"{""a"":[1]}"
=1+1,,-0.05,NaN,false,,1970-01-01T00:00:01.500,,"a;""b""
c"
,1234567,,,,1970-01-01,,,""
"##);
}

#[test]
fn csv_for_excel_is_german_and_holds_no_formula() {
    let text = text(TabularForm::ExcelCsv);
    assert!(text.starts_with('\u{feff}'), "no byte order mark");
    insta::assert_snapshot!(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"), @r##"
PLZ;menge;kosten;anteil;aktiv;tag;zeit;utc (UTC);wert
04401;-5;42,00;0,5;WAHR;20.11.2026;20.11.2026 06:10:00;20.11.2026 06:10:00;"{""a"":[1]}"
'=1+1;;-0,05;NaN;FALSCH;;01.01.1970 00:00:01,500;;"a;""b""
c"
;1234567;;;;01.01.1970;;;""
"##);
}

#[test]
fn json_keeps_types_and_decimals() {
    let text = text(TabularForm::Json);
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    insta::assert_snapshot!(text, @r##"
[
{"plz":"04401","menge":-5,"kosten":42.00,"anteil":0.5,"aktiv":true,"tag":"2026-11-20","zeit":"2026-11-20T06:10:00","utc":"2026-11-20T06:10:00Z","wert":{"a":[1]}},
{"plz":"=1+1","menge":null,"kosten":-0.05,"anteil":null,"aktiv":false,"tag":null,"zeit":"1970-01-01T00:00:01.500","utc":null,"wert":"a;\"b\"\nc"},
{"plz":null,"menge":1234567,"kosten":null,"anteil":null,"aktiv":null,"tag":"1970-01-01","zeit":null,"utc":null,"wert":""}
]
"##);
}

#[test]
fn every_line_of_ndjson_is_an_object() {
    let text = text(TabularForm::Ndjson);
    assert_eq!(text.lines().count(), 3);
    for line in text.lines() {
        assert!(
            serde_json::from_str::<serde_json::Value>(line)
                .unwrap()
                .is_object()
        );
    }
}

#[test]
fn parquet_comes_back_equal_also_in_pieces() {
    let bytes = bytes(TabularForm::Parquet, &[batch(), batch()]);
    let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReader::try_new(
        bytes::Bytes::from(bytes),
        1024,
    )
    .unwrap();
    let back: Vec<_> = reader.collect::<Result<_, _>>().unwrap();
    let all = arrow::compute::concat_batches(&batch().schema(), &[batch(), batch()]).unwrap();
    assert_eq!(back.len(), 1);
    assert_eq!(back[0].columns(), all.columns());
}

#[test]
fn a_table_without_rows_is_a_valid_file_in_every_form() {
    for form in TabularForm::offered(&Placement::Nowhere) {
        let bytes = bytes(form, &[]);
        assert!(
            form == TabularForm::Ndjson || !bytes.is_empty(),
            "{form:?} is empty"
        );
    }
    assert_eq!(bytes(TabularForm::Json, &[]), b"[]\n");
    let map = made(TabularForm::GeoJson, &geometries().slice(0, 0));
    let map: serde_json::Value = serde_json::from_slice(&map).unwrap();
    assert_eq!(map["features"], serde_json::json!([]));
}

/// All members of a workbook as one text.
fn members(workbook: impl Read) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut workbook = workbook;
    workbook.read_to_end(&mut all).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(all)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut member = archive.by_index(index).unwrap();
            let mut text = String::new();
            member.read_to_string(&mut text).unwrap();
            (member.name().to_owned(), text)
        })
        .collect()
}

#[test]
fn a_workbook_is_typed_explained_and_without_formulas() {
    let members = members(std::io::Cursor::new(bytes(TabularForm::Xlsx, &[batch()])));
    let member = |name: &str| &members.iter().find(|(n, _)| n == name).unwrap().1;
    let sheet = member("xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "a text became a formula");
    assert!(sheet.contains("04401") && sheet.contains("=1+1"));
    assert!(
        sheet.contains("<v>-5</v>") && sheet.contains("<v>42</v>"),
        "{sheet}"
    );
    assert!(member("xl/workbook.xml").contains("Bäume 2026"));
    assert!(members.iter().any(|(_, text)| text.contains("Stadtgrün")));
}

#[test]
fn rows_beyond_the_end_of_a_sheet_go_to_the_next_one() {
    let mut encoder = XlsxEncoder::with_max_rows(batch().schema(), meta(), 3).unwrap();
    encoder.encode(&batch()).unwrap();
    encoder.encode(&batch()).unwrap();
    let members = members(encoder.finish().unwrap());
    let workbook = &members
        .iter()
        .find(|(n, _)| n == "xl/workbook.xml")
        .unwrap()
        .1;
    assert!(workbook.contains("Bäume 2026 (2)") && workbook.contains("Bäume 2026 (3)"));
}

#[test]
fn file_names_tell_the_form() {
    assert_eq!(
        TabularForm::split_file_name("baum.excel.csv"),
        Some(("baum", TabularForm::ExcelCsv))
    );
    assert_eq!(
        TabularForm::split_file_name("baum.csv"),
        Some(("baum", TabularForm::Csv))
    );
    assert_eq!(TabularForm::split_file_name(".csv"), None);
    assert_eq!(TabularForm::split_file_name("baum.exe"), None);
}

/// A point and a gap, as geometries of UTM 32.
fn geometries() -> RecordBatch {
    let mut point = vec![1, 1, 0, 0, 0];
    point.extend(369_000.5_f64.to_le_bytes());
    point.extend(5_711_000.0_f64.to_le_bytes());
    let values = BinaryArray::from_opt_vec(vec![Some(point.as_slice()), None]);
    let field = Field::new("geometrie", DataType::Binary, true).with_metadata(HashMap::from([
        (EXTENSION_NAME.to_owned(), GEOMETRY_EXTENSION.to_owned()),
        (
            EXTENSION_METADATA.to_owned(),
            r#"{"crs":"EPSG:25832","crs_type":"authority_code"}"#.to_owned(),
        ),
    ]));
    RecordBatch::try_new(Arc::new(Schema::new(vec![field])), vec![Arc::new(values)]).unwrap()
}

fn made(form: TabularForm, batch: &RecordBatch) -> Vec<u8> {
    let mut encoder = Encoder::new(form, batch.schema(), TableMeta::default()).unwrap();
    let mut bytes = encoder.encode(batch).unwrap();
    encoder.finish().unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn geometries_are_text_for_people_json_for_programs_and_described_in_parquet() {
    let batch = geometries();
    let text = |form| String::from_utf8(made(form, &batch)).unwrap();
    assert_eq!(
        text(TabularForm::Csv),
        "geometrie\r\nPOINT (369000.5 5711000)\r\n\r\n"
    );
    assert_eq!(
        text(TabularForm::Ndjson),
        "{\"geometrie\":{\"type\":\"Point\",\"coordinates\":[369000.5,5711000]}}\n{\"geometrie\":null}\n"
    );
    let file = ::parquet::file::serialized_reader::SerializedFileReader::new(bytes::Bytes::from(
        made(TabularForm::Parquet, &batch),
    ))
    .unwrap();
    let metadata = ::parquet::file::reader::FileReader::metadata(&file).file_metadata();
    let pairs = metadata.key_value_metadata().unwrap();
    assert!(pairs.iter().any(|pair| pair.key == "geo"));
}

/// The same places with a key beside them.
fn trees() -> RecordBatch {
    let places = geometries();
    let keys: ArrayRef = Arc::new(StringArray::from(vec!["007", "<&>"]));
    let fields = [
        Arc::new(Field::new("nr", DataType::Utf8, true)),
        Arc::clone(&places.schema().fields()[0]),
    ];
    let columns = vec![keys, Arc::clone(places.column(0))];
    RecordBatch::try_new(Arc::new(Schema::new(fields.to_vec())), columns).unwrap()
}

#[test]
fn maps_are_in_longitude_and_latitude() {
    let text = String::from_utf8(made(TabularForm::GeoJson, &trees())).unwrap();
    insta::assert_snapshot!(text, @r##"
{"type":"FeatureCollection","name":"","features":[
{"type":"Feature","geometry":{"type":"Point","coordinates":[7.111226167,51.534887066]},"properties":{"nr":"007"}},
{"type":"Feature","geometry":null,"properties":{"nr":"<&>"}}
]}
"##);
    let text = String::from_utf8(made(TabularForm::Kml, &trees())).unwrap();
    insta::assert_snapshot!(text, @r##"
<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name></name><Schema name="tabelle" id="tabelle"><SimpleField type="string" name="nr"><displayName>nr</displayName></SimpleField></Schema>
<Placemark><name>007</name><ExtendedData><SchemaData schemaUrl="#tabelle"><SimpleData name="nr">007</SimpleData></SchemaData></ExtendedData><Point><coordinates>7.111226167,51.534887066</coordinates></Point></Placemark>
<Placemark><name>&lt;&amp;&gt;</name><ExtendedData><SchemaData schemaUrl="#tabelle"><SimpleData name="nr">&lt;&amp;&gt;</SimpleData></SchemaData></ExtendedData></Placemark>
</Document></kml>
"##);
}

#[test]
fn a_geopackage_keeps_the_reference_system_and_knows_its_extent() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut file, &made(TabularForm::GeoPackage, &trees())).unwrap();
    let database = rusqlite::Connection::open(file.path()).unwrap();
    let one = |sql: &str| {
        let row = |row: &rusqlite::Row<'_>| row.get::<_, rusqlite::types::Value>(0);
        database.query_row(sql, [], row).unwrap()
    };
    assert_eq!(one("PRAGMA integrity_check"), "ok".to_owned().into());
    assert_eq!(
        one("SELECT srs_id FROM gpkg_geometry_columns"),
        25832.into()
    );
    assert_eq!(one("SELECT max_x FROM gpkg_contents"), 369_000.5.into());
    assert_eq!(
        one("SELECT nr FROM daten WHERE fid = 1"),
        "007".to_owned().into()
    );
    assert_eq!(
        one("SELECT substr(hex(geometrie), 1, 8) FROM daten WHERE fid = 1"),
        "47500003".to_owned().into()
    );
    assert_eq!(
        one("SELECT geometrie FROM daten WHERE fid = 2"),
        rusqlite::types::Value::Null
    );
}

#[test]
fn what_says_no_place_makes_no_map_and_old_systems_none_in_degrees() {
    let refused = |form, schema: &Schema| {
        let made = Encoder::new(form, Arc::new(schema.clone()), TableMeta::default());
        made.err().map(|error| error.code())
    };
    let plain = batch().schema();
    assert_eq!(refused(TabularForm::GeoJson, &plain), Some("no_places"));
    let said = |system: &str| {
        let metadata = HashMap::from([
            (EXTENSION_NAME.to_owned(), GEOMETRY_EXTENSION.to_owned()),
            (
                EXTENSION_METADATA.to_owned(),
                format!("{{\"crs\":\"{system}\"}}"),
            ),
        ]);
        Schema::new(vec![
            Field::new("g", DataType::Binary, true).with_metadata(metadata),
        ])
    };
    let old = said("EPSG:31466");
    let code = EncodeError::PlacesNotOnEarth.code();
    assert_eq!(refused(TabularForm::Kml, &old), Some(code));
    assert_eq!(refused(TabularForm::GeoPackage, &old), None);
    let offered: Vec<_> = TabularForm::offered(&Placement::of_schema(&old)).collect();
    assert!(offered.contains(&TabularForm::GeoPackage) && !offered.contains(&TabularForm::GeoJson));
}

#[test]
fn arrow_comes_back_equal_also_in_pieces() {
    let bytes = bytes(TabularForm::Arrow, &[batch(), batch()]);
    let reader =
        arrow::ipc::reader::FileReader::try_new(std::io::Cursor::new(bytes), None).unwrap();
    let back: Vec<_> = reader.collect::<Result<_, _>>().unwrap();
    assert_eq!(back.len(), 2);
    assert_eq!(back[1].columns(), batch().columns());
}

#[test]
fn an_opendocument_spreadsheet_begins_with_its_media_type_and_fills_further_sheets() {
    let bytes = bytes(TabularForm::Ods, &[batch()]);
    assert_eq!(bytes.get(30..38), Some(b"mimetype".as_slice()));
    let mut encoder = OdsEncoder::with_max_rows(batch().schema(), meta(), 3).unwrap();
    encoder.encode(&batch()).unwrap();
    encoder.encode(&batch()).unwrap();
    let members = members(encoder.finish().unwrap());
    let content = &members.iter().find(|(n, _)| n == "content.xml").unwrap().1;
    for part in [
        "Bäume 2026 (3)",
        "office:value=\"42.00\"",
        "=1+1",
        "Stadtgrün",
        "2026-11-20T06:10:00",
    ] {
        assert!(content.contains(part), "{part} in {content}");
    }
    assert!(!content.contains("table:formula"));
    for tag in ["<table:table ", "</table:table>"] {
        assert_eq!(content.matches(tag).count(), 4, "{tag}");
    }
}
