//! Finds out who reads, before anything else looks.

use super::faces;
use crate::visitor::{form_token, language, tagged};
use crate::{Refusal, Visitor, WebState, Words, cookies, query::Query};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Puts the [`Visitor`] beside the request; `?sprache=en` chooses the language and leads back to the bare address.
pub(crate) async fn recognise(
    State(state): State<WebState>,
    mut request: Request,
    next: Next,
) -> Response {
    let here = request
        .uri()
        .path_and_query()
        .map_or_else(|| "/".to_owned(), |path| path.as_str().to_owned());
    if let Some(response) = chosen_language(&state, &request) {
        return response;
    }
    match known(&state, request.headers(), here.clone()).await {
        Ok(visitor) => {
            request.extensions_mut().insert(visitor);
            next.run(request).await
        }
        Err(refusal) => {
            let visitor = Visitor::anonymous(state, request.headers(), here);
            faces::face(&faces::Asker::of(&request, visitor), &refusal)
        }
    }
}

async fn known(state: &WebState, headers: &HeaderMap, here: String) -> Result<Visitor, Refusal> {
    let session = cookies::read(headers, cookies::session_name(&state.settings));
    let Some(session) = session.filter(|session| !session.is_empty()) else {
        return Ok(Visitor::anonymous(state.clone(), headers, here));
    };
    let (principal, account) = state.hub.principal_of(session).await?;
    let words = Words {
        language: language(headers, account.as_ref()),
        now: state.clock.now(),
    };
    let form_token = account
        .as_ref()
        .map_or_else(String::new, |_account| form_token(session));
    Ok(Visitor {
        principal,
        account,
        words,
        here,
        form_token,
        state: state.clone(),
    })
}

/// The answer to `?sprache=…`: the cookie, and the same address without it.
fn chosen_language(state: &WebState, request: &Request) -> Option<Response> {
    if request.method() != Method::GET {
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
