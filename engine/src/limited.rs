//! Answers within limits of time and rows.

use crate::ask_error::{in_own_plan, while_running};
use crate::plain::{plain_batch, plain_schema};
use arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::execution::SendableRecordBatchStream;
use futures::stream::{self, StreamExt};
use hebewerk_hub::ports::{Answer, AskError, Limits};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// The moment by which an answer must be complete.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    at: Instant,
    limit: Duration,
}

impl Deadline {
    /// Begins now.
    pub(crate) fn begin(limits: Limits) -> Self {
        Self {
            at: Instant::now() + limits.time,
            limit: limits.time,
        }
    }

    /// Waits for `work`, but not longer than until the deadline.
    pub(crate) async fn wait<T>(self, work: impl Future<Output = T>) -> Result<T, AskError> {
        timeout_at(self.at, work)
            .await
            .map_err(|_elapsed| self.missed())
    }

    /// The error that says so.
    pub(crate) fn missed(self) -> AskError {
        AskError::Timeout {
            seconds: self.limit.as_secs(),
        }
    }
}

/// Who wrote the plan: it decides what its errors mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Author {
    Asker,
    Ourselves,
}

impl Author {
    pub(crate) fn translate(self, error: &DataFusionError) -> AskError {
        match self {
            Self::Asker => while_running(error),
            Self::Ourselves => in_own_plan(error),
        }
    }
}

/// Rows in plain types; ends with an error at the deadline, and silently after `rows` rows.
pub(crate) fn limited(
    stream: SendableRecordBatchStream,
    rows: u64,
    deadline: Deadline,
    author: Author,
) -> Answer {
    let schema = plain_schema(&stream.schema());
    let plain = schema.clone();
    let batches = stream::try_unfold((stream, rows), move |(mut stream, left)| {
        let schema = plain.clone();
        async move {
            if left == 0 {
                return Ok(None);
            }
            let next = deadline.wait(next_filled(&mut stream)).await?;
            let Some(batch) = next.map_err(|error| author.translate(&error))? else {
                return Ok(None);
            };
            let keep = usize::try_from(left)
                .unwrap_or(usize::MAX)
                .min(batch.num_rows());
            let batch = plain_batch(&batch.slice(0, keep), &schema)
                .map_err(|error| author.translate(&DataFusionError::from(error)))?;
            Ok(Some((batch, (stream, left - keep as u64))))
        }
    });
    Answer {
        schema,
        batches: batches.boxed(),
    }
}

async fn next_filled(
    stream: &mut SendableRecordBatchStream,
) -> Result<Option<RecordBatch>, DataFusionError> {
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        if batch.num_rows() > 0 {
            return Ok(Some(batch));
        }
    }
    Ok(None)
}
