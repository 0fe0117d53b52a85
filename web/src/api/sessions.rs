//! Signing in for programs: a session whose secret is handed out as a bearer token.

use super::caller::{ApiResult, Caller, Keep, json_response, written};
use super::document::Problem;
use super::list::Page;
use super::negotiate::JsonBody;
use super::parameters::only;
use crate::arriving::Arriving;
use crate::middleware::visitor::bearer;
use crate::{Refusal, Visitor, cookies};
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use hebewerk_guard::Rule;
use hebewerk_hub::InPerson;
use hebewerk_model::{Account, Kind, OpenSession, SessionId};
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
    /// Code of the second factor, or a recovery code, where the account has one.
    #[serde(default)]
    code: Option<String>,
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

/// A sign-in that has not ended.
#[derive(Serialize, ToSchema)]
pub(super) struct SessionSummary {
    /// Identity; not the secret.
    id: String,
    /// Whether it is the one of this request.
    current: bool,
    /// Family of the program: `firefox`, `chrome`, `edge`, `safari`, `opera`, `program`, `other`.
    browser: &'static str,
    /// Family of its system: `windows`, `macos`, `linux`, `android`, `ios`, `other`.
    system: &'static str,
    /// Since when.
    #[schema(format = DateTime)]
    opened_at: String,
    /// The hour in which it was last used.
    #[schema(format = DateTime)]
    used_at: String,
    /// When it ends at the latest.
    #[schema(format = DateTime)]
    expires_at: String,
}

impl SessionSummary {
    fn of(session: &OpenSession, here: Option<SessionId>) -> Self {
        Self {
            id: session.id.to_string(),
            current: here == Some(session.id),
            browser: session.client.browser.code(),
            system: session.client.system.code(),
            opened_at: session.opened_at.to_string(),
            used_at: session.used_at.to_string(),
            expires_at: session.expires_at.to_string(),
        }
    }
}

/// How many sign-ins ended.
#[derive(Serialize, ToSchema)]
pub(super) struct EndedSessions {
    /// Their number.
    ended: u64,
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
/// The same throttle as on the pages: after five wrong passwords one has to wait. Where the account has a second factor
/// and `code` is missing, the answer is `second_factor_needed`.
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
    Arriving(arrival): Arriving,
    JsonBody(wish): JsonBody<Credentials>,
) -> ApiResult {
    let opened = caller
        .hub()
        .sign_in_at_once(&wish.e_mail, &wish.password, wish.code.as_deref(), arrival)
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
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn show(caller: Caller) -> ApiResult {
    let visitor = &caller.visitor;
    let view = CurrentSession {
        account: AccountView::of(in_person(visitor)?),
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
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn close(caller: Caller) -> ApiResult {
    in_person(&caller.visitor)?;
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

/// The account of the session; a key has none.
fn in_person(visitor: &Visitor) -> Result<&Account, Refusal> {
    let mut refusal = Refusal::new(Kind::Forbidden, Rule::NotForKeys.code());
    refusal.rule = Some(Rule::NotForKeys);
    refusal.hint = Some("hint-key");
    visitor.account.as_ref().ok_or(refusal)
}

/// Where one is signed in
///
/// The last used first.
#[utoipa::path(
    get,
    path = "/sessions",
    operation_id = "list_sessions",
    tag = "sessions",
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = Page<SessionSummary>),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn list(caller: Caller) -> ApiResult {
    only(&caller.query, &[])?;
    let visitor = &caller.visitor;
    let sessions = caller.hub().own_sessions(&visitor.principal).await?;
    let items = sessions.iter();
    let items = items.map(|session| SessionSummary::of(session, visitor.session));
    caller.json(Keep::Private, &Page::whole(items.collect()))
}

/// End one of one's sign-ins
///
/// The one of this request must not be older than 15 minutes, otherwise the answer is `sign_in_again`.
#[utoipa::path(
    delete,
    path = "/sessions/{session}",
    operation_id = "end_session",
    tag = "sessions",
    params(("session" = String, Path, description = "Identity of the sign-in")),
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = NO_CONTENT),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn end(caller: Caller, Path(id): Path<String>) -> ApiResult {
    only(&caller.query, &[])?;
    let id: SessionId = id
        .parse()
        .map_err(|_error| Refusal::new(Kind::NotFound, "no_such_session"))?;
    let principal = &caller.visitor.principal;
    let again = just_signed_in(&caller);
    caller.hub().end_session(principal, id, again).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A program shows who it works for by having signed in with the password a moment ago.
const fn just_signed_in(caller: &Caller) -> InPerson<'static> {
    InPerson {
        here: caller.visitor.session,
        password: None,
        from: None,
    }
}

/// End all other sign-ins
///
/// Only the one of this request goes on; it must not be older than 15 minutes, otherwise the answer is `sign_in_again`.
#[utoipa::path(
    post,
    path = "/sessions/end-others",
    operation_id = "end_other_sessions",
    tag = "sessions",
    security(("bearer" = []), ("session" = [])),
    responses(
        (status = OK, body = EndedSessions),
        (status = UNAUTHORIZED, body = Problem, content_type = "application/problem+json"),
        (status = FORBIDDEN, body = Problem, content_type = "application/problem+json")
    )
)]
pub(super) async fn end_others(caller: Caller) -> ApiResult {
    only(&caller.query, &[])?;
    let visitor = &caller.visitor;
    let ended = caller
        .hub()
        .end_other_sessions(&visitor.principal, just_signed_in(&caller))
        .await?;
    caller.json(Keep::Private, &EndedSessions { ended })
}
