//! As many requests at once as there is room for; the others are told to come back.

use crate::{Refusal, WebState};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hebewerk_model::Kind;

/// Takes a place for the time of the handler.
pub(crate) async fn take(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let Ok(_place) = state.room.clone().try_acquire_owned() else {
        metrics::counter!("hebewerk_http_turned_away_total").increment(1);
        let mut refusal = Refusal::new(Kind::Unavailable, "busy");
        refusal.retry_after_seconds = Some(2);
        return refusal.into_response();
    };
    next.run(request).await
}
