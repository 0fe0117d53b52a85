use super::ShapefileEncoder;
use crate::tabular::map_rows::{mixed, places, wkb_point};
use crate::tabular::{ShapefileWords, TableMeta};
use arrow::array::{ArrayRef, StringArray};
use arrow::record_batch::RecordBatch;
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;

fn made(batches: &[RecordBatch], most_bytes: u64) -> BTreeMap<String, Vec<u8>> {
    let meta = TableMeta {
        sheet: "Bäume/2026".to_owned(),
        facts: vec![("Lizenz".to_owned(), "dl-de/by-2-0".to_owned())],
        shapefile: ShapefileWords {
            names: "Namen".to_owned(),
            texts: "Texte".to_owned(),
            layers: "Arten".to_owned(),
            spread: "Gemischt".to_owned(),
            heights: "Höhen".to_owned(),
            parts: "Teile".to_owned(),
        },
        ..TableMeta::default()
    };
    let schema = batches[0].schema();
    let mut encoder = ShapefileEncoder::with_most_bytes(schema, meta, most_bytes).unwrap();
    for batch in batches {
        encoder.encode(batch).unwrap();
    }
    let mut archive = zip::ZipArchive::new(encoder.finish().unwrap()).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut member = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            member.read_to_end(&mut bytes).unwrap();
            (member.name().to_owned(), bytes)
        })
        .collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Names, types and rows of a table of dBASE.
fn table(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let number = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let count = u32::from_le_bytes(bytes[4..8].try_into().unwrap()) as usize;
    let (begin, width) = (number(8), number(10));
    let columns = (32..begin - 1).step_by(32).map(|at| {
        let name = text(&bytes[at..at + 11]);
        let name = name.trim_end_matches('\0');
        let (kind, size, decimals) = (char::from(bytes[at + 11]), bytes[at + 16], bytes[at + 17]);
        format!("{name} {kind}({size},{decimals})")
    });
    let rows = (0..count).map(|row| text(&bytes[begin + row * width..begin + (row + 1) * width]));
    let (columns, rows) = (columns.collect(), rows.collect());
    assert_eq!(bytes[begin - 1], 0x0D);
    assert_eq!(bytes.len(), begin + count * width + 1);
    (columns, rows)
}

