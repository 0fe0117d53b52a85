//! Pages of one table: plans of our own making, in this process.

mod counted;
mod cursor;
pub(crate) mod filter;
pub(crate) mod plan;
mod shown;

use crate::ask_error::in_own_plan;
use crate::guarded::RowNumbers;
use crate::limited::{Author, Deadline, limited};
use crate::plain::plain_schema;
use crate::session::{Base, Spread};
use arrow::array::{AsArray, Int64Array};
use arrow::datatypes::Int64Type;
use arrow::record_batch::RecordBatch;
use datafusion::execution::SessionState;
use datafusion::logical_expr::{LogicalPlan, LogicalPlanBuilder, ident};
use datafusion::physical_plan::{collect, execute_stream};
use futures::TryStreamExt;
use hebewerk_hub::ports::{AskError, Cursor, GuardedTable, Limits, Page, PageRequest};
use hebewerk_lake::ROW_NUMBER;
use plan::{Known, guarded, in_order, with_filters};
use shown::shown;
use std::sync::Arc;

/// Most rows of a page.
const MAX_ROWS: u32 = 10_000;

/// The page a request asks for.
pub(crate) async fn page(
    base: &Base,
    table: &GuardedTable,
    request: &PageRequest,
    limits: Limits,
) -> Result<Page, AskError> {
    let known = Known::of(table);
    let fields = known.fields(&request.fields)?;
    let deadline = Deadline::begin(limits);
    let limit = request.limit.min(MAX_ROWS);
    // One row more than is shown says whether there is a next page.
    let wanted = limit as usize + 1;
    let (numbers, total) = match &request.sort {
        Some(sort) => {
            let shown = shown(base, table, (request, sort), wanted, deadline).await?;
            (RowNumbers::Only(shown.rows), shown.total)
        }
        None if request.with_total => {
            let total = total(base, table, request, deadline).await?;
            (RowNumbers::Ordered, total)
        }
        None => (RowNumbers::Ordered, 0),
    };
    let plan = rows_plan(base, table, request, &fields, (numbers, wanted))?;
    let state = session(base, spread(request))?;
    let rows = run(&state, &plan, u64::from(limit) + 1, deadline).await?;
    let (shown, next) = cut(&rows, limit as usize, request)?;
    let kept: Vec<usize> = (0..fields.len()).collect();
    let schema = plain_schema(plan.schema().as_arrow());
    let schema = Arc::new(
        schema
            .project(&kept)
            .map_err(|_impossible| AskError::Internal)?,
    );
    let batches = shown
        .iter()
        .map(|batch| batch.project(&kept))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_impossible| AskError::Internal)?;
    Ok(Page {
        schema,
        batches,
        total: request.with_total.then_some(total),
        next,
    })
}

/// In the order of row numbers one stream reads only as far as the page goes; the rows of a sorted page lie anywhere.
fn spread(request: &PageRequest) -> Spread {
    if request.sort.is_some() {
        Spread::All
    } else {
        Spread::One
    }
}

fn session(base: &Base, spread: Spread) -> Result<SessionState, AskError> {
    base.page(spread).map_err(|error| in_own_plan(&error))
}

/// The fields, then the sort column, then the row number: the last two make the cursor.
fn rows_plan(
    base: &Base,
    table: &GuardedTable,
    request: &PageRequest,
    fields: &[String],
    (numbers, rows): (RowNumbers, usize),
) -> Result<LogicalPlan, AskError> {
    let known = Known::of(table);
    let sort = request.sort.as_ref();
    let mut output: Vec<_> = fields.iter().map(ident).collect();
    if let Some(sort) = sort {
        output.push(ident(known.column(&sort.column)?.name.as_str()).alias("_sortierung"));
    }
    output.push(ident(ROW_NUMBER));
    let plan = guarded(base, table, numbers).map_err(|error| in_own_plan(&error))?;
    let mut plan = with_filters(plan, &known, &request.filters)?;
    if let Some(after) = &request.after {
        let behind = cursor::behind(after, sort, &known)?;
        plan = plan.filter(behind).map_err(|error| in_own_plan(&error))?;
    }
    in_order(plan, sort)
        .and_then(|plan| plan.limit(0, Some(rows)))
        .and_then(|plan| plan.project(output))
        .and_then(LogicalPlanBuilder::build)
        .map_err(|error| in_own_plan(&error))
}

async fn run(
    state: &SessionState,
    plan: &LogicalPlan,
    rows: u64,
    deadline: Deadline,
) -> Result<Vec<RecordBatch>, AskError> {
    let physical = state
        .create_physical_plan(plan)
        .await
        .map_err(|error| in_own_plan(&error))?;
    let stream = execute_stream(physical, state.task_ctx()).map_err(|error| in_own_plan(&error))?;
    limited(stream, rows, deadline, Author::Ourselves)
        .batches
        .try_collect()
        .await
}

/// The first `limit` rows, and the cursor behind the last of them if more rows came.
fn cut(
    rows: &[RecordBatch],
    limit: usize,
    request: &PageRequest,
) -> Result<(Vec<RecordBatch>, Option<Cursor>), AskError> {
    let mut shown = Vec::with_capacity(rows.len());
    let mut left = limit;
    for batch in rows {
        let keep = left.min(batch.num_rows());
        if keep > 0 {
            shown.push(batch.slice(0, keep));
        }
        left -= keep;
    }
    let more = rows.iter().map(RecordBatch::num_rows).sum::<usize>() > limit;
    let next = match shown.last() {
        Some(last) if more => Some(cursor::at_end_of(last, request.sort.is_some())?),
        _ => None,
    };
    Ok((shown, next))
}

/// How many rows the asker would see on all pages together.
async fn total(
    base: &Base,
    table: &GuardedTable,
    request: &PageRequest,
    deadline: Deadline,
) -> Result<u64, AskError> {
    if request.filters.is_empty() && table.access.row_filter.is_none() {
        return Ok(table.rows);
    }
    let state = session(base, Spread::All)?;
    let plan = guarded(base, table, RowNumbers::Absent).map_err(|error| in_own_plan(&error))?;
    let count =
        datafusion::functions_aggregate::expr_fn::count(datafusion::logical_expr::lit(1_i64));
    let plan = with_filters(plan, &Known::of(table), &request.filters)?
        .aggregate(Vec::<datafusion::logical_expr::Expr>::new(), vec![count])
        .and_then(LogicalPlanBuilder::build)
        .map_err(|error| in_own_plan(&error))?;
    let counting = async {
        let physical = state.create_physical_plan(&plan).await?;
        collect(physical, state.task_ctx()).await
    };
    let batches = deadline
        .wait(counting)
        .await?
        .map_err(|error| in_own_plan(&error))?;
    let counts = batches.iter().filter_map(|batch| batch.columns().first());
    let rows: i64 = counts
        .filter_map(|column| column.as_primitive_opt::<Int64Type>())
        .flat_map(Int64Array::iter)
        .flatten()
        .sum();
    Ok(u64::try_from(rows).unwrap_or(0))
}
