//! The DuckLake 1.0 manifest, written by hand (specification: ducklake.select/docs, statement sequences after the
//! chapters *Snapshots*, *Schemas*, *Tables*, *Data files*).
//!
//! A change opens a [`Draft`], lands or ends tables, and closes it; the new snapshot then shows everything at once.

pub(crate) mod birth;
pub(crate) mod checks;
mod columns;
mod draft;
mod erase;
mod files;
mod schema;
mod table;
mod types;

pub(crate) use draft::{Draft, commit, lock, put_ticket};
pub(crate) use erase::put_in_place;
pub(crate) use schema::{Schema, schema_of};
pub(crate) use table::{Landing, end, land};
pub(crate) use types::{fits, lake_type};
