//! Word lists from which names are composed. Everything is invented; no list was copied from anywhere.

pub(crate) mod people;
pub(crate) mod streets;
