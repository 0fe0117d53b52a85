//! Distribution of an ordered column in bins of equal width.

use super::column::scale_of;
use hebewerk_model::{ColumnType, Histogram, HistogramBin};

/// Values kept; columns with no more values get exact bins.
pub(super) const SAMPLE: usize = 16_384;

/// Most bars.
const MAX_BINS: usize = 24;

/// A uniform sample of the values: those of the rows with the smallest lots. It is the same in every run and however
/// the rows are cut into pieces.
#[derive(Debug, Default)]
pub(super) struct Draw {
    drawn: Vec<(u64, f64)>,
    /// Lots from here on are out; 0 while everything is in.
    limit: u64,
    seen: u64,
}

impl Draw {
    /// Takes the value of the row with this lot in, which was counted already.
    pub(super) fn add(&mut self, lot: u64, value: f64) {
        if self.is_out(lot) {
            return;
        }
        self.drawn.push((lot, value));
        if self.drawn.len() >= 2 * SAMPLE {
            self.shrink();
        }
    }

    /// Whether the value of the row with this lot will not be drawn.
    pub(super) const fn is_out(&self, lot: u64) -> bool {
        self.limit > 0 && lot >= self.limit
    }

    /// Counts values, whether they are drawn or not.
    pub(super) const fn pass(&mut self, values: u64) {
        self.seen += values;
    }

    /// Takes another piece's draw in.
    pub(super) fn merge(&mut self, other: Self) {
        self.seen += other.seen;
        for (lot, value) in other.drawn {
            self.add(lot, value);
        }
    }

    /// Keeps the smallest.
    fn shrink(&mut self) {
        if self.drawn.len() > SAMPLE {
            let (_, last, _) = self
                .drawn
                .select_nth_unstable_by_key(SAMPLE, |(lot, _)| *lot);
            self.limit = last.0;
            self.drawn.truncate(SAMPLE);
        }
    }
}

/// The histogram of numbers, dates and timestamps; `bounds` as stored (mantissas, days, microseconds).
pub(super) fn of(
    column_type: ColumnType,
    mut draw: Draw,
    bounds: Option<(f64, f64)>,
) -> Option<Histogram> {
    draw.shrink();
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
    for (_, value) in &draw.drawn {
        let bin = ((value / unit - low) / width) as usize;
        if let Some(slot) = rows.get_mut(bin.min(count - 1)) {
            *slot += 1;
        }
    }
    let factor = draw.seen as f64 / draw.drawn.len().max(1) as f64;
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
        estimated: draw.seen as usize > draw.drawn.len(),
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
