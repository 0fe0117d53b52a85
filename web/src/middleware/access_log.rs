//! One line and two figures per request: without values of queries and without persons.

use super::request_id::RequestId;
use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;

/// Writes the line and counts.
pub(crate) async fn write(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = known(request.method());
    // The pattern, not the path: bounded labels, and no names of datasets somebody may not know of.
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |matched| matched.as_str().to_owned());
    let id = request.extensions().get::<RequestId>().cloned();
    let open = Open::new();
    let response = next.run(request).await;
    drop(open);
    let status = response.status().as_u16();
    let took = begun.elapsed();
    metrics::counter!(
        "hebewerk_http_requests_total",
        "method" => method, "route" => route.clone(), "status" => status.to_string()
    )
    .increment(1);
    metrics::histogram!("hebewerk_http_request_seconds", "method" => method, "route" => route.clone())
        .record(took.as_secs_f64());
    tracing::info!(
        request = id.map(|id| id.0),
        method,
        route,
        status,
        took_ms = took.as_millis() as u64,
        "request answered"
    );
    response
}

/// A request in work, counted until it is answered or given up.
struct Open;

impl Open {
    fn new() -> Self {
        metrics::gauge!("hebewerk_http_requests_open").increment(1);
        Self
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        metrics::gauge!("hebewerk_http_requests_open").decrement(1);
    }
}

/// Methods as labels; whatever else is invented is one label.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
