//! The REST interface, mounted at `/api`.

use crate::WebState;
use axum::Router;

/// All routes below `/api/v1`.
pub(crate) fn router() -> Router<WebState> {
    Router::new()
}
