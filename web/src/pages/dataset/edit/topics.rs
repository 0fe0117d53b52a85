//! What a dataset is about: the theme, and what other cities call such a dataset, each with suggestions.

use super::Choice;
use crate::Words;
use crate::form::Fields;
use hebewerk_hub::ports::Topics;
use hebewerk_model::{Description, Language, ReferenceDataset, ReferenceTerm, Theme};

/// The button that takes a suggestion: `thema:ENVI`, `musterdatensatz:…`, or `neu` to be asked again.
const TAKE: &str = "nimm";

/// For the two fields, and for those forms that have only the first.
#[derive(Default)]
pub(crate) struct TopicFields {
    /// Themes that fit, as values of the button.
    pub(crate) themes: Vec<Choice>,
    /// None in a form without this field.
    pub(crate) reference: Option<ReferenceFields>,
}

/// The field *Musterdatensatz*.
pub(crate) struct ReferenceFields {
    /// Those that fit, as values of the button.
    pub(crate) suggested: Vec<Choice>,
    /// All of them, by group.
    pub(crate) groups: Vec<(String, Vec<Choice>)>,
}

impl TopicFields {
    /// Suggestions beside what is said already.
    pub(crate) fn of(w: Words, said: &Description, topics: &Topics, taken: bool) -> Self {
        let themes = topics.themes.iter().filter(|_| said.theme.is_none());
        let chosen = said.details.reference_dataset.as_ref();
        let open = chosen.is_none() || taken;
        let references = topics.reference_datasets.iter();
        let references = references.filter(|one| open && chosen != Some(one));
        Self {
            themes: themes
                .map(|theme| suggestion(format!("thema:{}", theme.0), w.code("theme", &theme.0)))
                .collect(),
            reference: Some(ReferenceFields {
                suggested: references
                    .map(|one| suggestion(format!("musterdatensatz:{}", one.0), full_name(w, one)))
                    .collect(),
                groups: groups(w, chosen),
            }),
        }
    }
}

/// Puts the suggestion that was pressed into what was typed; none if the form was sent to be saved.
pub(super) fn take(fields: &Fields, typed: &mut Description) -> bool {
    let Some(pressed) = fields.get(TAKE) else {
        return false;
    };
    if let Some(code) = pressed.strip_prefix("thema:") {
        typed.theme = Some(Theme(code.to_owned()));
    } else if let Some(path) = pressed.strip_prefix("musterdatensatz:") {
        typed.details.reference_dataset = ReferenceDataset::from_iri(path);
    }
    true
}

/// Its name in the reader's language.
pub(crate) fn name(w: Words, reference: &ReferenceDataset) -> String {
    let term = reference.term();
    term.map_or_else(|| reference.0.clone(), |term| spoken(w, term).to_owned())
}

/// Its name and that of its group: *Standort* alone says little.
fn full_name(w: Words, reference: &ReferenceDataset) -> String {
    let group = reference.term().and_then(ReferenceTerm::group);
    let group = group.map(|group| format!("{}: ", spoken(w, group)));
    format!("{}{}", group.unwrap_or_default(), name(w, reference))
}

fn spoken(w: Words, term: &ReferenceTerm) -> &'static str {
    match w.language {
        Language::De => term.german,
        Language::En => term.english,
    }
}

fn groups(w: Words, chosen: Option<&ReferenceDataset>) -> Vec<(String, Vec<Choice>)> {
    let mut groups: Vec<(String, Vec<Choice>)> = Vec::new();
    for term in ReferenceTerm::all() {
        if term.is_group() {
            groups.push((spoken(w, term).to_owned(), Vec::new()));
        } else if let Some((_, choices)) = groups.last_mut() {
            choices.push(Choice {
                value: term.path.to_owned(),
                label: spoken(w, term).to_owned(),
                is_chosen: chosen.is_some_and(|chosen| chosen.0 == term.path),
                explained: String::new(),
            });
        }
    }
    groups.sort_by(|one, other| one.0.cmp(&other.0));
    groups
}

fn suggestion(value: String, label: impl Into<String>) -> Choice {
    Choice {
        value,
        label: label.into(),
        is_chosen: false,
        explained: String::new(),
    }
}
