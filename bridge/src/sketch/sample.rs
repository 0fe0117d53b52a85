//! Some values of a column as they stand in it.

use std::collections::BinaryHeap;

/// Values kept with their text.
pub(super) const SAMPLE_VALUES: usize = 128;
/// Characters kept of a long one.
const LONGEST: usize = 200;

/// Some values: those whose forms have the smallest hashes, so that two columns with common values have them in both
/// samples. It holds values: whoever gets it must be allowed to see the column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueSample {
    /// Form and one spelling, in ascending order of forms.
    values: Vec<(u64, String)>,
}

impl ValueSample {
    /// A sample as [`Self::each`] gave it away.
    pub fn from_values(mut values: Vec<(u64, String)>) -> Self {
        values.sort_unstable();
        values.dedup_by_key(|(form, _)| *form);
        Self { values }
    }

    /// Form and one spelling of each, in ascending order of forms.
    pub fn each(&self) -> impl Iterator<Item = (u64, &str)> {
        self.values
            .iter()
            .map(|(form, text)| (*form, text.as_str()))
    }

    /// Number of values in it.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The spelling of a form, if it is in the sample.
    pub fn spelling(&self, form: u64) -> Option<&str> {
        let at = self
            .values
            .binary_search_by_key(&form, |(form, _)| *form)
            .ok()?;
        self.values.get(at).map(|(_, text)| text.as_str())
    }
}

/// Collects a sample.
#[derive(Debug, Default)]
pub(super) struct Sampling {
    largest_first: BinaryHeap<(u64, String)>,
}

impl Sampling {
    /// Takes a value whose spelling is new.
    pub(super) fn take(&mut self, form: u64, text: &str) {
        if self.largest_first.len() >= SAMPLE_VALUES
            && self
                .largest_first
                .peek()
                .is_some_and(|(most, _)| *most <= form)
        {
            return;
        }
        if self.largest_first.iter().any(|(known, _)| *known == form) {
            return;
        }
        let text = text.chars().take(LONGEST).collect();
        self.largest_first.push((form, text));
        if self.largest_first.len() > SAMPLE_VALUES {
            self.largest_first.pop();
        }
    }

    pub(super) fn finish(self) -> ValueSample {
        ValueSample {
            values: self.largest_first.into_sorted_vec(),
        }
    }
}
