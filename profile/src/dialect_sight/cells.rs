//! How much cells look like values, and text like prose.

use crate::column_sight::trimmed;
use crate::record::{RawCell, Record};
use crate::splitter::Cutting;
use crate::{marker, moment, number};

/// Cells judged per record.
const MOST_CELLS: usize = 60;

/// Sum and number of marks for the cells of a record, each 0 to 1.
pub(super) fn quality(record: &Record, cutting: &Cutting) -> (f32, usize) {
    let judged = record.len().min(MOST_CELLS);
    let sum = (0..judged)
        .map(|index| cell_quality(record.cell(index), cutting))
        .sum();
    (sum, judged)
}

/// Cells of a record that are numbers, times or signs for missing values.
pub(super) fn values(record: &Record) -> usize {
    let judged = (0..record.len().min(MOST_CELLS)).map(|index| record.cell(index));
    judged
        .filter(|cell| matches!(cell, RawCell::Text(text) if is_value(trimmed(text))))
        .count()
}

fn is_value(text: &str) -> bool {
    number::sight(text).is_some() || moment::sight(text) != 0 || marker::marker(text).is_some()
}

fn cell_quality(cell: RawCell<'_>, cutting: &Cutting) -> f32 {
    let text = match cell {
        RawCell::Text(text) => trimmed(text),
        _ => return 0.8,
    };
    if text.is_empty() {
        return 0.8;
    }
    if is_value(text) {
        return 1.0;
    }
    let bytes = text.as_bytes();
    // A quote at one end only is a cell torn in two.
    let torn = |sign: u8| (bytes.first() == Some(&sign)) != (bytes.last() == Some(&sign));
    if torn(b'"') || (cutting.quote == Some(b'\'') && torn(b'\'')) {
        return 0.15;
    }
    if bytes.first() == Some(&b'\'') && bytes.last() == Some(&b'\'') && bytes.len() > 1 {
        return 0.5;
    }
    // Several numbers in one cell are several cells.
    if bytes.contains(&b' ') && bytes.iter().all(|byte| b"0123456789 .,:+-".contains(byte)) {
        return 0.35;
    }
    let foreign = [b';', b'\t', b'|']
        .iter()
        .any(|sign| cutting.delimiter.as_bytes() != [*sign] && bytes.contains(sign));
    if foreign {
        return 0.45;
    }
    if cutting.delimiter != "," && text.contains(',') {
        return if text.contains(", ") { 0.8 } else { 0.6 };
    }
    0.85
}

/// Whether a quote sign stands at both ends of cells, often enough to be one.
pub(super) fn opens_cells(sample: &str, delimiter: &str, quote: char) -> bool {
    if !sample.contains(quote) {
        return false;
    }
    let opening = sample.matches(&format!("{delimiter}{quote}")).count()
        + sample.matches(&format!("\n{quote}")).count();
    let closing = sample.matches(&format!("{quote}{delimiter}")).count()
        + sample.matches(&format!("{quote}\n")).count()
        + sample.matches(&format!("{quote}\r")).count();
    opening.min(closing) >= 2 && opening.max(closing) <= 2 * opening.min(closing)
}

/// How much a text reads like prose, markup or a log, 0 to 1.
pub(super) fn prose(sample: &str) -> f32 {
    let lines: Vec<&str> = sample.lines().take(200).collect();
    let filled: Vec<&str> = lines
        .iter()
        .copied()
        .filter(|line| !line.trim().is_empty())
        .collect();
    if filled.is_empty() {
        return 0.0;
    }
    let all = filled.len() as f32;
    let share = |check: fn(&str) -> bool| {
        filled.iter().filter(|line| check(line.trim())).count() as f32 / all
    };
    let sentences =
        share(|line| line.ends_with(['.', '!', '?', ':']) && line.split(' ').count() > 4);
    let marks = share(|line| {
        [
            "# ",
            "## ",
            "### ",
            "- ",
            "* ",
            "> ",
            "```",
            "//",
            "/*",
            "<!--",
            "{%",
            "import ",
            "def ",
            "function ",
        ]
        .iter()
        .any(|mark| line.starts_with(mark))
    });
    let long = share(|line| line.split(' ').count() > 10);
    let blank = (lines.len() - filled.len()) as f32 / lines.len() as f32;
    let heading = if filled
        .first()
        .is_some_and(|line| line.starts_with("# ") || line.starts_with("<!"))
    {
        0.4
    } else {
        0.0
    };
    (sentences + 1.5 * marks + 0.5 * long + 0.8 * blank + heading).min(1.0)
}

/// How much a text without delimiters looks like a list with one value a line.
pub(super) fn single_column(sample: &str) -> f32 {
    let lines: Vec<&str> = sample
        .lines()
        .take(500)
        .filter(|line| !line.trim().is_empty())
        .collect();
    if lines.is_empty() {
        return 0.0;
    }
    let short = lines
        .iter()
        .filter(|line| line.chars().count() <= 120 && line.split(' ').count() <= 8)
        .count() as f32
        / lines.len() as f32;
    let markup = lines
        .iter()
        .filter(|line| line.trim_start().starts_with(['<', '{', '}', '@']))
        .count() as f32
        / lines.len() as f32;
    (short - prose(sample) - markup).clamp(0.0, 1.0)
}
