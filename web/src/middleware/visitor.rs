//! Finds out who reads, before anything else looks.

use super::{faces, origin, way_back};
use crate::visitor::{form_token, language, tagged};
use crate::{Refusal, Visitor, WebState, Words, api, ckan, cookies, query::Query};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hebewerk_hub::{Pending, Recognised};
use hebewerk_model::Kind;
use std::sync::Arc;

/// Puts the [`Visitor`] beside the request; `?sprache=en` chooses the language and leads back to the bare address.
pub(crate) async fn recognise(
    State(mut state): State<WebState>,
    mut request: Request,
    next: Next,
) -> Response {
    let here = here(&state, &request);
    if let Some(response) = chosen_language(&state, &request) {
        return response;
    }
    let path = request.uri().path();
    let is_ckan = ckan::is_below(path);
    let is_program = is_ckan || api::is_below(path);
    if is_program {
        // The audit says where somebody came in.
        state.hub = Arc::clone(&state.house.programs);
    }
    let known = match ckan::key(request.headers()).filter(|_key| is_ckan) {
        Some(key) => by_token(&state, request.headers(), here.clone(), key).await,
        None => known(&state, request.headers(), here.clone(), is_program).await,
    };
    match known {
        Ok(visitor) => {
            let is_in_a_browser =
                (visitor.is_signed_in() || visitor.pending.is_some()) && !visitor.by_token;
            request.extensions_mut().insert(visitor);
            let mut response = next.run(request).await;
            if is_in_a_browser {
                keep_nowhere(response.headers_mut());
            }
            response
        }
        Err(refusal) => {
            let visitor = Visitor::anonymous(state, request.headers(), here);
            faces::face(&faces::Asker::of(&request, visitor), &refusal)
        }
    }
}

/// What somebody sees who is signed in stays in no cache of a browser that others use after them.
fn keep_nowhere(headers: &mut HeaderMap) {
    const NOWHERE: HeaderValue = HeaderValue::from_static("private, no-store");
    let is_said = headers
        .get(header::CACHE_CONTROL)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|said| said.contains("no-store"));
    if !is_said {
        headers.insert(header::CACHE_CONTROL, NOWHERE);
    }
}

/// The address of a page; for a form, which cannot be called up again, the page it stood on.
fn here(state: &WebState, request: &Request) -> String {
    if !request.method().is_safe() && !api::is_below(request.uri().path()) {
        let base_host = origin::base_host(state);
        return way_back::of_form(request.uri(), request.headers(), base_host.as_deref());
    }
    let path = request.uri().path_and_query();
    path.map_or_else(|| "/".to_owned(), |path| path.as_str().to_owned())
}

/// Who asks, looked up once more: while a body was arriving, rights may have been taken away, or the account closed.
pub(crate) async fn renewed(visitor: &Visitor, headers: &HeaderMap) -> Result<Visitor, Refusal> {
    let here = visitor.here.clone();
    known(&visitor.state, headers, here, visitor.by_token).await
}

/// The same of a call of CKAN's programs, which say their key in their own ways.
pub(crate) async fn renewed_by_key(
    visitor: &Visitor,
    headers: &HeaderMap,
) -> Result<Visitor, Refusal> {
    match ckan::key(headers) {
        Some(key) => by_token(&visitor.state, headers, visitor.here.clone(), key).await,
        None => Err(Refusal::unauthenticated()),
    }
}

async fn known(
    state: &WebState,
    headers: &HeaderMap,
    here: String,
    is_program: bool,
) -> Result<Visitor, Refusal> {
    match bearer(headers).filter(|_token| is_program) {
        Some(token) => by_token(state, headers, here, token).await,
        None => by_cookie(state, headers, here).await,
    }
}

/// The secret of `Authorization: Bearer …` (RFC 6750 § 2.1), by which programs sign in to the REST interface.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// A token that is unknown or has expired is refused: a program must not take public data for all data.
async fn by_token(
    state: &WebState,
    headers: &HeaderMap,
    here: String,
    token: &str,
) -> Result<Visitor, Refusal> {
    let recognised = state.hub.recognise_program(token).await?;
    let visitor = of(state, headers, here, (token, recognised));
    if !visitor.is_signed_in() {
        let mut refusal = Refusal::new(Kind::Unauthenticated, "invalid_token");
        refusal.hint = Some("hint-bearer");
        return Err(refusal);
    }
    Ok(Visitor {
        by_token: true,
        ..visitor
    })
}

async fn by_cookie(
    state: &WebState,
    headers: &HeaderMap,
    here: String,
) -> Result<Visitor, Refusal> {
    let session = cookies::read(headers, cookies::session_name(&state.settings));
    match session.filter(|session| !session.is_empty()) {
        // Not a key: browsers send cookies along for every site.
        Some(session) => {
            let recognised = state.hub.recognise(session).await?;
            Ok(of(state, headers, here, (session, recognised)))
        }
        None => Ok(Visitor::anonymous(state.clone(), headers, here)),
    }
}

/// The visitor with this secret.
fn of(
    state: &WebState,
    headers: &HeaderMap,
    here: String,
    (secret, recognised): (&str, Recognised),
) -> Visitor {
    let account = recognised.account;
    let words = Words {
        language: language(headers, account.as_ref()),
        now: state.house.clock.now(),
    };
    Visitor {
        form_token: account
            .as_ref()
            .map_or_else(String::new, |_account| form_token(secret)),
        principal: recognised.principal,
        // Whoever still has a given password has no account anywhere but on the page for an own one.
        pending: recognised.pending.zip(account.clone()),
        account: account.filter(|_account| recognised.pending != Some(Pending::Password)),
        session: recognised.session,
        words,
        here,
        by_token: false,
        state: state.clone(),
    }
}

/// The answer to `?sprache=…`: the cookie, and the same address without it.
fn chosen_language(state: &WebState, request: &Request) -> Option<Response> {
    // Below /api a column may be called "sprache"; programs choose by `Accept-Language`.
    if request.method() != Method::GET || api::is_below(request.uri().path()) {
        return None;
    }
    let query = Query::parse(request.uri().query()?);
    let language = query.get("sprache").and_then(tagged)?;
    let cookie = cookies::language(&state.settings, language)?;
    let target = query.without("sprache").href(request.uri().path());
    // A path that begins with two slashes would be read as another host.
    let target = format!("/{}", target.trim_start_matches('/'));
    Some(
        (
            StatusCode::SEE_OTHER,
            [(header::SET_COOKIE, cookie)],
            [(header::LOCATION, target)],
        )
            .into_response(),
    )
}
