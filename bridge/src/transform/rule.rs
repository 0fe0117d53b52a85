//! A rule: pieces of columns and letters between them.

use crate::normal_form::normalised;
use crate::row_match::Rows;
use std::fmt;

/// Which part of a value a piece is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// All of it.
    Whole,
    /// The word of this number from the front, from 1.
    Word(u8),
    /// The word of this number from the end, from 1.
    WordFromEnd(u8),
}

/// How much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Taken {
    /// All letters.
    All,
    /// The first ones.
    First(u8),
}

/// A part of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Always the same letters.
    Letters(String),
    /// Letters of a column, in their normal form.
    Of {
        /// The column.
        column: usize,
        /// Which part of its value.
        place: Place,
        /// How much of that.
        taken: Taken,
    },
}

/// How a value is made of a row. What it makes is compared in its normal form: case and signs between words do not count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rule {
    /// Its parts, put together in order.
    pub pieces: Vec<Piece>,
}

impl Rule {
    /// The value of a row; none where a part of it is missing.
    pub fn make(&self, rows: &Rows, row: usize) -> Option<String> {
        let mut made = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Letters(letters) => made.push_str(letters),
                Piece::Of {
                    column,
                    place,
                    taken,
                } => {
                    let value = rows.columns.get(*column)?.get(row)?;
                    let part = place.of(value)?;
                    made.push_str(taken.of(&part));
                }
            }
        }
        Some(made)
    }

    /// Columns it uses, each once.
    pub fn columns(&self) -> Vec<usize> {
        let mut columns = Vec::new();
        for piece in &self.pieces {
            if let Piece::Of { column, .. } = piece
                && !columns.contains(column)
            {
                columns.push(*column);
            }
        }
        columns
    }

    /// As people read it: `first(1, Name[1]) + Name[-1] + "@herne.de"`.
    pub fn told(&self, label: impl Fn(usize) -> String) -> String {
        let pieces: Vec<String> = self
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Letters(letters) => format!("\"{letters}\""),
                Piece::Of {
                    column,
                    place,
                    taken,
                } => {
                    let part = format!("{}{place}", label(*column));
                    match taken {
                        Taken::All => part,
                        Taken::First(count) => format!("first({count}, {part})"),
                    }
                }
            })
            .collect();
        pieces.join(" + ")
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Word(number) => write!(f, "[{number}]"),
            Self::WordFromEnd(number) => write!(f, "[-{number}]"),
        }
    }
}

impl Place {
    /// That part of a value, in its normal form; none where it has not so many words.
    pub(super) fn of(self, value: &str) -> Option<String> {
        let part = match self {
            Self::Whole => value,
            Self::Word(number) => words(value).nth(usize::from(number) - 1)?,
            Self::WordFromEnd(number) => {
                let before = words(value).count().checked_sub(usize::from(number))?;
                words(value).nth(before)?
            }
        };
        let form = normalised(part).into_owned();
        (!form.is_empty()).then_some(form)
    }
}

impl Taken {
    fn of(self, part: &str) -> &str {
        match self {
            Self::All => part,
            Self::First(count) => {
                let end = part.char_indices().nth(usize::from(count));
                end.map_or(part, |(at, _)| part.get(..at).unwrap_or(part))
            }
        }
    }
}

/// Words of a value, apart by signs.
pub(super) fn words(value: &str) -> impl Iterator<Item = &str> {
    value
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
