//! dBASE tables: the attributes of Shapefiles, and files of their own in old programs.
//!
//! Types are kept: text of digits stays text, numbers without decimals are whole numbers. What does not fit its field
//! is set aside with its text.

mod code_page;
mod field;
mod header;
mod rows;

pub(crate) use header::looks_like;
pub(crate) use rows::DbfRows;

use crate::layers::findings::{DBF_ENCODING_GUESSED, DBF_MEMO, DBF_TRUNCATED};
use crate::layers::{Layer, LayerColumn, LayerFile, LayerRecords};
use header::Header;
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{Dialect, Finding, Severity};
use std::path::{Path, PathBuf};

const FORMAT: &str = "dbf";

/// A table whose header is read.
#[derive(Debug)]
pub(crate) struct Dbf {
    file: PathBuf,
    header: Header,
    encoding: &'static str,
    guessed: bool,
}

/// A table as a file of its own.
pub(crate) struct DbfFile {
    dbf: Dbf,
    layer: Layer,
}

/// Opens a table that is a file of its own; `encoding` is what a clerk said.
pub(crate) fn open(file: &Path, table: &str, encoding: Option<&str>) -> Result<DbfFile, ReadError> {
    let dbf = Dbf::open(file, encoding)?;
    let layer = Layer {
        name: table.to_owned(),
        columns: dbf.columns(),
        dialect: dbf.dialect(),
    };
    Ok(DbfFile { dbf, layer })
}

impl Dbf {
    /// Reads the header; `code_page` is what a clerk or a `.cpg` says.
    pub(crate) fn open(file: &Path, code_page: Option<&str>) -> Result<Self, ReadError> {
        let header = Header::read(file)?;
        let named = code_page
            .and_then(code_page::named)
            .or_else(|| code_page::of_driver(header.language_driver));
        let (encoding, guessed) = match named {
            Some(encoding) => (encoding, false),
            None => code_page::sniffed(file, &header)?,
        };
        let mut dbf = Self {
            file: file.to_owned(),
            header,
            encoding,
            guessed,
        };
        dbf.header.name_fields(dbf.encoding);
        Ok(dbf)
    }

    /// Columns with their types.
    pub(crate) fn columns(&self) -> Vec<LayerColumn> {
        self.header
            .fields
            .iter()
            .map(|field| LayerColumn::new(&field.name, Some(field.column_type())))
            .collect()
    }

    /// The encoding.
    pub(crate) fn dialect(&self) -> Dialect {
        Dialect {
            encoding: Some(self.encoding.to_owned()),
            ..Dialect::default()
        }
    }

    /// The rows from the first on.
    pub(crate) fn rows(&self) -> Result<DbfRows, ReadError> {
        DbfRows::open(&self.file, &self.header, self.encoding)
    }

    /// What the header shows.
    pub(crate) fn noticed(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.guessed {
            findings.push(
                Finding::new(DBF_ENCODING_GUESSED, Severity::Note).with("encoding", self.encoding),
            );
        }
        if self.header.found < self.header.rows {
            findings.push(
                Finding::new(DBF_TRUNCATED, Severity::Error)
                    .with("expected", self.header.rows)
                    .with("found", self.header.found),
            );
        }
        findings.extend(
            self.header
                .fields
                .iter()
                .filter(|field| field.is_elsewhere())
                .map(|field| Finding::new(DBF_MEMO, Severity::Warning).in_column(&field.name)),
        );
        findings
    }
}

impl LayerFile for DbfFile {
    fn layers(&self) -> &[Layer] {
        std::slice::from_ref(&self.layer)
    }

    fn records(&self, _layer: usize) -> Result<Box<dyn LayerRecords>, ReadError> {
        Ok(Box::new(self.dbf.rows()?))
    }

    fn noticed(&self) -> Vec<Finding> {
        self.dbf.noticed()
    }
}
