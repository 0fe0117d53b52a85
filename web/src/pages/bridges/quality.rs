//! The quality of a bridge over time, as a small line with its table.

use crate::Words;
use crate::drawing::px;
use hebewerk_hub::ports::BridgeMeasured;
use std::fmt::Write as _;

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 70.0;
const PADDING: f64 = 6.0;

/// A count.
pub(crate) struct QualityLine {
    pub(crate) day: String,
    pub(crate) versions: String,
    pub(crate) left: String,
    pub(crate) right: String,
}

/// The line.
pub(crate) struct Quality {
    pub(crate) label: String,
    pub(crate) path: String,
    pub(crate) dots: String,
    pub(crate) lines: Vec<QualityLine>,
}

impl Quality {
    /// The line of these counts, oldest first; none where nothing was counted.
    pub(crate) fn of(w: Words, points: &[BridgeMeasured]) -> Option<Self> {
        let last = points.last()?;
        let step = (WIDTH - 2.0 * PADDING) / points.len().saturating_sub(1).max(1) as f64;
        let (mut path, mut dots) = (String::new(), String::new());
        for (place, point) in points.iter().enumerate() {
            let x = PADDING + step * place as f64;
            let share = point.measure.best_share().clamp(0.0, 1.0);
            let y = HEIGHT - PADDING - (HEIGHT - 2.0 * PADDING) * share;
            let letter = if place == 0 { 'M' } else { 'L' };
            let _infallible = write!(path, "{letter}{} {}", px(x), px(y));
            let _infallible = write!(dots, "M{} {}h.1", px(x), px(y));
        }
        let share = w.share(last.measure.best_share());
        let lines = points.iter().rev().map(|point| QualityLine {
            day: w.day(point.at),
            versions: format!(
                "{} / {}",
                point.measure.left_version, point.measure.right_version
            ),
            left: w.share(point.measure.left_share),
            right: w.share(point.measure.right_share),
        });
        Some(Self {
            label: w
                .t2("quality-label", "count", points.len(), "last", share)
                .into_owned(),
            path,
            dots,
            lines: lines.collect(),
        })
    }
}
