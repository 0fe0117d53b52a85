//! Rights to read a dataset that were granted to others, for those who maintain it.

mod view;

use self::view::{GrantSummary, GrantWish};
use super::caller::{ApiResult, Caller, Keep};
use super::document::Problem;
use super::list::Page;
use super::negotiate::JsonBody;
use super::parameters::{DatasetPath, only};
use crate::Refusal;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use hebewerk_hub::DatasetGrants;
use hebewerk_model::{GrantId, Kind};
use serde::Deserialize;

/// Path of a grant.
#[derive(Deserialize)]
pub(super) struct GrantPath {
    organisation: String,
    dataset: String,
    grant: String,
}

/// Who was granted the right to read a dataset
///
/// Newest first, also those that have ended. For those who maintain the dataset.
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/grants",
    operation_id = "list_grants",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Page<GrantSummary>),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list(caller: Caller, Path(path): Path<DatasetPath>) -> ApiResult {
    only(&caller.query, &[])?;
    let grants = granted(&caller, &path).await?;
    let items = grants.grants.iter();
    let items = items.map(|grant| GrantSummary::of(&caller, &path, grant, grants.may_grant));
    caller.json(Keep::Private, &Page::whole(items.collect()))
}

/// Grant the right to read the rows of a dataset
///
/// To one office (`organisation`) or one person (`person`), for a purpose, on a legal basis, up to and including the
/// day `until` or, said explicitly, `until_revoked`. For those who answer for the data of its organisation.
#[utoipa::path(
    post,
    path = "/datasets/{organisation}/{dataset}/grants",
    operation_id = "give_grant",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug")
    ),
    request_body = GrantWish,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = CREATED, body = GrantSummary),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn give(
    caller: Caller,
    Path(path): Path<DatasetPath>,
    JsonBody(wish): JsonBody<GrantWish>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    let given = caller
        .hub()
        .grant(
            &caller.visitor.principal,
            organisation,
            dataset,
            wish.understood()?,
        )
        .await?;
    let grants = granted(&caller, &path).await?;
    let mut known = grants.grants.iter();
    let grant = known
        .find(|view| view.grant.id == given.id)
        .ok_or_else(no_such_grant)?;
    let summary = GrantSummary::of(&caller, &path, grant, grants.may_grant);
    let mut response = caller.json(Keep::Private, &summary)?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

/// Take a right to read back
///
/// From now on nobody reads under it. It stays in the list.
#[utoipa::path(
    post,
    path = "/datasets/{organisation}/{dataset}/grants/{grant}/revoke",
    operation_id = "revoke_grant",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("grant" = String, Path, description = "Identity of the grant")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = NO_CONTENT),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "It has ended already")
    )
)]
pub(super) async fn revoke(caller: Caller, Path(path): Path<GrantPath>) -> ApiResult {
    only(&caller.query, &[])?;
    let id: GrantId = path.grant.parse().map_err(|_error| no_such_grant())?;
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    caller
        .hub()
        .revoke_grant(&caller.visitor.principal, organisation, dataset, id)
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn granted(caller: &Caller, path: &DatasetPath) -> Result<DatasetGrants, Refusal> {
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    let principal = &caller.visitor.principal;
    let grants = caller.hub().grants(principal, organisation, dataset);
    Ok(grants.await?)
}

fn no_such_grant() -> Refusal {
    Refusal::new(Kind::NotFound, "no_such_grant")
}
