//! Tables as streams of bytes.

use axum::body::Body;
use bytes::Bytes;
use futures::{Stream, StreamExt, stream};
use hebewerk_exchange::tabular::{EncodeError, Encoder, TableMeta, TabularForm, Tail};
use hebewerk_hub::ports::{Answer, AskError, BatchStream};
use std::io::Read;
use thiserror::Error;

/// Bytes read at once from what an encoder leaves at the end.
const PIECE_BYTES: usize = 64 * 1024;

/// Why a stream broke off; the client sees an incomplete transfer, never a file that only looks whole.
#[derive(Debug, Error)]
pub(crate) enum StreamError {
    #[error("the rows ended early")]
    Rows(#[from] AskError),
    #[error("a batch could not be written")]
    Encode(#[from] EncodeError),
    #[error("the temporary file could not be read")]
    Io(#[from] std::io::Error),
    #[error("the encoder ended unexpectedly")]
    Task(#[from] tokio::task::JoinError),
}

enum Stage {
    Rows(BatchStream, Encoder, u64),
    Tail(Tail),
    Done,
}

/// An answer as a body in one of the forms, at most `most_rows` rows of it.
pub(crate) fn body(
    form: TabularForm,
    answer: Answer,
    meta: TableMeta,
    most_rows: u64,
) -> Result<Body, EncodeError> {
    let encoder = Encoder::new(form, answer.schema, meta)?;
    let stage = Stage::Rows(answer.batches, encoder, most_rows);
    Ok(Body::from_stream(pieces(stage)))
}

fn pieces(stage: Stage) -> impl Stream<Item = Result<Bytes, StreamError>> {
    stream::try_unfold(stage, |mut stage| async move {
        loop {
            let (bytes, next) = match step(stage).await {
                Ok(None) => return Ok(None),
                Ok(Some(step)) => step,
                Err(error) => {
                    tracing::warn!(%error, "a download broke off");
                    return Err(error);
                }
            };
            stage = next;
            if !bytes.is_empty() {
                return Ok(Some((Bytes::from(bytes), stage)));
            }
        }
    })
}

/// One batch, or one piece of the end. Encoding is work for a thread of its own, not for the one that serves.
async fn step(stage: Stage) -> Result<Option<(Vec<u8>, Stage)>, StreamError> {
    Ok(match stage {
        Stage::Rows(mut batches, mut encoder, room) => {
            let batch = if room == 0 {
                None
            } else {
                batches.next().await.transpose()?
            };
            let Some(batch) = batch else {
                let tail = tokio::task::spawn_blocking(move || encoder.finish()).await??;
                return Ok(Some((Vec::new(), Stage::Tail(tail))));
            };
            let rows = (batch.num_rows() as u64).min(room);
            let batch = batch.slice(0, rows as usize);
            let (bytes, encoder) = tokio::task::spawn_blocking(move || {
                encoder.encode(&batch).map(|bytes| (bytes, encoder))
            })
            .await??;
            Some((bytes, Stage::Rows(batches, encoder, room - rows)))
        }
        Stage::Tail(mut tail) => {
            tokio::task::spawn_blocking(move || {
                let mut piece = vec![0; PIECE_BYTES];
                let read = tail.read(&mut piece)?;
                piece.truncate(read);
                let next = if read == 0 {
                    Stage::Done
                } else {
                    Stage::Tail(tail)
                };
                Ok::<_, std::io::Error>(Some((piece, next)))
            })
            .await??
        }
        Stage::Done => None,
    })
}
