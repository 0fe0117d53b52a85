//! Workbooks, JSON, geographic and typed files, markup, databases, archives, and the worker process.

mod archives;
mod beginning;
mod bombs;
mod cut;
mod every_kind;
mod files;
mod geo;
mod geojson;
mod geopackage;
mod json;
mod markup;
mod number_forms;
mod packed;
mod parquet;
mod real;
mod records_made;
mod sheet_tables;
pub(crate) mod text_workbooks;
mod truth;
mod workbooks;
mod worker;
mod xls;
mod xlsb;

pub(crate) use every_kind::files as every_kind;
pub(crate) use number_forms::with_formats;
pub(crate) use worker::intake as through_workers;
