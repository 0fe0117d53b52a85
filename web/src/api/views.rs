//! Views: questions with a name, `sichten.<name>`.

mod view;

use self::view::{ColumnDetail, EditionDetail, ViewChange, ViewDetail, ViewSummary, ViewWish};
use super::caller::{ApiResult, Caller, Keep, json_response, written};
use super::document::Problem;
use super::list::Page;
use super::negotiate::{JsonBody, form};
use super::parameters::{limit, only};
use super::sql::answer::respond;
use super::sql::{SqlAnswer, refusal, wish};
use crate::Refusal;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use std::collections::BTreeMap;

/// Rows if the address does not say.
const DEFAULT: u32 = 1_000;
/// Rows at most; the hub's own limit may be lower.
const MOST: u32 = 100_000;
/// Parameters of an address that are never those of a view; one of such a name is written `p.limit`.
const OWN: [&str; 4] = ["limit", "purpose", "legal_basis", "reference"];

/// Views the caller may know of, by title
///
/// Whoever may know of a view is in its circle and may know of everything it names.
#[utoipa::path(
    get,
    path = "/views",
    operation_id = "list_views",
    tag = "views",
    responses((status = OK, body = Page<ViewSummary>))
)]
pub(super) async fn list(caller: Caller) -> ApiResult {
    only(&caller.query, &[])?;
    let cards = caller.hub().views(&caller.visitor.principal).await?;
    let items = cards.iter().map(|card| ViewSummary::of(&caller, card));
    caller.json(Keep::Private, &Page::whole(items.collect()))
}

/// Save a view
///
/// What is saved is the question. Whoever reads the view is answered anew, with their own rights at its sources.
#[utoipa::path(
    post,
    path = "/views",
    operation_id = "save_view",
    tag = "views",
    request_body = ViewWish,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = CREATED, body = ViewDetail, headers(("Location" = String, description = "The view"))),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json", description = "No such organisation")
    )
)]
pub(super) async fn save(caller: Caller, JsonBody(wish): JsonBody<ViewWish>) -> ApiResult {
    only(&caller.query, &[])?;
    let hub = caller.hub();
    let saved = hub.save_view(&caller.visitor.principal, wish.checked()?);
    let view = saved.await.map_err(refusal)?;
    let mut response = detail(&caller, view.name.as_str()).await?;
    *response.status_mut() = StatusCode::CREATED;
    let address = caller.address(&format!("/views/{}", view.name));
    if let Ok(place) = HeaderValue::from_str(&address) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// One view, with its sources
#[utoipa::path(
    get,
    path = "/views/{view}",
    operation_id = "show_view",
    tag = "views",
    params(("view" = String, Path, description = "Name")),
    responses(
        (status = OK, body = ViewDetail),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn show(caller: Caller, Path(name): Path<String>) -> ApiResult {
    only(&caller.query, &[])?;
    let shown = caller.hub().view(&caller.visitor.principal, &name).await?;
    caller.json(Keep::Private, &ViewDetail::of(&caller, &shown))
}

/// Change a view
///
/// Everything but its name and its organisation is said anew. `edition` is the one that was read: if somebody was faster,
/// the answer is 409. What it was before stays in its history.
#[utoipa::path(
    put,
    path = "/views/{view}",
    operation_id = "change_view",
    tag = "views",
    params(("view" = String, Path, description = "Name")),
    request_body = ViewChange,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = ViewDetail),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "`conflict`")
    )
)]
pub(super) async fn change(
    caller: Caller,
    Path(name): Path<String>,
    JsonBody(change): JsonBody<ViewChange>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let (number, words) = change.checked()?;
    let hub = caller.hub();
    hub.change_view(&caller.visitor.principal, &name, number, words)
        .await
        .map_err(refusal)?;
    detail(&caller, &name).await
}

