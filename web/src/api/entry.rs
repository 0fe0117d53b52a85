//! The entry of the interface and its document.

use super::caller::{ApiResult, Caller, Keep, Links};
use super::{contents, document};
use serde::Serialize;
use std::sync::OnceLock;
use utoipa::ToSchema;

/// Where everything is.
#[derive(Serialize, ToSchema)]
pub(super) struct EntryView {
    /// Name of this hub.
    title: String,
    /// The city.
    city: String,
    /// Function mailbox for questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    /// Addresses by relation.
    links: Links,
}

/// The entry: where everything is
#[utoipa::path(
    get,
    path = "/",
    operation_id = "entry",
    tag = "start",
    responses((status = OK, body = EntryView))
)]
pub(super) async fn show(caller: Caller) -> ApiResult {
    let relations = [
        ("openapi", "/openapi.json"),
        ("organisations", "/organisations"),
        ("datasets", "/datasets"),
        ("search", "/search"),
        ("sql", "/sql"),
        ("sessions", "/sessions"),
    ];
    let settings = &caller.visitor.state.settings;
    let view = EntryView {
        title: settings.hub_title.clone(),
        city: settings.city_name.clone(),
        contact: settings.contact.clone(),
        links: relations
            .into_iter()
            .map(|(relation, path)| (relation, caller.address(path)))
            .collect(),
    };
    caller.json(Keep::public(&caller.visitor), &view)
}

/// This document
#[utoipa::path(
    get,
    path = "/openapi.json",
    operation_id = "document",
    tag = "start",
    responses((status = OK, description = "OpenAPI 3.1", body = Object))
)]
pub(super) async fn document(caller: Caller) -> ApiResult {
    static DOCUMENT: OnceLock<utoipa::openapi::OpenApi> = OnceLock::new();
    let whole = DOCUMENT.get_or_init(|| document::described(contents().into_openapi()));
    caller.json(Keep::public(&caller.visitor), whole)
}
