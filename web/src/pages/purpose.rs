//! What data of several houses are joined for, asked before the answer.

use crate::form::Fields;
use crate::pages::refused;
use crate::{Refusal, Visitor};
use hebewerk_hub::{HubError, PurposeWish};

/// The form as it stands.
pub(crate) struct PurposeForm {
    /// The statement whose answer is waited for.
    pub(crate) sql: String,
    /// The page on which somebody is asked, if it is not that of the statement.
    pub(crate) onward: Option<String>,
    /// Names of the houses; empty where only a field is to be put right.
    pub(crate) houses: String,
    pub(crate) purpose: String,
    pub(crate) legal_basis: String,
    pub(crate) reference: String,
    /// What is wrong, and at which field.
    mistake: Option<(&'static str, String)>,
}

/// What a form says the data are joined for; none if it does not ask.
pub(crate) fn wish(fields: &Fields) -> Option<PurposeWish> {
    fields.get("zweck")?;
    Some(PurposeWish {
        purpose: fields.text("zweck").replace("\r\n", "\n"),
        legal_basis: fields.text("grundlage").to_owned(),
        reference: fields.text("aktenzeichen").to_owned(),
    })
}

impl PurposeForm {
    /// An empty form, if a purpose is what an error asks for; people come back to `onward`.
    pub(crate) fn asked(error: &HubError, sql: String, onward: String) -> Option<Self> {
        let HubError::PurposeNeeded { houses } = error else {
            return None;
        };
        Some(Self {
            sql,
            onward: Some(onward),
            houses: houses.join(", "),
            purpose: String::new(),
            legal_basis: String::new(),
            reference: String::new(),
            mistake: None,
        })
    }

    /// The form as somebody filled it in, if a purpose is what an error asks for.
    pub(crate) fn filled(visitor: &Visitor, error: &HubError, fields: &Fields) -> Option<Self> {
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
            sql: fields.text("sql").to_owned(),
            onward: fields.get("weiter").map(str::to_owned),
            houses,
            purpose: fields.text("zweck").to_owned(),
            legal_basis: fields.text("grundlage").to_owned(),
            reference: fields.text("aktenzeichen").to_owned(),
            mistake,
        })
    }

    /// The sentence of what is wrong with a field.
    pub(crate) fn mistake(&self, field: &str) -> Option<&str> {
        let (wrong, sentence) = self.mistake.as_ref()?;
        (*wrong == field).then_some(sentence.as_str())
    }
}