/// Remove a view with its history
///
/// Statements and views that name it then fail, and say so. `edition` is the one that was read: it says that this is
/// meant.
#[utoipa::path(
    delete,
    path = "/views/{view}",
    operation_id = "remove_view",
    tag = "views",
    params(
        ("view" = String, Path, description = "Name"),
        ("edition" = u32, Query, description = "Number of its newest edition")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "`conflict`")
    )
)]
pub(super) async fn remove(caller: Caller, Path(name): Path<String>) -> ApiResult {
    only(&caller.query, &["edition"])?;
    let number = caller
        .query
        .get("edition")
        .and_then(|text| text.parse().ok());
    let number = number.ok_or_else(|| Refusal::invalid("view_edition_missing"))?;
    let hub = caller.hub();
    hub.remove_view(&caller.visitor.principal, &name, number)
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What a view was, newest first, as far as the caller may know of it
#[utoipa::path(
    get,
    path = "/views/{view}/editions",
    operation_id = "list_view_editions",
    tag = "views",
    params(("view" = String, Path, description = "Name")),
    responses(
        (status = OK, body = Page<EditionDetail>),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn editions(caller: Caller, Path(name): Path<String>) -> ApiResult {
    only(&caller.query, &[])?;
    let shown = caller.hub().view(&caller.visitor.principal, &name).await?;
    let editions = shown.editions.iter();
    let items = editions.map(|(edition, _by)| EditionDetail::of(edition));
    caller.json(Keep::Private, &Page::whole(items.collect()))
}

/// The columns of a view as the caller gets them, and from which columns of which versions their values are
///
/// Conditions and joins are no sources. No row is read.
#[utoipa::path(
    get,
    path = "/views/{view}/columns",
    operation_id = "list_view_columns",
    tag = "views",
    params(("view" = String, Path, description = "Name")),
    responses(
        (status = OK, body = Page<ColumnDetail>),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn columns(caller: Caller, Path(name): Path<String>) -> ApiResult {
    only(&caller.query, &[])?;
    let columns = caller.hub().view_columns(&caller.visitor.principal, &name);
    let columns = columns.await.map_err(refusal)?;
    let items = columns
        .iter()
        .map(|column| ColumnDetail::of(&caller, column));
    caller.json(Keep::Private, &Page::whole(items.collect()))
}

/// The rows of a view
///
/// Its parameters are parameters of the address (`bezirk=Mitte`; one that is called like another parameter with `p.` in
/// front); those not given have their defaults. The header `Accept` chooses between JSON, CSV (`text/csv`) and NDJSON
/// (`application/x-ndjson`).
#[utoipa::path(
    get,
    path = "/views/{view}/rows",
    operation_id = "read_view",
    tag = "views",
    params(
        ("view" = String, Path, description = "Name"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100_000, description = "Rows wanted at most; 1,000 if not given"),
        ("purpose" = Option<String>, Query, description = "What for, as for `/sql`"),
        ("legal_basis" = Option<String>, Query, description = "On which legal basis"),
        ("reference" = Option<String>, Query, description = "File reference")
    ),
    responses(
        (status = OK, content(
            (SqlAnswer = "application/json"),
            (String = "text/csv"),
            (String = "application/x-ndjson")
        )),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = NOT_ACCEPTABLE, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn rows(caller: Caller, Path(name): Path<String>) -> ApiResult {
    let form = form(&caller.headers)?;
    let most = limit(&caller.query, DEFAULT, MOST)?;
    let mut values = BTreeMap::new();
    for (given, value) in caller.query.pairs() {
        if !OWN.contains(&given) {
            let given = given.strip_prefix("p.").unwrap_or(given);
            values.insert(given.to_owned(), value.to_owned());
        }
    }
    let said = |name| caller.query.get(name).map(str::to_owned);
    let purpose = wish(said("purpose"), said("legal_basis"), said("reference"));
    let principal = &caller.visitor.principal;
    let hub = caller.hub();
    let asked = hub.view_rows(principal, &name, values, (purpose.as_ref(), None));
    let asked = asked.await.map_err(refusal)?;
    respond(asked, form, u64::from(most)).await
}

/// The view as it stands now.
async fn detail(caller: &Caller, name: &str) -> ApiResult {
    let shown = caller.hub().view(&caller.visitor.principal, name).await?;
    let mut response = json_response(written(&ViewDetail::of(caller, &shown))?);
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    Ok(response)
}
