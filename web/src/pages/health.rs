//! For machines: is the hub alive, and what does it count.

use crate::WebState;
use axum::Json;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hebewerk_model::Principal;
use serde::Serialize;
use std::net::SocketAddr;

/// The answer of `/health`.
#[derive(Serialize)]
struct Health {
    /// `ok` or `unavailable`.
    status: &'static str,
    version: &'static str,
}

/// `GET /health`: 200 while the catalogue answers, else 503.
pub(crate) async fn health(State(state): State<WebState>) -> Response {
    let answered = state.hub.organisations(&Principal::Anonymous).await;
    let (code, status) = match answered {
        Ok(_organisations) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::error!(%error, "the catalogue does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "unavailable")
        }
    };
    let version = env!("CARGO_PKG_VERSION");
    (
        code,
        [(header::CACHE_CONTROL, "no-store")],
        Json(Health { status, version }),
    )
        .into_response()
}

/// `GET /metrics` for Prometheus: from this machine itself, or with the configured token.
pub(crate) async fn metrics(
    State(state): State<WebState>,
    peer: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Response {
    let is_local =
        peer.is_some_and(|axum::Extension(ConnectInfo(address))| address.ip().is_loopback());
    // Behind a proxy on the same machine everybody comes from here: what was passed on is not local.
    let passed_on =
        headers.contains_key("x-forwarded-for") || headers.contains_key(header::FORWARDED);
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    let knows_token = match (&state.settings.metrics_token, token) {
        (Some(expected), Some(token)) => {
            blake3::hash(expected.as_bytes()) == blake3::hash(token.as_bytes())
        }
        _ => false,
    };
    if !(knows_token || (is_local && !passed_on)) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match &state.metrics {
        Some(metrics) => {
            let media_type = [(
                header::CONTENT_TYPE,
                "text/plain; version=0.0.4; charset=utf-8",
            )];
            (media_type, metrics.render()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
