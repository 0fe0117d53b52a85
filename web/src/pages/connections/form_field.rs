//! One question of a connector as an input.

use super::answers::{forget_name, input_name, offer_name};
use super::field_label;
use super::form::Draft;
use crate::Words;
use crate::pages::dataset::edit::Choice;
use hebewerk_hub::ports::{Field, FieldKind, Offered};
use uuid::Uuid;

/// Things offered in a list; nobody reads more.
const OFFERED: usize = 1_000;

/// One question.
pub(super) struct FormField {
    /// Name and identity of the input.
    pub(super) name: String,
    /// Which input: `text`, `url`, `query`, `number`, `choice`, `secret`.
    pub(super) input: &'static str,
    pub(super) label: String,
    pub(super) help: Option<String>,
    /// What was noticed about the answer.
    pub(super) error: Option<String>,
    pub(super) is_required: bool,
    pub(super) value: String,
    /// Bounds of a number.
    pub(super) bounds: (u32, u32),
    pub(super) choices: Vec<Choice>,
    /// Whether a secret is filled in already.
    pub(super) is_sealed: bool,
    /// Whether a secret was sent and must be written again.
    pub(super) is_again: bool,
    /// The box that lets a kept secret go; none where nothing may go.
    pub(super) forget: Option<Forget>,
    /// Name of the list of what the system has.
    pub(super) offer_name: String,
    /// What the system has to choose from.
    pub(super) offers: Vec<Choice>,
}

/// A box that lets a kept secret go.
pub(super) struct Forget {
    pub(super) name: String,
    pub(super) is_ticked: bool,
}

impl FormField {
    /// The question with what is answered so far.
    pub(super) fn of(w: Words, draft: &Draft<'_>, field: &Field) -> Self {
        let kind = draft.form.kind;
        let value = match field.kind {
            // A secret never goes back.
            FieldKind::Secret => String::new(),
            _ => draft.setting(field),
        };
        let is_sealed = draft.sealed().iter().any(|sealed| sealed == field.name);
        let mistake = draft.mistake.as_ref();
        let error = mistake.filter(|mistake| mistake.field == Some(field.name));
        let help = format!("connector-{kind}-{}-help", field.name);
        let offers = draft.offers.as_deref().unwrap_or_default();
        Self {
            name: input_name(field.name),
            input: input(field.kind),
            label: field_label(w, kind, field.name),
            help: hebewerk_words::has(w.language, &help).then(|| w.t(&help).into_owned()),
            error: error.map(|mistake| mistake.sentence.clone()),
            is_required: field.required && !is_sealed,
            bounds: match field.kind {
                FieldKind::Number(least, most) => (least, most),
                _ => (0, 0),
            },
            choices: choices(w, kind, field, &value),
            is_sealed,
            is_again: draft.words.secrets.get(field.name).is_some(),
            forget: (is_sealed && !field.required).then(|| Forget {
                name: forget_name(field.name),
                is_ticked: draft.words.secrets.forgets(field.name),
            }),
            offer_name: offer_name(field.name),
            offers: offered(offers, field.name, &value),
            value,
        }
    }
}

const fn input(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text | FieldKind::Host => "text",
        FieldKind::Address => "url",
        FieldKind::Query => "query",
        FieldKind::Number(..) => "number",
        FieldKind::Choice(_) => "choice",
        FieldKind::Secret => "secret",
    }
}

fn choices(w: Words, kind: &str, field: &Field, chosen: &str) -> Vec<Choice> {
    let FieldKind::Choice(codes) = field.kind else {
        return Vec::new();
    };
    let codes = codes.iter();
    codes
        .map(|code| Choice {
            value: (*code).to_owned(),
            label: w
                .t(&format!("connector-{kind}-{}-{code}", field.name))
                .into_owned(),
            is_chosen: *code == chosen,
            explained: String::new(),
        })
        .collect()
}

fn offered(offers: &[Offered], field: &str, chosen: &str) -> Vec<Choice> {
    let offers: Vec<&Offered> = offers
        .iter()
        .filter(|offered| offered.field == field)
        .take(OFFERED)
        .collect();
    // A number nobody reads helps nobody choose, unless nothing else tells two apart.
    let tells_nothing = |offered: &Offered| {
        let named_alike = offers.iter().filter(|other| other.title == offered.title);
        Uuid::parse_str(&offered.value).is_ok() && named_alike.count() < 2
    };
    offers
        .iter()
        .map(|offered| Choice {
            value: offered.value.clone(),
            label: match offered.title.as_deref() {
                Some(title) if title == offered.value || tells_nothing(offered) => title.to_owned(),
                Some(title) => format!("{title} ({})", offered.value),
                None => offered.value.clone(),
            },
            is_chosen: offered.value == chosen,
            explained: String::new(),
        })
        .collect()
}
