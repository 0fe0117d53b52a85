//! Signing in for programs: a session whose secret is handed out as a bearer token.

use super::caller::{ApiResult, Caller, Keep, json_response, written};
use super::document::Problem;
use super::negotiate::JsonBody;
use crate::client_address::ClientAddress;
use crate::middleware::visitor::bearer;
use crate::{Refusal, cookies};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use hebewerk_model::Account;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Name and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Credentials {
    /// Sign-in name.
    e_mail: String,
    /// Password.
    #[schema(format = Password)]
    password: String,
}

/// A session that was opened.
#[derive(Serialize, ToSchema)]
pub(super) struct OpenedSession {
    /// Secret for `Authorization: Bearer …`. It is shown once.
    token: String,
    /// Always `Bearer`.
    token_type: &'static str,
    /// When the session ends at the latest.
    #[schema(format = DateTime)]
    expires_at: String,
    /// Who is signed in.
    account: AccountView,
}

/// The session of the request.
#[derive(Serialize, ToSchema)]
pub(super) struct CurrentSession {
    /// Who is signed in.
    account: AccountView,
    /// Value of the header `X-CSRF-Token`, which a request with a cookie needs; missing with a bearer token.
    #[serde(skip_serializing_if = "Option::is_none")]
    csrf_token: Option<String>,
}

/// Somebody.
#[derive(Serialize, ToSchema)]
pub(super) struct AccountView {
    /// Name as shown.
    name: String,
    /// Sign-in name.
    e_mail: String,
    /// Whether they run the hub.
    administrator: bool,
    /// Whether they are the data protection officer.
    data_protection_officer: bool,
}

impl AccountView {
    fn of(account: &Account) -> Self {
        Self {
            name: account.name.clone(),
            e_mail: account.email.to_string(),
            administrator: account.administrator,
            data_protection_officer: account.officer,
        }
    }
}

/// Sign in
///
/// The same throttle as on the pages: after five wrong passwords one has to wait.
#[utoipa::path(
    post,
    path = "/sessions",
    operation_id = "open_session",
    tag = "sessions",
    request_body = Credentials,
    responses(
        (status = CREATED, body = OpenedSession),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn open(
    caller: Caller,
    ClientAddress(from): ClientAddress,
    JsonBody(wish): JsonBody<Credentials>,
) -> ApiResult {
    let opened = caller
        .hub()
        .sign_in(&wish.e_mail, &wish.password, from)
        .await?;
    let view = OpenedSession {
        account: AccountView::of(&opened.account),
        token: opened.token.0,
        token_type: "Bearer",
        expires_at: opened.expires_at.to_string(),
    };
    let mut response = json_response(written(&view)?);
    *response.status_mut() = StatusCode::CREATED;
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    Ok(response)
}

/// Who is signed in
#[utoipa::path(
    get,
    path = "/sessions/current",
    operation_id = "show_session",
    tag = "sessions",
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = CurrentSession),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn show(caller: Caller) -> ApiResult {
    let visitor = &caller.visitor;
    let account = visitor.account.as_ref();
    let view = CurrentSession {
        account: AccountView::of(account.ok_or_else(Refusal::unauthenticated)?),
        csrf_token: (!visitor.by_token).then(|| visitor.form_token.clone()),
    };
    caller.json(Keep::Private, &view)
}

/// Sign out
#[utoipa::path(
    delete,
    path = "/sessions/current",
    operation_id = "close_session",
    tag = "sessions",
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = NO_CONTENT),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn close(caller: Caller) -> ApiResult {
    let settings = &caller.visitor.state.settings;
    let token = if caller.visitor.by_token {
        bearer(&caller.headers)
    } else {
        cookies::read(&caller.headers, cookies::session_name(settings))
    };
    if let Some(token) = token {
        caller.hub().sign_out(token).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}
