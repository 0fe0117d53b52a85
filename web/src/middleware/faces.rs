//! The faces of a refusal: a page for people, a problem document (RFC 9457) for programs, an envelope for CKAN's.

use super::request_id::RequestId;
use crate::pages::refused;
use crate::{Refusal, Visitor, api, ckan, ogc, sparql};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hebewerk_model::Kind;

/// Who asked, for the choice of the face.
pub(crate) struct Asker {
    pub(crate) visitor: Visitor,
    request_id: String,
    is_program: bool,
    wants_problem: bool,
    /// Of a program of CKAN: the path, and the hub's address.
    ckan: Option<(String, String)>,
}

impl Asker {
    pub(crate) fn of(request: &Request, visitor: Visitor) -> Self {
        let accept = request
            .headers()
            .get(header::ACCEPT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let path = request.uri().path();
        let is_program = api::is_below(path);
        let ckan = ckan::is_below(path).then(|| {
            let site = visitor.base_url(request.headers());
            (path.to_owned(), site)
        });
        Self {
            ckan,
            visitor,
            request_id: request
                .extensions()
                .get::<RequestId>()
                .map(|id| id.0.clone())
                .unwrap_or_default(),
            is_program,
            wants_problem: is_program
                || ogc::is_below(path)
                || prefers_json(accept)
                || (path == sparql::PATH && !sparql::wants_page(request.headers())),
        }
    }
}

/// Gives every refusal, and every bare error of a framework layer, its face.
pub(crate) async fn give(visitor: Visitor, request: Request, next: Next) -> Response {
    let asker = Asker::of(&request, visitor);
    let mut response = next.run(request).await;
    let status = response.status();
    if let Some(refusal) = response.extensions_mut().remove::<Refusal>() {
        if let (Kind::Forbidden, Some(rule)) = (refusal.kind, refusal.rule) {
            let visitor = &asker.visitor;
            visitor.hub().record_refusal(&visitor.principal, rule).await;
        }
        return with_allowed(face(&asker, &refusal), response.headers_mut());
    }
    // An error with a body of its own (a page that shows what was wrong in a form) is left alone.
    let is_bare = !response.headers().contains_key(header::CONTENT_TYPE)
        || response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|value| value.as_bytes().starts_with(b"text/plain"));
    if (status.is_client_error() || status.is_server_error()) && is_bare {
        let faced = face(&asker, &Refusal::from_status(status));
        return with_allowed(faced, response.headers_mut());
    }
    response
}

/// The face with the methods the router names (RFC 9110 § 15.5.6).
fn with_allowed(mut faced: Response, bare: &mut HeaderMap) -> Response {
    if let Some(allow) = bare.remove(header::ALLOW) {
        faced.headers_mut().insert(header::ALLOW, allow);
    }
    faced
}

/// The response a refusal becomes.
pub(crate) fn face(asker: &Asker, refusal: &Refusal) -> Response {
    log(asker, refusal);
    if let Some((path, site)) = &asker.ckan {
        return ckan_face(asker, refusal, (path, site));
    }
    let mut response = if asker.wants_problem {
        problem(asker, refusal)
    } else {
        refused::page(&asker.visitor, refusal, &asker.request_id)
            .unwrap_or_else(|_error| problem(asker, refusal))
    };
    *response.status_mut() = refusal.status;
    let headers = response.headers_mut();
    if let Some(seconds) = refusal.retry_after_seconds {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if asker.is_program && refusal.status == StatusCode::UNAUTHORIZED {
        headers.insert(
            header::WWW_AUTHENTICATE,
            HeaderValue::from_static("Bearer realm=\"hebewerk\""),
        );
    }
    response
}

/// CKAN has statuses of its own: its clients decide by them.
fn ckan_face(asker: &Asker, refusal: &Refusal, (path, site): (&str, &str)) -> Response {
    let mut response = ckan::face(&asker.visitor.words, refusal, path, site);
    let headers = response.headers_mut();
    if let Some(seconds) = refusal.retry_after_seconds {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn log(asker: &Asker, refusal: &Refusal) {
    let request = &asker.request_id;
    let code = refusal.code;
    match (&refusal.source, refusal.kind) {
        // A mistake of the asker's is none of ours, whoever noticed it.
        (Some(source), Kind::Internal | Kind::Unavailable) => {
            tracing::error!(request, code, error = %chain(source.as_ref()), "request failed");
        }
        (None, Kind::Internal) => tracing::error!(request, code, "request failed"),
        _ => tracing::debug!(
            request,
            code,
            status = refusal.status.as_u16(),
            "request refused"
        ),
    }
}

/// An error with its sources.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}

/// RFC 9457: type, title, status, detail, and our code, request id and parameters beside them.
fn problem(asker: &Asker, refusal: &Refusal) -> Response {
    let words = &asker.visitor.words;
    let mut document = serde_json::json!({
        "type": format!("urn:hebewerk:problem:{}", refusal.code),
        "title": refused::title(words, refusal),
        "status": refusal.status.as_u16(),
        "detail": refused::sentence(words, refusal),
        "code": refusal.code,
        "request_id": asker.request_id,
    });
    if let Some(hint) = refused::hint(words, refusal) {
        document["hint"] = hint.into();
    }
    for (name, value) in &refusal.parameters {
        document["parameters"][*name] = value.clone().into();
    }
    let media_type = [(header::CONTENT_TYPE, "application/problem+json")];
    (StatusCode::OK, media_type, document.to_string()).into_response()
}

/// Whether JSON is asked for before HTML.
fn prefers_json(accept: &str) -> bool {
    let first = accept
        .split(',')
        .map(|entry| entry.split(';').next().unwrap_or_default().trim())
        .find(|media| {
            matches!(*media, "text/html" | "application/xhtml+xml") || media.ends_with("json")
        });
    first.is_some_and(|media| media.ends_with("json"))
}

#[cfg(test)]
mod tests {
    use super::prefers_json;

    #[test]
    fn browsers_get_pages_and_programs_that_ask_for_json_get_problems() {
        assert!(!prefers_json(
            "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"
        ));
        assert!(!prefers_json("*/*"));
        assert!(prefers_json("application/json, text/plain, */*"));
        assert!(prefers_json("application/problem+json"));
    }
}
