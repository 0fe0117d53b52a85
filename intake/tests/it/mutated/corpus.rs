//! Small whole files of many kinds, made here.

use crate::office::text_workbooks::XML;
use std::io::Write;

/// Names and bytes.
pub(super) fn files() -> Vec<(&'static str, Vec<u8>)> {
    let german = "Einwohner nach Bezirken;;;\nStand: 31.12.2023;;;\n\nBezirk;Schlüssel;Einwohner;Anteil in %\nMitte;001;12.345;12,5\nNord;002;987;1,25\nSüd;003;k. A.;-\nSumme;;13.332;100\nQuelle: Statistikstelle;;;\n";
    let quoted = "Name,Text,Datum\nA,\"eins\nzwei\",31.12.2024\nB,\"drei \"\"vier\"\"\",01.01.2025\nC,\"fünf, sechs\",02.02.2025\n";
    let stacked = "Bezirk;Zahl;Art\nMitte;1;a\nNord;2;b\nSüd;3;c\n\nTabelle 2\nStraße;Länge;Jahr\nRing;1,5;2020\nHang;2,5;2021\n";
    let utf16: Vec<u8> = german.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> = german.chars().map(|sign| sign as u8).collect();
    let json = "[{\"a\": 1, \"b\": {\"c\": [1, 2, {\"d\": null}]}}, {\"a\": 2.5, \"b\": \"ä\"}, {\"e\": true}]";
    let geojson = "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"properties\": {\"n\": \"Ring\"}, \"geometry\": {\"type\": \"Point\", \"coordinates\": [7.1, 51.5]}}]}";
    let lines = "{\"a\": 1}\n{\"a\": 2, \"b\": \"x\"}\n{\"a\": null}\n";
    let page = "<html><body><table><tr><th rowspan=2>Ort<th colspan=2>Zahl<tr><td>1<td>2</table></body></html>";
    vec![
        ("liste.csv", german.as_bytes().to_vec()),
        ("latin.csv", latin),
        ("utf16.csv", utf16),
        ("text.csv", quoted.as_bytes().to_vec()),
        ("mac.csv", quoted.replace('\n', "\r").into_bytes()),
        ("zwei.csv", stacked.as_bytes().to_vec()),
        ("tab.tsv", german.replace(';', "\t").into_bytes()),
        ("daten.json", json.as_bytes().to_vec()),
        ("orte.geojson", geojson.as_bytes().to_vec()),
        ("zeilen.ndjson", lines.as_bytes().to_vec()),
        ("mappe.xlsx", workbook()),
        ("formate.xls", crate::office::with_formats()[0].clone()),
        ("formate.xlsb", crate::office::with_formats()[1].clone()),
        ("formate.ods", crate::office::with_formats()[2].clone()),
        ("mappe.xml", XML.as_bytes().to_vec()),
        ("seite.xls", page.as_bytes().to_vec()),
        ("archiv.zip", archive(german.as_bytes(), json.as_bytes())),
    ]
}

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in ["Ort", "Zahl", "Anteil"].into_iter().enumerate() {
        sheet.write(0, column as u16, label).unwrap();
    }
    for row in 1..6_u32 {
        sheet.write(row, 0, "Mitte").unwrap();
        sheet.write(row, 1, f64::from(row)).unwrap();
        sheet.write(row, 2, f64::from(row) / 4.0).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn archive(first: &[u8], second: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in [("a/liste.csv", first), ("daten.json", second)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
