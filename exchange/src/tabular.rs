//! Tables as files: CSV, CSV for Excel, XLSX, JSON, NDJSON, Parquet.

mod csv;
mod encoder;
mod error;
mod excel_csv;
mod form;
mod geoparquet;
mod json;
mod meta;
mod parquet;
mod text;
mod xlsx;
mod xlsx_cell;

#[cfg(test)]
mod tests;

pub use encoder::{Encoder, Tail};
pub use error::EncodeError;
pub use form::{TabularForm, UnknownForm};
pub use meta::{ColumnMeta, TableMeta};
pub use text::{Class, rows_as_text};
