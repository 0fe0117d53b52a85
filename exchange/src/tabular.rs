//! Tables as files: spreadsheets, CSV, JSON, Parquet, Arrow, and forms of maps.

mod arrow_file;
mod csv;
mod encoder;
mod error;
mod excel_csv;
mod flatgeobuf;
mod form;
mod geojson;
mod geopackage;
mod geoparquet;
mod json;
mod json_cells;
mod kml;
mod map_kind;
mod meta;
mod ods;
mod ods_cell;
mod parquet;
mod placement;
mod shapefile;
mod sheet_name;
mod spool;
mod text;
mod wkb_shape;
mod xlsx;
mod xlsx_cell;
mod xml_text;

#[cfg(test)]
mod map_rows;
#[cfg(test)]
mod tests;

pub use encoder::{Encoder, Tail};
pub use error::EncodeError;
pub use form::{TabularForm, UnknownForm};
pub use json_cells::{JsonCells, json_cells, json_key};
pub use meta::{ColumnMeta, ShapefileWords, TableMeta};
pub use placement::Placement;
pub use text::{Class, rows_as_text};
