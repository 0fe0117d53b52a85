//! What the room promises, on made-up columns and tables.

#![expect(
    clippy::unwrap_used,
    reason = "a test that meets the unexpected shall fail where it stands"
)]

mod collection;
mod hierarchies;
mod index;
mod linkage;
mod normal_forms;
mod places;
mod rows;
mod sketches;
mod tables;
mod vetoes;
