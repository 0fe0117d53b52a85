//! Which columns the records of a JSON text have: every path that occurs, in order of first appearance.

use super::elements::{Element, Elements};
use super::input::JsonText;
use super::record_form::{RecordForm, arrange, geometry, labels};
use super::survey::Place;
use super::walk::Leaf;
use hebewerk_hub::ports::{ReadError, WatchTick};
use std::collections::{HashMap, HashSet};

/// Columns at most; what else occurs goes together into one more, as JSON.
const MAX_COLUMNS: usize = 2_000;
/// Elements after which the progress is told.
const TICK_ELEMENTS: u64 = 4096;
/// Label of the column for everything beyond.
const REST_LABEL: &str = "weitere_felder";

/// How often something was seen, and at which element first.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    pub(super) count: u64,
    pub(super) first: u64,
}

impl Seen {
    pub(super) fn see(&mut self, number: u64) {
        if self.count == 0 {
            self.first = number;
        }
        self.count += 1;
    }
}

/// The columns, and what was noticed while collecting them.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    paths: Vec<String>,
    /// Whether some element has a value at the path.
    filled: Vec<bool>,
    numbers: HashMap<String, usize>,
    /// Column labels in order.
    pub(super) labels: Vec<String>,
    /// Number of the column that takes what has no column of its own.
    pub(super) rest: Option<usize>,
    /// Number of the geometry column.
    pub(super) geometry: Option<usize>,
    /// Elements that can be read.
    pub(super) elements: u64,
    /// Elements that cannot: no JSON, too long, or not of the kind of the others.
    pub(super) unreadable: Seen,
    /// Elements with bytes that are no UTF-8.
    pub(super) foreign: Seen,
    /// Whether the text ends or goes wrong before its end.
    pub(super) broken: bool,
}

impl Columns {
    /// Reads all elements once.
    pub(super) fn of(
        text: &JsonText,
        place: &Place,
        form: RecordForm,
        tick: WatchTick<'_>,
    ) -> Result<Self, ReadError> {
        let mut columns = Self::default();
        let mut elements = Elements::open(text, place)?;
        let mut element = Element::default();
        let mut overflow = false;
        while elements.next(&mut element)? {
            if columns.elements % TICK_ELEMENTS == 0 {
                tick(elements.offset() / 2, text.bytes);
            }
            if std::str::from_utf8(&element.raw).is_err() {
                columns.foreign.see(element.number);
            }
            if form.leaves(&element, &mut |path, leaf| {
                overflow |= !columns.add(path, &leaf);
            }) {
                columns.elements += 1;
            } else {
                columns.unreadable.see(element.number);
                // The only place where a text of lines can break off without the lines before showing it.
                columns.broken |= element.is_open && element.whole;
            }
        }
        columns.broken |= elements.broken;
        columns.finish(overflow);
        Ok(columns)
    }

    /// Number of the column with this path; none when it belongs to the rest.
    pub(super) fn number(&self, path: &str) -> Option<usize> {
        self.numbers.get(path).copied()
    }

    /// False when there are too many already.
    fn add(&mut self, path: &str, leaf: &Leaf<'_>) -> bool {
        let value = *leaf != Leaf::Null;
        if let Some(number) = self.numbers.get(path) {
            if let Some(filled) = self.filled.get_mut(*number) {
                *filled |= value;
            }
            return true;
        }
        if self.paths.len() >= MAX_COLUMNS {
            return false;
        }
        self.numbers.insert(path.to_owned(), self.paths.len());
        self.paths.push(path.to_owned());
        self.filled.push(value);
        true
    }

    /// A field that is an object in some elements and `null` in the others is no column beside its own parts.
    fn leave_out_empty_objects(&mut self) {
        let has_parts: HashSet<&str> = self
            .paths
            .iter()
            .flat_map(|path| path.match_indices('.').filter_map(|(at, _)| path.get(..at)))
            .collect();
        let keep: Vec<bool> = self
            .paths
            .iter()
            .zip(&self.filled)
            .map(|(path, filled)| *filled || !has_parts.contains(path.as_str()))
            .collect();
        let mut keep = keep.into_iter();
        self.paths.retain(|_| keep.next().unwrap_or(true));
        self.numbers.clear();
    }

    fn finish(&mut self, overflow: bool) {
        self.leave_out_empty_objects();
        arrange(&mut self.paths);
        for (number, path) in self.paths.iter().enumerate() {
            self.numbers.insert(path.clone(), number);
        }
        self.geometry = geometry(&self.paths);
        self.labels = labels(&self.paths);
        if overflow {
            self.rest = Some(self.labels.len());
            self.labels.push(REST_LABEL.to_owned());
        }
    }
}
