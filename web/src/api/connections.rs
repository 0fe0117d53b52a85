//! Systems from which the hub fetches by itself. Secrets go in and never come out.

mod view;
mod wish;

pub(super) mod connectors;

use self::view::{ConnectionDetail, ConnectionSummary, RunView};
use self::wish::{ConnectionChange, ConnectionWish};
use super::caller::{ApiResult, Caller, Keep, json_response, written};
use super::document::Problem;
use super::list::Page;
use super::negotiate::JsonBody;
use super::parameters::only;
use crate::Refusal;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hebewerk_model::ConnectionId;

/// Connections of the caller's organisations; all for those who run the hub
#[utoipa::path(
    get,
    path = "/connections",
    operation_id = "list_connections",
    tag = "connections",
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Page<ConnectionSummary>),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list(caller: Caller) -> ApiResult {
    only(&caller.query, &[])?;
    let cards = caller.hub().connections(&caller.visitor.principal).await?;
    let items = cards
        .iter()
        .map(|card| ConnectionSummary::of(&caller, card));
    caller.json(Keep::Private, &Page::whole(items.collect()))
}

/// Make a connection
///
/// It is fetched for the first time at once, unless `every_minutes` is 0.
#[utoipa::path(
    post,
    path = "/connections",
    operation_id = "connect",
    tag = "connections",
    request_body = ConnectionWish,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = CREATED, body = ConnectionDetail, headers(("Location" = String, description = "The connection"))),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json", description = "No such organisation")
    )
)]
pub(super) async fn make(caller: Caller, JsonBody(wish): JsonBody<ConnectionWish>) -> ApiResult {
    only(&caller.query, &[])?;
    let new = wish.checked(caller.hub().connectors())?;
    let id = caller.hub().connect(&caller.visitor.principal, new).await?;
    let mut response = detail(&caller, id).await?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(located(&caller, response, &format!("/connections/{id}")))
}

/// One connection
#[utoipa::path(
    get,
    path = "/connections/{connection}",
    operation_id = "show_connection",
    tag = "connections",
    params(("connection" = String, Path, description = "Identity")),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = ConnectionDetail),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn show(caller: Caller, Path(text): Path<String>) -> ApiResult {
    only(&caller.query, &[])?;
    let view = caller
        .hub()
        .connection(&caller.visitor.principal, id(&text)?)
        .await?;
    caller.json(Keep::Private, &ConnectionDetail::of(&caller, &view))
}

/// Change a connection
///
/// Everything but its organisation and its connector is said anew. Secrets that are not given stay as they are, unless
/// the connection then speaks to another host: those must be given again (`secrets_again`). `null` removes a secret.
#[utoipa::path(
    put,
    path = "/connections/{connection}",
    operation_id = "change_connection",
    tag = "connections",
    params(("connection" = String, Path, description = "Identity")),
    request_body = ConnectionChange,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = ConnectionDetail),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn change(
    caller: Caller,
    Path(text): Path<String>,
    JsonBody(change): JsonBody<ConnectionChange>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let id = id(&text)?;
    let (hub, principal) = (caller.hub(), &caller.visitor.principal);
    let connection = hub.connection(principal, id).await?.card.connection;
    let (words, paused) = change.checked(hub.connectors(), &connection.connector)?;
    hub.change_connection(principal, id, words).await?;
    if paused.is_some_and(|paused| paused != connection.paused) {
        hub.pause_connection(principal, id, !connection.paused)
            .await?;
    }
    detail(&caller, id).await
}

/// Remove a connection
///
/// Its settings, its secrets and its log are deleted. The datasets it has made stay.
#[utoipa::path(
    delete,
    path = "/connections/{connection}",
    operation_id = "remove_connection",
    tag = "connections",
    params(("connection" = String, Path, description = "Identity")),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = NO_CONTENT),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "`connection_under_way`"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn remove(caller: Caller, Path(text): Path<String>) -> ApiResult {
    only(&caller.query, &[])?;
    let hub = caller.hub();
    hub.remove_connection(&caller.visitor.principal, id(&text)?)
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The newest fetches of a connection, newest first
#[utoipa::path(
    get,
    path = "/connections/{connection}/runs",
    operation_id = "list_runs",
    tag = "connections",
    params(("connection" = String, Path, description = "Identity")),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Page<RunView>),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn runs(caller: Caller, Path(text): Path<String>) -> ApiResult {
    only(&caller.query, &[])?;
    let view = caller
        .hub()
        .connection(&caller.visitor.principal, id(&text)?)
        .await?;
    let runs = view.runs.iter();
    let items = runs.map(|run| RunView::of(&view.card, run));
    caller.json(Keep::Private, &Page::whole(items.collect()))
}

/// Fetch a connection now
///
/// Answers as soon as it is under way, also if it is already.
#[utoipa::path(
    post,
    path = "/connections/{connection}/runs",
    operation_id = "fetch_connection",
    tag = "connections",
    params(("connection" = String, Path, description = "Identity")),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = ACCEPTED, body = ConnectionDetail, headers(("Location" = String, description = "The fetches"))),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn fetch(caller: Caller, Path(text): Path<String>) -> ApiResult {
    only(&caller.query, &[])?;
    let id = id(&text)?;
    let hub = &caller.visitor.state.hub;
    hub.fetch_now(&caller.visitor.principal, id).await?;
    let mut response = detail(&caller, id).await?;
    *response.status_mut() = StatusCode::ACCEPTED;
    let runs = format!("/connections/{id}/runs");
    Ok(located(&caller, response, &runs))
}

/// Take a connection over
///
/// From now on the clock fetches it on the caller's behalf, and at once. For one that is paused because who made it or
/// changed it last may not write in its organisation any more (`pause_reason`).
#[utoipa::path(
    post,
    path = "/connections/{connection}/take-over",
    operation_id = "take_over_connection",
    tag = "connections",
    params(("connection" = String, Path, description = "Identity")),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = ConnectionDetail),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn take_over(caller: Caller, Path(text): Path<String>) -> ApiResult {
    only(&caller.query, &[])?;
    let id = id(&text)?;
    let hub = caller.hub();
    hub.take_over_connection(&caller.visitor.principal, id)
        .await?;
    detail(&caller, id).await
}

fn id(text: &str) -> Result<ConnectionId, Refusal> {
    text.parse().map_err(|_error| Refusal::not_found())
}

/// The connection as it stands now.
async fn detail(caller: &Caller, id: ConnectionId) -> ApiResult {
    let view = caller
        .hub()
        .connection(&caller.visitor.principal, id)
        .await?;
    let view = ConnectionDetail::of(caller, &view);
    let mut response = json_response(written(&view)?);
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    Ok(response)
}

fn located(caller: &Caller, mut response: Response, path: &str) -> Response {
    if let Ok(place) = HeaderValue::from_str(&caller.address(path)) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}
