//! OGC API – Records – Part 1 (OGC 20-004r1): what a catalogue holds, as GeoJSON for the programs of maps
//! (<https://docs.ogc.org/is/20-004r1/20-004r1.html>).
//!
//! A record says what DCAT says of the same dataset, made of the same [`crate::dcat::Dataset`]; the parameters of a search
//! are read here too. What of the standard is kept is [`CONFORMANCE`]: nothing is declared that is not answered exactly.
//!
//! Deliberately absent: sorting and filter expressions (CQL2), and records of anything but datasets.

mod extent;
mod interval;
mod record;
mod terms;
mod wish;

pub use extent::{BoxError, Extent};
pub use interval::{Interval, IntervalError};
pub use record::{KIND, german, link, record};
pub use terms::Terms;
pub use wish::Wish;

/// Media type of records and pages of them.
pub const GEOJSON: &str = "application/geo+json";

/// Classes of the standards that are kept.
pub const CONFORMANCE: [&str; 11] = [
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-collection",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core-query-parameters",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/records-api",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/searchable-catalog",
    "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/json",
];

#[cfg(test)]
mod tests;
