//! Many tables over one index.

mod akin;
mod entry;
mod headers;

pub use akin::Akin;
pub use entry::{Entry, EntryBuilder};

pub(crate) use headers::Headers;

use crate::hierarchy::times_of;
use crate::index::{ColumnNumber, IndexFull, ValueIndex};
use crate::kinship::Weights;
use crate::level::Level;
use std::collections::{BTreeMap, HashMap};

/// Place of a column: number of its table in the collection, and place among the table's entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnAt {
    /// Number of the table, as [`Collection::add`] gave it.
    pub table: u32,
    /// Place of the entry in the table.
    pub entry: u32,
}

/// A table: the entries of its columns.
#[derive(Debug, Clone, PartialEq)]
pub struct TableSketch {
    /// Name for people; whatever the caller calls it.
    pub name: String,
    /// Rows.
    pub rows: u64,
    /// Its columns in order, and the parts of them that are columns of their own.
    pub entries: Vec<Entry>,
}

/// How far a search goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Results.
    pub most: usize,
    /// Columns compared closely for each column.
    pub candidates: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            most: 10,
            candidates: 200,
        }
    }
}

/// What a column is on the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Time {
    /// On which level (nearly) all its values are written.
    pub(crate) level: Level,
    /// Whether each row has its own.
    pub(crate) names_rows: bool,
}

/// Tables over one index.
#[derive(Debug, Default)]
pub struct Collection {
    tables: Vec<Option<TableSketch>>,
    /// Columns by their number in the index.
    places: Vec<Option<ColumnAt>>,
    /// Numbers of the columns of a table.
    numbers: HashMap<u32, Vec<ColumnNumber>>,
    free: Vec<u32>,
    index: ValueIndex,
    headers: Headers,
    /// Columns that speak of time, by table and place.
    times: BTreeMap<u32, Vec<(u32, Time)>>,
    weights: Weights,
}

impl Collection {
    /// An empty one with other weights than the usual ones.
    pub fn with_weights(weights: Weights) -> Self {
        Self {
            weights,
            ..Self::default()
        }
    }

    /// Adds a table and says its number.
    pub fn add(&mut self, table: TableSketch) -> Result<u32, IndexFull> {
        let number = self.tables.len() as u32;
        let mut numbers = Vec::with_capacity(table.entries.len());
        for (place, entry) in table.entries.iter().enumerate() {
            let at = ColumnAt {
                table: number,
                entry: place as u32,
            };
            let column = ColumnNumber(self.free.pop().unwrap_or(self.places.len() as u32));
            self.index.insert(column, &entry.sketch)?;
            if column.0 as usize == self.places.len() {
                self.places.push(Some(at));
            } else {
                self.places[column.0 as usize] = Some(at);
            }
            numbers.push(column);
            self.headers.add(&entry.header, at, column);
        }
        self.numbers.insert(number, numbers);
        let times = times_of(&table.entries);
        if !times.is_empty() {
            self.times.insert(number, times);
        }
        self.tables.push(Some(table));
        Ok(number)
    }

    /// Takes a table out; a number that is not in use is let be.
    pub fn remove(&mut self, number: u32) {
        let Some(table) = self.tables.get_mut(number as usize).and_then(Option::take) else {
            return;
        };
        self.times.remove(&number);
        let numbers = self.numbers.remove(&number).unwrap_or_default();
        for (column, entry) in numbers.into_iter().zip(&table.entries) {
            self.index.remove(column, &entry.sketch);
            self.places[column.0 as usize] = None;
            self.free.push(column.0);
            self.headers.remove(&entry.header, number);
        }
    }

    /// A table.
    pub fn table(&self, number: u32) -> Option<&TableSketch> {
        self.tables.get(number as usize)?.as_ref()
    }

    /// A column.
    pub fn entry(&self, at: ColumnAt) -> Option<&Entry> {
        self.table(at.table)?.entries.get(at.entry as usize)
    }

    /// Tables with their numbers.
    pub fn tables(&self) -> impl Iterator<Item = (u32, &TableSketch)> {
        let numbered = self.tables.iter().enumerate();
        numbered.filter_map(|(number, table)| Some((number as u32, table.as_ref()?)))
    }

    /// Memory of the index.
    pub fn index_bytes(&self) -> usize {
        self.index.bytes()
    }

    /// Values in the index, each as often as columns have it.
    pub const fn index_len(&self) -> usize {
        self.index.len()
    }

    /// Columns that speak of time.
    pub(crate) fn times(&self) -> impl Iterator<Item = (ColumnAt, Time)> {
        let tables = self.times.iter();
        tables.flat_map(|(table, columns)| {
            let columns = columns.iter();
            columns.map(|(entry, time)| {
                let at = ColumnAt {
                    table: *table,
                    entry: *entry,
                };
                (at, *time)
            })
        })
    }

    pub(crate) const fn weights(&self) -> &Weights {
        &self.weights
    }

    pub(crate) const fn headers(&self) -> &Headers {
        &self.headers
    }

    /// Columns of other tables with the number of values they have in common with an entry.
    pub(crate) fn overlapping(&self, at: ColumnAt, entry: &Entry) -> Vec<(ColumnAt, u32)> {
        let numbered = self.overlapping_numbers(at, entry);
        numbered.map(|(place, _, count)| (place, count)).collect()
    }

    /// The same, with the number of each in the index.
    fn overlapping_numbers(
        &self,
        at: ColumnAt,
        entry: &Entry,
    ) -> impl Iterator<Item = (ColumnAt, ColumnNumber, u32)> {
        let overlaps = self.index.overlaps(&entry.sketch).into_iter();
        overlaps.filter_map(move |(number, count)| {
            let place = (*self.places.get(number.0 as usize)?)?;
            (place.table != at.table).then_some((place, number, count))
        })
    }
}
