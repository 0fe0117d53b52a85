//! Bytes at rest: raw deliveries by their hash, and the rows of every version as immutable Parquet files.
//!
//! ```text
//! <root>/raw/ab/cd/abcd…     raw deliveries, named by their BLAKE3 hash
//! <root>/data/<folder>/….parquet   rows; the paths in the catalogue are relative to `data`
//! <root>/drafts/…            files being written; nothing names them, a sweep removes what was left behind
//! ```
//!
//! # Invariants
//! - Nothing is overwritten: a file gets its name by a hard link, which fails when the name is taken.
//! - What is acknowledged has survived: content synced, then linked, then every directory on the way synced.
//! - The lake does not decide what is visible; only the catalogue names files. A file nobody names is swept.
//!
//! # Deliberately absent
//! Who asks; listing of files as a way to find data; deletion of what the catalogue names.

mod data_files;
mod disk;
mod durable;
mod error;
mod fields;
mod health;
mod lake;
mod raw;
mod read_only;
mod rows;
mod self_test;
mod sweep;

pub use data_files::DataFiles;
pub use disk::{Disk, DiskFile, HostDisk, Room};
pub use error::LakeError;
pub use fields::{ROW_NUMBER, ROW_NUMBER_FIELD_ID, aside_columns, file_schema};
pub use health::{Health, health};
pub use lake::Lake;
