//! A small whole file of every kind that is read, for whoever wants to damage them.

use super::files::{ods_of, text_row, xlsx_of, zip};
use super::geo::made;
use super::geopackage::package;
use super::packed::{SEVEN_ZIP, XZ, bytes, gzip, tar};
use super::parquet::sample;
use super::records_made::{dbf, shp};
use super::text_workbooks::XML;
use bzip2::write::BzEncoder;
use std::io::Write;

const CSV: &[u8] = b"ort;zahl;anteil\nMitte;1;1,5\nNord;2;2,25\nOst;3;-\n";
const JSON: &[u8] = br#"[{"a": 1, "b": {"c": [1, null]}}, {"a": 2.5, "b": "x"}, {"e": true}]"#;
const FEATURES: &[u8] = br#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"n": "Ring"}, "geometry": {"type": "Polygon", "coordinates": [[[7.1, 51.5], [7.2, 51.5], [7.2, 51.6], [7.1, 51.5]]]}}]}"#;
const RECORDS: &[u8] = b"<export><kopf><amt>Tiefbau</amt></kopf><liste><e id='1'><a>x</a></e><e id='2'><a>y</a></e></liste></export>";
const PAGE: &[u8] = b"<html><body><table><tr><th rowspan=2>Ort<th colspan=2>Zahl<tr><td>1<td>2</table></body></html>";
const STOPS: &[u8] =
    b"stop_id,stop_name,stop_lat,stop_lon\n000123,Rathaus,51.51,7.21\n000124,Bahnhof,51.52,7.22\n";

/// Names and bytes. There is no binary workbook of Excel (`xlsb`) among them: no free program writes one.
pub(crate) fn files() -> Vec<(&'static str, Vec<u8>)> {
    let mut files = vec![
        ("liste.csv", CSV.to_vec()),
        ("daten.json", JSON.to_vec()),
        (
            "zeilen.ndjson",
            b"{\"a\": 1}\n{\"a\": 2, \"b\": \"x\"}\n".to_vec(),
        ),
        ("orte.geojson", FEATURES.to_vec()),
        ("mappe.xlsx", xlsx_of(&rows(), "")),
        ("mappe.ods", ods_of(&repeated_rows())),
        ("mappe.xml", XML.as_bytes().to_vec()),
        ("seite.xls", PAGE.to_vec()),
        ("baustellen.xml", RECORDS.to_vec()),
        ("werte.parquet", sample()),
        ("stadt.gpkg", package()),
        ("punkte.shp", shp(6)),
        ("baeume.dbf", dbf(6)),
    ];
    for name in [
        "verborgen.xls",
        "punkte.parquet",
        "t.arrow",
        "t.arrows",
        "t.avro",
        "punkte.fgb",
        "flaechen.fgb",
        "punkte.gml",
        "punkte.kml",
        "punkte_shp.zip",
        "flaechen_shp.zip",
    ] {
        files.push((name, made(name)));
    }
    files.extend(archives());
    files
}

fn archives() -> Vec<(&'static str, Vec<u8>)> {
    let mut bzip2 = BzEncoder::new(Vec::new(), bzip2::Compression::default());
    bzip2.write_all(CSV).unwrap();
    let inner = zip(&[("innen.csv", CSV)]);
    let members: [(&str, &[u8]); 3] = [
        ("a/liste.csv", CSV),
        ("daten.json", JSON),
        ("innen.zip", &inner),
    ];
    vec![
        ("archiv.zip", zip(&members)),
        ("karte.kmz", zip(&[("doc.kml", &made("punkte.kml"))])),
        ("fahrplan.zip", zip(&[("stops.txt", STOPS)])),
        ("archiv.tar", tar(&members)),
        ("archiv.tar.gz", gzip(&tar(&members))),
        ("archiv.7z", bytes(SEVEN_ZIP)),
        ("liste.csv.gz", gzip(CSV)),
        ("liste.csv.bz2", bzip2.finish().unwrap()),
        ("liste.csv.xz", bytes(XZ)),
        ("liste.csv.zst", zstd::stream::encode_all(CSV, 0).unwrap()),
    ]
}

fn rows() -> String {
    (1..=5)
        .map(|row| text_row(row, &["Ort", "Zahl", "Anteil"]))
        .collect()
}

fn repeated_rows() -> String {
    let cell =
        "<table:table-cell office:value-type=\"string\"><text:p>Ort</text:p></table:table-cell>";
    let row =
        format!("<table:table-row table:number-rows-repeated=\"3\">{cell}{cell}</table:table-row>");
    row.repeat(2)
}
