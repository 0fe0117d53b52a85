//! Making a sketch, value by value, in bounded memory.

use super::numbers::Counting;
use super::sample::Sampling;
use super::shape::Looking;
use super::{ColumnSketch, EXACT_VALUES, KEPT_VALUES, Meaning, Order, ValueSample};
use crate::normal_form::normalised;
use crate::print::{AsItIs, FORM_BITS, ValueKey, ValuePrint, word_hash};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashSet};
use std::hash::BuildHasherDefault;

/// Hashes of words kept.
const KEPT_WORDS: usize = 64;
/// Between the parts of a key of several columns: no office writes it.
const BETWEEN_PARTS: char = '\u{1f}';

/// Makes a sketch. Feed it with the values of all rows in their order, as text.
#[derive(Debug)]
pub struct SketchBuilder {
    key: ValueKey,
    exact_values: usize,
    rows: u64,
    nulls: u64,
    /// Prints of different spellings; only of the smallest forms once there are too many.
    prints: HashSet<u64, BuildHasherDefault<AsItIs>>,
    /// Spellings met, so that only new ones are looked at closely; emptied where it would grow too large.
    met: HashSet<u64, BuildHasherDefault<AsItIs>>,
    kept_up_to: Option<u64>,
    order: OrderSeen,
    shape: Looking,
    numbers: Counting,
    looked_at: u64,
    words: BTreeSet<u32>,
    sample: Sampling,
    meaning: Option<Meaning>,
}

impl SketchBuilder {
    pub(super) fn new(key: ValueKey) -> Self {
        Self {
            key,
            exact_values: EXACT_VALUES,
            rows: 0,
            nulls: 0,
            prints: HashSet::default(),
            met: HashSet::default(),
            kept_up_to: None,
            order: OrderSeen::default(),
            shape: Looking::default(),
            numbers: Counting::default(),
            looked_at: 0,
            words: BTreeSet::new(),
            sample: Sampling::default(),
            meaning: None,
        }
    }

    /// With another number of values up to which all are kept (at least [`KEPT_VALUES`]).
    #[must_use]
    pub fn exact_up_to(mut self, values: usize) -> Self {
        self.exact_values = values.max(KEPT_VALUES);
        self
    }

    /// With what the column means.
    #[must_use]
    pub fn meaning(mut self, meaning: Option<Meaning>) -> Self {
        self.meaning = meaning;
        self
    }

    /// A row without a value.
    pub fn push_null(&mut self) {
        self.rows += 1;
        self.nulls += 1;
    }

    /// A row with a value; one of nothing but spaces is none.
    pub fn push(&mut self, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            self.push_null();
            return;
        }
        self.rows += 1;
        self.order.see(value);
        if self.is_new(value) {
            let form = normalised(value);
            self.keep(value, &form);
        }
    }

    /// A row of a key of several columns; one without a value in any of them is none.
    pub fn push_parts(&mut self, parts: &[&str]) {
        if parts.iter().any(|part| part.trim().is_empty()) {
            self.push_null();
            return;
        }
        self.rows += 1;
        let mut value = String::new();
        for part in parts {
            value.push_str(part.trim());
            value.push(BETWEEN_PARTS);
        }
        if self.is_new(&value) {
            let forms: Vec<_> = parts.iter().map(|part| normalised(part)).collect();
            let mut form = String::new();
            for part in forms {
                form.push_str(&part);
                form.push(BETWEEN_PARTS);
            }
            self.keep(&value, &form);
        }
    }

    fn is_new(&mut self, value: &str) -> bool {
        if self.met.len() >= self.exact_values {
            self.met.clear();
        }
        self.met
            .insert(ValuePrint::new(self.key, value, value).bits())
    }

    fn keep(&mut self, value: &str, form: &str) {
        let print = ValuePrint::new(self.key, value, form);
        // What is left out by its hash says nothing of the column that the rest does not.
        if self.kept_up_to.is_some_and(|most| print.form() > most) {
            return;
        }
        if !self.prints.insert(print.bits()) {
            return;
        }
        self.looked_at += 1;
        self.shape.take(value);
        self.numbers.take(form);
        self.sample.take(print.form(), value);
        self.take_words(value);
        let limit = if self.kept_up_to.is_some() {
            2 * KEPT_VALUES
        } else {
            self.exact_values
        };
        if self.prints.len() > limit {
            self.cut();
        }
    }

    /// Leaves the smallest forms.
    fn cut(&mut self) {
        let mut prints: Vec<u64> = self.prints.iter().copied().collect();
        prints.sort_unstable();
        let most = ValuePrint::from_bits(prints[KEPT_VALUES - 1]).form();
        prints.retain(|bits| ValuePrint::from_bits(*bits).form() <= most);
        self.kept_up_to = Some(most);
        self.prints = prints.into_iter().collect();
    }

    fn take_words(&mut self, value: &str) {
        for word in value.split(|sign: char| !sign.is_alphabetic()) {
            if word.len() < 3 {
                continue;
            }
            let hash = word_hash(&normalised(word));
            if self.words.len() < KEPT_WORDS || self.words.last().is_some_and(|most| hash < *most) {
                self.words.insert(hash);
                if self.words.len() > KEPT_WORDS {
                    self.words.pop_last();
                }
            }
        }
    }

    /// The sketch, and some values.
    pub fn finish(self) -> (ColumnSketch, ValueSample) {
        let mut prints: Vec<u64> = self.prints.into_iter().collect();
        prints.sort_unstable();
        let mut forms: Vec<u64> = prints
            .iter()
            .map(|bits| ValuePrint::from_bits(*bits).form())
            .collect();
        forms.dedup();
        let whole = |kept: usize| match self.kept_up_to {
            None => kept as u64,
            Some(most) => {
                let share = (most + 1) as f64 / (1_u64 << FORM_BITS) as f64;
                (kept as f64 / share) as u64
            }
        };
        let sketch = ColumnSketch {
            rows: self.rows,
            nulls: self.nulls,
            distinct: whole(prints.len()).min(self.rows - self.nulls),
            forms: whole(forms.len()).min(self.rows - self.nulls),
            kept_up_to: self.kept_up_to,
            prints,
            order: self.order.finish(),
            meaning: self.meaning,
            shape: self.shape.finish(),
            numbers: self.numbers.finish(self.looked_at),
            words: self.words.into_iter().collect(),
        };
        (sketch, self.sample.finish())
    }
}

/// The order of the values so far.
#[derive(Debug, Default)]
struct OrderSeen {
    last: String,
    values: u64,
    falls: bool,
    rises: bool,
}

impl OrderSeen {
    fn see(&mut self, value: &str) {
        if self.falls && self.rises {
            return;
        }
        if self.values > 0 {
            // Keys of one length compare as text as they do as numbers.
            let order = match (value.parse::<i64>(), self.last.parse::<i64>()) {
                (Ok(one), Ok(last)) => one.cmp(&last),
                _ => value.cmp(self.last.as_str()),
            };
            self.rises |= order == Ordering::Greater;
            self.falls |= order == Ordering::Less;
        }
        self.values += 1;
        self.last.clear();
        self.last.push_str(value);
    }

    const fn finish(&self) -> Order {
        match (self.rises, self.falls) {
            (true, false) => Order::Ascending,
            (false, true) => Order::Descending,
            _ => Order::None,
        }
    }
}
