//! Rows that were cut and whose values are still to be numbered.
//!
//! Row by row, the tables of values of all columns would push each other out of the processor's cache. So some rows
//! are gathered first, and then one column after the other is gone through.

use super::cells::{Cells, Place};
use super::coded::Cell;

/// Cells that are gathered: so few that their text is still at hand when the last column is gone through.
const CELLS: usize = 4096;

/// Rows that are gathered: fewer, and a column's values are fetched for too few cells at once; more of them take nothing
/// off that time.
const ROWS: std::ops::RangeInclusive<usize> = 16..=512;

/// Their cells.
#[derive(Debug)]
pub(super) struct Waiting<'a> {
    piece: &'a str,
    /// Rows that find room.
    room: usize,
    pub(super) rows: usize,
    /// From where to where each cell reaches, a column behind the other. What begins behind the piece stands in
    /// `undoubled`.
    places: Vec<(u32, u32)>,
    undoubled: String,
}

impl<'a> Waiting<'a> {
    pub(super) fn new(piece: &'a str, width: usize) -> Self {
        let room = (CELLS / width.max(1)).clamp(*ROWS.start(), *ROWS.end());
        Self {
            piece,
            room,
            rows: 0,
            places: vec![(0, 0); width * room],
            undoubled: String::new(),
        }
    }

    pub(super) const fn is_full(&self) -> bool {
        self.rows >= self.room
    }

    pub(super) fn clear(&mut self) {
        self.rows = 0;
        self.undoubled.clear();
    }

    /// Takes the cells of the next row in.
    #[inline]
    pub(super) fn add(&mut self, cells: &Cells<'_>) {
        let row = self.rows;
        self.rows += 1;
        let mut places = cells.places().iter();
        for column in self.places.chunks_exact_mut(self.room) {
            let place = match places.next() {
                Some(Place::Piece(from, to)) => (*from as u32, *to as u32),
                Some(place) => {
                    let from = self.piece.len() + self.undoubled.len();
                    self.undoubled.push_str(cells.cell(*place).text());
                    (
                        from as u32,
                        (self.piece.len() + self.undoubled.len()) as u32,
                    )
                }
                None => (0, 0),
            };
            if let Some(to) = column.get_mut(row) {
                *to = place;
            }
        }
    }

    /// The cells of a column, in the order of the rows.
    #[inline]
    pub(super) fn column(&self, index: usize) -> impl Iterator<Item = Cell<'_>> {
        let places = self
            .places
            .get(index * self.room..index * self.room + self.rows);
        let places = places.unwrap_or_default().iter();
        places.map(|(from, to)| self.cell(*from as usize, *to as usize))
    }

    #[inline]
    fn cell(&self, from: usize, to: usize) -> Cell<'_> {
        match from.checked_sub(self.piece.len()) {
            None => Cell::within(self.piece, from, to),
            Some(from) => Cell::within(&self.undoubled, from, to - self.piece.len()),
        }
    }
}
