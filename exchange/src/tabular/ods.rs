//! OpenDocument spreadsheets (ODF 1.3, OASIS 2021): typed cells, further sheets beyond a million rows, and a sheet that
//! explains the columns. Rows go straight into a compressed temporary file, so memory does not grow with the table.

use super::ods_cell::{push_cell, push_text_cell};
use super::sheet_name::{about_name, sheet_name};
use super::text::Columns;
use super::xml_text::escaped;
use super::{EncodeError, TableMeta};
use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use std::fs::File;
use std::io::{BufWriter, IntoInnerError, Seek, SeekFrom, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Rows and columns of a sheet that LibreOffice opens.
const MAX_ROWS: usize = 1_048_576;
const MAX_COLUMNS: usize = 16_384;

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>
"#;

/// Days as `20.11.2026`, points in time with seconds, and bold headings.
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"><office:automatic-styles><number:date-style style:name="ntag"><number:day number:style="long"/><number:text>.</number:text><number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/></number:date-style><number:date-style style:name="nmoment"><number:day number:style="long"/><number:text>.</number:text><number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/></number:date-style><number:time-style style:name="nzeit"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/></number:time-style><style:style style:name="tag" style:family="table-cell" style:data-style-name="ntag"/><style:style style:name="moment" style:family="table-cell" style:data-style-name="nmoment"/><style:style style:name="zeit" style:family="table-cell" style:data-style-name="nzeit"/><style:style style:name="kopf" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles><office:body><office:spreadsheet>
"#;

const FOOT: &str = "</office:spreadsheet></office:body></office:document-content>\n";

pub(super) struct OdsEncoder {
    archive: ZipWriter<BufWriter<File>>,
    schema: SchemaRef,
    meta: TableMeta,
    max_rows: usize,
    sheets: usize,
    next_row: usize,
}

impl OdsEncoder {
    pub(super) fn new(schema: SchemaRef, meta: TableMeta) -> Result<Self, EncodeError> {
        Self::with_max_rows(schema, meta, MAX_ROWS)
    }

    /// As [`Self::new`], with smaller sheets.
    pub(super) fn with_max_rows(
        schema: SchemaRef,
        meta: TableMeta,
        max_rows: usize,
    ) -> Result<Self, EncodeError> {
        let columns = schema.fields().len();
        if columns > MAX_COLUMNS {
            return Err(EncodeError::TooManyColumns {
                columns,
                limit: MAX_COLUMNS,
            });
        }
        let mut archive = ZipWriter::new(BufWriter::new(tempfile::tempfile()?));
        // First, and not compressed: so programs know the file by its first bytes (ODF 1.3 part 2, 3.3).
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        archive.start_file("mimetype", plain)?;
        archive.write_all(MEDIA_TYPE.as_bytes())?;
        let packed = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .large_file(true);
        archive.start_file("META-INF/manifest.xml", packed)?;
        archive.write_all(MANIFEST.as_bytes())?;
        archive.start_file("content.xml", packed)?;
        archive.write_all(HEAD.as_bytes())?;
        let mut encoder = Self {
            archive,
            schema,
            meta,
            max_rows,
            sheets: 0,
            next_row: 0,
        };
        encoder.begin_sheet()?;
        Ok(encoder)
    }

    fn begin_sheet(&mut self) -> Result<(), EncodeError> {
        self.sheets += 1;
        let name = escaped(&sheet_name(&self.meta.sheet, self.sheets));
        let columns = self.schema.fields().len().max(1);
        let mut text = format!(
            "<table:table table:name=\"{name}\"><table:table-column table:number-columns-repeated=\"{columns}\"/><table:table-header-rows><table:table-row>"
        );
        for (index, field) in self.schema.fields().iter().enumerate() {
            push_text_cell(&mut text, &self.meta.heading(index, field), Some("kopf"));
        }
        if self.schema.fields().is_empty() {
            text.push_str("<table:table-cell/>");
        }
        text.push_str("</table:table-row></table:table-header-rows>\n");
        self.next_row = 1;
        Ok(self.archive.write_all(text.as_bytes())?)
    }

    pub(super) fn encode(&mut self, batch: &RecordBatch) -> Result<(), EncodeError> {
        let columns = Columns::of(batch)?;
        let columns = columns.texts()?;
        let mut value = String::new();
        let mut text = String::new();
        for row in 0..batch.num_rows() {
            if self.next_row >= self.max_rows {
                self.archive.write_all(b"</table:table>\n")?;
                self.begin_sheet()?;
            }
            self.next_row += 1;
            text.clear();
            text.push_str("<table:table-row>");
            for column in &columns {
                if column.read(row, &mut value)? {
                    push_cell(&mut text, column.class, &value);
                } else {
                    text.push_str("<table:table-cell/>");
                }
            }
            text.push_str("</table:table-row>\n");
            self.archive.write_all(text.as_bytes())?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<File, EncodeError> {
        self.archive.write_all(b"</table:table>\n")?;
        if !self.meta.facts.is_empty() || !self.meta.column_heads.is_empty() {
            let sheet = self.explained();
            self.archive.write_all(sheet.as_bytes())?;
        }
        self.archive.write_all(FOOT.as_bytes())?;
        let written = self.archive.finish()?;
        let mut file = written.into_inner().map_err(IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }

    /// The sheet that says what the columns are.
    fn explained(&self) -> String {
        let name = about_name(&self.meta);
        let columns = self.meta.column_heads.len().max(2);
        let mut text = format!(
            "<table:table table:name=\"{}\"><table:table-column table:number-columns-repeated=\"{columns}\"/>",
            escaped(&name)
        );
        let mut row = |cells: &[(&str, Option<&str>)]| {
            text.push_str("<table:table-row>");
            for (cell, style) in cells {
                push_text_cell(&mut text, cell, *style);
            }
            text.push_str("</table:table-row>\n");
        };
        for (label, fact) in &self.meta.facts {
            row(&[(label, Some("kopf")), (fact, None)]);
        }
        row(&[("", None)]);
        let heads = self.meta.column_heads.iter();
        row(&heads
            .map(|head| (head.as_str(), Some("kopf")))
            .collect::<Vec<_>>());
        for column in &self.meta.columns {
            let cells = column.about.iter().map(|cell| (cell.as_str(), None));
            row(&cells.collect::<Vec<_>>());
        }
        text.push_str("</table:table>\n");
        text
    }
}
