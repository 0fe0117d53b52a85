//! How long an answer may take to begin.

use crate::Refusal;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hebewerk_model::Kind;
use std::time::Duration;

/// Ends a handler that takes longer than `limit`. Bodies that are streamed have their own limits.
pub(crate) async fn limit(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_elapsed) => Refusal::new(Kind::Timeout, "timeout").into_response(),
    }
}
