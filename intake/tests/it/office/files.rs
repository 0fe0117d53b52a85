//! Files made for a test, and what reading them gives.

use arrow::array::ArrayRef;
use arrow::compute::cast;
use arrow::datatypes::DataType;
use arrow::record_batch::RecordBatch;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use hebewerk_hub::ports::{FileReader, ReadError, Reading, SetAside};
use hebewerk_intake::Intake;
use hebewerk_model::{Finding, InspectedTable, Inspection, Recipe};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

/// A file in a folder that goes with it.
pub(super) struct Made {
    _folder: TempDir,
    pub(super) path: PathBuf,
}

impl Made {
    pub(super) fn new(name: &str, bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Self {
            _folder: folder,
            path,
        }
    }

    pub(super) fn inspect(&self) -> Inspection {
        inspect(&Intake::in_process(), &self.path).unwrap()
    }

    /// As a recipe wants it to be read.
    pub(super) fn inspect_with(&self, recipe: &Recipe) -> Inspection {
        let intake = Intake::in_process();
        intake
            .inspect(&self.path, name(&self.path), recipe, &|_, _| {})
            .unwrap()
    }

    /// The error of looking at the file.
    pub(super) fn error(&self) -> ReadError {
        inspect(&Intake::in_process(), &self.path).unwrap_err()
    }

    /// The pieces in which a table comes.
    pub(super) fn pieces(&self, table: usize) -> Vec<Reading> {
        let intake = Intake::in_process();
        let inspection = inspect(&intake, &self.path).unwrap();
        let recipe = Recipe::default();
        intake
            .read(&self.path, name(&self.path), &recipe, &inspection, table)
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    }

    pub(super) fn read(&self, table: usize) -> Rows {
        let intake = Intake::in_process();
        let inspection = inspect(&intake, &self.path).unwrap();
        rows(&intake, &self.path, &inspection, table).unwrap()
    }
}

pub(super) fn inspect(intake: &Intake, path: &Path) -> Result<Inspection, ReadError> {
    intake.inspect(path, name(path), &Recipe::default(), &|_, _| {})
}

pub(super) fn name(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .unwrap_or("datei")
}

/// The rows of a table as text, nulls as `∅`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    pub(super) rows: Vec<Vec<String>>,
    pub(super) aside: Vec<SetAside>,
}

pub(super) fn rows(
    intake: &Intake,
    path: &Path,
    inspection: &Inspection,
    table: usize,
) -> Result<Rows, ReadError> {
    let mut all = Rows::default();
    for piece in intake.read(path, name(path), &Recipe::default(), inspection, table)? {
        match piece? {
            Reading::Aside(aside) => all.aside.extend(aside),
            Reading::Rows(batch) => all.rows.extend(texts(&batch)),
        }
    }
    Ok(all)
}

/// The cells of some rows as text, nulls as `∅`.
pub(super) fn texts(batch: &RecordBatch) -> Vec<Vec<String>> {
    let options = FormatOptions::default().with_null("∅");
    let columns: Vec<_> = batch.columns().iter().map(without_zone).collect();
    let columns: Vec<_> = columns
        .iter()
        .map(|column| ArrayFormatter::try_new(column.as_ref(), &options).unwrap())
        .collect();
    (0..batch.num_rows())
        .map(|row| {
            columns
                .iter()
                .map(|column| column.value(row).to_string())
                .collect()
        })
        .collect()
}

/// Names of time zones cannot be written without a table of them; ours is always UTC.
fn without_zone(column: &ArrayRef) -> ArrayRef {
    match column.data_type() {
        DataType::Timestamp(unit, Some(_)) => {
            cast(column, &DataType::Timestamp(*unit, None)).unwrap()
        }
        _ => Arc::clone(column),
    }
}

pub(super) fn labels(table: &InspectedTable) -> Vec<&str> {
    table
        .columns
        .iter()
        .map(|column| column.label.as_str())
        .collect()
}

pub(super) fn types(table: &InspectedTable) -> Vec<&str> {
    table
        .columns
        .iter()
        .map(|column| column.column_type.name())
        .collect()
}

#[track_caller]
pub(super) fn finding<'a>(inspection: &'a Inspection, code: &str) -> &'a Finding {
    inspection
        .findings
        .iter()
        .find(|finding| finding.code.as_str() == code)
        .unwrap_or_else(|| panic!("no finding {code} in {:#?}", inspection.findings))
}

/// A ZIP container of these entries.
pub(super) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of one sheet *Blatt* from the XML of its rows: for what no library would write.
///
/// Cell styles: 1 is a date, 2 is `00000`, 3 is `0.0%`.
pub(super) fn xlsx_of(rows: &str, workbook_properties: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    zip(&xlsx_parts(&sheet, &workbook(workbook_properties))
        .iter()
        .map(|(n, b)| (*n, b.as_slice()))
        .collect::<Vec<_>>())
}

pub(super) fn xlsx_parts(sheet: &str, workbook: &str) -> Vec<(&'static str, Vec<u8>)> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let part = |text: String| text.into_bytes();
    vec![
        (
            "[Content_Types].xml",
            part(format!(
                r#"<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/></Types>"#
            )),
        ),
        (
            "_rels/.rels",
            part(format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            )),
        ),
        ("xl/workbook.xml", part(workbook.to_owned())),
        (
            "xl/_rels/workbook.xml.rels",
            part(format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{relations}/styles" Target="styles.xml"/></Relationships>"#
            )),
        ),
        (
            "xl/styles.xml",
            part(format!(
                r#"<styleSheet xmlns="{main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="0.0%"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>"#
            )),
        ),
        ("xl/worksheets/sheet1.xml", part(sheet.to_owned())),
    ]
}

pub(super) fn workbook(properties: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{properties}<sheets><sheet name="Blatt" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    )
}

/// A row of inline texts.
pub(super) fn text_row(row: u32, texts: &[&str]) -> String {
    let cells: String = texts
        .iter()
        .zip('A'..='Z')
        .map(|(text, column)| {
            format!(r#"<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#)
        })
        .collect();
    format!(r#"<row r="{row}">{cells}</row>"#)
}

/// An OpenDocument spreadsheet of one table from the XML of its rows.
pub(super) fn ods_of(rows: &str) -> Vec<u8> {
    ods_with("", "", rows)
}

/// An OpenDocument spreadsheet of one table from the XML of its named and its automatic styles and of its rows.
pub(super) fn ods_with(named: &str, automatic: &str, rows: &str) -> Vec<u8> {
    let spaces = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2""#;
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Tabelle1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let styles = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-styles {spaces}><office:styles>{named}</office:styles></office:document-styles>"#
    );
    let manifest = r#"<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;
    zip(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("styles.xml", styles.as_bytes()),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}

/// The folder of shared real data; none (said aloud) where it is missing.
pub(super) fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("HEBEWERK_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let real = folder.join("data/real");
    if real.is_dir() {
        return Some(real);
    }
    println!("SKIPPED: the shared data are not at {}", real.display());
    None
}

/// The geometry whose bytes are written as hexadecimal digits, for people.
pub(super) fn wkt(digits: &str) -> String {
    let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2).unwrap(), 16).unwrap();
    let bytes: Vec<u8> = (0..digits.len()).step_by(2).map(byte).collect();
    hebewerk_model::geometry::wkt(&bytes).unwrap()
}
