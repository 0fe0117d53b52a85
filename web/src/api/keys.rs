//! Access keys: one's own, and those of an organisation. With a key itself nobody gets here.

mod view;

use self::view::{KeySummary, KeyWish, MadeKeyView};
use super::caller::{ApiResult, Caller, Keep, json_response, written};
use super::document::Problem;
use super::list::Page;
use super::negotiate::JsonBody;
use super::parameters::only;
use crate::Refusal;
use crate::client_address::ClientAddress;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use hebewerk_hub::{MadeKey, PasswordAgain};
use hebewerk_model::{AccessKeyId, Kind};

/// One's own access keys
///
/// Newest first, also those that have ended.
#[utoipa::path(
    get,
    path = "/keys",
    operation_id = "list_keys",
    tag = "keys",
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Page<KeySummary>),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list(caller: Caller) -> ApiResult {
    only(&caller.query, &[])?;
    let keys = caller.hub().own_keys(&caller.visitor.principal).await?;
    let items = keys.iter().map(KeySummary::of);
    caller.json(Keep::Private, &Page::whole(items.collect()))
}

/// Make an access key that acts in one's own name
///
/// It may never do more than you may yourself at that moment. The secret is shown once.
#[utoipa::path(
    post,
    path = "/keys",
    operation_id = "make_key",
    tag = "keys",
    request_body = KeyWish,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = CREATED, body = MadeKeyView),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn make(
    caller: Caller,
    ClientAddress(from): ClientAddress,
    JsonBody(wish): JsonBody<KeyWish>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let principal = &caller.visitor.principal;
    let (new, password) = wish.understood()?;
    let password = &password;
    let again = PasswordAgain { password, from };
    shown_once(caller.hub().make_own_key(principal, new, again).await?)
}

/// Take one of one's own access keys back
///
/// It stops at once and stays in the list.
#[utoipa::path(
    post,
    path = "/keys/{key}/revoke",
    operation_id = "revoke_key",
    tag = "keys",
    params(("key" = String, Path, description = "Identity of the key")),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = NO_CONTENT),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = CONFLICT, body = Problem, content_type = "application/problem+json", description = "It has ended already")
    )
)]
pub(super) async fn revoke(caller: Caller, Path(key): Path<String>) -> ApiResult {
    only(&caller.query, &[])?;
    let principal = &caller.visitor.principal;
    let key = known(&key)?;
    caller.hub().revoke_own_key(principal, key).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Access keys of an organisation
///
/// For those who answer for its data, and for those who run the hub.
#[utoipa::path(
    get,
    path = "/organisations/{organisation}/keys",
    operation_id = "list_organisation_keys",
    tag = "keys",
    params(("organisation" = String, Path, description = "Slug")),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Page<KeySummary>),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list_of_house(caller: Caller, Path(slug): Path<String>) -> ApiResult {
    only(&caller.query, &[])?;
    let principal = &caller.visitor.principal;
    let house = caller.hub().keys_of_house(principal, &slug).await?;
    let items = house.keys.iter().map(KeySummary::of);
    caller.json(Keep::Private, &Page::whole(items.collect()))
}

/// Make an access key that acts in the name of an organisation
///
/// For those who answer for its data. The secret is shown once.
#[utoipa::path(
    post,
    path = "/organisations/{organisation}/keys",
    operation_id = "make_organisation_key",
    tag = "keys",
    params(("organisation" = String, Path, description = "Slug")),
    request_body = KeyWish,
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = CREATED, body = MadeKeyView),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn make_for_house(
    caller: Caller,
    Path(slug): Path<String>,
    ClientAddress(from): ClientAddress,
    JsonBody(wish): JsonBody<KeyWish>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let principal = &caller.visitor.principal;
    let (new, password) = wish.understood()?;
    let password = &password;
    let wish = (new, PasswordAgain { password, from });
    shown_once(caller.hub().make_house_key(principal, &slug, wish).await?)
}

/// Take an access key of an organisation back
#[utoipa::path(
    post,
    path = "/organisations/{organisation}/keys/{key}/revoke",
    operation_id = "revoke_organisation_key",
    tag = "keys",
    params(
        ("organisation" = String, Path, description = "Slug"),
        ("key" = String, Path, description = "Identity of the key")
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
pub(super) async fn revoke_of_house(
    caller: Caller,
    Path((slug, key)): Path<(String, String)>,
) -> ApiResult {
    only(&caller.query, &[])?;
    let principal = &caller.visitor.principal;
    let key = known(&key)?;
    caller.hub().revoke_house_key(principal, &slug, key).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn shown_once(made: MadeKey) -> ApiResult {
    let mut response = json_response(written(&MadeKeyView::of(made))?);
    *response.status_mut() = StatusCode::CREATED;
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    Ok(response)
}

fn known(key: &str) -> Result<AccessKeyId, Refusal> {
    key.parse()
        .map_err(|_error| Refusal::new(Kind::NotFound, "no_such_key"))
}
