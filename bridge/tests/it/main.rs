//! What the room promises, on made-up columns and tables.

mod collection;
mod index;
mod normal_forms;
mod sketches;
mod tables;
mod vetoes;
