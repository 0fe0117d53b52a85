//! Workbooks.

use super::{check, check_file, look, tables};
use crate::office::files::{Made, ods_of, texts, workbook, xlsx_parts, zip};
use crate::office::worker;
use crate::office::xlsb::{record, wide};
use hebewerk_intake::Intake;
use hebewerk_intake::worker::WorkerLimits;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::fmt::Write;

/// Two sheets of so many rows, every text of them another.
pub(super) fn large(rows: u32) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("dd.mm.yyyy");
    for name in ["Nord", "Süd & West"] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, ["Bestand der Bäume"]).unwrap();
        sheet
            .write_row(2, 0, ["Nummer", "Art", "Höhe", "Tag"])
            .unwrap();
        for row in 3..rows {
            sheet.write(row, 0, format!("{name} {row}")).unwrap();
            sheet
                .write(row, 1, ["Eiche", "Linde"][row as usize % 2])
                .unwrap();
            sheet.write(row, 2, f64::from(row) / 2.0).unwrap();
            let date = ExcelDateTime::from_ymd(2024, 1, (row % 28 + 1) as u8).unwrap();
            sheet.write_with_format(row, 3, &date, &day).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn every_sheet_of_a_workbook_is_seen_with_its_first_rows() {
    let seen = check("bestand.xlsx", &large(30_000));
    assert_eq!(tables(&seen), ["Nord", "Süd & West"]);
    assert!(seen.inspection.tables[0].data_rows < 10_000);
}

#[test]
fn a_worker_sees_what_this_process_sees_and_leaves_nothing_behind() {
    let spool = tempfile::tempdir().unwrap();
    let file = Made::new("bestand.xlsx", &large(30_000));
    let there = worker::intake(spool.path(), WorkerLimits::default());
    let here = look(&Intake::in_process(), &file).unwrap().unwrap();
    let seen = look(&there, &file).unwrap().unwrap();
    assert_eq!(seen.inspection, here.inspection);
    assert_eq!(texts(&seen.tables[1][0]), texts(&here.tables[1][0]));
    drop(there);
    let left = std::fs::read_dir(spool.path()).unwrap();
    assert_eq!(
        left.filter(|it| it.as_ref().unwrap().path().is_dir())
            .count(),
        0
    );
}

#[test]
fn a_header_of_merged_cells_is_seen_though_it_is_said_behind_the_rows() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 1, 0, "Bezirk", &plain).unwrap();
    sheet.merge_range(0, 1, 0, 2, "Einwohner", &plain).unwrap();
    sheet.write_row(1, 1, ["männlich", "weiblich"]).unwrap();
    for row in 2..40_000 {
        sheet
            .write(row, 0, format!("Bezirk {}", row * 7919))
            .unwrap();
        sheet.write_row(row, 1, [row * 31, row * 17]).unwrap();
    }
    let seen = check("einwohner.xlsx", &workbook.save_to_buffer().unwrap());
    let labels = crate::office::files::labels(&seen.inspection.tables[0]);
    assert_eq!(
        labels,
        ["Bezirk", "Einwohner / männlich", "Einwohner / weiblich"]
    );
}

/// A workbook whose rows show texts by their number; the table of texts has `count` of them.
fn with_texts(rows: &str, count: usize) -> Made {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut parts = xlsx_parts(&sheet, &workbook(""));
    let mut texts = String::new();
    for number in 0..count {
        write!(
            texts,
            "<si><t>Text {number} {}</t></si>",
            "x".repeat(number % 290)
        )
        .unwrap();
    }
    parts.push((
        "xl/sharedStrings.xml",
        format!("<sst uniqueCount=\"{count}\">{texts}</sst>").into_bytes(),
    ));
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (*name, bytes.as_slice()))
        .collect();
    Made::new("mappe.xlsx", &zip(&parts))
}

fn rows_of(texts: impl Iterator<Item = usize>) -> String {
    let rows = texts.enumerate().map(|(at, text)| {
        let row = at + 1;
        format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>{text}</v></c><c r=\"B{row}\"><v>{row}</v></c></row>")
    });
    rows.collect()
}

#[test]
fn texts_are_right_wherever_they_lie_in_the_table_of_texts() {
    // The first rows need texts far behind, as they do after a workbook was edited.
    let file = with_texts(&rows_of((0..100_000).rev().cycle().take(150_000)), 100_000);
    check_file(&file);
}

#[test]
fn a_row_whose_text_lies_too_far_behind_is_not_shown_wrongly() {
    let near_and_far = (0..30).chain((0..200_000).map(|number| 399_999 - number));
    let file = with_texts(&rows_of(near_and_far), 400_000);
    let seen = check_file(&file);
    assert_eq!(seen.inspection.tables[0].data_rows, 30);
    let far = with_texts(
        &rows_of((0..200_000).map(|number| 399_999 - number)),
        400_000,
    );
    assert!(look(&Intake::in_process(), &far).unwrap().is_none());
}

#[test]
fn an_open_document_is_seen_with_its_first_rows() {
    let mut rows = String::new();
    for row in 0..60_000 {
        write!(
            rows,
            r#"<table:table-row><table:table-cell office:value-type="string"><text:p>Baum {row} {}</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="{row}"><text:p>{row}</text:p></table:table-cell></table:table-row>"#,
            row * 7919 % 104_729
        )
        .unwrap();
    }
    let seen = check("bestand.ods", &ods_of(&rows));
    assert!(seen.inspection.tables[0].data_rows < 10_000);
}

/// A binary workbook of one sheet: a text in every row, counted from behind, and a number.
fn binary(rows: u32) -> Made {
    let cell = |number: u16, column: u32, value: &[u8]| {
        record(number, &[&column.to_le_bytes(), &[0; 4], value].concat())
    };
    let mut sheet = [record(0x81, &[]), record(0x94, &[0; 16]), record(0x91, &[])].concat();
    for row in 0..rows {
        sheet.extend(record(0, &[row.to_le_bytes(), [0; 4]].concat()));
        sheet.extend(cell(7, 0, &(rows - 1 - row).to_le_bytes()));
        sheet.extend(cell(5, 1, &(f64::from(row) / 2.0).to_le_bytes()));
    }
    sheet.extend([record(0x92, &[]), record(0x82, &[])].concat());
    let mut texts = record(0x9f, &[rows.to_le_bytes(), rows.to_le_bytes()].concat());
    for number in 0..rows {
        texts.extend(record(
            0x13,
            &[
                &[0],
                wide(&format!("Baum {} {}", number * 7919, "x".repeat(60))).as_slice(),
            ]
            .concat(),
        ));
    }
    texts.extend(record(0xa0, &[]));
    let named = [[0; 8].as_slice(), &wide("rId1"), &wide("Bestand")].concat();
    let book = [
        record(0x8f, &[]),
        record(0x9c, &named),
        record(0x90, &[]),
        record(0x84, &[]),
    ]
    .concat();
    let relations = br#"<Relationships><Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let parts = [
        ("[Content_Types].xml", b"<Types/>".as_slice()),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", relations),
        ("xl/worksheets/sheet1.bin", &sheet),
        ("xl/sharedStrings.bin", &texts),
    ];
    Made::new("bestand.xlsb", &zip(&parts))
}

#[test]
fn a_binary_workbook_is_seen_with_its_first_rows() {
    let seen = check_file(&binary(80_000));
    assert_eq!(tables(&seen), ["Bestand"]);
    assert!(seen.inspection.tables[0].data_rows < 10_000);
    // The texts of the first rows lie too far behind.
    let far = look(&Intake::in_process(), &binary(400_000));
    assert!(far.unwrap().is_none());
}
