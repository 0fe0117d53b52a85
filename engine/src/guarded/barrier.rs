//! The wall between what the asker may see and what the plan below works on.

use super::files::row_order;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, Partitioning, PlanProperties,
};
use hebewerk_lake::ROW_NUMBER;
use std::fmt;
use std::sync::Arc;

/// Hands rows on and nothing else: filters of the asker, dynamic filters, limits and projections are not let down
/// (all defaults of [`ExecutionPlan`] refuse), statistics and equivalences are not let up.
///
/// The one property that passes is the order of row numbers, which says nothing about values.
#[derive(Debug)]
pub(crate) struct PolicyBarrierExec {
    input: Arc<dyn ExecutionPlan>,
    properties: Arc<PlanProperties>,
}

impl PolicyBarrierExec {
    pub(crate) fn new(input: Arc<dyn ExecutionPlan>) -> Self {
        let properties = told_of(&input, order_only(&input));
        Self { input, properties }
    }
}

/// What the asker's plan is told of a plan that works on more than they may see: in how many parts it comes, and these
/// equivalences. How the parts are made would tell of values.
pub(super) fn told_of(
    input: &Arc<dyn ExecutionPlan>,
    equivalences: EquivalenceProperties,
) -> Arc<PlanProperties> {
    Arc::new(PlanProperties::new(
        equivalences,
        Partitioning::UnknownPartitioning(input.properties().partitioning.partition_count()),
        EmissionType::Incremental,
        Boundedness::Bounded,
    ))
}

fn order_only(input: &Arc<dyn ExecutionPlan>) -> EquivalenceProperties {
    let schema = input.schema();
    if schema.column_with_name(ROW_NUMBER).is_some()
        && let Ok(Some(order)) = row_order(&schema)
        && input
            .properties()
            .eq_properties
            .ordering_satisfy(order.iter().cloned())
            .unwrap_or(false)
    {
        return EquivalenceProperties::new_with_orderings(schema, [order]);
    }
    EquivalenceProperties::new(schema)
}

impl DisplayAs for PolicyBarrierExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PolicyBarrierExec")
    }
}

impl ExecutionPlan for PolicyBarrierExec {
    fn name(&self) -> &'static str {
        "PolicyBarrierExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn maintains_input_order(&self) -> Vec<bool> {
        // Were this always true, a rule would push the asker's sort beneath the barrier.
        vec![self.properties.output_ordering().is_some()]
    }

    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false]
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match (children.pop(), children.is_empty()) {
            (Some(input), true) => Ok(Arc::new(Self::new(input))),
            _ => Err(DataFusionError::Internal(
                "the barrier has one child".to_owned(),
            )),
        }
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        self.input.execute(partition, context)
    }
}
