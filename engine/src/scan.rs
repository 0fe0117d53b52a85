//! All rows of one table, for downloads and for forms of it in memory.

use crate::ask_error::in_own_plan;
use crate::delivery::{Outbox, delivery};
use crate::guarded::RowNumbers;
use crate::limited::{Author, Deadline, limited};
use crate::page::plan::{Known, guarded, in_order, with_filters};
use crate::session::Base;
use datafusion::logical_expr::{LogicalPlan, LogicalPlanBuilder, ident};
use datafusion::physical_plan::execute_stream;
use futures::StreamExt;
use hebewerk_hub::ports::{Answer, AskError, BatchStream, GuardedTable, Limits, Place, Selection};
use hebewerk_lake::ROW_NUMBER;
use std::time::Duration;
use tokio::time::timeout;

/// How long a reader may take for one piece before he counts as gone.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// Rows of a piece: so few that a slow line takes them in time.
const PIECE_ROWS: usize = 2_048;

/// Rows that satisfy the filters, by row number or by a column. The place is given back when the last row is taken,
/// when the reader goes, or when he takes nothing for `patience`.
pub(crate) async fn scan(
    base: &Base,
    table: &GuardedTable,
    selection: Selection<'_>,
    limits: Limits,
    held: (Place, Duration),
) -> Result<Answer, AskError> {
    let (place, patience) = held;
    let plan = plan(base, table, selection)?;
    let Answer { schema, batches } = begin(base, &plan, limits).await?;
    let (outbox, delivered) = delivery();
    tokio::spawn(async move {
        let outcome = tokio::select! {
            outcome = hand_over(batches, &outbox, patience) => outcome,
            () = outbox.unwanted() => Ok(()),
        };
        drop(place);
        outbox.end(outcome);
    });
    Ok(Answer {
        schema,
        batches: delivered,
    })
}

/// All rows by row number, with that number as last column. They are read as they are taken.
pub(crate) async fn numbered(
    base: &Base,
    table: &GuardedTable,
    limits: Limits,
) -> Result<Answer, AskError> {
    let known = Known::of(table);
    let fields = known.fields(&[])?.into_iter().map(ident);
    let fields: Vec<_> = fields.chain([ident(ROW_NUMBER)]).collect();
    let plan = guarded(base, table, RowNumbers::Ordered).map_err(|error| in_own_plan(&error))?;
    let plan = in_order(plan, None)
        .and_then(|plan| plan.project(fields))
        .and_then(LogicalPlanBuilder::build)
        .map_err(|error| in_own_plan(&error))?;
    // The limit of rows would cut silently, and nobody could tell a part from the whole.
    let rows = u64::MAX;
    begin(base, &plan, Limits { rows, ..limits }).await
}

async fn begin(base: &Base, plan: &LogicalPlan, limits: Limits) -> Result<Answer, AskError> {
    let deadline = Deadline::begin(limits);
    let state = base.download(limits).map_err(|error| in_own_plan(&error))?;
    let physical = state
        .create_physical_plan(plan)
        .await
        .map_err(|error| in_own_plan(&error))?;
    let stream = execute_stream(physical, state.task_ctx()).map_err(|error| in_own_plan(&error))?;
    Ok(limited(stream, limits.rows, deadline, Author::Ourselves))
}

fn plan(
    base: &Base,
    table: &GuardedTable,
    selection: Selection<'_>,
) -> Result<LogicalPlan, AskError> {
    let known = Known::of(table);
    let numbers = match selection.sort {
        Some(sort) => {
            known.column(&sort.column)?;
            RowNumbers::Present
        }
        None => RowNumbers::Ordered,
    };
    let fields: Vec<_> = known.fields(&[])?.into_iter().map(ident).collect();
    let plan = guarded(base, table, numbers).map_err(|error| in_own_plan(&error))?;
    let plan = with_filters(plan, &known, selection.filters)?;
    in_order(plan, selection.sort)
        .and_then(|plan| plan.project(fields))
        .and_then(LogicalPlanBuilder::build)
        .map_err(|error| in_own_plan(&error))
}

async fn hand_over(
    mut batches: BatchStream,
    outbox: &Outbox,
    patience: Duration,
) -> Result<(), AskError> {
    while let Some(batch) = batches.next().await {
        let batch = batch?;
        for begin in (0..batch.num_rows()).step_by(PIECE_ROWS) {
            let piece = batch.slice(begin, PIECE_ROWS.min(batch.num_rows() - begin));
            match timeout(patience, outbox.put(piece)).await {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(_elapsed) => {
                    return Err(AskError::Timeout {
                        seconds: patience.as_secs(),
                    });
                }
            }
        }
    }
    Ok(())
}
