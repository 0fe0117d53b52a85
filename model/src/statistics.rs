//! What the values of a column look like.
//!
//! Statistics are payload: a minimum or a frequent value is a cell. Whoever may not read rows may not read these.

use serde::{Deserialize, Serialize};

/// A value and how often it stands in the column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrequentValue {
    /// The value as text in standard notation (ISO dates, decimal point), cut at 200 characters.
    pub value: String,
    /// Number of rows.
    pub rows: u64,
}

/// One bar of a histogram.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistogramBin {
    /// Lower bound (inclusive); numbers as they are, dates as days since 1970-01-01, timestamps as seconds.
    pub from: f64,
    /// Upper bound (exclusive, inclusive in the last bin).
    pub to: f64,
    /// Number of rows.
    pub rows: u64,
}

/// Distribution of an ordered column in bins of equal width.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Histogram {
    /// Bars from low to high, at most 24.
    pub bins: Vec<HistogramBin>,
    /// Whether the counts come from a sample and are scaled up.
    pub estimated: bool,
}

/// Statistics of one column of one version.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ColumnStatistics {
    /// Rows in all.
    pub rows: u64,
    /// Rows without a value.
    pub nulls: u64,
    /// Different values, exact up to 1,000,000 or so.
    pub distinct: u64,
    /// Whether `distinct` is an estimate.
    pub distinct_estimated: bool,
    /// Smallest value as text in standard notation.
    pub min: Option<String>,
    /// Largest value as text in standard notation.
    pub max: Option<String>,
    /// Arithmetic mean of numbers.
    pub mean: Option<f64>,
    /// Longest text in characters.
    pub max_chars: Option<u64>,
    /// Most frequent values, most frequent first, at most 12; empty for nearly unique columns.
    pub frequent: Vec<FrequentValue>,
    /// Distribution of numbers, dates and timestamps.
    pub histogram: Option<Histogram>,
}

impl ColumnStatistics {
    /// Share of rows without a value, 0 to 1; 0 for an empty table.
    pub fn null_share(&self) -> f64 {
        if self.rows == 0 {
            0.0
        } else {
            self.nulls as f64 / self.rows as f64
        }
    }
}
