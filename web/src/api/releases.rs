//! Releases: what it takes to make a dataset public, applying, deciding and taking back.

mod view;

use self::view::{
    ApplicationWish, ReleaseDetail, ReleaseReason, ReleaseSummary, WaitingSummary, Withdrawal,
    Withdrawn,
};
use super::caller::{ApiResult, Caller, Keep};
use super::document::Problem;
use super::list::Page;
use super::negotiate::JsonBody;
use super::parameters::{DatasetPath, only};
use crate::Refusal;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use hebewerk_model::{Kind, ReleaseId};
use serde::Deserialize;

/// Path of an application.
#[derive(Deserialize)]
pub(super) struct ReleasePath {
    organisation: String,
    dataset: String,
    release: String,
}

/// Applications that wait, for those who decide on them or maintain the dataset, longest first
#[utoipa::path(
    get,
    path = "/releases",
    operation_id = "list_releases",
    tag = "datasets",
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Page<WaitingSummary>),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list(caller: Caller) -> ApiResult {
    only(&caller.query, &[])?;
    let principal = &caller.visitor.principal;
    let waiting = caller.hub().waiting_releases(principal).await?;
    let items = waiting.iter().map(WaitingSummary::of).collect();
    caller.json(Keep::Private, &Page::whole(items))
}

/// The checklist of a dataset, and its releases
///
/// The checklist as the public would see the data, looked at as in the last application. For those who maintain the
/// dataset, and for gatekeepers.
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/releases",
    operation_id = "show_releases",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = ReleaseDetail),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn show(caller: Caller, Path(path): Path<DatasetPath>) -> ApiResult {
    only(&caller.query, &[])?;
    let place = (path.organisation.as_str(), path.dataset.as_str());
    let principal = &caller.visitor.principal;
    let view = caller.hub().release(principal, place, None).await?;
    caller.json(Keep::Private, &ReleaseDetail::of(&view))
}

/// Apply for making a version public
///
/// Of a public dataset the version that waits, else the current one. Taken only where every item of the checklist is met
/// or does not apply; the refusal `release_checks_open` says that something is open. For those who maintain the dataset.
#[utoipa::path(
    post,
    path = "/datasets/{organisation}/{dataset}/releases",
    operation_id = "apply_release",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug")
    ),
    request_body = ApplicationWish,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = CREATED, body = ReleaseSummary),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "Another version has come")
    )
)]
pub(super) async fn apply(
    caller: Caller,
    Path(path): Path<DatasetPath>,
    JsonBody(wish): JsonBody<ApplicationWish>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let place = (path.organisation.as_str(), path.dataset.as_str());
    let principal = &caller.visitor.principal;
    let hub = caller.hub();
    let release = hub
        .apply_for_release(principal, place, wish.understood()?)
        .await?;
    let mut response = caller.json(Keep::Private, &ReleaseSummary::of(&release, None))?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

/// Agree to an application: the version becomes public
///
/// By another person than the one who applied, and only while the checklist still holds. For gatekeepers.
#[utoipa::path(
    post,
    path = "/datasets/{organisation}/{dataset}/releases/{release}/agree",
    operation_id = "agree_release",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("release" = String, Path, description = "Identity of the application")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "It does not wait any more")
    )
)]
pub(super) async fn agree(caller: Caller, Path(path): Path<ReleasePath>) -> ApiResult {
    only(&caller.query, &[])?;
    let (place, id) = path.understood()?;
    let principal = &caller.visitor.principal;
    caller.hub().agree_to_release(principal, place, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Refuse an application, with a reason
#[utoipa::path(
    post,
    path = "/datasets/{organisation}/{dataset}/releases/{release}/refuse",
    operation_id = "refuse_release",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("release" = String, Path, description = "Identity of the application")
    ),
    request_body = ReleaseReason,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "It does not wait any more")
    )
)]
pub(super) async fn refuse(
    caller: Caller,
    Path(path): Path<ReleasePath>,
    JsonBody(wish): JsonBody<ReleaseReason>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let (place, id) = path.understood()?;
    let principal = &caller.visitor.principal;
    let hub = caller.hub();
    hub.refuse_release(principal, place, id, &wish.reason)
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Take back what is released
///
/// The dataset is open to a narrower circle at once. Answers how often it was used since it was released. For
/// gatekeepers and for those who answer for the data.
#[utoipa::path(
    post,
    path = "/datasets/{organisation}/{dataset}/releases/withdraw",
    operation_id = "withdraw_release",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug")
    ),
    request_body = Withdrawal,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Withdrawn),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "Nothing is released")
    )
)]
pub(super) async fn withdraw(
    caller: Caller,
    Path(path): Path<DatasetPath>,
    JsonBody(wish): JsonBody<Withdrawal>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let place = (path.organisation.as_str(), path.dataset.as_str());
    let principal = &caller.visitor.principal;
    let hub = caller.hub();
    let uses = hub
        .withdraw_release(principal, place, wish.circle()?, &wish.reason)
        .await?;
    caller.json(Keep::Private, &Withdrawn { uses })
}

impl ReleasePath {
    fn understood(&self) -> Result<((&str, &str), ReleaseId), Refusal> {
        let id = self.release.parse();
        let id = id.map_err(|_error| Refusal::new(Kind::NotFound, "not_found"))?;
        Ok(((self.organisation.as_str(), self.dataset.as_str()), id))
    }
}
