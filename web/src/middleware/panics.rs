//! A fault in a handler costs one answer, not the server.

use crate::Refusal;
use axum::response::{IntoResponse, Response};
use hebewerk_model::Kind;
use std::any::Any;

/// The answer after a panic. What was said in it stays in the log of the panic hook.
pub(crate) fn answer(_message: Box<dyn Any + Send + 'static>) -> Response {
    Refusal::new(Kind::Internal, "internal").into_response()
}
