//! Bounds what the reader of a form with files holds in memory.
//!
//! It looks for the end of a part's head, and keeps everything until it has found it: a head that never ends would
//! fill the memory, and no limit of a field counts it. So bytes that have come are weighed against bytes that were
//! handed on, and when too many are held, the body breaks off.

use axum::body::Body;
use futures::{Stream, StreamExt, stream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use thiserror::Error;

/// Bytes held at most, besides the last piece.
const MOST_HELD: u64 = 8 << 20;

/// A part has a head without end.
#[derive(Debug, Error)]
#[error("a part of the form has no beginning")]
struct NoEnd;

/// Counts the bytes that were handed on.
#[derive(Clone, Default)]
pub(crate) struct HandedOn(Arc<AtomicU64>);

impl HandedOn {
    /// The reader of the form has handed on so many more bytes.
    pub(crate) fn add(&self, bytes: usize) {
        self.0.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The body, which breaks off when too many of its bytes are held.
pub(crate) fn bounded(body: Body, handed_on: HandedOn) -> Body {
    Body::from_stream(weighed(body.into_data_stream(), handed_on))
}

fn weighed<T: AsRef<[u8]>, E: Into<axum::BoxError>>(
    mut pieces: impl Stream<Item = Result<T, E>> + Unpin,
    handed_on: HandedOn,
) -> impl Stream<Item = Result<T, axum::BoxError>> {
    let mut come = 0_u64;
    let mut waited_at = None;
    stream::poll_fn(move |context| {
        let gone = handed_on.bytes();
        if come.saturating_sub(gone) > MOST_HELD {
            if waited_at == Some(gone) {
                return Poll::Ready(Some(Err(NoEnd.into())));
            }
            // Once the reader gets the time to hand on what it has; a body that is there at once leaves it none.
            waited_at = Some(gone);
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        pieces.poll_next_unpin(context).map(|piece| {
            let piece = piece?.map_err(Into::into);
            if let Ok(piece) = &piece {
                come += piece.as_ref().len() as u64;
            }
            Some(piece)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    fn pieces(most: usize) -> impl Stream<Item = Result<Vec<u8>, Infallible>> + Unpin {
        stream::iter(std::iter::repeat_n(vec![b'a'; 1 << 20], most).map(Ok))
    }

    #[tokio::test]
    async fn a_body_breaks_off_when_nothing_of_it_is_handed_on() {
        let endless = pieces(40);
        let pieces = weighed(endless, HandedOn::default());
        let ends: Vec<bool> = pieces.take(10).map(|piece| piece.is_ok()).collect().await;
        assert_eq!(ends.iter().filter(|is_there| **is_there).count(), 9);
    }

    #[tokio::test]
    async fn a_body_that_is_handed_on_goes_on() {
        let endless = pieces(40);
        let handed_on = HandedOn::default();
        let told = handed_on.clone();
        let pieces = weighed(endless, handed_on);
        let whole = pieces.inspect(|piece| told.add(piece.as_ref().unwrap().len()));
        assert_eq!(whole.count().await, 40);
    }
}
