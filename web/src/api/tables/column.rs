//! A column as JSON.

use hebewerk_hub::TableView;
use hebewerk_model::{Column, ColumnStatistics, ColumnType, Mask};
use serde::Serialize;
use utoipa::ToSchema;

/// A column.
#[derive(Serialize, ToSchema)]
pub(super) struct ColumnView {
    /// Name in SQL, in filters and in rows.
    name: String,
    /// Heading as it stands in the file.
    title: String,
    /// `text`, `integer`, `decimal`, `float`, `boolean`, `date`, `time`, `timestamp` (local), `timestamp_utc`,
    /// `json` or `binary`.
    r#type: &'static str,
    /// Digits in all, of a decimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<u8>,
    /// Digits behind the point, of a decimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    scale: Option<u8>,
    /// What values mean, if recognised: `postcode`, `street`, `money` …
    #[serde(skip_serializing_if = "Option::is_none")]
    semantic_type: Option<&'static str>,
    /// How sure type and meaning are, 0 to 1; missing for those who may not see every value, of which it tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f32>,
    /// Unit from the heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    /// What the values look like.
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<StatisticsView>,
    /// What you see instead of its values: `hide` (nothing: the column is not in rows), `null`, `pseudonym`, `beginning`,
    /// `round`, `group`, `period`, `street`, `grid`; missing if you see them as they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    held_back: Option<&'static str>,
}

/// What the values of a column look like.
#[derive(Serialize, ToSchema)]
pub(super) struct StatisticsView {
    /// Rows in all.
    rows: u64,
    /// Rows without a value.
    nulls: u64,
    /// Different values.
    distinct: u64,
    /// Whether `distinct` is an estimate.
    distinct_estimated: bool,
    /// Smallest value in standard notation.
    min: Option<String>,
    /// Largest value in standard notation.
    max: Option<String>,
    /// Mean of numbers.
    mean: Option<f64>,
    /// Longest text in characters.
    max_chars: Option<u64>,
    /// Most frequent values, most frequent first.
    frequent: Vec<FrequentView>,
    /// Distribution of numbers, days (since 1970-01-01) and points in time (seconds).
    histogram: Option<HistogramView>,
}

/// A value and its rows.
#[derive(Serialize, ToSchema)]
pub(super) struct FrequentView {
    /// In standard notation.
    value: String,
    /// Rows with it.
    rows: u64,
}

/// Distribution in bins of equal width.
#[derive(Serialize, ToSchema)]
pub(super) struct HistogramView {
    /// From low to high.
    bins: Vec<BinView>,
    /// Whether the counts come from a sample.
    estimated: bool,
}

/// One bar.
#[derive(Serialize, ToSchema)]
pub(super) struct BinView {
    /// Lower bound, inclusive.
    from: f64,
    /// Upper bound, exclusive; inclusive in the last bin.
    to: f64,
    /// Rows.
    rows: u64,
}

/// Columns with their statistics, as far as the caller may know them, and what is held back of them.
pub(super) fn views(table: &TableView) -> Vec<ColumnView> {
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(index, column)| {
            let statistics = table.statistics.get(index).and_then(Option::as_ref);
            let mask = table.access.masks.get(&column.name).copied();
            view(column, mask, statistics)
        })
        .collect()
}

fn view(column: &Column, mask: Option<Mask>, statistics: Option<&ColumnStatistics>) -> ColumnView {
    let (precision, scale) = match column.column_type {
        ColumnType::Decimal { precision, scale } => (Some(precision), Some(scale)),
        _ => (None, None),
    };
    ColumnView {
        name: column.name.clone(),
        title: column.label.clone(),
        r#type: column.column_type.name(),
        precision,
        scale,
        semantic_type: column.semantic_type.map(hebewerk_model::SemanticType::name),
        confidence: statistics.map(|_known| column.confidence),
        unit: column.unit.clone(),
        held_back: mask.map(Mask::code),
        statistics: statistics.map(statistics_view),
    }
}

fn statistics_view(statistics: &ColumnStatistics) -> StatisticsView {
    let frequent = statistics.frequent.iter();
    StatisticsView {
        rows: statistics.rows,
        nulls: statistics.nulls,
        distinct: statistics.distinct,
        distinct_estimated: statistics.distinct_estimated,
        min: statistics.min.clone(),
        max: statistics.max.clone(),
        mean: statistics.mean,
        max_chars: statistics.max_chars,
        frequent: frequent
            .map(|frequent| FrequentView {
                value: frequent.value.clone(),
                rows: frequent.rows,
            })
            .collect(),
        histogram: statistics
            .histogram
            .as_ref()
            .map(|histogram| HistogramView {
                bins: histogram
                    .bins
                    .iter()
                    .map(|bin| BinView {
                        from: bin.from,
                        to: bin.to,
                        rows: bin.rows,
                    })
                    .collect(),
                estimated: histogram.estimated,
            }),
    }
}
