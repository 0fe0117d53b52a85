//! Tables that may only be counted.
//!
//! ```text
//! guarded rows, each with its key ─► cells of the columns a plan needs ─► noise, small cells left out ─► copies ─► barrier
//! ```
//!
//! What passes the barrier are no rows of the table: each cell (all rows alike in the columns the statement needs) is
//! handed on as often as its count with noise says. The asker's conditions, groups and sums work on these copies, as
//! they are above the barrier. So no condition can single a row out or take one away from a count, nothing can fail
//! over a row, and two statements over the same columns work with the same cells.

mod copies;
mod key;
mod noise;

pub(crate) use key::{ROW_KEY, RowKey};

use super::GuardedProvider;
use super::barrier::PolicyBarrierExec;
use copies::CopiesExec;
use datafusion::catalog::Session;
use datafusion::datasource::provider_as_source;
use datafusion::error::Result;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, ident};
use datafusion::physical_plan::ExecutionPlan;
use hebewerk_guard::Counts;
use noise::told;
use std::sync::Arc;

const SUM: &str = "_summe";
const COUNT: &str = "_anzahl";
/// The count with its noise.
const TOLD: &str = "_genannt";

/// Copies of the cells of these columns.
pub(super) async fn copies(
    keyed: GuardedProvider,
    columns: &[String],
    counts: Counts,
    state: &dyn Session,
) -> Result<Arc<dyn ExecutionPlan>> {
    let cells = cells(keyed, columns, counts)?;
    let cells = state.create_physical_plan(&cells).await?;
    let copies = CopiesExec::new(cells, TOLD)?;
    Ok(Arc::new(PolicyBarrierExec::new(Arc::new(copies))))
}

/// The cells with the count that is told of each, in their own order: that of the files would tell which row comes
/// first.
fn cells(keyed: GuardedProvider, columns: &[String], counts: Counts) -> Result<LogicalPlan> {
    let rows = LogicalPlanBuilder::scan("zeilen", provider_as_source(Arc::new(keyed)), None)?;
    let groups: Vec<Expr> = columns.iter().map(ident).collect();
    let parts = vec![
        sum(ident(ROW_KEY)).alias(SUM),
        count(ident(ROW_KEY)).alias(COUNT),
    ];
    let told = told(ident(SUM), ident(COUNT), counts)?.alias(TOLD);
    let shown: Vec<Expr> = columns.iter().map(ident).chain([told]).collect();
    let order: Vec<_> = columns
        .iter()
        .map(|column| ident(column).sort(true, false))
        .collect();
    let cells = rows
        .aggregate(groups, parts)?
        .project(shown)?
        .filter(ident(TOLD).is_not_null())?;
    if order.is_empty() {
        return cells.build();
    }
    cells.sort(order)?.build()
}
