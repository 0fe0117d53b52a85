//! `GET /ogc/collections` and the one collection: the catalogue.

use super::answer::plain;
use super::landing::described;
use super::{COLLECTION, collection};
use crate::Visitor;
use crate::dcat::Addresses;
use crate::query::Query;
use crate::render::PageResult;
use axum::http::HeaderMap;
use hebewerk_exchange::records::{Extent, GEOJSON, german, link};
use serde_json::{Value, json};

/// Longitude and latitude, in this order.
const CRS: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// `GET /ogc/collections`
pub(crate) async fn list(visitor: Visitor, headers: HeaderMap, query: Query) -> PageResult {
    let addresses = Addresses::below(visitor.base_url(&headers));
    let own = addresses.path("/ogc/collections");
    let document = json!({
        "links": [link("self", &own, Some("application/json"), None)],
        "collections": [catalogue(&visitor, &addresses)],
    });
    plain(&headers, &query, &document)
}

/// `GET /ogc/collections/katalog`
pub(crate) async fn show(visitor: Visitor, headers: HeaderMap, query: Query) -> PageResult {
    let addresses = Addresses::below(visitor.base_url(&headers));
    plain(&headers, &query, &catalogue(&visitor, &addresses))
}

fn catalogue(visitor: &Visitor, addresses: &Addresses) -> Value {
    let settings = &visitor.state.settings;
    let own = collection(addresses);
    let mut contact = json!({ "organization": settings.city_name, "roles": ["publisher"] });
    if let Some(email) = &settings.contact {
        contact["emails"] = json!([{ "value": email }]);
    }
    let mut document = json!({
        "id": COLLECTION,
        "type": "Catalog",
        "itemType": "record",
        "title": settings.hub_title,
        "description": described(visitor),
        "language": german(),
        "recordLanguages": [german()],
        "contacts": [contact],
        "crs": [CRS],
        "links": [
            link("self", &own, Some("application/json"), None),
            link("items", &format!("{own}/items"), Some(GEOJSON), None),
            link("root", &addresses.path("/ogc"), Some("application/json"), None),
            link("alternate", &addresses.path("/daten"), Some("text/html"), None),
        ],
    });
    if let Some(extent) = &settings.open_data.extent {
        document["extent"] = lies(extent);
    }
    document
}

fn lies(extent: &Extent) -> Value {
    json!({ "spatial": { "bbox": [extent.corners()], "crs": CRS } })
}
