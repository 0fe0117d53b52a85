//! The face of a refusal for CKAN's programs.

use super::open_to_pages;
use crate::pages::refused;
use crate::{Refusal, Words};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use hebewerk_exchange::ckan::{Failed, FailedKind};
use hebewerk_model::Kind;
use serde_json::Value;

/// The envelope of a refusal, with CKAN's status. `path` names the action, `site` is the hub's address.
pub(crate) fn face(words: &Words, refusal: &Refusal, path: &str, site: &str) -> Response {
    let sentence = refused::sentence(words, refusal);
    let (status, kind) = class(refusal);
    let action = path.rsplit('/').next().unwrap_or_default();
    let body = match (refusal.code, kind) {
        // CKAN answers with a bare text here, and its clients know that.
        ("ckan_unknown_action", _) => {
            Value::String(format!("Bad request: Action name not known: {action}"))
        }
        ("ckan_no_json", _) => Value::String(format!("Bad request: JSON Error: {sentence}")),
        ("ckan_needs_post", _) => Value::String(
            "Bad request: JSON Error: Invalid request. Please use POST method for your request"
                .to_owned(),
        ),
        _ => with_row(
            refusal,
            Failed {
                kind,
                message: sentence,
                fields: fields(refusal),
            }
            .envelope(site, action),
        ),
    };
    let mut response = (
        status,
        [(header::CONTENT_TYPE, "application/json;charset=utf-8")],
        body.to_string(),
    )
        .into_response();
    open_to_pages(response.headers_mut());
    response
}

/// Beside a value that is none of its column CKAN tells the place of its row.
fn with_row(refusal: &Refusal, mut body: Value) -> Value {
    let mut parameters = refusal.parameters.iter();
    let row = parameters.find(|(known, _value)| *known == "row");
    let place = row.and_then(|(_name, row)| row.parse::<u64>().ok()?.checked_sub(1));
    let error = body.get_mut("error").and_then(Value::as_object_mut);
    if let ("ckan_bad_cell", Some(place), Some(error)) = (refusal.code, place, error) {
        error.insert("records_row".to_owned(), place.into());
    }
    body
}

/// The fields a refusal is about, as CKAN calls them.
fn fields(refusal: &Refusal) -> Vec<String> {
    let parameters = refusal.parameters.iter();
    let named = parameters.filter(|(known, _value)| *known == "field");
    let named = named.map(|(_name, value)| match value.as_str() {
        "text" => "notes",
        "theme" => "groups",
        "visibility" => "private",
        "datei" => "upload",
        "links" => "resources",
        "remarks" | "span" | "frequency" | "place" | "reference_dataset" => "extras",
        other => other,
    });
    named.map(str::to_owned).collect()
}

fn class(refusal: &Refusal) -> (StatusCode, FailedKind) {
    match refusal.kind {
        Kind::NotFound => (StatusCode::NOT_FOUND, FailedKind::NotFound),
        Kind::Unauthenticated | Kind::Forbidden => {
            (StatusCode::FORBIDDEN, FailedKind::Authorisation)
        }
        Kind::Invalid | Kind::Conflict => invalid(refusal),
        Kind::TooMany => (StatusCode::TOO_MANY_REQUESTS, FailedKind::Internal),
        Kind::Unavailable | Kind::Timeout => {
            (StatusCode::SERVICE_UNAVAILABLE, FailedKind::Internal)
        }
        Kind::Internal => (StatusCode::INTERNAL_SERVER_ERROR, FailedKind::Internal),
    }
}

fn invalid(refusal: &Refusal) -> (StatusCode, FailedKind) {
    match refusal.code {
        "ckan_search_query" => (StatusCode::BAD_REQUEST, FailedKind::SearchQuery),
        "ckan_unknown_action" | "ckan_no_json" | "ckan_needs_post" => {
            (StatusCode::BAD_REQUEST, FailedKind::Validation)
        }
        _ => (StatusCode::CONFLICT, FailedKind::Validation),
    }
}
