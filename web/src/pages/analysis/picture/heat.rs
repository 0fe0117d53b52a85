//! A grid: one group down, one across, a number in each field.

use super::super::result::{Outcome, short_number};
use super::classes::Classes;
use super::mark::{Drawing, fitted, text_width};
use crate::Words;

const ROW: f64 = 30.0;
const TYPE: f64 = 13.5;
const HEAD: f64 = 26.0;

/// Values of both groups, each once and in order.
fn sides(outcome: &Outcome) -> [Vec<Option<String>>; 2] {
    [0, 1].map(|group| {
        let values = outcome
            .rows
            .iter()
            .filter_map(|row| row.get(group).cloned());
        let mut values: Vec<Option<String>> = values.collect();
        // In order of their text: days and months are in order of time; what has no value stands last.
        values.sort_by(|one, two| one.is_none().cmp(&two.is_none()).then(one.cmp(two)));
        values.dedup();
        values
    })
}

/// Whether the grid has so few fields that people can read it.
pub(super) fn fits(outcome: &Outcome, most: usize) -> bool {
    sides(outcome).iter().all(|side| side.len() <= most)
}

/// The drawing: the side with fewer values runs across.
pub(super) fn drawn(w: Words, outcome: &Outcome, width: f64) -> Option<Drawing> {
    let sides = sides(outcome);
    let across = usize::from(sides[1].len() <= sides[0].len());
    let down = 1 - across;
    let (columns, rows) = (&sides[across], &sides[down]);
    let numbers = (0..outcome.rows.len()).filter_map(|row| outcome.number(row, 0));
    let classes = Classes::of(numbers)?;
    let written = |value: &Option<String>, group: usize| {
        let row = outcome
            .rows
            .iter()
            .position(|row| row.get(group) == Some(value));
        row.map_or_else(String::new, |row| outcome.name(w, row, group..group + 1))
    };
    let heads: Vec<String> = rows.iter().map(|value| written(value, down)).collect();
    let widest = heads
        .iter()
        .map(|head| text_width(head, TYPE))
        .fold(0.0, f64::max);
    let left = widest.min(width * 0.35) + 10.0;
    let field = (width - left) / columns.len().max(1) as f64;
    let mut drawing = Drawing::new(width, HEAD + rows.len() as f64 * ROW + 44.0);
    for (column, value) in columns.iter().enumerate() {
        let x = left + (column as f64 + 0.5) * field;
        let text = fitted(&written(value, across), TYPE, field.max(18.0));
        drawing.text("hw-c-notiz", (x, 16.0), "middle", text);
    }
    for (place, head) in heads.iter().enumerate() {
        let y = HEAD + place as f64 * ROW;
        let head = fitted(head, TYPE, left - 10.0);
        drawing.text("hw-c-notiz", (left - 10.0, y + 19.0), "end", head);
    }
    for (row, values) in outcome.rows.iter().enumerate() {
        let place = |side: &[Option<String>], group: usize| {
            side.iter()
                .position(|value| Some(value) == values.get(group))
        };
        let (Some(column), Some(line)) = (place(columns, across), place(rows, down)) else {
            continue;
        };
        let Some(number) = outcome.number(row, 0) else {
            continue;
        };
        let (x, y) = (left + column as f64 * field, HEAD + line as f64 * ROW);
        let class = classes.class(number);
        drawing.rect(class.field(), (x + 1.0, y + 1.0), (field - 2.0, ROW - 2.0));
        let text = short_number(w, number);
        // A number that finds no room stands in the table.
        if text_width(&text, TYPE) + 4.0 <= field {
            let place = (x + field / 2.0, y + 20.0);
            drawing.text(class.text(), place, "middle", text);
        }
    }
    let bottom = HEAD + rows.len() as f64 * ROW + 12.0;
    classes.legend(w, &mut drawing, bottom);
    Some(drawing)
}
