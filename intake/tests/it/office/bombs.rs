//! Files made to do harm, and files cut off.

use super::files::{Made, inspect, ods_of, rows, text_row, workbook, xlsx_of, xlsx_parts, zip};
use hebewerk_hub::ports::ReadError;
use hebewerk_intake::{Intake, Office, OfficeLimits};
use rust_xlsxwriter::Workbook;

#[track_caller]
fn check_refused(error: ReadError, expected: &str) {
    match error {
        ReadError::Unreadable { reason, .. } => assert!(reason.contains(expected), "{reason}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_workbook_that_unpacks_to_hundreds_of_times_its_size_is_refused() {
    let blank = " ".repeat(80 << 20);
    let file = Made::new("bombe.xlsx", &xlsx_of(&blank, ""));
    assert!(std::fs::metadata(&file.path).unwrap().len() < 1 << 20);
    check_refused(file.error(), "suspiciously many times its size");
}

#[test]
fn an_opendocument_bomb_is_refused() {
    let file = Made::new("bombe.ods", &ods_of(&" ".repeat(80 << 20)));
    check_refused(file.error(), "suspiciously many times its size");
}

#[test]
fn unpacked_bytes_and_cells_are_limited() {
    let rows: String = (1..2000)
        .map(|row| text_row(row, &["aa", "bb", "cc"]))
        .collect();
    let file = Made::new("gross.xlsx", &xlsx_of(&rows, ""));
    let mut limits = OfficeLimits::default();
    limits.unpack.bytes = 50_000;
    let intake = Intake::with_office(Office::in_process(limits));
    check_refused(
        inspect(&intake, &file.path).unwrap_err(),
        "more bytes than allowed",
    );
    let limits = OfficeLimits {
        cells: 1000,
        ..OfficeLimits::default()
    };
    let intake = Intake::with_office(Office::in_process(limits));
    check_refused(
        inspect(&intake, &file.path).unwrap_err(),
        "more cells than allowed",
    );
}

#[test]
fn a_cell_in_the_last_corner_of_the_sheet_costs_nothing_much() {
    let rows = text_row(1, &["a", "b"])
        + &text_row(2, &["c", "d"])
        + r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let file = Made::new("ecke.xlsx", &xlsx_of(&rows, ""));
    assert_eq!(file.inspect().tables.len(), 1);
}

#[test]
fn repeated_cells_of_opendocument_are_limited() {
    let rows = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>"#;
    let file = Made::new("wieder.ods", &ods_of(rows));
    check_refused(file.error(), "more cells than allowed");
}

#[test]
fn a_document_type_declaration_is_refused() {
    let sheet = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>"#;
    let parts = xlsx_parts(sheet, &workbook(""));
    let entries: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (*name, bytes.as_slice()))
        .collect();
    let file = Made::new("dtd.xlsx", &zip(&entries));
    check_refused(file.error(), "document type declaration");
}

#[test]
fn a_workbook_cut_anywhere_is_an_error_with_a_reason_and_never_a_fault() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..200 {
        sheet
            .write_row(row, 0, [format!("a{row}"), format!("b{}", row * 7)])
            .unwrap();
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let intake = Intake::in_process();
    for cut in (4..bytes.len()).step_by(bytes.len() / 23) {
        let file = Made::new("halb.xlsx", &bytes[..cut]);
        match inspect(&intake, &file.path) {
            Err(ReadError::Unreadable { reason, .. }) => assert!(!reason.is_empty()),
            Ok(inspection) => assert!(inspection.tables.is_empty(), "cut at {cut}"),
            Err(other) => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_workbook_with_flipped_bytes_never_ends_the_program() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..50 {
        sheet
            .write_row(row, 0, [format!("a{row}"), format!("b{}", row * 7)])
            .unwrap();
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let intake = Intake::in_process();
    for flip in (0..bytes.len()).step_by(bytes.len() / 150) {
        let mut damaged = bytes.clone();
        damaged[flip] ^= 0x55;
        let file = Made::new("kaputt.xlsx", &damaged);
        if let Ok(inspection) = inspect(&intake, &file.path) {
            for table in 0..inspection.tables.len() {
                rows(&intake, &file.path, &inspection, table).unwrap();
            }
        }
    }
}
