//! Answers of a catalogue service (CSW 2.0.2, OGC 07-006r1) whose records are written in ISO 19139, as the spatial data
//! infrastructure of Germany writes them (*Konventionen zu Metadaten*, GDI-DE).
//!
//! Names are told by their last part: which of the many addresses of a namespace a server uses says nothing. One record is
//! held at a time; one that is larger than a description can be is passed over, and told.
//!
//! Deliberately absent: ISO 19115-3 (`mdb:`), which no German catalogue asks for yet, and the names of catalogues a
//! record came through: this format has no place for them.

mod constraints;
mod element;
mod extent;
mod online;
mod page;
mod party;
mod record;
mod topics;

pub use page::{IsoPage, read_iso_page};

#[cfg(test)]
mod tests;
