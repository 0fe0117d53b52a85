//! Leading zeros and percents that stand only in the number formats of workbooks, in every kind of them.

use super::files::{Made, finding, ods_with, types, zip};
use super::{xls, xlsb};
use hebewerk_model::Inspection;

/// Workbooks of the kinds whose formats are read here: XLS, XLSB and ODS.
pub(crate) fn with_formats() -> [Vec<u8>; 3] {
    [
        old_workbook(&[0, 164, 165], false),
        binary_workbook(),
        open_document(),
    ]
}

/// Two columns: keys shown with five digits, of which the third is a text, and shares shown as percent.
#[track_caller]
fn check(file: &Made) {
    let inspection = file.inspect();
    assert_eq!(types(&inspection.tables[0]), ["text", "decimal"]);
    let rows = file.read(0).rows;
    let keys: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(keys, ["01067", "01068", "AB123", "01069", "01070"]);
    assert_eq!(rows[1][1], "25.0");
    assert_eq!(inspection.tables[0].columns[1].unit.as_deref(), Some("%"));
    let told = |code: &str| {
        let found = finding(&inspection, code);
        (found.column.clone().unwrap(), found.count)
    };
    assert_eq!(told("zeros_by_format"), ("PLZ".to_owned(), 4));
    assert_eq!(told("percent_format"), ("Anteil".to_owned(), 5));
}

fn has_no(inspection: &Inspection, code: &str) -> bool {
    inspection
        .findings
        .iter()
        .all(|found| found.code.as_str() != code)
}

/// Keys as number, short number, short numbers beside each other and result of a formula.
fn old_workbook(styles: &[u16], is_small: bool) -> Vec<u8> {
    let real = |value: f64| value.to_le_bytes();
    let short = |value: i32| (value << 2 | 2).to_le_bytes();
    let hundredth = |value: i32| (value << 2 | 3).to_le_bytes();
    let number = |row, column, style, value: f64| {
        xls::record(
            0x0203,
            &[&xls::at(row, column, style)[..], &real(value)].concat(),
        )
    };
    let first = [
        &xls::at(2, 0, 1)[..],
        &short(1068),
        &[2, 0],
        &hundredth(25),
        &[1, 0],
    ]
    .concat();
    let formula = [&xls::at(5, 0, 1)[..], &real(1070.0), &[0; 8]].concat();
    let cells = [
        xls::label(0, 0, "PLZ"),
        xls::label(0, 1, "Anteil"),
        number(1, 0, 1, 1067.0),
        number(1, 1, 2, 0.125),
        xls::record(0xbd, &first),
        xls::label(3, 0, "AB123"),
        number(3, 1, 2, 0.375),
        xls::record(0x027e, &[&xls::at(4, 0, 1)[..], &short(1069)].concat()),
        number(4, 1, 2, 0.5),
        xls::record(0x06, &formula),
        number(5, 1, 2, 0.625),
    ]
    .concat();
    xls::xls_of(&["00000", "0.0%"], styles, &cells, is_small)
}

#[test]
fn of_old_workbooks() {
    let old = |styles: &[u16]| Made::new("formate.xls", &old_workbook(styles, false));
    check(&old(&[0, 164, 165]));
    // Of the formats every program knows, 10 is `0.00%`.
    check(&old(&[0, 164, 10]));
    let small = old_workbook(&[0, 164, 165], true);
    check(&Made::new("klein.xls", &small));
    let plain = old(&[0, 0, 2]);
    assert!(has_no(&plain.inspect(), "zeros_by_format"));
    assert_eq!(plain.read(0).rows[0], ["1067", "0.125"]);
}

#[test]
fn of_binary_workbooks() {
    check(&Made::new("formate.xlsb", &binary_workbook()));
}

fn binary_workbook() -> Vec<u8> {
    let cell = |kind: u16, column: u32, style: u32, value: &[u8]| {
        let head = [column.to_le_bytes(), style.to_le_bytes()].concat();
        xlsb::record(kind, &[&head[..], value].concat())
    };
    let text = |column, text: &str| cell(6, column, 0, &xlsb::wide(text));
    let real = |column, style, value: f64| cell(5, column, style, &value.to_le_bytes());
    let short = |column, style, value: i32| cell(2, column, style, &(value << 2 | 2).to_le_bytes());
    let formula = [&1070_f64.to_le_bytes()[..], &[0; 10]].concat();
    let rows = [
        [text(0, "PLZ"), text(1, "Anteil")],
        [short(0, 1, 1067), real(1, 2, 0.125)],
        [real(0, 1, 1068.0), real(1, 2, 0.25)],
        [text(0, "AB123"), real(1, 2, 0.375)],
        [short(0, 1, 1069), real(1, 2, 0.5)],
        [cell(9, 0, 1, &formula), real(1, 2, 0.625)],
    ];
    let mut sheet = [
        xlsb::record(0x81, &[]),
        xlsb::record(0x94, &[0; 16]),
        xlsb::record(0x91, &[]),
    ]
    .concat();
    for (row, cells) in (0_u32..).zip(rows) {
        sheet.extend(xlsb::record(0, &[row.to_le_bytes(), [0; 4]].concat()));
        sheet.extend(cells.concat());
    }
    sheet.extend([xlsb::record(0x92, &[]), xlsb::record(0x82, &[])].concat());
    let format = [&164_u16.to_le_bytes()[..], &xlsb::wide("00000")].concat();
    let style =
        |format: u16| xlsb::record(47, &[&[0; 2][..], &format.to_le_bytes(), &[0; 12]].concat());
    // The styles with names are a list of their own, which counts for nothing here.
    let styles = [
        xlsb::record(615, &1_u32.to_le_bytes()),
        xlsb::record(44, &format),
        xlsb::record(616, &[]),
        xlsb::record(626, &1_u32.to_le_bytes()),
        style(10),
        xlsb::record(627, &[]),
        xlsb::record(617, &3_u32.to_le_bytes()),
        style(0),
        style(164),
        style(10),
        xlsb::record(618, &[]),
    ]
    .concat();
    let named = [[0; 8].as_slice(), &xlsb::wide("rId1"), &xlsb::wide("Blatt")].concat();
    let book = [
        xlsb::record(0x8f, &[]),
        xlsb::record(0x9c, &named),
        xlsb::record(0x90, &[]),
        xlsb::record(0x84, &[]),
    ]
    .concat();
    let relations = br#"<Relationships><Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let parts = [
        ("[Content_Types].xml", b"<Types/>".as_slice()),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", relations),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &sheet),
    ];
    zip(&parts)
}

