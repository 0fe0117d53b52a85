//! Values that show what fits and what does not. They are payload: only for who may see both columns.

use crate::normal_form::Forms;
use crate::sketch::{ColumnSketch, ValueSample};

/// Two spellings of one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// As the left spells it.
    pub left: String,
    /// As the right spells it.
    pub right: String,
}

/// Examples of two columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Examples {
    /// Values of both.
    pub matched: Vec<Example>,
    /// Values of the left that the right has not.
    pub only_left: Vec<String>,
    /// Values of the right that the left has not.
    pub only_right: Vec<String>,
    /// Forms that brought the matched ones together.
    pub forms: Forms,
}

impl Examples {
    /// At most so many of each kind. The forms are those of all values that both samples hold.
    pub fn of(
        left: (&ColumnSketch, &ValueSample),
        right: (&ColumnSketch, &ValueSample),
        most: usize,
    ) -> Self {
        let mut examples = Self::default();
        for (form, spelling) in left.1.each() {
            if let Some(other) = right.1.spelling(form) {
                let forms = Forms::between(spelling, other).unwrap_or_default();
                examples.forms = examples.forms.and(forms);
                if examples.matched.len() < most {
                    examples.matched.push(Example {
                        left: spelling.to_owned(),
                        right: other.to_owned(),
                    });
                }
            } else if examples.only_left.len() < most && !has(right.0, form) {
                examples.only_left.push(spelling.to_owned());
            }
        }
        for (form, spelling) in right.1.each() {
            if examples.only_right.len() < most && !has(left.0, form) {
                examples.only_right.push(spelling.to_owned());
            }
        }
        examples
    }
}

fn has(column: &ColumnSketch, form: u64) -> bool {
    let at = column.prints.partition_point(|bits| bits >> 16 < form);
    column.prints.get(at).is_some_and(|bits| bits >> 16 == form)
}
