//! Lines over time, one for each further group, named where they end.

use super::super::result::{Outcome, short_number};
use super::axis::Axis;
use super::mark::{Drawing, fitted, text_width};
use crate::Words;
use crate::drawing::px;
use std::fmt::Write;

/// Lines that can be told apart.
const MOST_LINES: usize = 6;
const HEIGHT: f64 = 340.0;
const TOP: f64 = 16.0;
const BELOW: f64 = 34.0;
const TYPE: f64 = 13.5;
const LINES: [&str; MOST_LINES] = [
    "hw-c-lin1",
    "hw-c-lin2",
    "hw-c-lin3",
    "hw-c-lin4",
    "hw-c-lin5",
    "hw-c-lin6",
];
const NAMES: [&str; MOST_LINES] = [
    "hw-c-t1", "hw-c-t2", "hw-c-t3", "hw-c-t4", "hw-c-t5", "hw-c-t6",
];

struct Line {
    name: String,
    /// Place in time, number.
    points: Vec<(usize, f64)>,
}

/// The drawing; with `filled` the ground below the first line is filled.
pub(super) fn drawn(
    w: Words,
    outcome: &Outcome,
    time: Option<usize>,
    width: f64,
    filled: bool,
) -> Option<Drawing> {
    let time = time?;
    let (times, mut lines) = read(w, outcome, time);
    lines.sort_by(|one, two| total(two).total_cmp(&total(one)));
    lines.truncate(MOST_LINES);
    let numbers = lines
        .iter()
        .flat_map(|line| &line.points)
        .map(|point| point.1);
    let axis = Axis::over(numbers, true)?;
    let mut drawing = Drawing::new(width, HEIGHT);
    let marks: Vec<String> = axis
        .marks
        .iter()
        .map(|mark| short_number(w, *mark))
        .collect();
    let widest = marks
        .iter()
        .map(|mark| text_width(mark, TYPE))
        .fold(0.0, f64::max);
    let names = if lines.len() > 1 {
        let widest = lines.iter().map(|line| text_width(&line.name, 14.0));
        widest.fold(0.0, f64::max).min(width * 0.3) + 10.0
    } else {
        12.0
    };
    let (left, right) = (widest + 10.0, width - names);
    let y = |number: f64| TOP + (1.0 - axis.at(number)) * (HEIGHT - TOP - BELOW);
    let step = (right - left) / (times.len().max(2) - 1) as f64;
    let x = |place: usize| left + place as f64 * step;
    for (mark, text) in axis.marks.iter().zip(&marks) {
        let line = format!("M{} {}H{}", px(left), px(y(*mark)), px(right));
        drawing.path("hw-c-gitter", line);
        drawing.text("hw-c-notiz", (left - 8.0, y(*mark) + 4.5), "end", text);
    }
    let widest_time = times
        .iter()
        .map(|time| text_width(time, TYPE))
        .fold(0.0, f64::max);
    let every = ((widest_time + 14.0) / step.max(0.1)).ceil().max(1.0) as usize;
    for (place, time) in times
        .iter()
        .enumerate()
        .filter(|(place, _)| place % every == 0)
    {
        let anchor = if place == 0 { "start" } else { "middle" };
        drawing.text("hw-c-notiz", (x(place), HEIGHT - 12.0), anchor, time);
    }
    let bottom = y(0.0_f64.max(axis.marks.first().copied().unwrap_or_default()));
    for (place, line) in lines.iter().enumerate() {
        let points: Vec<(f64, f64)> = line
            .points
            .iter()
            .map(|(time, number)| (x(*time), y(*number)))
            .collect();
        if filled && place == 0 {
            drawing.path("hw-c-fl", ground(&points, bottom));
        }
        drawing.path(LINES.get(place).copied().unwrap_or_default(), way(&points));
        for point in &points {
            drawing.dot(DOTS.get(place).copied().unwrap_or_default(), *point, 3.0);
        }
    }
    if lines.len() > 1 {
        name_lines(&mut drawing, &lines, right, &y);
    }
    drawing.path(
        "hw-c-achse",
        format!("M{} {}H{}", px(left), px(bottom), px(right)),
    );
    Some(drawing)
}

const DOTS: [&str; MOST_LINES] = [
    "hw-c-p1", "hw-c-p2", "hw-c-p3", "hw-c-p4", "hw-c-p5", "hw-c-p6",
];

/// The times in order, and a line for each further group.
fn read(w: Words, outcome: &Outcome, time: usize) -> (Vec<String>, Vec<Line>) {
    let rows = 0..outcome.rows.len();
    let raw = |row: usize| outcome.rows.get(row).and_then(|row| row.get(time)?.clone());
    let mut known: Vec<String> = rows.clone().filter_map(raw).collect();
    known.sort();
    known.dedup();
    let mut written = known.clone();
    let mut lines: Vec<Line> = Vec::new();
    for row in rows {
        // Rows without a day have no place in time; the table has them.
        let Some(at) = raw(row) else { continue };
        let Ok(place) = known.binary_search(&at) else {
            continue;
        };
        if let Some(text) = written.get_mut(place) {
            *text = outcome.name(w, row, time..time + 1);
        }
        let others: Vec<String> = (0..outcome.groups)
            .filter(|group| *group != time)
            .map(|group| outcome.name(w, row, group..group + 1))
            .collect();
        let name = others.join(" · ");
        let Some(number) = outcome.number(row, 0) else {
            continue;
        };
        match lines.iter_mut().find(|line| line.name == name) {
            Some(line) => line.points.push((place, number)),
            None => lines.push(Line {
                name,
                points: vec![(place, number)],
            }),
        }
    }
    for line in &mut lines {
        line.points.sort_by_key(|point| point.0);
    }
    (written, lines)
}

fn total(line: &Line) -> f64 {
    line.points.iter().map(|point| point.1).sum()
}

fn way(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    for (place, (x, y)) in points.iter().enumerate() {
        let sign = if place == 0 { 'M' } else { 'L' };
        // Writing to a text cannot fail.
        let _written = write!(d, "{sign}{} {}", px(*x), px(*y));
    }
    d
}

fn ground(points: &[(f64, f64)], bottom: f64) -> String {
    let Some(first) = points.first() else {
        return String::new();
    };
    format!("{}V{}H{}Z", way(points), px(bottom), px(first.0))
}

/// Names where lines end, moved apart where they would lie upon each other.
fn name_lines(drawing: &mut Drawing, lines: &[Line], right: f64, y: &dyn Fn(f64) -> f64) {
    let mut ends: Vec<(f64, usize)> = lines
        .iter()
        .enumerate()
        .filter_map(|(place, line)| Some((y(line.points.last()?.1), place)))
        .collect();
    ends.sort_by(|one, two| one.0.total_cmp(&two.0));
    let mut lowest = 0.0_f64;
    for (end, place) in ends {
        let at = end.max(lowest + 16.0);
        lowest = at;
        let Some(line) = lines.get(place) else {
            continue;
        };
        let room = drawing.width - right - 8.0;
        let class = NAMES.get(place).copied().unwrap_or_default();
        let name = fitted(&line.name, 14.0, room);
        drawing.text(class, (right + 8.0, at + 5.0), "start", name);
    }
}
