//! A graph, and anything else that everybody may read, as a response.

use crate::Refusal;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hebewerk_exchange::rdf::{Graph, RdfForm, write};

/// The graph in a form, tagged by its content: who has it already is told so (RFC 9110 § 13.1.2).
pub(super) fn answer(
    headers: &HeaderMap,
    graph: &Graph,
    form: RdfForm,
    media_type: &'static str,
) -> Result<Response, Refusal> {
    let text = write(graph, form).map_err(Refusal::internal)?;
    Ok(open_answer(headers, text, media_type))
}

/// What everybody may read, tagged by its content, for every cache and every page.
pub(crate) fn open_answer(
    headers: &HeaderMap,
    text: Vec<u8>,
    media_type: &'static str,
) -> Response {
    let hash = blake3::hash(&text).to_hex();
    let etag = format!("\"{}\"", hash.get(..32).unwrap_or_default());
    let known = headers.get_all(header::IF_NONE_MATCH).iter();
    let has_it = known
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(','))
        .map(|known| known.trim().trim_start_matches("W/"))
        .any(|known| known == "*" || known == etag);
    let mut response = if has_it {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, media_type)], text).into_response()
    };
    let headers = response.headers_mut();
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        headers.insert(header::ETAG, etag);
    }
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, no-cache"),
    );
    headers.append(header::VARY, HeaderValue::from_static("accept"));
    // Any page may read what everybody may read.
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    response
}
