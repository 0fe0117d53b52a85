//! What is kept of a column.

mod builder;
mod bytes;
mod numbers;
mod sample;
mod shape;
mod steps;

pub use builder::SketchBuilder;
pub use bytes::Damaged;
pub use sample::ValueSample;

pub(crate) use numbers::Numbers;
pub(crate) use shape::{Mask, Shape};

use crate::print::{FORM_BITS, ValueKey, ValuePrint};
use hebewerk_model::SemanticType;

/// Different values of a column up to which all are kept.
pub const EXACT_VALUES: usize = 1_000_000;
/// Values kept of a larger column: those with the smallest hashes, which are the same ones in every column.
pub const KEPT_VALUES: usize = 4_096;

/// What a column means, as its caller recognised it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meaning {
    /// What it means.
    pub semantic_type: SemanticType,
    /// How sure that is, 0 to 1.
    pub certainty: f32,
}

/// In which order the values stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// None that was seen.
    #[default]
    None,
    /// Each at least as large as the one before.
    Ascending,
    /// Each at most as large as the one before.
    Descending,
}

/// A column without its values.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnSketch {
    pub(crate) rows: u64,
    pub(crate) nulls: u64,
    pub(crate) distinct: u64,
    pub(crate) forms: u64,
    /// The largest form that was kept, where not all are.
    pub(crate) kept_up_to: Option<u64>,
    /// Prints in ascending order: spellings of a form stand together.
    pub(crate) prints: Vec<u64>,
    pub(crate) order: Order,
    pub(crate) meaning: Option<Meaning>,
    pub(crate) shape: Shape,
    pub(crate) numbers: Option<Numbers>,
    /// Smallest hashes of the words in it, ascending.
    pub(crate) words: Vec<u32>,
}

impl ColumnSketch {
    /// Begins one whose values can be compared with those of all columns of this key.
    pub fn builder(key: ValueKey) -> SketchBuilder {
        SketchBuilder::new(key)
    }

    /// All rows.
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// Rows without a value.
    pub const fn nulls(&self) -> u64 {
        self.nulls
    }

    /// Different values as they are spelled; an estimate where not [`Self::is_exact`].
    pub const fn distinct(&self) -> u64 {
        self.distinct
    }

    /// Different values in their normal form; an estimate where not [`Self::is_exact`].
    pub const fn distinct_forms(&self) -> u64 {
        self.forms
    }

    /// Whether every value is kept.
    pub const fn is_exact(&self) -> bool {
        self.kept_up_to.is_none()
    }

    /// In which order the values stand.
    pub const fn order(&self) -> Order {
        self.order
    }

    /// What the caller said it means.
    pub const fn meaning(&self) -> Option<Meaning> {
        self.meaning
    }

    /// What it means, if that is more likely than not.
    pub fn semantic_type(&self) -> Option<SemanticType> {
        self.meaning
            .filter(|meaning| meaning.certainty >= 0.5)
            .map(|meaning| meaning.semantic_type)
    }

    /// Share of rows with a value.
    pub fn density(&self) -> f64 {
        share(self.rows - self.nulls, self.rows)
    }

    /// Different values per value: 1 is a key.
    pub fn uniqueness(&self) -> f64 {
        share(self.distinct, self.rows - self.nulls).min(1.0)
    }

    /// As [`Self::uniqueness`], where values of one normal form are one.
    pub fn uniqueness_of_forms(&self) -> f64 {
        share(self.forms, self.rows - self.nulls).min(1.0)
    }

    /// Whether its values are words: more letters than digits.
    pub(crate) fn is_of_words(&self) -> bool {
        self.shape.letters.get() > self.shape.digits.get()
    }

    /// The most frequent format with its share: digits are 9, letters A and a, other signs themselves.
    pub fn mask(&self) -> Option<(&str, f64)> {
        self.shape
            .mask
            .as_ref()
            .map(|mask| (mask.format.as_str(), mask.share.get()))
    }

    /// Shortest, mean and longest value in characters.
    pub fn lengths(&self) -> (u32, f64, u32) {
        (
            self.shape.shortest,
            self.shape.mean_length.get(),
            self.shape.longest,
        )
    }

    /// Kept prints, in ascending order.
    pub fn prints(&self) -> impl ExactSizeIterator<Item = ValuePrint> + '_ {
        self.prints.iter().copied().map(ValuePrint::from_bits)
    }

    /// Kept forms, in ascending order, each once.
    pub fn forms(&self) -> impl Iterator<Item = u64> + '_ {
        let mut last = None;
        self.prints().filter_map(move |print| {
            let form = print.form();
            (last.replace(form) != Some(form)).then_some(form)
        })
    }

    /// The smallest forms among those of both sides that both would have kept.
    pub(crate) fn common_limit(&self, other: &Self) -> u64 {
        let end = 1 << FORM_BITS;
        self.kept_up_to
            .unwrap_or(end)
            .min(other.kept_up_to.unwrap_or(end))
    }
}

pub(crate) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