const NUMBERS: &str = r#"<number:number-style style:name="N5"><number:number number:decimal-places="0" number:min-integer-digits="5"/></number:number-style><number:percentage-style style:name="P1"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>"#;

fn ods_cell(attributes: &str, value: &str) -> String {
    format!(r#"<table:table-cell office:value-type="float" office:value="{value}" {attributes}/>"#)
}

fn ods_text(text: &str) -> String {
    format!(
        r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
    )
}

fn ods_rows(rows: &[[String; 2]; 6]) -> String {
    rows.iter()
        .map(|cells| format!("<table:table-row>{}</table:table-row>", cells.concat()))
        .collect()
}

/// The rows of the table, of which each key and each share has these attributes.
fn ods_table(key: &str, share: &str) -> String {
    let rows = [
        [ods_text("PLZ"), ods_text("Anteil")],
        [ods_cell(key, "1067"), ods_cell(share, "0.125")],
        [ods_cell(key, "1068"), ods_cell(share, "0.25")],
        [ods_text("AB123"), ods_cell(share, "0.375")],
        [ods_cell(key, "1069"), ods_cell(share, "0.5")],
        [ods_cell(key, "1070"), ods_cell(share, "0.625")],
    ];
    ods_rows(&rows)
}

fn ods_style(name: &str, more: &str) -> String {
    format!(r#"<style:style style:name="{name}" style:family="table-cell" {more}/>"#)
}

#[test]
fn of_open_documents_by_the_style_of_the_cell() {
    check(&Made::new("formate.ods", &open_document()));
}

fn open_document() -> Vec<u8> {
    let styles = [
        ods_style("ce1", r#"style:data-style-name="N5""#),
        ods_style("ce2", r#"style:data-style-name="P1""#),
        NUMBERS.to_owned(),
    ]
    .concat();
    let rows = ods_table(r#"table:style-name="ce1""#, r#"table:style-name="ce2""#);
    ods_with("", &styles, &rows)
}

#[test]
fn of_open_documents_by_the_style_of_the_column_and_by_the_one_above_it() {
    // The key's style has its format from a named one; that has a section for negative numbers, too.
    let named = [
        r#"<number:number-style style:name="N9P0"><number:number number:min-integer-digits="5"/></number:number-style><number:number-style style:name="N9"><number:text>-</number:text><number:number number:min-integer-digits="1"/><style:map style:condition="value()&gt;=0" style:apply-style-name="N9P0"/></number:number-style>"#,
        &ods_style("Schluessel", r#"style:data-style-name="N9""#),
    ]
    .concat();
    let styles = [
        NUMBERS,
        &ods_style("ce1", r#"style:parent-style-name="Schluessel""#),
        &ods_style("ce2", r#"style:data-style-name="P1""#),
    ]
    .concat();
    let columns = r#"<table:table-column table:default-cell-style-name="ce1"/><table:table-column table:number-columns-repeated="3" table:default-cell-style-name="ce2"/>"#;
    let rows = columns.to_owned() + &ods_table("", "");
    check(&Made::new("spalten.ods", &ods_with(&named, &styles, &rows)));
}

#[test]
fn of_cells_and_rows_of_open_documents_that_are_repeated() {
    let styles = [NUMBERS, &ods_style("ce1", r#"style:data-style-name="N5""#)].concat();
    let head: String = ["Von", "Bis", "Menge"].into_iter().map(ods_text).collect();
    let keys = r#"table:style-name="ce1" table:number-columns-repeated="2""#;
    let rows = format!(
        r#"<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="9"/></table:table-row><table:table-row>{head}</table:table-row><table:table-row table:number-rows-repeated="4">{}{}</table:table-row>"#,
        ods_cell(keys, "4509"),
        ods_cell("", "12"),
    );
    let file = Made::new("wieder.ods", &ods_with("", &styles, &rows));
    assert_eq!(file.read(0).rows, vec![["04509", "04509", "12"]; 4]);
}

#[test]
fn a_format_of_absurd_width_pads_nothing() {
    let number = r#"<number:number-style style:name="N"><number:number number:min-integer-digits="4000000000"/></number:number-style>"#;
    let styles = number.to_owned() + &ods_style("ce1", r#"style:data-style-name="N""#);
    let rows = ods_table(r#"table:style-name="ce1""#, "");
    let file = Made::new("breit.ods", &ods_with("", &styles, &rows));
    assert_eq!(file.read(0).rows[0], ["1067", "0.125"]);
}
