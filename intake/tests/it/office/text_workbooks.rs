//! Workbooks that are texts: XML of Excel 2003 and web pages called `.xls`.

use super::files::{Made, finding, labels};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{ColumnType, Format};

pub(crate) const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
 <Styles>
  <Style ss:ID="Default"/>
  <Style ss:ID="s21"><NumberFormat ss:Format="00000"/></Style>
 </Styles>
 <Worksheet ss:Name="Schulen">
  <Table ss:ExpandedColumnCount="5">
   <Row><Cell ss:MergeAcross="3"><Data ss:Type="String">Schulen &amp; Pl&#228;tze</Data></Cell></Row>
   <Row ss:Index="3">
    <Cell><Data ss:Type="String">Schule</Data></Cell><Cell><Data ss:Type="String">PLZ</Data></Cell>
    <Cell><Data ss:Type="String">Er&ouml;ffnet</Data></Cell><Cell ss:Index="5"><Data ss:Type="String">Fläche</Data></Cell>
   </Row>
   <Row>
    <Cell><Data ss:Type="String">Am Ring</Data></Cell><Cell ss:StyleID="s21"><Data ss:Type="Number">4711</Data></Cell>
    <Cell><Data ss:Type="DateTime">2024-01-31T00:00:00.000</Data></Cell>
    <Cell ss:Index="5"><Data ss:Type="Number">12.5</Data></Cell>
   </Row>
   <Row>
    <Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">Am <B>Damm</B></ss:Data></Cell>
    <Cell ss:StyleID="s21"><Data ss:Type="Number">44649</Data></Cell>
    <Cell><Data ss:Type="DateTime">1999-08-01T00:00:00.000</Data></Cell>
    <Cell ss:Index="5"><Data ss:Type="Error">#DIV/0!</Data></Cell>
   </Row>
  </Table>
  <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>
 </Worksheet>
 <Worksheet ss:Name="Leer"><Table/></Worksheet>
</Workbook>"#;

#[test]
fn xml_of_excel_2003_is_a_workbook() {
    let made = Made::new("schulen.xml", XML.as_bytes());
    let inspection = made.inspect();
    assert_eq!(inspection.format, Format::Xls);
    let table = &inspection.tables[0];
    assert_eq!(table.name, "Schulen");
    assert_eq!(labels(table)[..3], ["Schule", "PLZ", "Eröffnet"]);
    assert_eq!(
        made.read(0).rows,
        [
            ["Am Ring", "04711", "2024-01-31", "∅", "12.5"],
            ["Am Damm", "44649", "1999-08-01", "∅", "∅"]
        ]
    );
    finding(&inspection, "hidden_sheet");
}

#[test]
fn half_of_such_a_workbook_is_refused() {
    let half = &XML.as_bytes()[..XML.find("<B>Damm").unwrap_or(0)];
    let made = Made::new("schulen.xls", half);
    assert!(matches!(made.error(), ReadError::Unreadable { .. }));
}

#[test]
fn a_web_page_called_xls_is_read_as_its_tables() {
    let page = "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\">\
        <style>td { color: red }</style></head><body><table>\
        <tr><th rowspan=2>Stra&szlig;e</th><th colspan=2>Auftr\u{e4}ge<tr><th>2023<th>2024</tr>\
        <tr><td nowrap>Am Ring<td>1.250,50<td align=right>12,00</tr>\
        <tr><td>Damm<br>allee</td><td>990,00</td><td>&nbsp;</td></tr>\
        <tr><td>Weg</td><td>7,25</td><td>3,10<table><tr><td>innen</td></tr></table></td></tr></table>\
        <p>Stand: heute</p><table><tr><td>Nr</td><td>Name</td></tr><tr><td>01</td><td>Ost</td></tr>\
        <tr><td>02</td><td>West</td></tr></table></body></html>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(page);
    let made = Made::new("auftraege.xls", &bytes);
    let inspection = made.inspect();
    assert_eq!(inspection.format, Format::Xls);
    let names: Vec<_> = inspection
        .tables
        .iter()
        .map(|table| table.name.as_str())
        .collect();
    assert_eq!(names, ["Tabelle1", "Tabelle2"]);
    assert_eq!(
        labels(&inspection.tables[0]),
        ["Straße", "Aufträge / 2023", "Aufträge / 2024"]
    );
    assert!(matches!(
        inspection.tables[0].columns[1].column_type,
        ColumnType::Decimal { scale: 2, .. }
    ));
    assert_eq!(
        inspection.tables[1].columns[0].column_type,
        ColumnType::Text
    );
    let told = &inspection.findings;
    assert!(
        told.iter()
            .all(|it| it.code.as_str() != "number_stored_as_text")
    );
}

#[test]
fn a_page_of_the_web_stays_one() {
    let page =
        "<!DOCTYPE html><html><body><table><tr><td>a</td><td>b</td></tr></table></body></html>";
    let made = Made::new("seite.html", page.as_bytes());
    assert_eq!(made.inspect().format, Format::Unknown);
}
