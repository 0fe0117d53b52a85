//! Erasures (DSGVO Art. 17), for those who answer for a dataset and for the data protection officer.

mod view;

use self::view::{ErasureCount, ErasureOrder, ErasureSummary, ErasureTarget};
use super::caller::{ApiResult, Caller, Keep};
use super::document::Problem;
use super::list::Page;
use super::negotiate::JsonBody;
use super::parameters::{DatasetPath, only};
use axum::extract::Path;
use axum::http::StatusCode;

/// What was erased of a dataset
///
/// Newest first: that something was erased, how many rows of which versions, and why. What it was is nowhere.
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/erasures",
    operation_id = "list_erasures",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Page<ErasureSummary>),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list(caller: Caller, Path(path): Path<DatasetPath>) -> ApiResult {
    only(&caller.query, &[])?;
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    let principal = &caller.visitor.principal;
    let known = caller.hub().erasures(principal, organisation, dataset);
    let items = known.await?.erasures;
    let items = items
        .iter()
        .map(|view| ErasureSummary::of(&view.erasure, view.by.clone()));
    caller.json(Keep::Private, &Page::whole(items.collect()))
}

/// How much an erasure would find
///
/// Figures by version, never a value. Of a version that does not have the column nothing can be said: `rows` is missing.
#[utoipa::path(
    post,
    path = "/datasets/{organisation}/{dataset}/erasures/preview",
    operation_id = "preview_erasure",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug")
    ),
    request_body = ErasureTarget,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = ErasureCount),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn preview(
    caller: Caller,
    Path(path): Path<DatasetPath>,
    JsonBody(target): JsonBody<ErasureTarget>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    let principal = &caller.visitor.principal;
    let wish = target.understood()?;
    let found = caller
        .hub()
        .preview_erasure(principal, organisation, dataset, &wish)
        .await?;
    caller.json(Keep::Private, &ErasureCount::of(&found))
}

/// Erase for good
///
/// From every version, raw file, statistic, index and free page of the catalogue. `rows` is the number the preview
/// counted; another one is a conflict. Nothing brings it back.
#[utoipa::path(
    post,
    path = "/datasets/{organisation}/{dataset}/erasures",
    operation_id = "erase",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug")
    ),
    request_body = ErasureOrder,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = CREATED, body = ErasureSummary),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "It finds another number of rows than was said")
    )
)]
pub(super) async fn erase(
    caller: Caller,
    Path(path): Path<DatasetPath>,
    JsonBody(order): JsonBody<ErasureOrder>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let place = (path.organisation.as_str(), path.dataset.as_str());
    let principal = &caller.visitor.principal;
    let (wish, rows, reason) = order.understood()?;
    let erased = caller
        .hub()
        .erase(principal, place, &wish, (rows, &reason))
        .await?;
    let mut response = caller.json(Keep::Private, &ErasureSummary::of(&erased, None))?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}