/// Types of the records of a `.shp`; the index has to point to each.
fn shapes(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<i32> {
    let (shapes, index) = (
        &files[&format!("{name}.shp")],
        &files[&format!("{name}.shx")],
    );
    for file in [shapes, index] {
        let words = i32::from_be_bytes(file[24..28].try_into().unwrap());
        assert_eq!(words as usize * 2, file.len());
    }
    let records = index[100..].chunks(8).enumerate();
    let mut end = 100;
    let kinds = records.map(|(number, record)| {
        let at = i32::from_be_bytes(record[..4].try_into().unwrap()) as usize * 2;
        let bytes = i32::from_be_bytes(record[4..].try_into().unwrap()) as usize * 2;
        assert_eq!(at, end);
        end += 8 + bytes;
        let said = i32::from_be_bytes(shapes[at..at + 4].try_into().unwrap());
        assert_eq!(said as usize, number + 1);
        i32::from_le_bytes(shapes[at + 8..at + 12].try_into().unwrap())
    });
    let kinds: Vec<i32> = kinds.collect();
    assert_eq!(end, shapes.len());
    kinds
}

#[test]
fn every_kind_of_geometry_has_a_file_and_every_row_its_cells() {
    let files = made(&[mixed()], u64::MAX);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let layers = ["flaechen", "linien", "punkte"]
        .into_iter()
        .flat_map(|layer| {
            ["cpg", "dbf", "prj", "shp", "shx"]
                .map(|ending| format!("baeume_2026_{layer}.{ending}"))
        });
    let own = ["LIESMICH.txt".to_owned()].into_iter().chain(layers);
    let all: Vec<String> = own.chain(["spalten.csv".to_owned()]).collect();
    assert_eq!(names, all);
    assert_eq!(files["baeume_2026_punkte.cpg"], b"UTF-8");
    assert!(
        text(&files["baeume_2026_punkte.prj"]).starts_with("PROJCS[\"ETRS_1989_UTM_Zone_32N\"")
    );
    // A point, a group, the point of the collection, one with a height, an empty one, none: groups with heights.
    assert_eq!(shapes(&files, "baeume_2026_punkte"), [18, 18, 18, 18, 0, 0]);
    assert_eq!(shapes(&files, "baeume_2026_linien"), [3, 3]);
    assert_eq!(shapes(&files, "baeume_2026_flaechen"), [5, 5]);
    let (columns, rows) = table(&files["baeume_2026_punkte.dbf"]);
    insta::assert_snapshot!(columns.join("\n"), @r"
    plz C(5,0)
    strassenna C(16,0)
    strassen_2 C(2,0)
    anzahl N(16,0)
    kosten N(7,2)
    genau C(21,0)
    anteil N(3,1)
    aktiv L(1,0)
    tag D(8,0)
    zeit C(23,0)
    utc C(20,0)
    ");
    assert_eq!(
        rows[0],
        " 00000Äußere Straßeß9007199254740993-123.45123456789012345678.900.1T202611202026-11-20T06:10:00.5002026-11-20T06:10:00Z"
    );
    let blanks = |count: usize| " ".repeat(count);
    assert_eq!(rows[5], format!(" 00008{}?{}", blanks(65), blanks(51)));
    assert_eq!(
        text(&files["LIESMICH.txt"]),
        "Lizenz: dl-de/by-2-0\r\n\r\nNamen\r\n\r\nArten\r\n\r\nGemischt\r\n\r\nHöhen\r\n"
    );
    insta::assert_snapshot!(text(&files["spalten.csv"]).replace('\r', ""), @r#"
    dbf,typ,spalte,name
    plz,"C(5,0)",plz,plz
    strassenna,"C(16,0)",strassenname_lang,strassenname_lang
    strassen_2,"C(2,0)",strassenname_kurz,strassenname_kurz
    anzahl,"N(16,0)",anzahl,anzahl
    kosten,"N(7,2)",kosten,kosten
    genau,"C(21,0)",genau,genau
    anteil,"N(3,1)",anteil,anteil
    aktiv,"L(1,0)",aktiv,aktiv
    tag,"D(8,0)",tag,tag
    zeit,"C(23,0)",zeit,zeit
    utc,"C(20,0)",utc (UTC),utc
    "#);
}

#[test]
fn outer_rings_run_with_the_clock_and_holes_against_it() {
    let files = made(&[mixed()], u64::MAX);
    let shapes = &files["baeume_2026_flaechen.shp"];
    // Behind both heads, type and box: two rings of five corners, the second from the sixth on.
    let number = |at: usize| i32::from_le_bytes(shapes[at..at + 4].try_into().unwrap());
    let at = 100 + 8 + 36;
    assert_eq!(
        [number(at), number(at + 4), number(at + 8), number(at + 12)],
        [2, 10, 0, 5]
    );
    let ordinate = |place: usize| {
        let at = at + 16 + 8 * place;
        f64::from_le_bytes(shapes[at..at + 8].try_into().unwrap())
    };
    let area = |ring: usize| -> f64 {
        let corner = |place: usize| {
            (
                ordinate(2 * (5 * ring + place)),
                ordinate(2 * (5 * ring + place) + 1),
            )
        };
        let sides = (0..4).map(|place| (corner(place), corner(place + 1)));
        sides
            .map(|((x, y), (to_x, to_y))| x * to_y - to_x * y)
            .sum::<f64>()
            / 2.0
    };
    assert_eq!((area(0), area(1)), (-16.0, 1.0));
}

#[test]
fn what_a_table_of_dbase_changes_stands_beside_it_unchanged() {
    let long = "Äh".repeat(100);
    let values = [long.as_str(), "kurz", "", " Rand", "Zeile\n\"zwei\""];
    let texts: ArrayRef = Arc::new(StringArray::from(values.to_vec()));
    let points = places(&vec![Some(wkb_point(1.0, 2.0)); values.len()]);
    let fields = [
        Arc::new(arrow::datatypes::Field::new(
            "bemerkung_zum_ort",
            texts.data_type().clone(),
            true,
        )),
        Arc::clone(&points.schema().fields()[0]),
    ];
    let schema = Arc::new(arrow::datatypes::Schema::new(fields.to_vec()));
    let batch = RecordBatch::try_new(schema, vec![texts, Arc::clone(points.column(0))]).unwrap();
    let files = made(&[batch], u64::MAX);
    let (columns, rows) = table(&files["baeume_2026.dbf"]);
    assert_eq!(columns, ["bemerkung_ C(254,0)"]);
    assert!(
        rows[0].starts_with(&format!(" {}Ä", "Äh".repeat(84))),
        "{}",
        rows[0]
    );
    assert!(rows[4].starts_with(" Zeile\n\"zwei\" "));
    let beside = format!(
        "datei,zeile,spalte,text\r\nbaeume_2026,1,bemerkung_,{long}\r\nbaeume_2026,3,bemerkung_,\"\"\r\nbaeume_2026,4,bemerkung_,\" Rand\"\r\n"
    );
    assert_eq!(text(&files["texte.csv"]), beside);
    assert!(text(&files["LIESMICH.txt"]).contains("Texte"));
}

#[test]
fn rows_beyond_the_largest_file_go_to_the_next_one() {
    let all: Vec<_> = (0..10)
        .map(|row| Some(wkb_point(f64::from(row), 0.0)))
        .collect();
    // A hundred bytes of head, twenty-eight a point.
    let files = made(&[places(&all)], 100 + 4 * 28);
    let (_columns, rows) = table(&files["baeume_2026.dbf"]);
    assert_eq!(rows.len(), 4);
    assert_eq!(shapes(&files, "baeume_2026_2").len(), 4);
    assert_eq!(shapes(&files, "baeume_2026_3").len(), 2);
    assert!(text(&files["LIESMICH.txt"]).contains("Teile"));
    // A table needs a column: the number of the row.
    let (columns, rows) = table(&files["baeume_2026_3.dbf"]);
    assert_eq!(columns, ["nr N(10,0)"]);
    assert_eq!(rows[1], format!(" {:>10}", 2));
}

#[test]
fn a_table_without_rows_is_a_shapefile_too() {
    let files = made(&[places(&[])], u64::MAX);
    assert!(shapes(&files, "baeume_2026").is_empty());
}
