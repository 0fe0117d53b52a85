//! The document of the interface: OpenAPI 3.0, as OGC API Features (`/req/oas30`) wants it.

use super::wanted::{MOST, USUAL};
use serde_json::{Value, json};

/// Its media type.
pub(super) const MEDIA_TYPE: &str = "application/vnd.oai.openapi+json;version=3.0";

/// The document of the interface at `root`.
pub(super) fn document(title: &str, root: &str) -> Value {
    let json = "application/json";
    let geojson = hebewerk_exchange::records::GEOJSON;
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": format!("{title}: OGC API Records"),
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "EUPL-1.2" },
        },
        "servers": [{ "url": root }],
        "tags": [{ "name": "records", "description": "What the catalogue holds" }],
        "paths": {
            "/": path("landing", "What there is", json, &json!([])),
            "/conformance": path("conformance", "Classes of the standards that are kept", json, &json!([])),
            "/collections": path("collections", "The collections", json, &json!([])),
            "/collections/katalog": path("catalogue", "The catalogue", json, &json!([])),
            "/collections/katalog/items": path("records", "Records that fit", geojson, &search()),
            "/collections/katalog/items/{recordId}": path("record", "One record", geojson, &json!([{
                "name": "recordId",
                "in": "path",
                "required": true,
                "description": "Identity of the dataset",
                "schema": { "type": "string", "format": "uuid" },
            }])),
        },
    })
}

fn path(id: &str, summary: &str, media_type: &str, parameters: &Value) -> Value {
    let problem = json!({
        "description": "Refused, with the reason",
        "content": { "application/problem+json": { "schema": { "type": "object" } } },
    });
    let mut responses = json!({
        "200": {
            "description": summary,
            "content": { media_type: { "schema": { "type": "object" } } },
        },
        "400": problem,
    });
    if id == "record" {
        responses["404"] = problem;
    }
    json!({ "get": {
        "operationId": id,
        "tags": ["records"],
        "summary": summary,
        "parameters": parameters,
        "responses": responses,
    }})
}

/// The parameters of a search.
fn search() -> Value {
    let text = |name: &str, description: &str| {
        json!({
            "name": name, "in": "query", "description": description, "schema": { "type": "string" },
        })
    };
    let list = |name: &str, description: &str| {
        json!({
            "name": name, "in": "query", "description": description, "style": "form", "explode": false,
            "schema": { "type": "array", "items": { "type": "string" } },
        })
    };
    json!([
        list("q", "Terms of which one occurs in title, description or key words; words of a term in their order"),
        {
            "name": "bbox", "in": "query", "style": "form", "explode": false,
            "description": "West, south, east, north in degrees (CRS84); with heights six numbers",
            "schema": {
                "type": "array", "minItems": 4, "maxItems": 6, "items": { "type": "number" },
            },
        },
        text("datetime", "A moment or a span the dataset is about: 2024-01-01, 2024-01-01/2024-12-31, 2024-01-01/.."),
        list("type", "Kinds of resources; all records are of the kind dataset"),
        list("ids", "Identities of records"),
        list("externalIds", "Addresses by which the datasets are known in the catalogue of RDF"),
        {
            "name": "limit", "in": "query", "description": "Records of a page",
            "schema": { "type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL },
        },
        {
            "name": "offset", "in": "query", "description": "Records to pass over",
            "schema": { "type": "integer", "minimum": 0, "default": 0 },
        },
        text("after", "Where the page begins, as the link to it says"),
    ])
}
