//! Reading the catalogues of others: pages of RDF in which datasets are described by DCAT, packages of CKAN, and answers of
//! a CSW in which they are described by ISO 19139.
//!
//! Nothing that comes is trusted: what a parser holds at once is bounded, what a page may say is bounded, and a record
//! that cannot be read is told with its reason instead of spoiling the others.

mod bounded;
mod ckan;
mod dates;
mod depth;
mod form;
mod iso;
mod page;
mod record;
mod said;
mod terms;
mod words;

pub use ckan::package;
pub use iso::{IsoPage, read_iso_page};
pub use page::{PageError, PageTold, begins_catalogue, read_page};

#[cfg(test)]
mod tests;
