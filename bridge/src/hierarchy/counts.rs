//! What rows must be looked at for: values with their rows, and which value stands beside which.

use crate::normal_form::{NormalForm, normalised};
use std::collections::HashMap;

/// Different values kept of a column: as many as a sketch keeps.
const MOST_VALUES: usize = crate::sketch::EXACT_VALUES;

/// The different values of a column in their normal form.
#[derive(Debug, Default)]
pub struct ValueCounts {
    part: Option<NormalForm>,
    /// Whether spellings are kept: months in words say more than their normal form.
    is_spelled: bool,
    values: HashMap<String, u64>,
}

impl ValueCounts {
    /// Of a column, or of that part of it that a form takes out.
    pub(super) fn of(part: Option<NormalForm>) -> Self {
        Self {
            part,
            ..Self::default()
        }
    }

    /// Of a column, as it is spelled.
    pub(super) fn spelled() -> Self {
        Self {
            is_spelled: true,
            ..Self::default()
        }
    }

    /// Takes the value of a row.
    pub fn push(&mut self, value: &str) {
        if self.is_spelled {
            count(&mut self.values, value.trim().to_owned());
        } else if let Some(form) = form(self.part, value) {
            count(&mut self.values, form);
        }
    }

    pub(super) fn each(&self) -> impl Iterator<Item = (&str, u64)> {
        self.values
            .iter()
            .map(|(value, rows)| (value.as_str(), *rows))
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    pub(super) fn rows(&self) -> u64 {
        self.values.values().sum()
    }
}

/// Which coarser value stands beside each fine one.
#[derive(Debug, Default)]
pub struct Steps {
    parts: [Option<NormalForm>; 2],
    /// Fine value → coarser ones with their rows.
    beside: HashMap<String, HashMap<String, u64>>,
}

impl Steps {
    /// Share of the rows of a fine value that must stand beside the same coarser one; otherwise it has none.
    pub const AGREED: f64 = 0.95;

    /// Between two columns of a table, or parts of them.
    pub(super) fn of(fine: Option<NormalForm>, coarse: Option<NormalForm>) -> Self {
        Self {
            parts: [fine, coarse],
            beside: HashMap::new(),
        }
    }

    /// Takes a row.
    pub fn push(&mut self, fine: &str, coarse: &str) {
        let (Some(fine), Some(coarse)) = (form(self.parts[0], fine), form(self.parts[1], coarse))
        else {
            return;
        };
        if self.beside.len() < MOST_VALUES || self.beside.contains_key(&fine) {
            count(self.beside.entry(fine).or_default(), coarse);
        }
    }

    /// Share of rows whose fine value nearly always stands beside the same coarser one.
    pub(super) fn agreement(&self) -> f64 {
        let (mut agreed, mut all) = (0, 0);
        for coarser in self.beside.values() {
            agreed += coarser.values().max().copied().unwrap_or_default();
            all += coarser.values().sum::<u64>();
        }
        crate::sketch::share(agreed, all)
    }

    /// The coarser value of a fine one, if it is (nearly) always the same: [`Self::AGREED`].
    pub(super) fn coarser(&self, fine: &str) -> Option<&str> {
        let coarser = self.beside.get(fine)?;
        let (value, rows) = coarser
            .iter()
            .max_by(|one, two| one.1.cmp(two.1).then(two.0.cmp(one.0)))?;
        let all: u64 = coarser.values().sum();
        (*rows as f64 >= Self::AGREED * all as f64).then_some(value.as_str())
    }

    /// Different fine values, and different coarser ones.
    pub(super) fn different(&self) -> (usize, usize) {
        let coarser: std::collections::HashSet<&String> =
            self.beside.values().flat_map(HashMap::keys).collect();
        (self.beside.len(), coarser.len())
    }
}

fn form(part: Option<NormalForm>, value: &str) -> Option<String> {
    let value = value.trim();
    if value.is_empty() {
        return None;
    }
    let Some(part) = part else {
        return Some(normalised(value).into_owned());
    };
    Some(normalised(&part.apply(value)).into_owned())
}

fn count(values: &mut HashMap<String, u64>, value: String) {
    if values.len() < MOST_VALUES || values.contains_key(&value) {
        *values.entry(value).or_default() += 1;
    }
}
