//! Answering on threads of this process, for askers who are trusted with it.

use crate::answer::{Behind, answer};
use crate::delivery::{Outbox, delivery};
use crate::large_stack::STACK_BYTES;
use crate::limited::Deadline;
use crate::session::Base;
use crate::statement::{self, Read, trace};
use arrow::datatypes::SchemaRef;
use async_trait::async_trait;
use futures::StreamExt;
use hebewerk_hub::ports::{
    Answer, AskError, GuardedTable, Limits, Place, Question, Statement, TracedColumn, View,
};
use hebewerk_model::TableName;
use std::thread;
use tokio::runtime;
use tokio::sync::oneshot;

/// Threads that run a plan.
const THREADS: usize = 2;

/// Reads on a thread of its own, which is left behind when it takes too long.
pub(crate) async fn read(base: Base, question: Question) -> Result<ReadHere, AskError> {
    let Question { sql, limits, place } = question;
    let deadline = Deadline::begin(limits);
    let (tell, told) = oneshot::channel();
    start(move || {
        let _nobody_waits = tell.send(statement::read(&sql));
    })?;
    let read = deadline.wait(told).await?;
    Ok(ReadHere {
        read: read.unwrap_or(Err(AskError::Internal))?,
        base,
        limits,
        deadline,
        place,
    })
}

/// A statement read in this process.
#[derive(Debug)]
pub(crate) struct ReadHere {
    read: Read,
    base: Base,
    limits: Limits,
    deadline: Deadline,
    place: Place,
}

#[async_trait]
impl Statement for ReadHere {
    fn tables(&self) -> &[TableName] {
        &self.read.tables
    }

    async fn answer_through(
        self: Box<Self>,
        tables: Vec<GuardedTable>,
        views: Vec<View>,
    ) -> Result<Answer, AskError> {
        self.begin(Behind {
            tables,
            views,
            is_traced: false,
        })
        .await
    }

    async fn trace(
        self: Box<Self>,
        tables: Vec<GuardedTable>,
        views: Vec<View>,
    ) -> Result<Vec<TracedColumn>, AskError> {
        let behind = Behind {
            tables,
            views,
            is_traced: true,
        };
        trace::read(self.begin(behind).await?).await
    }
}

impl ReadHere {
    /// Answers on a runtime of its own with large stacks. Dropping the answer ends the work at its next batch.
    async fn begin(self: Box<Self>, behind: Behind) -> Result<Answer, AskError> {
        let (begin, schema) = oneshot::channel();
        let (outbox, mut batches) = delivery();
        start(move || match large_stack_runtime() {
            Ok(runtime) => runtime.block_on(self.work(behind, begin, outbox)),
            Err(error) => tracing::error!(%error, "no runtime could be started for a question"),
        })?;
        match schema.await {
            Ok(schema) => Ok(Answer { schema, batches }),
            Err(_ended) => Err(match batches.next().await {
                Some(Err(error)) => error,
                _ => AskError::Internal,
            }),
        }
    }

    async fn work(self, behind: Behind, begin: oneshot::Sender<SchemaRef>, outbox: Outbox) {
        let Self {
            read,
            base,
            limits,
            deadline,
            place,
        } = self;
        let work = async {
            let mut answer = answer(&base, read, &behind, limits, deadline).await?;
            let _nobody_waits = begin.send(answer.schema);
            while let Some(batch) = answer.batches.next().await {
                if !outbox.put(batch?).await {
                    break;
                }
            }
            Ok(())
        };
        let outcome = tokio::select! {
            outcome = deadline.wait(work) => outcome.unwrap_or_else(Err),
            () = outbox.unwanted() => Ok(()),
        };
        drop(place);
        outbox.end(outcome);
    }
}

fn start(work: impl FnOnce() + Send + 'static) -> Result<(), AskError> {
    thread::Builder::new()
        .name("ask".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(work)
        .map(drop)
        .map_err(|error| {
            tracing::error!(%error, "no thread could be started for a question");
            AskError::Internal
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
