//! Rows on their way from where they are computed to a reader who may be slow, or gone.
//!
//! The work never waits inside the reader's own stream: a stream that nobody polls also runs no timer, so a reader
//! who stops reading would hold a process, memory and a place for as long as he likes.

use arrow::record_batch::RecordBatch;
use futures::stream::{self, StreamExt};
use hebewerk_hub::ports::{AskError, BatchStream};
use tokio::sync::{mpsc, oneshot};

/// Batches computed ahead of the reader.
const AHEAD: usize = 2;

/// The end at which rows are put in.
#[derive(Debug)]
pub(crate) struct Outbox {
    batches: mpsc::Sender<RecordBatch>,
    end: oneshot::Sender<Result<(), AskError>>,
}

/// Both ends. The stream ends well only if the outbox said so: one that is dropped before is a broken delivery.
pub(crate) fn delivery() -> (Outbox, BatchStream) {
    let (batches, received) = mpsc::channel(AHEAD);
    let (end, ended) = oneshot::channel();
    let stream = stream::unfold(Some((received, ended)), |state| async move {
        let (mut received, ended) = state?;
        if let Some(batch) = received.recv().await {
            return Some((Ok(batch), Some((received, ended))));
        }
        match ended.await.unwrap_or(Err(AskError::Internal)) {
            Ok(()) => None,
            Err(error) => Some((Err(error), None)),
        }
    });
    (Outbox { batches, end }, stream.boxed())
}

impl Outbox {
    /// Puts rows in as soon as there is room; says whether somebody still wants them.
    pub(crate) async fn put(&self, batch: RecordBatch) -> bool {
        self.batches.send(batch).await.is_ok()
    }

    /// Waits until nobody wants rows any more.
    pub(crate) async fn unwanted(&self) {
        self.batches.closed().await;
    }

    /// Says how it ended.
    pub(crate) fn end(self, outcome: Result<(), AskError>) {
        let _nobody_reads = self.end.send(outcome);
    }
}
