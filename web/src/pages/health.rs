//! For machines: is the hub alive.

use crate::WebState;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The answer of `/health`.
#[derive(Serialize)]
struct Health {
    /// `ok` or `unavailable`.
    status: &'static str,
    version: &'static str,
    parts: Parts,
}

/// Each part of the hub: `ok` or `unavailable`.
#[derive(Serialize)]
struct Parts {
    catalogue: &'static str,
    lake: &'static str,
    index: &'static str,
}

/// `GET /health`: 200 while every part answers, else 503.
pub(crate) async fn health(State(state): State<WebState>) -> Response {
    let health = state.hub.health().await;
    let code = if health.is_well() {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let body = Health {
        status: word(health.is_well()),
        version: env!("CARGO_PKG_VERSION"),
        parts: Parts {
            catalogue: word(health.catalogue),
            lake: word(health.lake),
            index: word(health.index),
        },
    };
    (code, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

const fn word(is_well: bool) -> &'static str {
    if is_well { "ok" } else { "unavailable" }
}
