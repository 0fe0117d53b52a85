//! What is held back of a dataset, as programs read and write it.

mod view;

use self::view::{ProtectionSummary, ProtectionWish};
use super::caller::{ApiResult, Caller, Keep};
use super::document::Problem;
use super::negotiate::JsonBody;
use super::parameters::{DatasetPath, only};
use axum::extract::Path;

/// What is held back of a dataset, and from whom
///
/// Rules on rows and columns, decisions on personal data, and columns in which personal data were found. For those who
/// maintain the dataset.
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/protection",
    operation_id = "get_protection",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = ProtectionSummary),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn show(caller: Caller, Path(path): Path<DatasetPath>) -> ApiResult {
    only(&caller.query, &[])?;
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    let principal = &caller.visitor.principal;
    let view = caller
        .hub()
        .protection(principal, organisation, dataset)
        .await?;
    caller.json(Keep::Private, &ProtectionSummary::of(&view))
}

/// Lay down what is held back of a dataset
///
/// In place of everything that was laid down before. `after` is the number of the rules these were made from: others
/// that came in between are a conflict. For those who answer for the data of its organisation.
#[utoipa::path(
    put,
    path = "/datasets/{organisation}/{dataset}/protection",
    operation_id = "put_protection",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug")
    ),
    request_body = ProtectionWish,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = ProtectionSummary),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "Others were laid down since")
    )
)]
pub(super) async fn lay_down(
    caller: Caller,
    Path(path): Path<DatasetPath>,
    JsonBody(wish): JsonBody<ProtectionWish>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let place = (path.organisation.as_str(), path.dataset.as_str());
    let principal = &caller.visitor.principal;
    let (after, protection) = wish.understood();
    caller
        .hub()
        .protect(principal, place, after, protection)
        .await?;
    let view = caller.hub().protection(principal, place.0, place.1).await?;
    caller.json(Keep::Private, &ProtectionSummary::of(&view))
}
