//! What data of several houses are joined for, asked before the answer.

use crate::form::Fields;
use crate::pages::refused;
use crate::{Refusal, Visitor};
use hebewerk_hub::{HubError, PurposeWish};

/// The form as it stands.
pub(in crate::pages) struct PurposeForm {
    /// Names of the houses; empty where only a field is to be put right.
    pub(in crate::pages) houses: String,
    pub(in crate::pages) purpose: String,
    pub(in crate::pages) legal_basis: String,
    pub(in crate::pages) reference: String,
    /// What is wrong, and at which field.
    mistake: Option<(&'static str, String)>,
}

/// What a form says the data are joined for; none if it does not ask.
pub(in crate::pages) fn wish(fields: &Fields) -> Option<PurposeWish> {
    fields.get("zweck")?;
    Some(PurposeWish {
        purpose: fields.text("zweck").replace("\r\n", "\n"),
        legal_basis: fields.text("grundlage").to_owned(),
        reference: fields.text("aktenzeichen").to_owned(),
    })
}

impl PurposeForm {
    /// The form, if a purpose is what an error asks for.
    pub(in crate::pages) fn of(
        visitor: &Visitor,
        error: &HubError,
        fields: &Fields,
    ) -> Option<Self> {
        let mistake = match error {
            HubError::PurposeNeeded { .. } => None,
            HubError::Invalid {
                field: field @ ("purpose" | "legal_basis" | "reference"),
                code,
            } => {
                let refusal = Refusal::invalid(code);
                Some((*field, refused::sentence(&visitor.words, &refusal)))
            }
            _ => return None,
        };
        let houses = match error {
            HubError::PurposeNeeded { houses } => houses.join(", "),
            _ => fields.text("haeuser").to_owned(),
        };
        Some(Self {
            houses,
            purpose: fields.text("zweck").to_owned(),
            legal_basis: fields.text("grundlage").to_owned(),
            reference: fields.text("aktenzeichen").to_owned(),
            mistake,
        })
    }

    /// The sentence of what is wrong with a field.
    pub(in crate::pages) fn mistake(&self, field: &str) -> Option<&str> {
        let (wrong, sentence) = self.mistake.as_ref()?;
        (*wrong == field).then_some(sentence.as_str())
    }
}
