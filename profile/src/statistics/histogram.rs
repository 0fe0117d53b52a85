//! Distribution of an ordered column in bins of equal width.

use super::column::scale_of;
use hebewerk_model::{ColumnType, Histogram, HistogramBin};

/// Values kept; columns with no more values get exact bins.
const SAMPLE: usize = 16_384;

/// Most bars.
const MAX_BINS: usize = 24;

/// A uniform sample of the values (reservoir with a fixed seed, so that two runs agree).
#[derive(Debug)]
pub(super) struct Sample {
    values: Vec<f64>,
    seen: u64,
    random: u64,
}

impl Default for Sample {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            seen: 0,
            random: 0x2545_f491_4f6c_dd1d,
        }
    }
}

impl Sample {
    /// Takes a value in.
    pub(super) fn add(&mut self, value: f64) {
        self.seen += 1;
        if self.values.len() < SAMPLE {
            self.values.push(value);
            return;
        }
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        let place = (u128::from(self.random) * u128::from(self.seen)) >> 64;
        if let Some(slot) = self.values.get_mut(place as usize) {
            *slot = value;
        }
    }
}

/// The histogram of numbers, dates and timestamps; `bounds` as stored (mantissas, days, microseconds).
pub(super) fn of(
    column_type: ColumnType,
    sample: &Sample,
    bounds: Option<(f64, f64)>,
) -> Option<Histogram> {
    let (unit, whole) = match column_type {
        ColumnType::Integer | ColumnType::Date => (1.0, true),
        ColumnType::Decimal { .. } => (scale_of(column_type), false),
        ColumnType::Float => (1.0, false),
        ColumnType::Timestamp | ColumnType::TimestampUtc => (1_000_000.0, false),
        _ => return None,
    };
    let (low, high) = bounds.map(|(low, high)| (low / unit, high / unit))?;
    if !(low.is_finite() && high.is_finite() && (high - low).is_finite()) {
        return None;
    }
    let (width, count) = widths(low, high, whole);
    let mut rows = vec![0_u64; count];
    for value in &sample.values {
        let bin = ((value / unit - low) / width) as usize;
        if let Some(slot) = rows.get_mut(bin.min(count - 1)) {
            *slot += 1;
        }
    }
    let factor = sample.seen as f64 / sample.values.len().max(1) as f64;
    let bins = rows.iter().enumerate().map(|(index, &rows)| HistogramBin {
        from: low + width * index as f64,
        to: if index + 1 == count && !whole {
            high
        } else {
            low + width * (index + 1) as f64
        },
        rows: (rows as f64 * factor).round() as u64,
    });
    Some(Histogram {
        bins: bins.collect(),
        estimated: sample.seen as usize > sample.values.len(),
    })
}

/// Width and number of bins; whole numbers get bins that begin and end on whole numbers.
fn widths(low: f64, high: f64, whole: bool) -> (f64, usize) {
    let range = high - low;
    if whole {
        let width = ((range + 1.0) / MAX_BINS as f64).ceil().max(1.0);
        let count = ((range + 1.0) / width).ceil() as usize;
        return (width, count.clamp(1, MAX_BINS));
    }
    if range <= 0.0 {
        return (1.0, 1);
    }
    (range / MAX_BINS as f64, MAX_BINS)
}
