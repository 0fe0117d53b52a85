//! Signing in and out.

pub(crate) mod code;
pub(crate) mod passkey;
pub(crate) mod provider;

use crate::arriving::Arriving;
use crate::form::Fields;
use crate::onward::inside;
use crate::pages::account::new_password;
use crate::query::Query;
use crate::render::{PageResult, page, page_with};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words, cookies};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use hebewerk_hub::{Pending, SignIn, SignedIn};
use hebewerk_model::Failure as _;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    shell: Shell,
    w: Words,
    error: Option<String>,
    email: String,
    onward: String,
    providers: Vec<ProviderLink>,
    /// What a passkey has to sign; none where the hub cannot seal it.
    challenge: Option<String>,
}

/// A button that leads to a provider.
struct ProviderLink {
    name: String,
    href: String,
}

/// `GET /anmelden`
pub(crate) async fn form(visitor: Visitor, query: Query) -> PageResult {
    let onward = inside(query.get("weiter").unwrap_or("/"));
    if visitor.is_signed_in() {
        return Ok(Redirect::to(&onward).into_response());
    }
    if visitor.has_given_password() {
        return Ok(Redirect::to(&new_password::href(&onward)).into_response());
    }
    // The time for the code ran out.
    let lapsed = query.get("neu").is_some();
    let error = lapsed.then(|| visitor.words.t("error-sign-in-lapsed").into_owned());
    page(&template(&visitor, error, String::new(), onward))
}

/// `POST /anmelden`
pub(crate) async fn sign_in(
    visitor: Visitor,
    Arriving(arrival): Arriving,
    headers: HeaderMap,
    fields: Fields,
) -> PageResult {
    let onward = inside(fields.text("weiter"));
    let email = fields.text("email").to_owned();
    let password = fields.raw("kennwort");
    let signed_in = visitor.hub().sign_in(&email, password, arrival).await;
    let outcome = match &signed_in {
        Ok(SignIn::Done(_signed_in)) => "signed_in",
        Ok(SignIn::CodeAsked(_secret)) => "code_asked",
        Err(error) => error.code(),
    };
    metrics::counter!("hebewerk_sign_ins_total", "outcome" => outcome).increment(1);
    match signed_in {
        Ok(SignIn::CodeAsked(secret)) => code::asking(&visitor, &secret.0, &onward).await,
        Ok(SignIn::Done(signed_in)) => {
            end_former(&visitor, &headers).await?;
            with_session(&visitor, &signed_in, &onward)
        }
        Err(error) => {
            let refusal = Refusal::from(error);
            if refusal.status.is_server_error() {
                return Err(refusal);
            }
            told(&visitor, &refusal, email, onward)
        }
    }
}

/// The page with what went wrong.
fn told(visitor: &Visitor, refusal: &Refusal, email: String, onward: String) -> PageResult {
    let sentence = crate::pages::refused::sentence(&visitor.words, refusal);
    let template = template(visitor, Some(sentence), email, onward);
    let mut response = page_with(refusal.status, &template)?;
    if let Some(seconds) = refusal.retry_after_seconds {
        let seconds = HeaderValue::from(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    Ok(response)
}

/// A session the browser had until now: nobody would ever end it, because the browser forgets its secret.
async fn end_former(visitor: &Visitor, headers: &HeaderMap) -> Result<(), Refusal> {
    let name = cookies::session_name(&visitor.state.settings);
    if let Some(former) = cookies::read(headers, name) {
        visitor.hub().sign_out(former).await?;
    }
    Ok(())
}

/// `POST /abmelden`
pub(crate) async fn sign_out(
    visitor: Visitor,
    State(state): State<crate::WebState>,
    headers: HeaderMap,
    _fields: Fields,
) -> PageResult {
    if let Some(token) = cookies::read(&headers, cookies::session_name(&state.settings)) {
        visitor.hub().sign_out(token).await?;
    }
    let mut response = Redirect::to("/").into_response();
    let headers = response.headers_mut();
    if let Some(cookie) = cookies::session(&state.settings, "", 0) {
        headers.append(header::SET_COOKIE, cookie);
    }
    // What the browser still has of the pages before goes with the session.
    let cached = HeaderValue::from_static("\"cache\"");
    headers.insert(HeaderName::from_static("clear-site-data"), cached);
    Ok(response)
}

/// Onward with a fresh session: its secret was never seen before signing in.
pub(crate) fn with_session(visitor: &Visitor, signed_in: &SignedIn, onward: &str) -> PageResult {
    let lives = signed_in
        .expires_at
        .duration_since(visitor.words.now)
        .as_secs();
    let cookie = cookies::session(&visitor.state.settings, &signed_in.token.0, lives)
        .ok_or_else(|| Refusal::new(hebewerk_model::Kind::Internal, "internal"))?;
    let target = match signed_in.pending {
        None => onward.to_owned(),
        Some(Pending::Password) => new_password::href(onward),
        Some(Pending::SecondFactor) => "/konto/zweiter-faktor".to_owned(),
    };
    let mut response: Response = Redirect::to(&target).into_response();
    debug_assert_eq!(
        response.status(),
        StatusCode::SEE_OTHER,
        "a form is answered by a redirect"
    );
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

fn template(visitor: &Visitor, error: Option<String>, email: String, onward: String) -> SignInPage {
    let w = visitor.words;
    let offered = visitor.hub().offered_providers().into_iter();
    let providers = offered.map(|provider| ProviderLink {
        name: provider.name,
        href: Query::default()
            .with("weiter", &onward)
            .href(&format!("/anmelden/anbieter/{}", provider.id)),
    });
    SignInPage {
        shell: Shell::new(visitor, Place::Elsewhere, w.t("sign-in-title")).below(&[]),
        w,
        error,
        email,
        providers: providers.collect(),
        challenge: visitor.hub().passkey_challenge().ok(),
        onward,
    }
}
