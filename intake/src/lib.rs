//! The arms that fetch and read: one file a format, all in bounded memory.
//!
//! # The frame
//! A format opens a file and yields [`Record`]s of raw cells through a [`RecordReader`] (blank records included,
//! each with its line or row in the source). What these records mean (title rows, header, footers, types, names,
//! findings) is recognised in one place for all formats, in `hebewerk-profile`:
//!
//! - `inspect_records(&mut reader, &source_table, recipe)` reads them once and says what is there;
//! - `read_records(reader, &inspected_table, recipe)` reads them again as Arrow batches and what is set aside.
//!
//! Both calls need a freshly opened reader. Formats that are typed already (Parquet) give batches themselves.
//!
//! # Invariants
//! - Dirty data is never an error: it gives findings, nulls and rows set aside.
//! - Nothing here writes to the catalogue or knows who asks.

pub mod frame;

pub use frame::{InspectedRecords, RecordReader, SourceTable};
pub use hebewerk_profile::{RawCell, Record};
