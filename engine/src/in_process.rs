//! Answering on threads of this process, for askers who are trusted with it.

use crate::answer::answer;
use crate::large_stack::STACK_BYTES;
use crate::session::Base;
use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use futures::StreamExt;
use hebewerk_hub::ports::{Answer, AskError, Question};
use std::thread;
use tokio::runtime;
use tokio::sync::{mpsc, oneshot};
use tokio_stream::wrappers::ReceiverStream;

/// Batches computed ahead of the reader.
const AHEAD: usize = 2;

/// Threads that run a plan.
const THREADS: usize = 2;

/// Answers on a runtime of its own with large stacks. Dropping the answer ends the work at its next batch.
pub(crate) async fn ask(base: Base, question: Question) -> Result<Answer, AskError> {
    let (begin, schema) = oneshot::channel();
    let (sender, receiver) = mpsc::channel(AHEAD);
    thread::Builder::new()
        .name("ask".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || match large_stack_runtime() {
            Ok(runtime) => runtime.block_on(send(&base, &question, begin, sender)),
            Err(error) => tracing::error!(%error, "no runtime could be started for a question"),
        })
        .map_err(|error| {
            tracing::error!(%error, "no thread could be started for a question");
            AskError::Internal
        })?;
    let schema: SchemaRef = schema.await.unwrap_or(Err(AskError::Internal))?;
    Ok(Answer {
        schema,
        batches: ReceiverStream::new(receiver).boxed(),
    })
}

/// A runtime whose threads can evaluate deep expressions.
pub(crate) fn large_stack_runtime() -> std::io::Result<runtime::Runtime> {
    runtime::Builder::new_multi_thread()
        .worker_threads(THREADS)
        // Each blocking thread reserves a large stack of address space, which is limited in workers.
        .max_blocking_threads(2 * THREADS)
        .thread_stack_size(STACK_BYTES)
        .enable_time()
        .build()
}

async fn send(
    base: &Base,
    question: &Question,
    begin: oneshot::Sender<Result<SchemaRef, AskError>>,
    sender: mpsc::Sender<Result<RecordBatch, AskError>>,
) {
    let mut batches = match answer(base, question).await {
        Ok(answer) => {
            if begin.send(Ok(answer.schema)).is_err() {
                return;
            }
            answer.batches
        }
        Err(error) => {
            let _nobody_waits = begin.send(Err(error));
            return;
        }
    };
    loop {
        let next = tokio::select! {
            next = batches.next() => next,
            () = sender.closed() => return,
        };
        match next {
            Some(batch) => {
                if sender.send(batch).await.is_err() {
                    return;
                }
            }
            None => return,
        }
    }
}
