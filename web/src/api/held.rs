//! Versions that wait to be accepted, for those who maintain the dataset.

mod view;

use self::view::{AcceptWish, Approval, ApprovalWish, HeldSummary};
use super::caller::{ApiResult, Caller, Keep};
use super::document::Problem;
use super::list::Page;
use super::negotiate::JsonBody;
use super::parameters::{DatasetPath, only};
use super::take_in::{TakenInView, answer};
use crate::Refusal;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use hebewerk_hub::Acceptance;
use hebewerk_model::DeliveryId;
use serde::Deserialize;

/// Path of a version that waits.
#[derive(Deserialize)]
pub(super) struct HeldPath {
    organisation: String,
    dataset: String,
    delivery: String,
}

/// Versions that wait for a decision of the caller, longest first
#[utoipa::path(
    get,
    path = "/held",
    operation_id = "list_held",
    tag = "datasets",
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Page<HeldSummary>),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list(caller: Caller) -> ApiResult {
    only(&caller.query, &[])?;
    let waiting = caller.hub().waiting(&caller.visitor.principal).await?;
    let items = waiting.iter().map(|one| HeldSummary::of(&caller, one));
    caller.json(Keep::Private, &Page::whole(items.collect()))
}

/// What waits to be accepted of a dataset
///
/// A delivery that breaks what was built on the version before (a column is gone or bears another name, another type,
/// half the rows) is stored and not current until a steward accepts it.
#[utoipa::path(
    get,
    path = "/datasets/{organisation}/{dataset}/held",
    operation_id = "show_held",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Approval),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn show(caller: Caller, Path(path): Path<DatasetPath>) -> ApiResult {
    only(&caller.query, &[])?;
    approval(&caller, &path).await
}

/// Say whether deliveries of a dataset wait at all
#[utoipa::path(
    put,
    path = "/datasets/{organisation}/{dataset}/held",
    operation_id = "change_approval",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug")
    ),
    request_body = ApprovalWish,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Approval),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn change(
    caller: Caller,
    Path(path): Path<DatasetPath>,
    JsonBody(wish): JsonBody<ApprovalWish>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    caller
        .hub()
        .set_takes_all(
            &caller.visitor.principal,
            organisation,
            dataset,
            wish.takes_all,
        )
        .await?;
    approval(&caller, &path).await
}

/// Accept a version that waits
///
/// It becomes current. Renamed columns named in `keep_names` keep the name they had: the recipe says so from now on.
#[utoipa::path(
    post,
    path = "/datasets/{organisation}/{dataset}/held/{delivery}/accept",
    operation_id = "accept_held",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("delivery" = String, Path, description = "Identity of the delivery that waits")
    ),
    request_body = AcceptWish,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = CREATED, body = TakenInView, headers(("Location" = String, description = "The version"))),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "It does not wait any more")
    )
)]
pub(super) async fn accept(
    caller: Caller,
    Path(path): Path<HeldPath>,
    JsonBody(wish): JsonBody<AcceptWish>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let acceptance = Acceptance {
        delivery: id(&path.delivery)?,
        keep_names: wish.keep_names,
    };
    let hub = caller.visitor.state.hub.clone();
    let principal = caller.visitor.principal.clone();
    // To the end, also when the caller hangs up.
    let accepting = tokio::spawn(async move {
        hub.accept_held(&principal, &path.organisation, &path.dataset, acceptance)
            .await
    });
    let taken = accepting.await.map_err(Refusal::internal)??;
    answer(&caller, &taken)
}

/// Refuse a version that waits
///
/// The version before holds on. The delivery stays in the history with its raw file.
#[utoipa::path(
    post,
    path = "/datasets/{organisation}/{dataset}/held/{delivery}/refuse",
    operation_id = "refuse_held",
    tag = "datasets",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("dataset" = String, Path, description = "Slug"),
        ("delivery" = String, Path, description = "Identity of the delivery that waits")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = NO_CONTENT),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "It does not wait any more")
    )
)]
pub(super) async fn refuse(caller: Caller, Path(path): Path<HeldPath>) -> ApiResult {
    only(&caller.query, &[])?;
    let delivery = id(&path.delivery)?;
    caller
        .hub()
        .refuse_held(
            &caller.visitor.principal,
            &path.organisation,
            &path.dataset,
            delivery,
        )
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn id(text: &str) -> Result<DeliveryId, Refusal> {
    text.parse().map_err(|_error| Refusal::not_found())
}

async fn approval(caller: &Caller, path: &DatasetPath) -> ApiResult {
    let (hub, principal) = (caller.hub(), &caller.visitor.principal);
    let (organisation, dataset) = (&path.organisation, &path.dataset);
    let takes_all = hub.takes_all(principal, organisation, dataset).await?;
    let held = hub.held(principal, organisation, dataset).await?;
    let view = Approval::of(caller, path, takes_all, held.as_ref());
    caller.json(Keep::Private, &view)
}
