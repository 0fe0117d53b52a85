//! Statistics of columns while their rows pass by.

use arrow::record_batch::RecordBatch;
use hebewerk_model::{Column, ColumnStatistics};

mod column;
mod frequent;
mod histogram;
mod part;
mod tally;
mod value;

use column::ColumnAccumulator;
use part::ColumnPart;

/// Accumulates the statistics of a table's columns over pieces, in bounded memory.
#[derive(Debug)]
pub struct Statistics {
    columns: Vec<ColumnAccumulator>,
    rows: u64,
}

/// What one piece of a table holds: made on any thread, taken in by [`Statistics::merge`].
#[derive(Debug)]
pub struct StatisticsPart {
    columns: Vec<ColumnPart>,
    rows: u64,
}

impl StatisticsPart {
    /// Counts the first `columns` arrays of a batch whose first row is number `first_row` of the table, from 0. Arrays
    /// beyond them are not looked at; a missing array counts as nulls.
    pub fn of(batch: &RecordBatch, columns: usize, first_row: u64) -> Self {
        let rows = batch.num_rows();
        let lots = part::Lots::of(first_row, rows);
        let part = |index: usize| match batch.columns().get(index) {
            Some(array) => ColumnPart::of(array, &lots),
            None => ColumnPart::of_nulls(rows),
        };
        Self {
            columns: (0..columns).map(part).collect(),
            rows: rows as u64,
        }
    }
}

impl Statistics {
    /// Starts with nothing seen; `columns` in the order of the batches' arrays.
    pub fn new(columns: &[Column]) -> Self {
        Self {
            columns: columns
                .iter()
                .map(|column| ColumnAccumulator::new(column.column_type))
                .collect(),
            rows: 0,
        }
    }

    /// Takes a batch in.
    pub fn add(&mut self, batch: &RecordBatch) {
        self.merge(StatisticsPart::of(batch, self.columns.len(), self.rows));
    }

    /// Takes the next piece in; pieces come in the order of their rows.
    pub fn merge(&mut self, part: StatisticsPart) {
        self.rows += part.rows;
        for (column, part) in self.columns.iter_mut().zip(part.columns) {
            column.merge(part);
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

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{
        ArrayRef, BooleanArray, Date32Array, Decimal128Array, Int64Array, StringArray,
    };
    use hebewerk_model::{ColumnId, ColumnType};
    use std::sync::Arc;

    fn of(column_type: ColumnType, batches: &[ArrayRef]) -> ColumnStatistics {
        let column = Column {
            id: ColumnId(1),
            name: "a".to_owned(),
            label: "a".to_owned(),
            column_type,
            semantic_type: None,
            confidence: 1.0,
            unit: None,
        };
        let mut statistics = Statistics::new(&[column]);
        for array in batches {
            statistics.add(&RecordBatch::try_from_iter([("a", Arc::clone(array))]).unwrap());
        }
        statistics.finish().remove(0)
    }

    #[test]
    fn few_values_are_counted_exactly() {
        let texts: ArrayRef = Arc::new(StringArray::from(vec![
            Some("rot"),
            None,
            Some("grün"),
            Some("rot"),
        ]));
        let seen = of(ColumnType::Text, &[Arc::clone(&texts), texts]);
        assert_eq!((seen.rows, seen.nulls, seen.distinct), (8, 2, 2));
        assert!(!seen.distinct_estimated);
        assert_eq!(
            (seen.min.as_deref(), seen.max.as_deref()),
            (Some("grün"), Some("rot"))
        );
        assert_eq!(seen.max_chars, Some(4));
        let frequent: Vec<(&str, u64)> = seen
            .frequent
            .iter()
            .map(|value| (value.value.as_str(), value.rows))
            .collect();
        assert_eq!(frequent, [("rot", 4), ("grün", 2)]);
        assert_eq!(seen.histogram, None);
    }

    #[test]
    fn numbers_days_and_truth_values_are_shown_in_standard_notation() {
        let decimals = Decimal128Array::from(vec![-125, 250])
            .with_precision_and_scale(18, 2)
            .unwrap();
        let kind = ColumnType::Decimal {
            precision: 18,
            scale: 2,
        };
        let seen = of(kind, &[Arc::new(decimals)]);
        assert_eq!(
            (seen.min.as_deref(), seen.max.as_deref()),
            (Some("-1.25"), Some("2.50"))
        );
        assert!((seen.mean.unwrap() - 0.625).abs() < 1e-9);
        let days = of(
            ColumnType::Date,
            &[Arc::new(Date32Array::from(vec![0, 31]))],
        );
        assert_eq!(days.max.as_deref(), Some("1970-02-01"));
        let flags = of(
            ColumnType::Boolean,
            &[Arc::new(BooleanArray::from(vec![true, true]))],
        );
        assert_eq!(flags.frequent[0].value, "true");
    }

    #[test]
    fn bins_hold_every_row_once_and_say_when_they_are_estimated() {
        let small: ArrayRef = Arc::new(Int64Array::from_iter_values((0..1000).map(|n| n % 10)));
        let histogram = of(ColumnType::Integer, &[small]).histogram.unwrap();
        assert_eq!(histogram.bins.len(), 10);
        assert!(histogram.bins.iter().all(|bin| bin.rows == 100));
        assert!(!histogram.estimated);
        let large: ArrayRef = Arc::new(Int64Array::from_iter_values(0..200_000));
        let seen = of(ColumnType::Integer, &[large]);
        assert_eq!((seen.distinct, seen.distinct_estimated), (200_000, false));
        assert!(seen.frequent.is_empty());
        let histogram = seen.histogram.unwrap();
        assert!(histogram.estimated && histogram.bins.len() <= 24);
        let rows: u64 = histogram.bins.iter().map(|bin| bin.rows).sum();
        assert!(rows.abs_diff(200_000) < 100, "{rows}");
        for bin in &histogram.bins {
            assert!(bin.rows.abs_diff(8_333) < 1_500, "{bin:?}");
        }
    }

    #[test]
    fn heavy_values_are_found_among_many_different_ones() {
        let mixed: ArrayRef = Arc::new(Int64Array::from_iter_values(
            (0..100_000).map(|n| if n % 4 == 0 { -1 } else { n }),
        ));
        let seen = of(ColumnType::Integer, &[mixed]);
        assert_eq!(seen.distinct, 75_001);
        assert_eq!(
            (seen.frequent[0].value.as_str(), seen.frequent[0].rows),
            ("-1", 25_000)
        );
    }

    #[test]
    fn an_empty_table_has_no_statistics_but_no_errors() {
        let seen = of(
            ColumnType::Integer,
            &[Arc::new(Int64Array::from(Vec::<i64>::new()))],
        );
        assert_eq!(
            seen,
            ColumnStatistics {
                histogram: seen.histogram.clone(),
                ..ColumnStatistics::default()
            }
        );
        assert_eq!(seen.histogram, None);
    }
}
