//! The last word on what a statement does: an allow-list of nodes in the resolved plan.

use crate::guarded::GuardedProvider;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::datasource::source_as_provider;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{LogicalPlan, TableScan};
use hebewerk_hub::ports::{AskError, Measured, Unoffered};

/// Most nodes of a plan. A statement of the largest size that may be written has some hundreds; views multiply.
const MAX_NODES: usize = 2_000;

/// Refuses a plan that is larger than any that is written without views. It stops counting at the limit, so that a plan
/// in which views stand a million times costs no more than one that is just too large.
pub(crate) fn check_size(plan: &LogicalPlan) -> Result<(), AskError> {
    let mut nodes = 0;
    let walked = plan.apply_with_subqueries(|_node| {
        nodes += 1;
        Ok(if nodes > MAX_NODES {
            TreeNodeRecursion::Stop
        } else {
            TreeNodeRecursion::Continue
        })
    });
    match walked {
        Ok(_) if nodes <= MAX_NODES => Ok(()),
        Ok(_) => Err(AskError::TooLarge {
            what: Measured::Expressions,
            limit: MAX_NODES as u64,
        }),
        Err(error) => {
            let _text: DataFusionError = error;
            Err(AskError::Internal)
        }
    }
}

/// Refuses a plan with any node that is not listed here, or that reads a table which is not guarded.
pub(crate) fn check(plan: &LogicalPlan) -> Result<(), AskError> {
    let mut refused = None;
    let walked = plan.apply_with_subqueries(|node| {
        Ok(if is_allowed(node) {
            TreeNodeRecursion::Continue
        } else {
            refused = Some(node.display().to_string());
            TreeNodeRecursion::Stop
        })
    });
    match (walked, refused) {
        (Ok(_), None) => check_counts(plan),
        (Ok(_), Some(_)) => Err(AskError::NotOffered(Unoffered::Form)),
        (Err(error), _) => {
            let _text: DataFusionError = error;
            Err(AskError::Internal)
        }
    }
}

/// Refuses a statement that would show rows of a table that may only be counted. They would be none of its rows but
/// copies of cells; who sees them would take them for rows.
fn check_counts(plan: &LogicalPlan) -> Result<(), AskError> {
    let mut shows_rows = false;
    let walked = plan.apply_with_subqueries(|node| {
        Ok(match node {
            LogicalPlan::Aggregate(_) | LogicalPlan::Distinct(_) => TreeNodeRecursion::Jump,
            LogicalPlan::TableScan(scan) if is_counted(scan) => {
                shows_rows = true;
                TreeNodeRecursion::Stop
            }
            _ => TreeNodeRecursion::Continue,
        })
    });
    match walked {
        Ok(_) if !shows_rows => Ok(()),
        Ok(_) => Err(AskError::OnlyCounts),
        Err(error) => {
            let _text: DataFusionError = error;
            Err(AskError::Internal)
        }
    }
}

fn is_counted(scan: &TableScan) -> bool {
    let provider = source_as_provider(&scan.source).ok();
    let guarded = provider.as_ref();
    let guarded = guarded.and_then(|provider| provider.downcast_ref::<GuardedProvider>());
    guarded.is_some_and(|guarded| guarded.counts().is_some())
}

fn is_allowed(node: &LogicalPlan) -> bool {
    match node {
        LogicalPlan::TableScan(scan) => {
            source_as_provider(&scan.source).is_ok_and(|provider| provider.is::<GuardedProvider>())
        }
        LogicalPlan::Projection(_)
        | LogicalPlan::Filter(_)
        | LogicalPlan::Window(_)
        | LogicalPlan::Aggregate(_)
        | LogicalPlan::Sort(_)
        | LogicalPlan::Join(_)
        | LogicalPlan::Repartition(_)
        | LogicalPlan::Union(_)
        | LogicalPlan::EmptyRelation(_)
        | LogicalPlan::Subquery(_)
        | LogicalPlan::SubqueryAlias(_)
        | LogicalPlan::Limit(_)
        | LogicalPlan::Values(_)
        | LogicalPlan::Unnest(_)
        | LogicalPlan::Distinct(_) => true,
        LogicalPlan::Statement(_)
        | LogicalPlan::Explain(_)
        | LogicalPlan::Analyze(_)
        | LogicalPlan::Extension(_)
        | LogicalPlan::Dml(_)
        | LogicalPlan::Ddl(_)
        | LogicalPlan::Copy(_)
        | LogicalPlan::DescribeTable(_)
        | LogicalPlan::RecursiveQuery(_) => false,
    }
}
