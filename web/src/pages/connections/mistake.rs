//! What is wrong, as a sentence at its place.

use super::field_label;
use crate::{Refusal, Words};
use hebewerk_hub::HubError;
use hebewerk_hub::ports::VaultError;
use hebewerk_model::{Failure as _, Kind};
use hebewerk_words::Value;

/// What somebody can put right on the page.
pub(super) struct Mistake {
    /// Field at fault, if one is.
    pub(super) field: Option<&'static str>,
    pub(super) sentence: String,
}

impl Mistake {
    /// The mistake behind an error; what nobody can put right on the page stays a refusal.
    pub(super) fn of(w: Words, connector: &str, error: HubError) -> Result<Self, Refusal> {
        let is_on_the_page = error.kind() == Kind::Invalid
            || matches!(
                error,
                HubError::Fetch(_) | HubError::Vault(VaultError::Foreign)
            );
        if !is_on_the_page {
            return Err(error.into());
        }
        let field = match &error {
            HubError::Fetch(error) => error.field,
            HubError::Invalid { field, .. } => Some(*field),
            _ => None,
        };
        let details = error.parameters();
        let details = details.iter().map(|(name, value)| (*name, value.as_str()));
        Ok(Self {
            field,
            sentence: sentence(w, connector, error.code(), details),
        })
    }
}

/// The sentence of a code. Fields are named as the form names them.
pub(super) fn sentence<'a>(
    w: Words,
    connector: &str,
    code: &str,
    details: impl Iterator<Item = (&'a str, &'a str)>,
) -> String {
    let details: Vec<(&str, String)> = details
        .map(|(name, value)| match name {
            "field" => (name, field_label(w, connector, value)),
            _ => (name, value.to_owned()),
        })
        .collect();
    let parameters: Vec<(&str, Value<'_>)> = details
        .iter()
        .map(|(name, value)| match value.parse::<u64>() {
            Ok(number) if *name == "seconds" => (*name, number.into()),
            _ => (*name, value.as_str().into()),
        })
        .collect();
    let code = code.replace('_', "-");
    ["error", "refusal", "rule"]
        .into_iter()
        .map(|kind| format!("{kind}-{code}"))
        .find(|key| hebewerk_words::has(w.language, key))
        .map_or_else(
            || w.t("connection-problem-unknown").into_owned(),
            |key| hebewerk_words::t_with(w.language, &key, &parameters).into_owned(),
        )
}
