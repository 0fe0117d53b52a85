//! `GET /ogc`: what there is, and which classes of the standards are kept.

use super::answer::{json, only, plain};
use super::document;
use crate::dcat::Addresses;
use crate::query::Query;
use crate::render::PageResult;
use crate::{Visitor, Words};
use axum::http::HeaderMap;
use hebewerk_exchange::records::{CONFORMANCE, link};
use hebewerk_model::Language;
use serde_json::{Value, json};

const JSON: Option<&str> = Some("application/json");

/// `GET /ogc`
pub(crate) async fn show(visitor: Visitor, headers: HeaderMap, query: Query) -> PageResult {
    let addresses = Addresses::below(visitor.base_url(&headers));
    let to =
        |rel, path: &str, media_type, title| link(rel, &addresses.path(path), media_type, title);
    let document = json!({
        "title": visitor.state.settings.hub_title,
        "description": described(&visitor),
        "links": [
            to("self", "/ogc", JSON, None),
            to("alternate", "/daten", Some("text/html"), None),
            to("conformance", "/ogc/conformance", JSON, None),
            to("data", "/ogc/collections", JSON, None),
            to("service-desc", "/ogc/api", Some(document::MEDIA_TYPE), None),
            to("alternate", "/catalog.ttl", Some("text/turtle"), Some("DCAT-AP.de")),
        ],
    });
    plain(&headers, &query, &document)
}

/// `GET /ogc/conformance`
pub(crate) async fn conformance(headers: HeaderMap, query: Query) -> PageResult {
    plain(&headers, &query, &json!({ "conformsTo": CONFORMANCE }))
}

/// `GET /ogc/api`
pub(crate) async fn api(visitor: Visitor, headers: HeaderMap, query: Query) -> PageResult {
    only(&query, &[])?;
    let addresses = Addresses::below(visitor.base_url(&headers));
    let title = &visitor.state.settings.hub_title;
    let document: Value = document::document(title, &addresses.path("/ogc"));
    json(&headers, &document, document::MEDIA_TYPE)
}

/// What the catalogue holds, in German as everything portals read.
pub(super) fn described(visitor: &Visitor) -> String {
    let w = Words {
        language: Language::De,
        ..visitor.words
    };
    let city = &visitor.state.settings.city_name;
    w.t1("catalogue-description", "city", city).into_owned()
}
