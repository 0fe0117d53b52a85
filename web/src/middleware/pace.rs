//! How fast a body must arrive: a form at once, a file piece by piece, and neither drop by drop.

use super::room;
use crate::{Patience, WebState};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use bytes::Bytes;
use futures::{Stream, StreamExt, stream};
use std::error::Error;
use std::time::Duration;
use thiserror::Error;
use tokio::time::{Instant, timeout};

/// A body that took too long.
#[derive(Debug, Error)]
#[error("the body arrives too slowly")]
pub(crate) struct TooSlow;

/// Whether a body ended because it took too long.
pub(crate) fn is_too_slow(error: &(dyn Error + 'static)) -> bool {
    let mut error = Some(error);
    while let Some(found) = error {
        if found.is::<TooSlow>() {
            return true;
        }
        error = found.source();
    }
    false
}

/// Puts the clock beside the body of whatever may have one.
pub(crate) async fn keep(State(state): State<WebState>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let patience = state.settings.patience;
    let is_small = is_small(request.uri().path(), request.headers());
    next.run(request.map(|body| {
        if is_small {
            Body::from_stream(at_once(body, patience))
        } else {
            Body::from_stream(steadily(body, patience))
        }
    }))
    .await
}

/// Forms and questions of programs; everything else may be a file, also JSON that is a delivery.
fn is_small(path: &str, headers: &HeaderMap) -> bool {
    let media = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    room::is_form(headers)
        || (media.starts_with("application/json") && !path.ends_with("/deliveries"))
}

type Piece = Result<Bytes, axum::BoxError>;

/// The whole body within the time of a form.
fn at_once(body: Body, patience: Patience) -> impl Stream<Item = Piece> {
    let end = Instant::now() + patience.form;
    stream::unfold(Some(body.into_data_stream()), move |body| async move {
        let mut body = body?;
        match tokio::time::timeout_at(end, body.next()).await {
            Ok(piece) => Some((piece?.map_err(Into::into), Some(body))),
            Err(_elapsed) => Some((Err(TooSlow.into()), None)),
        }
    })
}

/// Never silent for long, and on average not slower than [`Patience::SLOWEST`].
fn steadily(body: Body, patience: Patience) -> impl Stream<Item = Piece> {
    let begun = Instant::now();
    let start = Some((body.into_data_stream(), 0_u64));
    stream::unfold(start, move |body| async move {
        let (mut body, mut arrived) = body?;
        let Ok(piece) = timeout(patience.silence, body.next()).await else {
            return Some((Err(TooSlow.into()), None));
        };
        let piece = match piece? {
            Ok(piece) => piece,
            Err(error) => return Some((Err(error.into()), None)),
        };
        arrived += piece.len() as u64;
        if drips(arrived, begun.elapsed(), patience.slowness) {
            return Some((Err(TooSlow.into()), None));
        }
        Some((Ok(piece), Some((body, arrived))))
    })
}

fn drips(arrived_bytes: u64, elapsed: Duration, grace: Duration) -> bool {
    elapsed > grace && arrived_bytes < Patience::SLOWEST.saturating_mul(elapsed.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_may_be_slow_but_must_not_drip() {
        let minute = Duration::from_mins(1);
        assert!(!drips(10, Duration::from_secs(59), minute));
        assert!(drips(10, Duration::from_secs(61), minute));
        assert!(!drips(61 * 4096, Duration::from_secs(61), minute));
        assert!(drips(61 * 4095, Duration::from_secs(61), minute));
    }

    #[tokio::test]
    async fn a_form_that_never_ends_is_given_up_and_says_why() {
        let patience = Patience {
            form: Duration::from_millis(1),
            ..Patience::default()
        };
        let dripping = stream::once(async { Ok::<_, std::io::Error>("a=") })
            .chain(stream::pending::<std::io::Result<&str>>());
        let body = Body::from_stream(at_once(Body::from_stream(dripping), patience));
        let error = axum::body::to_bytes(body, 100).await.unwrap_err();
        assert!(is_too_slow(&error));
    }

    #[tokio::test]
    async fn a_silent_sender_of_a_file_is_given_up() {
        let patience = Patience {
            silence: Duration::from_millis(1),
            ..Patience::default()
        };
        let silent = Body::from_stream(stream::pending::<std::io::Result<&str>>());
        let body = Body::from_stream(steadily(silent, patience));
        let error = axum::body::to_bytes(body, 100).await.unwrap_err();
        assert!(is_too_slow(&error));
    }

    #[tokio::test]
    async fn what_arrives_in_time_arrives_whole() {
        let body = Body::from_stream(steadily(Body::from("a;b\r\n"), Patience::default()));
        assert_eq!(axum::body::to_bytes(body, 100).await.unwrap(), "a;b\r\n");
        let body = Body::from_stream(at_once(Body::from("a=b"), Patience::default()));
        assert_eq!(axum::body::to_bytes(body, 100).await.unwrap(), "a=b");
    }
}
