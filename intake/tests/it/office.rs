//! Workbooks, JSON, GeoJSON, Parquet, archives, and the worker process.

mod archives;
mod bombs;
mod files;
mod geojson;
mod json;
mod parquet;
mod real;
mod truth;
mod workbooks;
mod worker;
