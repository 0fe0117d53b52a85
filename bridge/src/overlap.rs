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

/// Common values of two columns; merges both once.
pub fn overlap(left: &ColumnSketch, right: &ColumnSketch) -> Overlap {
    let limit = left.common_limit(right);
    let mut found = Overlap {
        is_exact: left.is_exact() && right.is_exact(),
        left: counted(left, limit),
        right: counted(right, limit),
        ..Overlap::default()
    };
    let (mut one, mut two) = (0, 0);
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
            Ordering::Less => one += 1,
            Ordering::Greater => two += 1,
        }
    }
    found
}

/// Spellings and forms up to a limit.
fn counted(sketch: &ColumnSketch, limit: u64) -> (u64, u64) {
    if sketch.is_exact() && limit >> crate::print::FORM_BITS != 0 {
        return (sketch.prints.len() as u64, sketch.forms);
    }
    let spellings = sketch.prints().take_while(|print| print.form() <= limit);
    let forms = sketch.forms().take_while(|form| *form <= limit);
    (spellings.count() as u64, forms.count() as u64)
}
