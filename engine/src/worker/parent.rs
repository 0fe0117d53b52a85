//! The parent: starts a child for each question, hands over its rows and makes sure that it ends.

use super::child::READING_SECONDS;
use super::order::Order;
use super::ready::{Next, Starter};
use super::running::Running;
use crate::answer::Behind;
use crate::delivery::delivery;
use crate::limited::Deadline;
use crate::statement::{glance, trace};
use arrow::datatypes::SchemaRef;
use async_trait::async_trait;
use futures::StreamExt;
use hebewerk_hub::ports::{
    Answer, AskError, GuardedTable, Measured, Place, Question, Statement, TracedColumn, View,
};
use hebewerk_model::TableName;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::timeout;

/// Longest wait for a child that reads a statement. It ends itself after [`READING_SECONDS`] of processor time; on a
/// busy machine those take longer.
const READING: Duration = Duration::from_secs(5 * READING_SECONDS);

/// Has children read and answer statements.
#[derive(Debug)]
pub(crate) struct Workers {
    starter: Arc<Starter>,
}

impl Workers {
    pub(crate) fn new(starter: Starter) -> Self {
        Self {
            starter: Arc::new(starter),
        }
    }

    /// Has a child read the statement.
    pub(crate) async fn read(&self, question: Question) -> Result<ReadByWorker, AskError> {
        let Question { sql, limits, place } = question;
        glance::check(&sql)?;
        let deadline = Deadline::begin(limits);
        let next = Next(Arc::clone(&self.starter));
        let order = Order { sql, limits };
        let by_waiting = match self.starter.waiting() {
            Some(waiting) => had_read(waiting, &order, deadline).await,
            None => Err(AskError::Internal),
        };
        let (tables, running) = match by_waiting {
            // It may have been ended while it waited; that is no matter of whoever asks.
            Err(AskError::Internal | AskError::Memory) => {
                let started = self.starter.start().await.map_err(|error| {
                    tracing::error!(%error, "a worker could not be started");
                    AskError::Internal
                })?;
                had_read(started, &order, deadline).await?
            }
            read => read?,
        };
        Ok(ReadByWorker {
            tables,
            running,
            next,
            deadline,
            place,
        })
    }
}

/// Has a child read the statement: the tables it names.
async fn had_read(
    mut running: Running,
    order: &Order,
    deadline: Deadline,
) -> Result<(Vec<TableName>, Running), AskError> {
    let reading = async {
        running.tell(order).await;
        running.first_word::<Vec<TableName>>().await
    };
    match timeout(READING, deadline.wait(reading)).await {
        Ok(Ok(Some(tables))) => Ok((tables, running)),
        Ok(Ok(None)) => Err(match running.why().await {
            // It used up its processor time.
            AskError::Timeout { .. } => hard_to_read(),
            error => error,
        }),
        Ok(Err(missed)) => Err(missed),
        Err(_elapsed) => Err(hard_to_read()),
    }
}

const fn hard_to_read() -> AskError {
    AskError::TooLarge {
        what: Measured::ReadingSeconds,
        limit: READING_SECONDS,
    }
}

/// A statement in the hands of a child.
#[derive(Debug)]
pub(crate) struct ReadByWorker {
    tables: Vec<TableName>,
    running: Running,
    next: Next,
    deadline: Deadline,
    place: Place,
}

#[async_trait]
impl Statement for ReadByWorker {
    fn tables(&self) -> &[TableName] {
        &self.tables
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

impl ReadByWorker {
    async fn begin(self: Box<Self>, behind: Behind) -> Result<Answer, AskError> {
        let Self {
            mut running,
            next,
            deadline,
            place,
            ..
        } = *self;
        let (begin, schema) = oneshot::channel::<SchemaRef>();
        let (outbox, mut batches) = delivery();
        tokio::spawn(async move {
            let work = async {
                running.tell(&behind).await;
                running.rows(begin, &outbox).await
            };
            let outcome = tokio::select! {
                outcome = deadline.wait(work) => outcome.unwrap_or_else(Err),
                () = outbox.unwanted() => Ok(()),
            };
            outbox.end(outcome.map_err(|error| in_time(error, deadline)));
            running.end().await;
            drop(place);
            drop(next);
        });
        match schema.await {
            Ok(schema) => Ok(Answer { schema, batches }),
            Err(_ended) => Err(match batches.next().await {
                Some(Err(error)) => error,
                _ => AskError::Internal,
            }),
        }
    }
}

/// A child that used up its processor time says nothing; how long it had is known here.
fn in_time(error: AskError, deadline: Deadline) -> AskError {
    match error {
        AskError::Timeout { .. } => deadline.missed(),
        other => other,
    }
}
