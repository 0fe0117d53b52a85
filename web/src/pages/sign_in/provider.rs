//! Signing in at a provider: away, back, and its notices that somebody has signed out there.

use super::{code, end_former, with_session};
use crate::arriving::Arriving;
use crate::cookies;
use crate::onward::inside;
use crate::query::Query;
use crate::render::PageResult;
use crate::{Refusal, Visitor};
use axum::Json;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use hebewerk_hub::{CameBack, HubError, Returned, SentAway, SignIn};
use hebewerk_model::{Failure as _, Kind};
use serde_json::json;

/// How long a browser keeps what leads back, in seconds.
const LIVES: i64 = 15 * 60;

/// `GET /anmelden/anbieter/{provider}`
///
/// A link and no form: browsers let no form lead to another site (`form-action`).
pub(crate) async fn go(
    visitor: Visitor,
    Path(provider): Path<String>,
    headers: HeaderMap,
    query: Query,
) -> PageResult {
    let onward = inside(query.get("weiter").unwrap_or("/"));
    if visitor.is_signed_in() {
        return Ok(Redirect::to(&onward).into_response());
    }
    let back = back(&visitor, &headers, &provider);
    match visitor.hub().go_to_provider(&provider, back, &onward).await {
        Ok(away) => Ok(away_with(&visitor, &away)),
        Err(error) => refused(&visitor, error, onward),
    }
}

/// Where a provider sends people back to; it must know this address beforehand.
pub(crate) fn back(visitor: &Visitor, headers: &HeaderMap, provider: &str) -> String {
    let base = visitor.base_url(headers);
    format!("{base}/anmelden/anbieter/{provider}/zurueck")
}

fn away_with(visitor: &Visitor, away: &SentAway) -> Response {
    let mut response = Redirect::to(&away.url).into_response();
    keep(visitor, &away.way.0, &mut response);
    response
}

/// Lets the browser keep what leads back.
pub(crate) fn keep(visitor: &Visitor, way: &str, response: &mut Response) {
    let lives = if way.is_empty() { 0 } else { LIVES };
    if let Some(cookie) = cookies::way(&visitor.state.settings, way, lives) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
}

/// `GET /anmelden/anbieter/{provider}/zurueck`
pub(crate) async fn come_back(
    visitor: Visitor,
    Path(provider): Path<String>,
    Arriving(arrival): Arriving,
    headers: HeaderMap,
    query: Query,
) -> PageResult {
    let name = cookies::way_name(&visitor.state.settings);
    let returned = Returned {
        provider: &provider,
        way: cookies::read(&headers, name).unwrap_or_default(),
        state: query.get("state").unwrap_or_default(),
        code: query.get("code"),
        issuer: query.get("iss"),
        signed_in: visitor.account.as_ref().map(|account| account.id),
    };
    let came = visitor.hub().return_from_provider(returned, arrival).await;
    let outcome = match &came {
        Ok(CameBack::SignIn(SignIn::CodeAsked(_secret), _onward)) => "code_asked",
        Ok(_in) => "signed_in",
        Err(error) => error.code(),
    };
    metrics::counter!("hebewerk_sign_ins_total", "outcome" => outcome).increment(1);
    let mut response = match came {
        Ok(CameBack::SignIn(SignIn::Done(signed_in), onward)) => {
            end_former(&visitor, &headers).await?;
            with_session(&visitor, &signed_in, &inside(&onward))?
        }
        Ok(CameBack::SignIn(SignIn::CodeAsked(secret), onward)) => {
            code::asking(&visitor, &secret.0, &inside(&onward)).await?
        }
        Ok(CameBack::Linked) => Redirect::to("/konto/anbieter?getan=verknuepft").into_response(),
        Err(error) => refused(&visitor, error, "/".to_owned())?,
    };
    keep(&visitor, "", &mut response);
    Ok(response)
}

/// The page for signing in with what went wrong: there is another button, or the password.
fn refused(visitor: &Visitor, error: HubError, onward: String) -> PageResult {
    let refusal = Refusal::from(error);
    let is_told = matches!(
        refusal.kind,
        Kind::Unauthenticated | Kind::Unavailable | Kind::Conflict
    );
    if !is_told {
        return Err(refusal);
    }
    super::told(visitor, &refusal, String::new(), onward)
}

/// `POST /anmelden/anbieter/{provider}/abmelden`: the provider itself speaks, and nothing but its signature counts
/// (OpenID Connect Back-Channel Logout 1.0 § 2.5 to 2.8).
pub(crate) async fn ended(
    visitor: Visitor,
    Path(provider): Path<String>,
    body: String,
) -> Response {
    let form = Query::parse(&body);
    let notice = form.get("logout_token").unwrap_or_default();
    let ended = visitor.hub().end_sessions_there(&provider, notice);
    let mut response = match ended.await {
        Ok(sessions) => {
            tracing::info!(provider, sessions, "a provider has ended sessions");
            StatusCode::OK.into_response()
        }
        Err(error) => {
            tracing::info!(%error, provider, "a notice of a provider is not accepted");
            answer(error.kind()).into_response()
        }
    };
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    response
}

fn answer(kind: Kind) -> (StatusCode, Json<serde_json::Value>) {
    match kind {
        Kind::NotFound => (StatusCode::NOT_FOUND, Json(json!({ "error": "not_found" }))),
        Kind::TooMany => (
            StatusCode::TOO_MANY_REQUESTS,
            Json(json!({ "error": "temporarily_unavailable" })),
        ),
        Kind::Unavailable | Kind::Internal => (
            StatusCode::SERVICE_UNAVAILABLE,
            Json(json!({ "error": "temporarily_unavailable" })),
        ),
        _ => (
            StatusCode::BAD_REQUEST,
            Json(json!({ "error": "invalid_request" })),
        ),
    }
}
