//! What is wrong with a form about protection, and where.

use crate::pages::refused;
use crate::{Refusal, Visitor};
use hebewerk_hub::HubError;
use hebewerk_model::Kind;

/// What is wrong, in which form and at which field.
pub(super) struct Mistake {
    pub(super) form: String,
    pub(super) field: &'static str,
    pub(super) sentence: String,
}

impl Mistake {
    /// A mistake that was seen before anything was asked.
    pub(super) fn at(
        visitor: &Visitor,
        form: &str,
        field: &'static str,
        code: &'static str,
    ) -> Self {
        Self {
            form: form.to_owned(),
            field,
            sentence: refused::sentence(&visitor.words, &Refusal::invalid(code)),
        }
    }

    /// The mistake behind an error; what nobody can put right on the page stays a refusal.
    pub(super) fn of(visitor: &Visitor, form: &str, error: HubError) -> Result<Self, Refusal> {
        let field = match &error {
            HubError::Invalid { field, .. } => match *field {
                "column" => "spalte",
                "reason" => "grund",
                "mask" => "maske",
                "values" => "werte",
                "viewer" => "person",
                _ => "",
            },
            _ => "",
        };
        let refusal = Refusal::from(error);
        if !matches!(refusal.kind, Kind::Invalid | Kind::Conflict) {
            return Err(refusal);
        }
        Ok(Self {
            form: form.to_owned(),
            field,
            sentence: refused::sentence(&visitor.words, &refusal),
        })
    }
}
