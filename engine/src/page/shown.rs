//! Which rows a sorted page shows: found with the columns the question is about, before any other is read.

use super::counted::CountedExec;
use super::cursor;
use super::plan::{Known, guarded, with_filters};
use crate::ask_error::in_own_plan;
use crate::guarded::RowNumbers;
use crate::limited::Deadline;
use crate::session::{Base, Spread};
use arrow::array::AsArray;
use arrow::compute::SortOptions;
use arrow::datatypes::Int64Type;
use datafusion::common::ToDFSchema;
use datafusion::error::Result;
use datafusion::execution::SessionState;
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, ident};
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_expr::{LexOrdering, PhysicalSortExpr};
use datafusion::physical_plan::filter::FilterExec;
use datafusion::physical_plan::sorts::sort::SortExec;
use datafusion::physical_plan::sorts::sort_preserving_merge::SortPreservingMergeExec;
use datafusion::physical_plan::{ExecutionPlan, collect};
use hebewerk_hub::ports::{AskError, GuardedTable, PageRequest, Sort};
use hebewerk_lake::ROW_NUMBER;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Rows of a sorted page.
pub(crate) struct Shown {
    /// How many rows satisfy the filters, on all pages together.
    pub(crate) total: u64,
    /// Row numbers of those on this page, ascending.
    pub(crate) rows: Arc<[i64]>,
}

/// The first `rows` rows by `sort` behind the request's cursor.
pub(crate) async fn shown(
    base: &Base,
    table: &GuardedTable,
    (request, sort): (&PageRequest, &Sort),
    rows: usize,
    deadline: Deadline,
) -> Result<Shown, AskError> {
    let known = Known::of(table);
    let state = base
        .page(Spread::All)
        .map_err(|error| in_own_plan(&error))?;
    let plan = keys(base, table, request, sort)?;
    let behind = request
        .after
        .as_ref()
        .map(|after| cursor::behind(after, Some(sort), &known))
        .transpose()?;
    let counted = Arc::new(AtomicU64::new(0));
    let finding = async {
        let keys = state.create_physical_plan(&plan).await?;
        let keys = Arc::new(CountedExec::new(keys, Arc::clone(&counted)));
        let first = first(&state, keys, (sort, behind), rows)?;
        collect(first, state.task_ctx()).await
    };
    let batches = deadline
        .wait(finding)
        .await?
        .map_err(|error| in_own_plan(&error))?;
    let mut numbers = Vec::with_capacity(rows);
    for batch in &batches {
        let column = batch.column_by_name(ROW_NUMBER);
        let column = column.and_then(|column| column.as_primitive_opt::<Int64Type>());
        numbers.extend(column.ok_or(AskError::Internal)?.values());
    }
    numbers.sort_unstable();
    Ok(Shown {
        total: counted.load(Ordering::Relaxed),
        rows: numbers.into(),
    })
}

/// The sort column and the row number of all rows that satisfy the filters.
fn keys(
    base: &Base,
    table: &GuardedTable,
    request: &PageRequest,
    sort: &Sort,
) -> Result<LogicalPlan, AskError> {
    let known = Known::of(table);
    let output = [known.column(&sort.column)?.name.as_str(), ROW_NUMBER];
    let plan = guarded(base, table, RowNumbers::Present).map_err(|error| in_own_plan(&error))?;
    with_filters(plan, &known, &request.filters)?
        .project(output.map(ident))
        .and_then(LogicalPlanBuilder::build)
        .map_err(|error| in_own_plan(&error))
}

/// The first rows behind the cursor. Made by hand, so that no rule of the optimiser lets the cursor or the sort's
/// threshold down to where rows are counted.
fn first(
    state: &SessionState,
    mut keys: Arc<dyn ExecutionPlan>,
    (sort, behind): (&Sort, Option<Expr>),
    rows: usize,
) -> Result<Arc<dyn ExecutionPlan>> {
    let schema = keys.schema();
    if let Some(behind) = behind {
        let columns = Arc::clone(&schema).to_dfschema()?;
        let behind = state.create_physical_expr(behind, &columns)?;
        keys = Arc::new(FilterExec::try_new(behind, keys)?);
    }
    let by = |column: &str, descending| -> Result<PhysicalSortExpr> {
        let column = Column::new_with_schema(column, &schema)?;
        let options = SortOptions {
            descending,
            nulls_first: false,
        };
        Ok(PhysicalSortExpr::new(Arc::new(column), options))
    };
    let order = [by(&sort.column, sort.descending)?, by(ROW_NUMBER, false)?];
    let Some(order) = LexOrdering::new(order) else {
        return Ok(keys);
    };
    let sorted = SortExec::new(order.clone(), keys)
        .with_preserve_partitioning(true)
        .with_fetch(Some(rows));
    let merged = SortPreservingMergeExec::new(order, Arc::new(sorted)).with_fetch(Some(rows));
    Ok(Arc::new(merged))
}
