//! Invitations of people from outside, for those who answer for the data of an organisation.

mod view;

use self::view::{InvitationSummary, InvitationWish, MadeInvitation};
use super::caller::{ApiResult, Caller, Keep, json_response, written};
use super::document::Problem;
use super::list::Page;
use super::negotiate::JsonBody;
use super::parameters::only;
use crate::Refusal;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use hebewerk_model::{InvitationId, Kind};

/// Who from outside was invited to an organisation
///
/// Newest first, also those that are over. For those who answer for its data, and for those who run the hub.
#[utoipa::path(
    get,
    path = "/organisations/{organisation}/invitations",
    operation_id = "list_invitations",
    tag = "organisations",
    params(("organisation" = String, Path, description = "Slug")),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Page<InvitationSummary>),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list(caller: Caller, Path(slug): Path<String>) -> ApiResult {
    only(&caller.query, &[])?;
    let principal = &caller.visitor.principal;
    let known = caller.hub().invitations(principal, &slug).await?;
    let items = known.invitations.iter().map(InvitationSummary::of);
    caller.json(Keep::Private, &Page::whole(items.collect()))
}

/// Invite somebody from outside
///
/// To datasets of the organisation, or to read all that it reads of its own, for a purpose, on a legal basis, up to and
/// including the day `until`. The link is shown once; it works once and for seven days.
#[utoipa::path(
    post,
    path = "/organisations/{organisation}/invitations",
    operation_id = "invite",
    tag = "organisations",
    params(("organisation" = String, Path, description = "Slug")),
    request_body = InvitationWish,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = CREATED, body = MadeInvitation),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn invite(
    caller: Caller,
    Path(slug): Path<String>,
    JsonBody(wish): JsonBody<InvitationWish>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let principal = &caller.visitor.principal;
    let invited = caller.hub().invite(principal, &slug, wish.understood()?);
    let secret = invited.await?;
    let base = caller.visitor.base_url(&caller.headers);
    let made = MadeInvitation::new(format!("{base}/einladung/{}", secret.0));
    let mut response = json_response(written(&made)?);
    *response.status_mut() = StatusCode::CREATED;
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    Ok(response)
}

/// Take an invitation back
///
/// With all that came of it: its link, grants, role, and the account if nothing is left to it.
#[utoipa::path(
    post,
    path = "/organisations/{organisation}/invitations/{invitation}/revoke",
    operation_id = "revoke_invitation",
    tag = "organisations",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("invitation" = String, Path, description = "Identity of the invitation")
    ),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = NO_CONTENT),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn revoke(
    caller: Caller,
    Path((slug, invitation)): Path<(String, String)>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let id: InvitationId = invitation
        .parse()
        .map_err(|_error| Refusal::new(Kind::NotFound, "no_such_invitation"))?;
    let principal = &caller.visitor.principal;
    caller.hub().revoke_invitation(principal, &slug, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
