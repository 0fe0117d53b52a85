//! All rows of one table, for downloads.

use crate::ask_error::in_own_plan;
use crate::guarded::RowNumbers;
use crate::limited::{Author, Deadline, limited};
use crate::page::plan::{Known, guarded, in_order, with_filters};
use crate::session::{Base, Spread};
use datafusion::logical_expr::{LogicalPlanBuilder, ident};
use datafusion::physical_plan::execute_stream;
use hebewerk_hub::ports::{Answer, AskError, Filter, GuardedTable, Limits, Sort};

/// Rows that satisfy the filters, by row number or by a column.
pub(crate) async fn scan(
    base: &Base,
    table: &GuardedTable,
    filters: &[Filter],
    sort: Option<&Sort>,
    limits: Limits,
) -> Result<Answer, AskError> {
    let known = Known::of(table);
    if let Some(sort) = sort {
        known.column(&sort.column)?;
    }
    let (numbers, spread) = match sort {
        Some(_) => (RowNumbers::Present, Spread::All),
        None => (RowNumbers::Ordered, Spread::One),
    };
    let fields: Vec<_> = known.fields(&[])?.into_iter().map(ident).collect();
    let plan = guarded(base, table, numbers).map_err(|error| in_own_plan(&error))?;
    let plan = with_filters(plan, &known, filters)?;
    let plan = in_order(plan, sort)
        .and_then(|plan| plan.project(fields))
        .and_then(LogicalPlanBuilder::build)
        .map_err(|error| in_own_plan(&error))?;
    let deadline = Deadline::begin(limits);
    let state = base
        .session(limits, spread)
        .map_err(|error| in_own_plan(&error))?;
    let physical = state
        .create_physical_plan(&plan)
        .await
        .map_err(|error| in_own_plan(&error))?;
    let stream = execute_stream(physical, state.task_ctx()).map_err(|error| in_own_plan(&error))?;
    Ok(limited(stream, limits.rows, deadline, Author::Ourselves))
}
