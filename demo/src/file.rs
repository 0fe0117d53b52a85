//! The kinds of files offices send.

mod archive;
mod columns;
mod geojson;
mod ods;
mod sheet;
mod text;
mod workbook;

pub(crate) use archive::archive;
pub(crate) use columns::{Columns, parquet};
pub(crate) use geojson::{Features, Shape};
pub(crate) use ods::ods;
pub(crate) use sheet::{Cell, Sheet, number, text};
pub(crate) use text::{Encoding, Text};
pub(crate) use workbook::xlsx;
