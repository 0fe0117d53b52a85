//! Headers of a collection, found by the letters they have in common.

use super::ColumnAt;
use crate::header::Header;
use crate::index::ColumnNumber;
use std::collections::HashMap;

/// Share of three letters in a row that two headers must have in common to be compared.
const IN_COMMON: f64 = 0.45;

/// A header that is or was there.
#[derive(Debug)]
struct Known {
    header: Header,
    places: Vec<ColumnAt>,
    /// The same columns by their number in the index.
    numbers: Vec<ColumnNumber>,
}

impl Known {
    fn columns(&self) -> impl Iterator<Item = (ColumnAt, ColumnNumber)> {
        let numbers = self.numbers.iter().copied();
        self.places.iter().copied().zip(numbers)
    }
}

/// Columns by their header.
#[derive(Debug, Default)]
pub(crate) struct Headers {
    /// Each header once.
    known: Vec<Known>,
    by_key: HashMap<String, u32>,
    /// Three letters in a row → headers that have them.
    holders: HashMap<u32, Vec<u32>>,
}

impl Headers {
    pub(super) fn add(&mut self, header: &Header, at: ColumnAt, column: ColumnNumber) {
        let next = self.known.len() as u32;
        let number = *self.by_key.entry(header.key().to_owned()).or_insert(next);
        if number == next {
            self.known.push(Known {
                header: header.clone(),
                places: Vec::new(),
                numbers: Vec::new(),
            });
            for three in header.threes() {
                self.holders.entry(*three).or_default().push(number);
            }
        }
        if let Some(known) = self.known.get_mut(number as usize) {
            known.places.push(at);
            known.numbers.push(column);
        }
    }

    /// The header itself is kept: it will come again with the next version.
    pub(super) fn remove(&mut self, header: &Header, table: u32) {
        let number = self.by_key.get(header.key()).copied();
        if let Some(known) = number.and_then(|it| self.known.get_mut(it as usize)) {
            let left = known.columns().filter(|(at, _)| at.table != table);
            (known.places, known.numbers) = left.unzip();
        }
    }

    /// Columns of one header.
    pub(crate) fn places(&self, header: &Header) -> &[ColumnAt] {
        let number = self.by_key.get(header.key());
        let known = number.and_then(|number| self.known.get(*number as usize));
        known.map_or(&[], |known| known.places.as_slice())
    }

    /// Columns of each header.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &[ColumnAt]> {
        self.known.iter().map(|known| known.places.as_slice())
    }

    /// Headers at least so much like this one, with their columns.
    pub(super) fn like(
        &self,
        header: &Header,
        least: f64,
    ) -> Vec<(f64, impl Iterator<Item = (ColumnAt, ColumnNumber)>)> {
        let mut counts = vec![0_u16; self.known.len()];
        let mut met = Vec::new();
        for number in header
            .threes()
            .iter()
            .filter_map(|three| self.holders.get(three))
            .flatten()
        {
            let count = &mut counts[*number as usize];
            if *count == 0 {
                met.push(*number);
            }
            *count += 1;
        }
        let mut like = Vec::new();
        for number in met {
            let other = &self.known[number as usize];
            let all = header.threes().len() + other.header.threes().len();
            let in_common = 2.0 * f64::from(counts[number as usize]) / all as f64;
            if other.places.is_empty() || in_common < IN_COMMON {
                continue;
            }
            let likeness = header.likeness(&other.header);
            if likeness >= least {
                like.push((likeness, other.columns()));
            }
        }
        like
    }
}
