use super::xlsx::XlsxEncoder;
use super::{ColumnMeta, Encoder, TableMeta, TabularForm};
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
    for form in TabularForm::ALL {
        let bytes = bytes(form, &[]);
        assert!(
            form == TabularForm::Ndjson || !bytes.is_empty(),
            "{form:?} is empty"
        );
    }
    assert_eq!(bytes(TabularForm::Json, &[]), b"[]\n");
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

#[test]
fn geometries_are_text_for_people_json_for_programs_and_described_in_parquet() {
    let batch = geometries();
    let made = |form| {
        let mut encoder = Encoder::new(form, batch.schema(), TableMeta::default()).unwrap();
        let mut bytes = encoder.encode(&batch).unwrap();
        encoder.finish().unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let text = |form| String::from_utf8(made(form)).unwrap();
    assert_eq!(
        text(TabularForm::Csv),
        "geometrie\r\nPOINT (369000.5 5711000)\r\n\r\n"
    );
    assert_eq!(
        text(TabularForm::Ndjson),
        "{\"geometrie\":{\"type\":\"Point\",\"coordinates\":[369000.5,5711000]}}\n{\"geometrie\":null}\n"
    );
    let file = ::parquet::file::serialized_reader::SerializedFileReader::new(bytes::Bytes::from(
        made(TabularForm::Parquet),
    ))
    .unwrap();
    let metadata = ::parquet::file::reader::FileReader::metadata(&file).file_metadata();
    let pairs = metadata.key_value_metadata().unwrap();
    assert!(pairs.iter().any(|pair| pair.key == "geo"));
}
