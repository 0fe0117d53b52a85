//! The arms that fetch and read: one file a format, all in bounded memory.
//!
//! # The frame
//! A format opens a file and yields [`Record`]s of raw cells through a [`RecordReader`] (blank records included,
//! each with its line or row in the source). What these records mean (title rows, header, footers, types, names,
//! findings) is recognised in one place for all formats, in `hebewerk-profile`:
//!
//! - [`inspect_records`] reads them once and says what is there;
//! - [`read_records`] reads them again as Arrow batches and what is set aside.
//!
//! Both calls need a freshly opened reader. Formats that are typed already (Parquet) give batches themselves.
//! [`Intake`] finds out by content which format a file is and offers all of them as the hub's reader.
//!
//! # Invariants
//! - Dirty data is never an error: it gives findings, nulls and rows set aside.
//! - Nothing here writes to the catalogue or knows who asks.
//! - The same bytes with the same recipe are always cut and read the same way.
//!
//! # Deliberately absent
//! Databases and services (they come with the next connectors), and any memory of earlier deliveries.

pub mod archive;
mod asked;
mod beginning;
mod dbf;
mod excerpt;
mod flatgeobuf_file;
pub mod folder;
mod format;
pub mod frame;
pub mod geojson;
pub mod geometry;
mod geopackage;
mod gml;
mod inspect_records;
mod intake;
pub mod json;
mod kml;
pub mod layers;
mod meaning;
mod moment_cells;
mod parting;
mod read_records;
pub mod reference_system;
mod scratch;
mod shapefile;
pub mod spreadsheet;
mod standard_csv;
mod text;
pub mod typed;
pub mod unmet;
pub mod worker;
mod xml;

pub use archive::UnpackLimits;
pub use frame::{InspectedRecords, RecordReader, SourceTable};
pub use hebewerk_profile::{RawCell, Record};
pub use inspect_records::inspect_records;
pub use intake::Intake;
pub use read_records::read_records;
pub use spreadsheet::{Office, OfficeLimits};
pub use standard_csv::standard_csv;
