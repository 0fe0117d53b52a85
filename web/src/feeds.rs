//! What programs read to keep up with the catalogue: feeds of changes (Atom), sitemaps, and where robots may go.
//!
//! *Architecture invariant:* as in [`crate::dcat`], everything here is asked for as somebody who is not signed in, whoever
//! asks, and tells of the datasets that the catalogue in RDF holds.

mod answer;
pub(crate) mod atom;
pub(crate) mod robots;
pub(crate) mod sitemap;
