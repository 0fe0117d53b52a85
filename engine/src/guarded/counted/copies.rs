//! Cells as often as their count says.

use crate::guarded::barrier::told_of;
use arrow::array::{AsArray, RecordBatch, RecordBatchOptions, UInt64Array};
use arrow::compute::take_record_batch;
use arrow::datatypes::{Int64Type, Schema, SchemaRef};
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{DisplayAs, DisplayFormatType, ExecutionPlan, PlanProperties};
use futures::{StreamExt, TryStreamExt, stream};
use std::fmt;
use std::sync::Arc;

/// Copies in a batch.
const BATCH_ROWS: usize = 8_192;

/// Hands each row on as often as its column of counts says, without that column; not at all where there is no count.
#[derive(Debug)]
pub(super) struct CopiesExec {
    cells: Arc<dyn ExecutionPlan>,
    /// Where the counts stand.
    count: usize,
    properties: Arc<PlanProperties>,
}

impl CopiesExec {
    pub(super) fn new(cells: Arc<dyn ExecutionPlan>, count: &str) -> Result<Self> {
        let schema = cells.schema();
        let count = schema.index_of(count)?;
        let shown = schema.fields().iter().enumerate();
        let shown = shown.filter(|(place, _)| *place != count);
        let shown: Vec<_> = shown.map(|(_, field)| Arc::clone(field)).collect();
        let equivalences = EquivalenceProperties::new(Arc::new(Schema::new(shown)));
        let properties = told_of(&cells, equivalences);
        Ok(Self {
            cells,
            count,
            properties,
        })
    }
}

impl DisplayAs for CopiesExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CopiesExec")
    }
}

impl ExecutionPlan for CopiesExec {
    fn name(&self) -> &'static str {
        "CopiesExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.cells]
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
            (Some(cells), true) => {
                let name = self.cells.schema().field(self.count).name().clone();
                Ok(Arc::new(Self::new(cells, &name)?))
            }
            _ => Err(DataFusionError::Internal(
                "cells come from one place".to_owned(),
            )),
        }
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let cells = self.cells.execute(partition, context)?;
        let (schema, count) = (self.schema(), self.count);
        let shown = Arc::clone(&schema);
        let of_batch = move |cells: Result<RecordBatch>| -> Result<_> {
            let copies = Copies::of(&cells?, count, Arc::clone(&shown))?;
            Ok(stream::iter(copies))
        };
        let copies = cells.map(of_batch).try_flatten();
        Ok(Box::pin(RecordBatchStreamAdapter::new(schema, copies)))
    }
}

/// The copies of the cells of a batch.
struct Copies {
    cells: RecordBatch,
    /// Of each cell how many are to come.
    left: Vec<usize>,
    next: usize,
}

impl Copies {
    fn of(cells: &RecordBatch, count: usize, schema: SchemaRef) -> Result<Self> {
        let counts = cells.column(count).as_primitive_opt::<Int64Type>();
        let counts = counts.ok_or_else(|| DataFusionError::Internal("no counts".to_owned()))?;
        let left = counts.iter().map(|count| {
            let count = count.and_then(|count| usize::try_from(count).ok());
            count.unwrap_or(0)
        });
        let mut arrays = cells.columns().to_vec();
        arrays.remove(count);
        let options = RecordBatchOptions::new().with_row_count(Some(cells.num_rows()));
        Ok(Self {
            left: left.collect(),
            cells: RecordBatch::try_new_with_options(schema, arrays, &options)?,
            next: 0,
        })
    }
}

impl Iterator for Copies {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut places = Vec::with_capacity(BATCH_ROWS);
        while places.len() < BATCH_ROWS
            && let Some(left) = self.left.get_mut(self.next)
        {
            let now = (*left).min(BATCH_ROWS - places.len());
            places.resize(places.len() + now, self.next as u64);
            *left -= now;
            if *left == 0 {
                self.next += 1;
            }
        }
        if places.is_empty() {
            return None;
        }
        if self.cells.num_columns() == 0 {
            let options = RecordBatchOptions::new().with_row_count(Some(places.len()));
            let batch =
                RecordBatch::try_new_with_options(self.cells.schema(), Vec::new(), &options);
            return Some(batch.map_err(DataFusionError::from));
        }
        let places = UInt64Array::from(places);
        Some(take_record_batch(&self.cells, &places).map_err(DataFusionError::from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{ArrayRef, Int64Array};
    use arrow::datatypes::{DataType, Field};

    fn copies(counts: Vec<Option<i64>>) -> Vec<i64> {
        let cells: ArrayRef = Arc::new(Int64Array::from_iter_values(0..counts.len() as i64));
        let counts: ArrayRef = Arc::new(Int64Array::from(counts));
        let batch = RecordBatch::try_from_iter([("a", cells), ("n", counts)]).unwrap();
        let schema = Arc::new(Schema::new(vec![Field::new("a", DataType::Int64, false)]));
        let batches = Copies::of(&batch, 1, schema).unwrap();
        let batches: Vec<RecordBatch> = batches.map(Result::unwrap).collect();
        assert!(batches.iter().all(|batch| batch.num_rows() <= BATCH_ROWS));
        let values = batches.iter().flat_map(|batch| {
            let values = batch.column(0).as_primitive::<Int64Type>().values();
            values.to_vec()
        });
        values.collect()
    }

    #[test]
    fn each_cell_comes_as_often_as_its_count_says() {
        assert_eq!(
            copies(vec![Some(2), None, Some(0), Some(3)]),
            [0, 0, 3, 3, 3]
        );
        let many = copies(vec![Some(10_000), Some(1), Some(8_192)]);
        assert_eq!(many.len(), 18_193);
        assert_eq!((many[9_999], many[10_000], many[10_001]), (0, 1, 2));
    }
}
