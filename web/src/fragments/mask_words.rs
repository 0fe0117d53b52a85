//! What a mask leaves of a column, in a sentence.

use crate::Words;
use hebewerk_model::{Mask, Period};

/// *Sie sehen nur die ersten 2 Zeichen.*
pub(crate) fn mask_words(w: Words, mask: Mask) -> String {
    match mask {
        Mask::Hide => w.t("mask-hide"),
        Mask::Null => w.t("mask-null"),
        Mask::Pseudonym => w.t("mask-pseudonym"),
        Mask::Beginning { characters } => w.t1("mask-beginning", "count", u32::from(characters)),
        Mask::Round { digits } if digits > 0 => w.t1("mask-round", "digits", i32::from(digits)),
        Mask::Round { digits } => {
            let step = 10_u64.saturating_pow(digits.unsigned_abs().into());
            w.t1("mask-round-to", "step", step)
        }
        Mask::Group { width } => w.t1("mask-group", "width", width),
        Mask::Period(Period::Year) => w.t("mask-period-year"),
        Mask::Period(Period::Quarter) => w.t("mask-period-quarter"),
        Mask::Period(Period::Month) => w.t("mask-period-month"),
        Mask::Street => w.t("mask-street"),
        Mask::Grid { metres } => w.t1("mask-grid", "metres", metres),
    }
    .into_owned()
}
