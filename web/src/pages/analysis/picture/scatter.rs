//! Two values against each other: a dot for each group, the outermost named.

use super::super::result::{Outcome, short_number};
use super::axis::Axis;
use super::mark::{Drawing, fitted, text_width};
use crate::Words;
use crate::drawing::px;

const HEIGHT: f64 = 420.0;
const TOP: f64 = 34.0;
const BELOW: f64 = 52.0;
const TYPE: f64 = 13.5;
/// Dots that are named.
const NAMED: usize = 6;

/// The drawing.
pub(super) fn drawn(w: Words, outcome: &Outcome, width: f64) -> Option<Drawing> {
    let dots: Vec<(usize, f64, f64)> = (0..outcome.rows.len())
        .filter_map(|row| Some((row, outcome.number(row, 0)?, outcome.number(row, 1)?)))
        .collect();
    let across = Axis::over(dots.iter().map(|dot| dot.1), false)?;
    let upward = Axis::over(dots.iter().map(|dot| dot.2), false)?;
    let mut drawing = Drawing::new(width, HEIGHT);
    let marks: Vec<String> = upward
        .marks
        .iter()
        .map(|mark| short_number(w, *mark))
        .collect();
    let left = marks
        .iter()
        .map(|mark| text_width(mark, TYPE))
        .fold(0.0, f64::max)
        + 12.0;
    let right = width - 24.0;
    let x = |number: f64| left + across.at(number) * (right - left);
    let y = |number: f64| TOP + (1.0 - upward.at(number)) * (HEIGHT - TOP - BELOW);
    for (mark, text) in upward.marks.iter().zip(marks) {
        let line = format!("M{} {}H{}", px(left), px(y(*mark)), px(right));
        drawing.path("hw-c-gitter", line);
        drawing.text("hw-c-notiz", (left - 8.0, y(*mark) + 4.5), "end", text);
    }
    let mut free = f64::NEG_INFINITY;
    for mark in &across.marks {
        let text = short_number(w, *mark);
        let half = text_width(&text, TYPE) / 2.0;
        let line = format!("M{} {}V{}", px(x(*mark)), px(TOP), px(HEIGHT - BELOW));
        drawing.path("hw-c-gitter", line);
        if x(*mark) - half > free {
            free = x(*mark) + half + 10.0;
            drawing.text(
                "hw-c-notiz",
                (x(*mark), HEIGHT - BELOW + 18.0),
                "middle",
                text,
            );
        }
    }
    let (head, other) = (outcome.value_head(0), outcome.value_head(1));
    let other = fitted(&format!("↑ {other}"), TYPE, width);
    drawing.text("hw-c-notiz", (0.0, 14.0), "start", other);
    let head = fitted(&format!("{head} →"), TYPE, width);
    drawing.text("hw-c-notiz", (right, HEIGHT - 6.0), "end", head);
    for (_row, across, upward) in &dots {
        drawing.dot("hw-c-punkt", (x(*across), y(*upward)), 5.0);
    }
    let mut outermost = dots.clone();
    outermost.sort_by(|one, two| two.2.total_cmp(&one.2));
    let room = if drawing.is_narrow() { 110.0 } else { 200.0 };
    let mut taken: Vec<f64> = Vec::new();
    for (row, across, upward) in outermost.into_iter().take(NAMED) {
        let (x, y) = (x(across), y(upward));
        if taken.iter().any(|known| (known - y).abs() < 16.0) {
            continue;
        }
        taken.push(y);
        let name = fitted(&outcome.name(w, row, 0..outcome.groups), 14.0, room);
        let is_right = x + 10.0 + text_width(&name, 14.0) < width;
        let (at, anchor) = if is_right {
            (x + 9.0, "start")
        } else {
            (x - 9.0, "end")
        };
        drawing.text("hw-c-wert", (at, y + 5.0), anchor, name);
    }
    Some(drawing)
}
