//! The cells of the record that is being cut.

use super::coded::Cell;
use memchr::memchr;

/// Where a cell stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// In the piece, from one byte up to another.
    Piece(usize, usize),
    /// Among the texts whose doubled quotes were made one.
    Undoubled(usize, usize),
}

/// The cells of one record.
#[derive(Debug)]
pub(super) struct Cells<'a> {
    piece: &'a str,
    places: Vec<Place>,
    undoubled: String,
    /// Cells in quotes.
    pub(super) quoted: u64,
    /// Line ends within them.
    pub(super) inner_lines: u64,
}

impl<'a> Cells<'a> {
    pub(super) fn new(piece: &'a str) -> Self {
        Self {
            piece,
            places: Vec::new(),
            undoubled: String::new(),
            quoted: 0,
            inner_lines: 0,
        }
    }

    pub(super) fn clear(&mut self) {
        self.places.clear();
        self.undoubled.clear();
        (self.quoted, self.inner_lines) = (0, 0);
    }

    pub(super) const fn len(&self) -> usize {
        self.places.len()
    }

    /// Adds a cell as it stands in the piece.
    #[inline]
    pub(super) fn push(&mut self, from: usize, to: usize) {
        self.places.push(Place::Piece(from, to));
    }

    /// Adds what stands between two quotes. Where it holds some, each of them is doubled.
    pub(super) fn push_quoted(&mut self, from: usize, to: usize, doubled: Option<u8>) {
        self.quoted += 1;
        let Some(quote) = doubled else {
            return self.push(from, to);
        };
        let before = self.undoubled.len();
        let mut rest = self.piece.get(from..to).unwrap_or("");
        while let Some(at) = memchr(quote, rest.as_bytes()) {
            self.undoubled.push_str(rest.get(..=at).unwrap_or(""));
            rest = rest.get(at + 2..).unwrap_or("");
        }
        self.undoubled.push_str(rest);
        self.places
            .push(Place::Undoubled(before, self.undoubled.len()));
    }

    /// The first cell; an empty one where there is none.
    pub(super) fn first(&self) -> &str {
        match self.places.first() {
            Some(place) => self.cell(*place).text(),
            None => "",
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Cell<'_>> {
        self.places.iter().map(|place| self.cell(*place))
    }

    /// Where the cells stand, in order.
    pub(super) fn places(&self) -> &[Place] {
        &self.places
    }

    #[inline]
    pub(super) fn cell(&self, place: Place) -> Cell<'_> {
        match place {
            Place::Piece(from, to) => Cell::within(self.piece, from, to),
            Place::Undoubled(from, to) => Cell::within(&self.undoubled, from, to),
        }
    }
}
