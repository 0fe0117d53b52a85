//! How many values two columns have in common.

use crate::print::ValuePrint;
use crate::sketch::{ColumnSketch, share};
use std::cmp::Ordering;

/// Common values of two columns, counted; where not all values of a column are kept, counted among those with the
/// smallest hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Overlap {
    /// Values that both spell alike.
    pub values: u64,
    /// Values that both have in their normal form.
    pub forms: u64,
    /// Values of the left, as spelled and in their normal form.
    pub left: (u64, u64),
    /// Values of the right, as spelled and in their normal form.
    pub right: (u64, u64),
    /// Whether all values of both were compared.
    pub is_exact: bool,
    /// Whether both hold words rather than numbers.
    pub of_words: bool,
}

impl Overlap {
    /// Shares of the left and of the right that the other side has too, as spelled.
    pub fn shares_as_spelled(&self) -> (f64, f64) {
        (
            share(self.values, self.left.0),
            share(self.values, self.right.0),
        )
    }

    /// Shares of the left and of the right that the other side has too, in their normal form.
    pub fn shares_of_forms(&self) -> (f64, f64) {
        (
            share(self.forms, self.left.1),
            share(self.forms, self.right.1),
        )
    }

    /// Whether normal forms bring more together than spellings do: only then are they worth their doubt.
    pub fn needs_forms(&self) -> bool {
        geometric(self.shares_of_forms()) > geometric(self.shares_as_spelled()) * 1.02 + 0.005
    }

    /// Whether rows are joined by normal forms. Of words each value counts that only its form brings over: a rare spelling
    /// of a street moves no share, and its rows would be lost. Among numbers a few would be chance.
    pub fn joins_by_form(&self) -> bool {
        let (forms, spelled) = (self.shares_of_forms(), self.shares_as_spelled());
        let brings_more = forms.0 > spelled.0 || forms.1 > spelled.1;
        self.needs_forms() || (self.of_words && self.forms > 0 && brings_more)
    }

    /// Shares of both sides whose rows meet.
    pub fn shares_of_join(&self) -> (f64, f64) {
        if self.joins_by_form() {
            self.shares_of_forms()
        } else {
            self.shares_as_spelled()
        }
    }

    /// Shares of both sides in common, by spelling where that is enough.
    pub fn shares(&self) -> (f64, f64) {
        if self.needs_forms() {
            self.shares_of_forms()
        } else {
            self.shares_as_spelled()
        }
    }
}

/// Root of the product: high only where neither side is a small part of the other.
pub(crate) fn geometric((left, right): (f64, f64)) -> f64 {
    (left * right).sqrt()
}

/// What is counted where two columns have nothing in common, which is known of the index.
pub(crate) fn nothing_in_common(left: &ColumnSketch, right: &ColumnSketch) -> Overlap {
    let limit = left.common_limit(right);
    Overlap {
        is_exact: left.is_exact() && right.is_exact(),
        of_words: left.is_of_words() && right.is_of_words(),
        left: counted(left, limit),
        right: counted(right, limit),
        ..Overlap::default()
    }
}

/// So many times as long must one side be for its values to be looked up instead of read one by one.
const MUCH_LONGER: usize = 8;

/// Common values of two columns; merges both once, and leaps where one is much longer.
pub fn overlap(left: &ColumnSketch, right: &ColumnSketch) -> Overlap {
    let limit = left.common_limit(right);
    let mut found = nothing_in_common(left, right);
    let (mut one, mut two) = (0, 0);
    let leaps_left = left.prints.len() > MUCH_LONGER * right.prints.len();
    let leaps_right = right.prints.len() > MUCH_LONGER * left.prints.len();
    let mut last_form = None;
    while let (Some(left_bits), Some(right_bits)) = (left.prints.get(one), right.prints.get(two)) {
        let (left_print, right_print) = (
            ValuePrint::from_bits(*left_bits),
            ValuePrint::from_bits(*right_bits),
        );
        if left_print.form() > limit || right_print.form() > limit {
            break;
        }
        if left_print.form() == right_print.form()
            && last_form.replace(left_print.form()) != Some(left_print.form())
        {
            found.forms += 1;
        }
        match left_bits.cmp(right_bits) {
            Ordering::Equal => {
                found.values += 1;
                one += 1;
                two += 1;
            }
            Ordering::Less if leaps_left => one = leap(&left.prints, one, right_print),
            Ordering::Less => one += 1,
            Ordering::Greater if leaps_right => two = leap(&right.prints, two, left_print),
            Ordering::Greater => two += 1,
        }
    }
    found
}

/// The first place behind this one whose form is not below that of a print; each step is twice as long as the one before.
fn leap(prints: &[u64], from: usize, to: ValuePrint) -> usize {
    let is_below = |bits: &u64| ValuePrint::from_bits(*bits).form() < to.form();
    let (mut low, mut step) = (from + 1, 1);
    while prints.get(low + step).is_some_and(is_below) {
        low += step;
        step *= 2;
    }
    let high = prints.len().min(low + step + 1);
    let rest = prints.get(low..high).unwrap_or_default();
    low + rest.partition_point(is_below)
}

/// Spellings and forms up to a limit.
fn counted(sketch: &ColumnSketch, limit: u64) -> (u64, u64) {
    if sketch.is_exact() && limit >> crate::print::FORM_BITS != 0 {
        return (sketch.prints.len() as u64, sketch.forms);
    }
    let is_kept = |bits: &u64| ValuePrint::from_bits(*bits).form() <= limit;
    let spellings = sketch.prints.partition_point(is_kept);
    let forms = sketch.forms().take_while(|form| *form <= limit);
    (spellings as u64, forms.count() as u64)
}
