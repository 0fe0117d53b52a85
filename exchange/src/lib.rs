//! The standards the house speaks: the six forms in which a table leaves it, RDF in four forms, and DCAT-AP.de 3.0, in which
//! portals tell each other what data there are, SPARQL 1.1 over it, OGC API Records, feeds in Atom and sitemaps; and reading
//! what other catalogues say of theirs.
//!
//! # Invariants
//! - A form never changes a value's meaning: what a form cannot hold exactly (a whole number of twenty digits in a
//!   spreadsheet) is written as text, not rounded.
//! - Text never becomes a formula in a spreadsheet (ASVS 1.2.10).
//! - Memory is bounded: batches go in, bytes come out.
//!
//! # Deliberately absent
//! IO; sentences (headings and notes are handed in, in the reader's language), HTTP, and who may read what.

pub mod atom;
pub mod ckan;
pub mod dcat;
pub mod harvest;
pub mod rdf;
pub mod records;
pub mod schema_org;
pub mod sitemap;
pub mod sparql;
pub mod tabular;
mod xml;
