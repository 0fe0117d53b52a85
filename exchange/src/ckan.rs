//! The shapes of CKAN's Action API, version 3 (<https://docs.ckan.org/en/2.11/api/>), as its clients have them measured:
//! `ckanapi`, `ckanext-harvest`, `udata`, QGIS.
//!
//! Fields keep CKAN's names and are never left out: strict clients validate them. What the hub has no counterpart for is
//! empty, not invented.

mod envelope;
mod facets;
mod moment;
mod package;
mod query;
mod sort;

pub use envelope::{Failed, FailedKind, succeeded};
pub use facets::{FacetItem, Facets};
pub use moment::moment;
pub use package::{Extra, Group, OrganisationEntry, OrganisationRef, Package, Resource, Tag};
pub use query::{Query, QueryError, Searchable, Value};
pub use sort::{SortError, SortField, sort_fields};

#[cfg(test)]
mod tests;
