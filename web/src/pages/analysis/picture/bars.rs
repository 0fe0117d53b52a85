//! Bars: one for each group, from zero, with its number.

use super::super::result::{Outcome, short_number};
use super::mark::{Drawing, fitted, text_width};
use crate::Words;
use crate::drawing::px;

const ROW: f64 = 32.0;
const BAR: f64 = 22.0;
const NARROW_ROW: f64 = 40.0;
const NARROW_BAR: f64 = 12.0;
const TYPE: f64 = 15.0;
/// Widest name beside the bars.
const WIDEST_NAME: f64 = 240.0;
/// Between a bar and its number.
const GAP: f64 = 8.0;

/// The drawing; `sorted` by length, where nobody asked for another order.
pub(super) fn drawn(w: Words, outcome: &Outcome, width: f64, sorted: bool) -> Option<Drawing> {
    let rows = outcome.rows.len();
    let mut order: Vec<usize> = (0..rows).collect();
    if sorted {
        let length = |row: usize| outcome.number(row, 0).unwrap_or(f64::NEG_INFINITY);
        order.sort_by(|one, two| length(*two).total_cmp(&length(*one)));
    }
    let numbers: Vec<Option<f64>> = order.iter().map(|row| outcome.number(*row, 0)).collect();
    let most = numbers.iter().flatten().copied().fold(0.0, f64::max);
    let least = numbers.iter().flatten().copied().fold(0.0, f64::min);
    if rows == 0 || (most - least) <= 0.0 {
        return None;
    }
    let names: Vec<String> = order
        .iter()
        .map(|row| outcome.name(w, *row, 0..outcome.groups))
        .collect();
    let is_narrow = width < 500.0;
    let (row_height, bar) = if is_narrow {
        (NARROW_ROW, NARROW_BAR)
    } else {
        (ROW, BAR)
    };
    let mut drawing = Drawing::new(width, rows as f64 * row_height + 8.0);
    let widest = names
        .iter()
        .map(|name| text_width(name, TYPE))
        .fold(0.0, f64::max);
    let left = if is_narrow {
        0.0
    } else {
        widest.min(WIDEST_NAME) + 12.0
    };
    let values: Vec<String> = numbers
        .iter()
        .map(|number| match number {
            Some(number) => short_number(w, *number),
            None => w.t("analysis-none").into_owned(),
        })
        .collect();
    let widest_value = values
        .iter()
        .map(|value| text_width(value, TYPE))
        .fold(0.0, f64::max);
    // Numbers of bars to the left of zero stand there, too.
    let before = if least < 0.0 { widest_value + GAP } else { 0.0 };
    let room = width - left - before - widest_value - GAP;
    let scale = room / (most - least);
    let zero = left + before - least * scale;
    for (row, (name, number)) in names.iter().zip(&numbers).enumerate() {
        let top = row as f64 * row_height + 4.0;
        let bar_top = if is_narrow { top + 20.0 } else { top + 5.0 };
        let base = bar_top + bar / 2.0 + 5.0;
        if is_narrow {
            let name = fitted(name, TYPE, width);
            drawing.text("hw-c-name", (0.0, top + 14.0), "start", name);
        } else {
            let name = fitted(name, TYPE, WIDEST_NAME);
            drawing.text("hw-c-name", (left - 12.0, base), "end", name);
        }
        let length = number.unwrap_or_default() * scale;
        let is_first = *number == Some(most) && rows > 1;
        let class = if is_first { "hw-bar--auf" } else { "hw-bar" };
        let from = zero + length.min(0.0);
        drawing.rect(class, (from, bar_top), (length.abs(), bar));
        let class = if is_first {
            "hw-c-wert hw-c-wert--auf"
        } else {
            "hw-c-wert"
        };
        let (x, anchor) = if length < 0.0 {
            (from - GAP, "end")
        } else {
            (zero + length + GAP, "start")
        };
        let value = values.get(row).cloned().unwrap_or_default();
        drawing.text(class, (x, base), anchor, value);
    }
    let height = drawing.height;
    drawing.path(
        "hw-c-achse",
        format!("M{0} 2V{1}", px(zero), px(height - 2.0)),
    );
    Some(drawing)
}
