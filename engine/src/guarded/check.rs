//! Refuses plans in which a source of data stands outside a barrier.

use super::barrier::PolicyBarrierExec;
use datafusion::common::config::ConfigOptions;
use datafusion::datasource::memory::MemorySourceConfig;
use datafusion::datasource::source::DataSourceExec;
use datafusion::error::{DataFusionError, Result};
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::empty::EmptyExec;
use datafusion::physical_plan::placeholder_row::PlaceholderRowExec;
use std::sync::Arc;

/// The last optimizer rule. It changes nothing; it fails closed when a rule before it, or a new version of DataFusion,
/// has taken a barrier away or brought in a source we do not know.
#[derive(Debug)]
pub(crate) struct BarrierCheck;

impl PhysicalOptimizerRule for BarrierCheck {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        _: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let mut open = vec![&plan];
        while let Some(node) = open.pop() {
            if node.is::<PolicyBarrierExec>() {
                continue;
            }
            let children = node.children();
            if children.is_empty() && !holds_no_data(node.as_ref()) {
                return Err(DataFusionError::Internal(format!(
                    "{} stands outside a barrier",
                    node.name()
                )));
            }
            open.extend(children);
        }
        Ok(plan)
    }

    fn name(&self) -> &'static str {
        "barrier_check"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

/// Leaves made of the statement itself: constants, VALUES, nothing.
fn holds_no_data(leaf: &dyn ExecutionPlan) -> bool {
    leaf.is::<EmptyExec>()
        || leaf.is::<PlaceholderRowExec>()
        || leaf
            .downcast_ref::<DataSourceExec>()
            .is_some_and(|source| source.data_source().is::<MemorySourceConfig>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::datatypes::{DataType, Field, Schema};
    use datafusion::datasource::physical_plan::{FileScanConfigBuilder, ParquetSource};
    use datafusion::execution::object_store::ObjectStoreUrl;
    use datafusion::physical_plan::coalesce_partitions::CoalescePartitionsExec;

    fn check(plan: Arc<dyn ExecutionPlan>) -> bool {
        BarrierCheck.optimize(plan, &ConfigOptions::new()).is_ok()
    }

    fn files() -> Arc<dyn ExecutionPlan> {
        let schema = Arc::new(Schema::new(vec![Field::new("a", DataType::Int64, true)]));
        let url = ObjectStoreUrl::parse("lake://data").unwrap();
        let config = FileScanConfigBuilder::new(url, Arc::new(ParquetSource::new(schema))).build();
        DataSourceExec::from_data_source(config)
    }

    #[test]
    fn files_are_refused_unless_a_barrier_stands_above_them() {
        assert!(!check(files()));
        assert!(!check(Arc::new(CoalescePartitionsExec::new(files()))));
        assert!(check(Arc::new(PolicyBarrierExec::new(files()))));
        let barrier = Arc::new(PolicyBarrierExec::new(files()));
        assert!(check(Arc::new(CoalescePartitionsExec::new(barrier))));
    }

    #[test]
    fn constants_need_no_barrier() {
        let schema = Arc::new(Schema::empty());
        assert!(check(Arc::new(EmptyExec::new(Arc::clone(&schema)))));
        assert!(check(Arc::new(PlaceholderRowExec::new(schema))));
    }
}
