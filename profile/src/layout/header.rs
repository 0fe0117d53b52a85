//! Where the header stands, and whether there is one.

mod vote;

use super::Given;
use super::kinds::{Grid, Kind};
use vote::Body;

/// Most header rows that are believed.
const MOST_HEADER_ROWS: usize = 8;

/// Rows below that tell what the columns hold.
const BODY_ROWS: usize = 120;

/// Place of the header.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) rows: usize,
    pub(super) confidence: f32,
}

/// Finds the header.
pub(super) fn find(grid: &Grid<'_>, given: Given) -> Place {
    if let (Some(line), Some(rows)) = (given.line, given.rows) {
        return Place {
            line: line as usize,
            rows: rows as usize,
            confidence: 1.0,
        };
    }
    let first = given
        .line
        .map_or_else(|| first_full_row(grid), |line| line as usize);
    if let Some(rows) = given.rows {
        return Place {
            line: first,
            rows: rows as usize,
            confidence: 1.0,
        };
    }
    let body = body_below(grid, first);
    let votes = vote::header(grid, first, &body);
    if given.line.is_none() && votes <= 0.0 {
        if continues(grid, first, first + 1) {
            return extended(grid, first, 0.7);
        }
        return Place {
            line: first,
            rows: 0,
            confidence: (0.5 - votes / 4.0).clamp(0.5, 0.98),
        };
    }
    extended(grid, first, (0.55 + votes / 4.0).clamp(0.55, 0.99))
}

/// The header from a row that belongs to it: rows above that head groups of columns, rows below that go on.
fn extended(grid: &Grid<'_>, row: usize, confidence: f32) -> Place {
    let mut last = row;
    while last + 1 - row < MOST_HEADER_ROWS {
        // A blank row between two header rows is one of them.
        let next = if grid.fill(last + 1) == 0 {
            last + 2
        } else {
            last + 1
        };
        if !continues(grid, last, next) {
            break;
        }
        last = next;
    }
    let mut first = row;
    while first > 0 && heads_groups(grid, first - 1, row) {
        first -= 1;
    }
    Place {
        line: first,
        rows: last + 1 - first,
        confidence,
    }
}

/// The first row that is no title: filled about as far as the rows below it.
fn first_full_row(grid: &Grid<'_>) -> usize {
    let rows = grid.records.len();
    let last = (0..rows).rev().find(|row| grid.fill(*row) > 0).unwrap_or(0);
    (0..=last)
        .find(|row| grid.fill(*row) > 0 && (*row == last || !is_title(grid, *row)))
        .unwrap_or(0)
}

/// Whether a row is a title, a date or a remark above the table.
fn is_title(grid: &Grid<'_>, row: usize) -> bool {
    let fill = grid.fill(row);
    let usual = grid.usual_fill;
    let length = grid.records.get(row).map_or(0, crate::record::Record::len);
    if fill == 1 {
        return usual >= 2;
    }
    // A sentence with commas above the labels: longer than the table is wide.
    let below = row + 1;
    let labels_below = grid
        .records
        .get(below)
        .is_some_and(|record| record.len() == grid.width)
        && (0..grid.columns()).all(|column| !grid.kind(below, column).is_value());
    if !grid.sparse && length > grid.width && labels_below {
        return true;
    }
    if in_block_above(grid, row) {
        return true;
    }
    (length < grid.width && fill * 2 <= usual) || (fill * 3 <= usual && grid.width >= 5)
}

/// Whether a row and all others up to the next blank one are shorter than the table, which begins behind that. In a
/// sheet the table must begin with labels: what stands above might be a header that lacks its last label.
fn in_block_above(grid: &Grid<'_>, row: usize) -> bool {
    let length = |row: usize| {
        let record = grid.records.get(row);
        if grid.sparse {
            record.map_or(0, super::kinds::filled_width)
        } else {
            record.map_or(0, crate::record::Record::len)
        }
    };
    let labels = |row: usize| {
        let mut kinds = (0..grid.columns()).map(|column| grid.kind(row, column));
        kinds.all(|kind| matches!(kind, Kind::Empty | Kind::Text | Kind::Year))
    };
    let rows = grid.records.len();
    let Some(blank) = (row..rows).find(|row| grid.fill(*row) == 0) else {
        return false;
    };
    let next = (blank..rows).find(|row| grid.fill(*row) > 0);
    (row..blank).all(|row| length(row) < grid.width)
        && next.is_some_and(|next| length(next) == grid.width && (!grid.sparse || labels(next)))
}

/// Whether a row above the header names groups of its columns: no values, several cells, nothing like `Stand:`.
fn heads_groups(grid: &Grid<'_>, row: usize, header: usize) -> bool {
    if grid.fill(row) < 2 {
        return false;
    }
    let columns = grid.columns();
    let words = (0..columns).all(|column| {
        matches!(
            grid.kind(row, column),
            Kind::Empty | Kind::Text | Kind::Year
        )
    });
    // `Stand:` and its value are a remark; one colon among many labels is none.
    let colons = (0..columns)
        .filter(|column| grid.text(row, *column).ends_with([':', '=']))
        .count();
    if !words || colons * 4 > grid.fill(row) {
        return false;
    }
    // A label as high as the whole header stands in its first row, above columns without one below.
    let body = body_below(grid, header);
    let filled = (0..columns).filter(|column| grid.kind(row, *column) != Kind::Empty);
    let above_something = filled
        .filter(|column| {
            let mut near = (*column..columns).take(2);
            near.any(|near| grid.kind(header, near) != Kind::Empty) || body.is_filled(*column)
        })
        .count();
    above_something * 10 >= grid.fill(row) * 8
        && grid
            .records
            .get(row)
            .is_some_and(|record| record.len() == grid.width)
}

