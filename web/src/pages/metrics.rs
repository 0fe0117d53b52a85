//! For machines: what the hub counts.

use crate::{WebState, client_address, metrics_recorder};
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// `GET /metrics` for Prometheus: with the configured token, or, where the operator has opened it, from this machine.
pub(crate) async fn show(
    State(state): State<WebState>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Response {
    if !(knows_token(&state, &headers) || is_local(&state, &headers, &extensions)) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some(metrics) = &state.house.metrics else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match state.hub.figures().await {
        Ok(figures) => metrics_recorder::set(&figures),
        // What the door has counted itself is worth reading also then.
        Err(error) => tracing::warn!(%error, "the catalogue could not be counted"),
    }
    let media_type = "text/plain; version=0.0.4; charset=utf-8";
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, metrics.render()).into_response()
}

fn knows_token(state: &WebState, headers: &HeaderMap) -> bool {
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    match (&state.settings.metrics_token, token) {
        (Some(expected), Some(token)) if !expected.is_empty() => {
            // Of hashes, so that the time of the comparison tells nothing.
            blake3::hash(expected.as_bytes()) == blake3::hash(token.as_bytes())
        }
        _ => false,
    }
}

/// Behind a proxy on the same machine everybody comes from here, and not every proxy says that it is one: so this is
/// shut unless the operator opens it.
fn is_local(state: &WebState, headers: &HeaderMap, extensions: &Extensions) -> bool {
    let passed_on =
        headers.contains_key("x-forwarded-for") || headers.contains_key(header::FORWARDED);
    let peer = client_address::peer(extensions);
    state.settings.metrics_open && !passed_on && peer.is_some_and(|peer| peer.is_loopback())
}
