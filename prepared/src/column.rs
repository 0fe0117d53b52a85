//! A column of a form.

use crate::codes::Cells;
use crate::keys::{Key, values};
use crate::order::Order;
use crate::written::{Shown, Texts, Written};
use arrow::datatypes::DataType;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use hebewerk_hub::ports::Cell;
use hebewerk_model::ColumnType;
use std::sync::OnceLock;

/// The distinct values of a coded column, smallest first.
#[derive(Debug)]
pub(crate) enum Values {
    /// By their keys.
    Numbers(Vec<i64>),
    /// Texts by their bytes.
    Texts(Texts),
    /// Not kept: bytes, and texts that are JSON, are shown and compared with nothing.
    Unknown,
    /// The cells are the values.
    InCells,
}

/// A column of a form.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// Its name as a key in JSON, with the colon.
    pub(crate) key: String,
    pub(crate) kind: ColumnType,
    /// Type in which the engine hands it over.
    pub(crate) data_type: DataType,
    pub(crate) cells: Cells,
    pub(crate) values: Values,
    pub(crate) written: Written,
    pub(crate) order: OnceLock<Order>,
}

impl Column {
    /// Whether its values can be compared and ordered here.
    pub(crate) const fn is_comparable(&self) -> bool {
        !matches!(self.values, Values::Unknown)
    }

    /// The ranks of values equal to a constant: one, or an empty range where it would stand.
    pub(crate) fn equal(&self, key: &Key) -> Option<(u64, u64)> {
        let at = |lower: usize, upper: usize| Some((lower as u64, upper as u64));
        match (&self.values, key) {
            (Values::InCells, Key::Number(number)) => {
                let rank = Cells::rank_of(*number);
                Some((rank, rank + 1))
            }
            (Values::Numbers(known), Key::Number(number)) => at(
                known.partition_point(|one| one < number),
                known.partition_point(|one| one <= number),
            ),
            (Values::Texts(known), Key::Text(text)) => {
                let lower = first(known.len(), |index| known.get(index) < text.as_slice());
                let is_there = lower < known.len() && known.get(lower) == text.as_slice();
                at(lower, lower + usize::from(is_there))
            }
            _ => None,
        }
    }

    /// Appends the values of these rows as they stand in JSON. `ranks` is room to work in.
    pub(crate) fn push_shown<'a>(
        &'a self,
        rows: &[u32],
        ranks: &mut Vec<u64>,
        shown: &mut Vec<Shown<'a>>,
    ) {
        ranks.clear();
        self.cells.push_ranks(rows, ranks);
        let none = self.cells.none();
        match &self.written {
            Written::Each(texts) => shown.extend(ranks.iter().map(|rank| {
                if *rank == none {
                    Shown::NULL
                } else {
                    Shown::Text(texts.get(*rank as usize))
                }
            })),
            Written::Numbers { scale } => shown.extend(ranks.iter().map(|rank| {
                if *rank == none {
                    Shown::NULL
                } else {
                    Shown::Number(Cells::number_of(*rank), *scale)
                }
            })),
        }
    }

    /// The value of a row as the engine's cursors tell it; `Err` where it cannot be told.
    pub(crate) fn cell(&self, row: u32) -> Result<Cell, ()> {
        let rank = self.cells.rank(row);
        if rank == self.cells.none() {
            return Ok(None);
        }
        let number = match &self.values {
            Values::Texts(texts) => {
                let text = texts.get(rank as usize).to_vec();
                return String::from_utf8(text).map(Some).map_err(|_bytes| ());
            }
            Values::Numbers(known) => known[rank as usize],
            Values::InCells => Cells::number_of(rank),
            Values::Unknown => return Err(()),
        };
        let array = values(&[number], &self.data_type).map_err(|_type| ())?;
        let options = FormatOptions::default();
        let formatter = ArrayFormatter::try_new(array.as_ref(), &options).map_err(|_type| ())?;
        let text = formatter.value(0).try_to_string();
        text.map(Some).map_err(|_value| ())
    }

    /// Rows by this column; made when it is asked for first.
    pub(crate) fn order(&self) -> &Order {
        self.order.get_or_init(|| Order::of(&self.cells))
    }

    pub(crate) fn bytes(&self) -> usize {
        let values = match &self.values {
            Values::Numbers(numbers) => numbers.capacity() * 8,
            Values::Texts(texts) => texts.bytes(),
            Values::Unknown | Values::InCells => 0,
        };
        let written = match &self.written {
            Written::Each(texts) => texts.bytes(),
            Written::Numbers { .. } => 0,
        };
        let order = self.order.get().map_or(0, Order::bytes);
        self.cells.bytes() + values + written + order
    }
}

/// The first index that is not `before`, of `len`.
fn first(len: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low.midpoint(high);
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