/// Whether the row `next` still belongs to the header that `row` belongs to.
fn continues(grid: &Grid<'_>, row: usize, next: usize) -> bool {
    if grid.fill(next) == 0 || is_remark(grid, next) {
        return false;
    }
    let columns = grid.columns();
    let words = (0..columns)
        .filter(|column| grid.kind(row, *column) == Kind::Text)
        .count();
    if words > 1 && (0..columns).all(|column| grid.text(row, column) == grid.text(next, column)) {
        return true;
    }
    let body = body_below(grid, next);
    if body.rows == 0 {
        return false;
    }
    if counts_columns(grid, next, &body) {
        return true;
    }
    let (mut words, mut values, mut units, mut filled) = (0, 0, 0, 0);
    for column in 0..columns {
        let kind = grid.kind(next, column);
        if kind == Kind::Empty {
            continue;
        }
        filled += 1;
        let text = grid.text(next, column);
        units += usize::from(super::labels::is_unit(&text));
        if body.is_value_column(column) {
            words += usize::from(kind == Kind::Text);
            values += usize::from(kind.is_value() && kind != Kind::Year);
        } else if kind.is_value() && kind != Kind::Year {
            values += 1;
        }
    }
    let sparse = grid.kind(next, 0) == Kind::Empty || grid.fill(next) < grid.usual_fill;
    values == 0
        && ((words >= 2 && words * 2 >= body.value_columns())
            || (words == 1 && sparse && body.rows >= 2)
            || (units * 2 > filled && words > 0)
            || is_row_of_years(grid, next, &body)
            || fills_gaps(grid, row, next, &body))
}

/// Whether a row is one line of words behind `#` or `//`, narrower than the table.
fn is_remark(grid: &Grid<'_>, row: usize) -> bool {
    let text = grid.text(row, 0);
    let length = grid.records.get(row).map_or(0, crate::record::Record::len);
    length == 1 && grid.width >= 2 && (text.starts_with("# ") || text.starts_with("//"))
}

/// Whether a row counts the columns: a number also stands where the rows below have words, which no data would do.
fn counts_columns(grid: &Grid<'_>, row: usize, body: &Body) -> bool {
    let above_words = (0..grid.columns()).any(|column| {
        let number = grid.kind(row, column) == Kind::Number;
        number && body.holds_words(column)
    });
    let counts = grid.records.get(row).is_some_and(super::numbering::counts);
    counts && above_words && body.rows >= 2
}

/// Whether a row says nothing but years, leaves its first cell blank and stands above numbers that are none.
fn is_row_of_years(grid: &Grid<'_>, row: usize, body: &Body) -> bool {
    let columns = grid.columns();
    let filled = || (0..columns).filter(|column| grid.kind(row, *column) != Kind::Empty);
    let heads = |column| {
        grid.kind(row, column) == Kind::Year
            && body.is_value_column(column)
            && !body.holds_years(column)
    };
    grid.kind(row, 0) == Kind::Empty && filled().count() >= 2 && filled().all(heads)
}

/// Whether a row has words only where the row above has none, and none over the numbers: exports of statistical
/// databases head what stands at the side one row below what stands at the top.
fn fills_gaps(grid: &Grid<'_>, row: usize, next: usize, body: &Body) -> bool {
    let columns = grid.columns();
    let gaps = (0..columns)
        .filter(|column| grid.kind(next, *column) != Kind::Empty)
        .all(|column| {
            grid.kind(next, column) == Kind::Text
                && grid.kind(row, column) == Kind::Empty
                && body.is_filled(column)
        });
    let labelled = (0..columns)
        .all(|column| !body.is_value_column(column) || grid.kind(row, column) != Kind::Empty);
    gaps && labelled && body.value_columns() > 0 && body.rows >= 2
}

/// What the rows below a row hold, remarks and blank rows left out.
fn body_below(grid: &Grid<'_>, row: usize) -> Body {
    let rows = (row + 1..grid.records.len()).filter(|below| {
        grid.fill(*below) > 0 && !is_title(grid, *below) && !repeats(grid, row, *below)
    });
    Body::of(grid, rows.take(BODY_ROWS))
}

/// Whether a row says (nearly) the same as one above it and neither holds a value: a header that comes again.
fn repeats(grid: &Grid<'_>, row: usize, below: usize) -> bool {
    let (mut words, mut same) = (0, 0);
    for column in 0..grid.columns() {
        match (grid.kind(row, column), grid.kind(below, column)) {
            (above, here) if above.is_value() || here.is_value() => return false,
            (Kind::Text, _) => {
                words += 1;
                same += usize::from(grid.text(row, column) == grid.text(below, column));
            }
            _ => {}
        }
    }
    same >= 3 && same * 10 >= words * 7
}
