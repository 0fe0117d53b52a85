//! CKAN's Action API for programs that speak it: harvesters, `ckanapi`, QGIS
//! (<https://docs.ckan.org/en/2.11/api/>; shapes in `hebewerk_exchange::ckan`).
//!
//! One route for all actions, as CKAN has it: what an action is called stands in its path, its parameters in the address,
//! a form or a JSON object. Keys of the hub come raw in `Authorization` or `X-CKAN-API-Key`.
//!
//! *Architecture invariant:* an action is a name in [`actions`]; it asks the hub as whoever the key is. What changes something
//! is in [`create`], [`change`], [`resources`], [`rows`] and [`owners`] and needs a key: a cookie is not enough.
//! Nothing is ever redirected: clients take it for an error.

mod arrival;
mod call;
mod change;
mod create;
mod datastore;
mod describe;
pub(crate) mod dump;
mod failure;
mod licences;
mod links;
mod organisations;
mod owners;
mod packages;
mod remarks;
mod resources;
mod rows;
mod search;
mod site;
mod sql;

pub(crate) use self::failure::face;

use self::call::Call;
use self::change::Extent;
use crate::render::PageResult;
use crate::router::ANSWER;
use crate::{Refusal, Visitor};
use axum::extract::{Path, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hebewerk_exchange::ckan::succeeded;
use hebewerk_model::Kind;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

/// What most actions give.
type Acted = Result<Value, Refusal>;
/// What an action that reads a table gives.
type Read = Result<WithRows, Refusal>;

/// Rows with what is said of them. They are many: each stays as the text it was written as.
#[derive(Serialize)]
struct WithRows {
    #[serde(flatten)]
    said: Map<String, Value>,
    records: Vec<Box<RawValue>>,
}

/// What an action gives.
#[derive(Serialize)]
#[serde(untagged)]
enum Outcome {
    Document(Value),
    Rows(WithRows),
}

/// Whether a path is one of these: its refusals have CKAN's shape, its keys may come without a scheme.
pub(crate) fn is_below(path: &str) -> bool {
    let below = |root: &str| {
        path.strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    below("/api/action") || below("/api/3") || below("/datastore/dump")
}

/// The secret of a request to these paths: raw or as a bearer in `Authorization`, raw in `X-CKAN-API-Key`.
pub(crate) fn key(headers: &HeaderMap) -> Option<&str> {
    let text = |name: HeaderName| {
        let value = headers.get(name)?.to_str().ok()?.trim();
        (!value.is_empty()).then_some(value)
    };
    let given = text(header::AUTHORIZATION).and_then(|value| match value.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Some(token.trim()),
        // What a server in front asks for is not ours.
        Some(_other) => None,
        None => Some(value),
    });
    given.or_else(|| text(HeaderName::from_static("x-ckan-api-key")))
}

/// `GET|POST /api/3/action/{action}` and the same without the number, which is what `ckanapi` calls.
pub(crate) async fn act(
    visitor: Visitor,
    Path(action): Path<String>,
    request: Request,
) -> PageResult {
    let call = Box::pin(arrival::call(
        visitor,
        request,
        resources::takes_files(&action),
    ))
    .await?;
    let acting = Box::pin(actions(&call, &action));
    let outcome = if resources::takes_files(&action) || rows::takes_time(&action) {
        // A file takes as long as it is large, and so does a table.
        acting.await?
    } else {
        let timed = tokio::time::timeout(ANSWER, acting).await;
        timed.map_err(|_elapsed| Refusal::new(Kind::Timeout, "timeout"))??
    };
    let text = succeeded(call.site(), &action, &outcome).map_err(Refusal::internal)?;
    Ok(answer(text))
}

/// Every action there is.
async fn actions(call: &Call, action: &str) -> Result<Outcome, Refusal> {
    match action {
        "datastore_search" => datastore::search(call).await.map(Outcome::Rows),
        "datastore_search_sql" => sql::search(call).await.map(Outcome::Rows),
        _ => documents(call, action).await.map(Outcome::Document),
    }
}

/// The actions that give no rows.
async fn documents(call: &Call, action: &str) -> Acted {
    match action {
        "site_read" => Ok(true.into()),
        "status_show" => Ok(site::status(call)),
        "help_show" => site::help(call),
        "license_list" => Ok(licences::list()),
        "package_list" => packages::list(call).await,
        "package_show" | "dataset_show" => packages::show(call).await,
        "package_search" | "dataset_search" => search::search(call).await,
        "current_package_list_with_resources" => packages::current(call).await,
        "package_autocomplete" => packages::autocomplete(call).await,
        "package_create" | "dataset_create" => create::create(call).await,
        "package_update" | "dataset_update" => change::change(call, Extent::Whole).await,
        "package_patch" | "dataset_patch" => change::change(call, Extent::Part).await,
        "package_delete" | "dataset_delete" => change::delete(call).await,
        "resource_show" => packages::resource(call).await,
        "resource_create" => resources::create(call).await,
        "resource_update" => resources::change(call, Extent::Whole).await,
        "resource_patch" => resources::change(call, Extent::Part).await,
        "resource_delete" => resources::delete(call).await,
        "resource_view_list" => packages::views(call).await,
        "organization_list" => organisations::list(call).await,
        "organization_create" => owners::create(call).await,
        "organization_update" => owners::change(call, Extent::Whole).await,
        "organization_patch" => owners::change(call, Extent::Part).await,
        "organization_show" => organisations::show(call).await,
        "organization_list_for_user" => organisations::for_user(call).await,
        "group_list" => organisations::groups(call).await,
        "group_show" => organisations::group(call).await,
        "tag_list" => organisations::tags(call).await,
        "format_autocomplete" => Ok(json!(["csv", "json", "parquet", "xlsx"])),
        "vocabulary_list" => Ok(json!([])),
        "datastore_info" => datastore::info(call).await,
        "datastore_create" => rows::create(call).await,
        "datastore_upsert" => rows::upsert(call).await,
        "datastore_delete" => rows::delete(call).await,
        "datastore_records_delete" => rows::records_delete(call).await,
        _ => Err(Refusal::new(Kind::Invalid, "ckan_unknown_action").with("name", action)),
    }
}

/// `GET /api/3`: which version this is.
pub(crate) async fn version() -> Response {
    answer(json!({ "version": 3 }).to_string())
}

fn answer(text: String) -> Response {
    let mut response = (
        StatusCode::OK,
        [(header::CONTENT_TYPE, "application/json;charset=utf-8")],
        text,
    )
        .into_response();
    open_to_pages(response.headers_mut());
    response
}

/// Pages of other sites may read what everybody may read; questions a browser asks before sending a key are not answered.
fn open_to_pages(headers: &mut HeaderMap) {
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headers: &[(&'static str, &'static str)], expected: Option<&str>) {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
        assert_eq!(key(&map), expected, "{headers:?}");
    }

    #[test]
    fn a_key_comes_raw_or_as_a_bearer_in_either_header() {
        check(&[("authorization", "hw_geheim")], Some("hw_geheim"));
        check(&[("authorization", "Bearer hw_geheim")], Some("hw_geheim"));
        check(&[("x-ckan-api-key", "hw_geheim")], Some("hw_geheim"));
        check(
            &[
                ("authorization", "Basic abc"),
                ("x-ckan-api-key", "hw_geheim"),
            ],
            Some("hw_geheim"),
        );
        check(&[("authorization", "Basic abc")], None);
        check(&[("authorization", "")], None);
        check(&[], None);
    }

    #[test]
    fn the_paths_of_ckan_are_not_those_of_the_interface() {
        assert!(is_below("/api/action/package_list"));
        assert!(is_below("/api/3/action/package_list"));
        assert!(is_below("/api/3"));
        assert!(!is_below("/api/v1/datasets"));
        assert!(!is_below("/api/30"));
    }
}
