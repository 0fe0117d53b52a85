//! As many requests at once as there is room for; the others are told to come back.
//!
//! Pages, forms, questions of programs and files have rooms of their own, so that slow files do not keep anybody from reading. A form takes
//! its place after its body has arrived ([`crate::form::check`]): who only drips holds a connection, but no place.

use crate::{Refusal, WebState};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hebewerk_model::Kind;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The rooms, one permit for each request that may be in work.
#[derive(Clone)]
pub(crate) struct Rooms {
    pages: Arc<Semaphore>,
    forms: Arc<Semaphore>,
    programs: Arc<Semaphore>,
    files: Arc<Semaphore>,
}

impl Rooms {
    /// Rooms for `most` readers, half as many forms, a quarter as many questions of programs, an eighth as many files.
    pub(crate) fn new(most: usize) -> Self {
        let room =
            |places: usize| Arc::new(Semaphore::new(places.clamp(1, Semaphore::MAX_PERMITS)));
        Self {
            pages: room(most),
            forms: room(most / 2),
            programs: room(most / 4),
            files: room(most / 8),
        }
    }

    /// A place for a form that has arrived.
    pub(crate) fn for_form(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        place(&self.forms)
    }
}

/// Takes a place for the time of the handler.
pub(crate) async fn take(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let room = if request.method().is_safe() {
        &state.house.rooms.pages
    } else if is_form(request.headers()) {
        return next.run(request).await;
    } else if is_json(request.headers()) {
        &state.house.rooms.programs
    } else {
        &state.house.rooms.files
    };
    match place(room) {
        Ok(_place) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// Whether a body is a form without files.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    is_media(headers, "application/x-www-form-urlencoded")
}

fn is_json(headers: &HeaderMap) -> bool {
    is_media(headers, "application/json")
}

fn is_media(headers: &HeaderMap, media: &str) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with(media))
}

fn place(room: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Refusal> {
    room.clone().try_acquire_owned().map_err(|_full| {
        metrics::counter!("hebewerk_http_turned_away_total").increment(1);
        let mut refusal = Refusal::new(Kind::Unavailable, "busy");
        refusal.retry_after_seconds = Some(2);
        refusal
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_room_leaves_the_others_open() {
        let rooms = Rooms::new(8);
        let forms: Vec<_> = (0..4).map(|_| rooms.for_form().unwrap()).collect();
        let refusal = rooms.for_form().unwrap_err();
        assert_eq!(
            (refusal.code, refusal.retry_after_seconds),
            ("busy", Some(2))
        );
        assert!(place(&rooms.pages).is_ok() && place(&rooms.files).is_ok());
        drop(forms);
        assert!(rooms.for_form().is_ok());
    }
}
