//! Where a table begins: title rows, header rows, labels and units.

pub(crate) mod another;
mod beside;
mod header;
pub(crate) mod kinds;
mod labels;
mod numbering;

use crate::record::Record;
pub use beside::{BLOCK_ROWS, stand_apart};
use kinds::Grid;

/// Most rows above a table that are looked at.
pub(crate) const HEAD_RECORDS: usize = 200;

/// Where a table begins and what its columns are called.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Layout {
    /// 0-based record of the first header row, or of the first data row where there is no header.
    pub header_line: usize,
    /// Header rows.
    pub header_rows: usize,
    /// Columns.
    pub width: usize,
    /// Label per column; empty where the file gives none.
    pub labels: Vec<String>,
    /// Unit per column, from a unit row or the label.
    pub units: Vec<Option<String>>,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Cells an ordinary data row fills.
    pub usual_fill: usize,
    /// Cells the header has, empty ones included.
    pub header_width: usize,
}

/// What is already known of the place of the header.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Given {
    /// 0-based record of the first header row.
    pub line: Option<u64>,
    /// Header rows.
    pub rows: Option<u32>,
    /// Whether empty cells at the end of rows may be missing, as in spreadsheets.
    pub sparse: bool,
}

/// Finds header and columns in the first records of a table.
pub(crate) fn find(head: &[Record], given: Given) -> Layout {
    let grid = Grid::of(head, given.sparse);
    let place = header::find(&grid, given);
    let header = head.get(place.line..place.line + place.rows).unwrap_or(&[]);
    let labelled = header.iter().map(kinds::filled_width).max().unwrap_or(0);
    let width = grid.width.max(labelled).max(1);
    let surplus = surplus_labels(&grid, head, place);
    let (mut labels, mut units) = labels::of(header, width);
    for cell in surplus.iter().rev() {
        labels.remove(*cell);
        units.remove(*cell);
    }
    let width = width - surplus.len();
    Layout {
        header_line: place.line,
        header_rows: place.rows,
        width,
        labels,
        units,
        confidence: place.confidence,
        usual_fill: grid.usual_fill,
        header_width: header
            .iter()
            .map(Record::len)
            .max()
            .map_or(width, |longest| longest - surplus.len()),
    }
}

/// Header cells without a column: the header is longer than every row below it by just as many cells as it has blank
/// ones in between.
fn surplus_labels(grid: &Grid<'_>, head: &[Record], place: header::Place) -> Vec<usize> {
    let (Some(header), 1, false) = (head.get(place.line), place.rows, grid.sparse) else {
        return Vec::new();
    };
    let mut rows = head.iter().skip(place.line + 1).peekable();
    if rows.peek().is_none() {
        return Vec::new();
    }
    surplus_cells(
        header,
        rows.map(kinds::filled_width)
            .max()
            .unwrap_or(0)
            .max(grid.width),
    )
}

/// Blank cells of a header that is longer than the `width` of its table by just so many; else none.
pub fn surplus_cells(header: &Record, width: usize) -> Vec<usize> {
    let labelled = kinds::filled_width(header);
    let blank: Vec<usize> = (0..labelled)
        .filter(|cell| header.text_of(*cell).trim().is_empty())
        .collect();
    if header.len() == labelled && labelled.checked_sub(width) == Some(blank.len()) {
        blank
    } else {
        Vec::new()
    }
}

/// A layout without any search: the format itself names the columns and every record is data.
pub(crate) fn named(labels: &[String]) -> Layout {
    Layout {
        width: labels.len().max(1),
        units: labels.iter().map(|label| labels::unit_in(label)).collect(),
        labels: labels.to_vec(),
        confidence: 1.0,
        usual_fill: labels.len(),
        ..Layout::default()
    }
}
