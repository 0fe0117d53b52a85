//! A number for every request, under which the log is searched.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use uuid::Uuid;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The number of a request: what people read out on the telephone, so it is short.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

/// Gives a request its number. Numbers from outside are not taken over: they could forge the log.
pub(crate) async fn give(mut request: Request, next: Next) -> Response {
    let random = Uuid::new_v4().simple().to_string();
    let id: String = random.chars().take(12).collect();
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
