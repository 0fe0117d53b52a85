//! Statistics of columns while their rows pass by.

use arrow::record_batch::RecordBatch;
use hebewerk_model::{Column, ColumnStatistics};

mod column;
mod frequent;
mod histogram;
mod value;

use column::ColumnAccumulator;

/// Accumulates the statistics of a table's columns over batches, in bounded memory.
#[derive(Debug)]
pub struct Statistics {
    columns: Vec<ColumnAccumulator>,
}

impl Statistics {
    /// Starts with nothing seen; `columns` in the order of the batches' arrays.
    pub fn new(columns: &[Column]) -> Self {
        Self {
            columns: columns
                .iter()
                .map(|column| ColumnAccumulator::new(column.column_type))
                .collect(),
        }
    }

    /// Takes a batch in. Arrays beyond the known columns are not looked at; a missing array counts as nulls.
    pub fn add(&mut self, batch: &RecordBatch) {
        for (index, column) in self.columns.iter_mut().enumerate() {
            match batch.columns().get(index) {
                Some(array) => column.add(array),
                None => column.add_nulls(batch.num_rows()),
            }
        }
    }

    /// The statistics, one per column, in order.
    pub fn finish(self) -> Vec<ColumnStatistics> {
        self.columns
            .into_iter()
            .map(ColumnAccumulator::finish)
            .collect()
    }
}
