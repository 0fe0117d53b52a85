//! The form of a connection, new or changed: what the connector asks, then what is the same for all.

use super::answers::Answers;
use super::form_field::FormField;
use super::mistake::Mistake;
use super::{ROOT, href, kind_title, rhythm, shell};
use crate::pages::dataset::edit::{Choice, visibilities};
use crate::shell::Shell;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use hebewerk_hub::ports::{Brings, ConnectorForm, Field, Offered};
use hebewerk_hub::{ConnectionView, ConnectionWords};

/// A form as it stands.
pub(super) struct Draft<'a> {
    pub(super) form: &'static ConnectorForm,
    pub(super) house: String,
    pub(super) words: ConnectionWords,
    /// The connection that is changed.
    pub(super) existing: Option<&'a ConnectionView>,
    /// What is wrong with it.
    pub(super) mistake: Option<Mistake>,
    /// What the system answered when it was tried.
    pub(super) offers: Option<Vec<Offered>>,
    /// Whether the confirmation is missing that everybody may read what comes.
    pub(super) is_unconfirmed: bool,
}

impl<'a> Draft<'a> {
    /// What was sent.
    pub(super) fn sent(
        form: &'static ConnectorForm,
        answers: Answers,
        existing: Option<&'a ConnectionView>,
    ) -> Self {
        Self {
            form,
            house: answers.house,
            words: answers.words,
            existing,
            mistake: None,
            offers: None,
            is_unconfirmed: false,
        }
    }

    /// The answer to a field; its default where nothing was said yet.
    pub(super) fn setting(&self, field: &Field) -> String {
        let answer = self.words.settings.get(field.name).cloned();
        let is_untouched = self.words.settings.is_empty();
        match answer {
            Some(answer) => answer,
            None if is_untouched || self.existing.is_some() => field.default.to_owned(),
            None => String::new(),
        }
    }

    /// Secret fields that are filled in already.
    pub(super) fn sealed(&self) -> &[String] {
        self.existing.map_or(&[], |view| &view.sealed)
    }

    /// The mistake of a field that is not the connector's.
    fn mistake_of(&self, name: &str) -> Option<String> {
        let mistake = self.mistake.as_ref()?;
        let is_asked = self.form.fields.iter().any(|field| field.name == name);
        (!is_asked && mistake.field == Some(name)).then(|| mistake.sentence.clone())
    }

    /// The mistake that lies at no field of the page.
    fn mistake_of_all(&self) -> Option<String> {
        let mistake = self.mistake.as_ref()?;
        let lies_at = |name| mistake.field == Some(name);
        let is_placed = lies_at("name") || self.form.fields.iter().any(|field| lies_at(field.name));
        (!is_placed).then(|| mistake.sentence.clone())
    }
}

/// The page.
#[derive(Template)]
#[template(path = "connections/form.html")]
pub(super) struct FormPage {
    shell: Shell,
    w: Words,
    kind: String,
    headline: String,
    lead: String,
    action: String,
    back: String,
    error: Option<String>,
    fields: Vec<FormField>,
    /// Whether the system answered when it was tried.
    has_answered: bool,
    has_offers: bool,
    /// Offices to choose from; none if the connection is there.
    houses: Vec<Choice>,
    name: String,
    name_error: Option<String>,
    name_hint: String,
    visibilities: Vec<Choice>,
    /// What is asked by its circle, and what happens with it: a catalogue is no file.
    access: String,
    happens: String,
    is_unconfirmed: bool,
    rhythms: Vec<Choice>,
    promises: Vec<Choice>,
    submit: String,
}

impl FormPage {
    /// The page of a draft.
    pub(super) async fn of(visitor: &Visitor, draft: &Draft<'_>) -> Result<Self, Refusal> {
        let w = visitor.words;
        let kind = kind_title(w, draft.form.kind);
        let fields = draft.form.fields.iter();
        let fields: Vec<FormField> = fields.map(|field| FormField::of(w, draft, field)).collect();
        let about = w.t(&format!("connector-{}-about", draft.form.kind));
        let (headline, action, back, submit) = if let Some(view) = draft.existing {
            let back = href(view.card.connection.id);
            let name = &view.card.connection.name;
            let headline = w.t1("connection-change-headline", "name", name);
            (headline, format!("{back}/aendern"), back, w.t("save"))
        } else {
            let headline = w.t1("connection-new-headline", "kind", &kind);
            let action = format!("{ROOT}/neu/{}", draft.form.kind);
            let submit = w.t("connection-connect");
            (headline, action, format!("{ROOT}/neu"), submit)
        };
        let mut visibilities = visibilities(w, draft.words.visibility, false);
        let (access, happens, name_hint) = match draft.form.brings {
            Brings::Catalogue => {
                // There are no rows to be read, only descriptions to be found.
                for choice in &mut visibilities {
                    let found = w.t(&format!("harvest-visibility-{}", choice.value));
                    choice.explained = found.into_owned();
                }
                ("harvest-access", "harvest-happens", "harvest-name-hint")
            }
            Brings::Files => (
                "field-access",
                "connection-happens-text",
                "connection-name-hint",
            ),
        };
        Ok(Self {
            shell: shell(visitor, headline.clone(), draft.existing),
            w,
            headline: headline.into_owned(),
            lead: about.into_owned(),
            action,
            back,
            error: draft.mistake_of_all(),
            has_answered: draft.offers.is_some(),
            has_offers: fields.iter().any(|field| !field.offers.is_empty()),
            fields,
            houses: houses(visitor, draft).await?,
            name: draft.words.name.clone(),
            name_error: draft.mistake_of("name"),
            name_hint: w.t(name_hint).into_owned(),
            visibilities,
            access: w.t(access).into_owned(),
            happens: w.t(happens).into_owned(),
            is_unconfirmed: draft.is_unconfirmed,
            rhythms: rhythm::rhythms(w, draft.words.every_minutes),
            promises: rhythm::promises(w, draft.words.promised_minutes),
            submit: submit.into_owned(),
            kind,
        })
    }
}

/// The offices a new connection may belong to.
async fn houses(visitor: &Visitor, draft: &Draft<'_>) -> Result<Vec<Choice>, Refusal> {
    if draft.existing.is_some() {
        return Ok(Vec::new());
    }
    let houses = visitor.hub().stewarded(&visitor.principal).await?;
    let choices = houses.into_iter().map(|house| Choice {
        is_chosen: house.slug.as_str() == draft.house,
        value: house.slug.to_string(),
        label: house.name,
        explained: String::new(),
    });
    Ok(choices.collect())
}
