//! OGC API – Records over the public catalogue, for programs of maps: QGIS, `OWSLib`, portals of geodata.
//!
//! *Architecture invariant:* as in [`crate::dcat`] everything is asked for as somebody who is not signed in, whoever asks.
//!
//! The document of the interface ([`document`]) is version 3.0 of OpenAPI, which the standard wants; that of `/api/v1` is 3.1.

mod answer;
pub(crate) mod collections;
mod document;
pub(crate) mod items;
pub(crate) mod landing;
mod wanted;

/// The one collection: all datasets everybody may know.
const COLLECTION: &str = "katalog";

/// Whether a path belongs to this door: its refusals are problem documents.
pub(crate) fn is_below(path: &str) -> bool {
    path == "/ogc" || path.starts_with("/ogc/")
}

/// The address of the collection.
fn collection(addresses: &crate::dcat::Addresses) -> String {
    addresses.path(&format!("/ogc/collections/{COLLECTION}"))
}
