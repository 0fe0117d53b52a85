//! What somebody wrote into the form.

use crate::Refusal;
use crate::form::Fields;
use hebewerk_hub::ConnectionWords;
use hebewerk_hub::ports::{ConnectorForm, FieldKind, Secrets};
use hebewerk_model::Visibility;
use std::collections::BTreeMap;

/// Name of the button that only tries.
const TRY: &str = "pruefen";

/// A form as it was sent.
pub(super) struct Answers {
    /// Slug of the office.
    pub(super) house: String,
    pub(super) words: ConnectionWords,
    /// Whether it shall only be tried.
    pub(super) is_try: bool,
    /// Whether somebody has confirmed that everybody may read it.
    pub(super) is_confirmed: bool,
}

impl Answers {
    /// Reads the fields a connector asks for; others are not looked at.
    pub(super) fn read(form: &ConnectorForm, fields: &Fields) -> Result<Self, Refusal> {
        let mut settings = BTreeMap::new();
        let mut secrets = BTreeMap::new();
        let mut forgotten = Vec::new();
        for field in form.fields {
            let name = input_name(field.name);
            if field.kind == FieldKind::Secret {
                secrets.insert(field.name.to_owned(), fields.raw(&name).to_owned());
                if fields.is_ticked(&forget_name(field.name)) {
                    forgotten.push(field.name.to_owned());
                }
                continue;
            }
            // What was chosen from the system's own list counts before what stands in the field.
            let chosen = fields.get(&offer_name(field.name));
            let answer = chosen.unwrap_or_else(|| fields.text(&name));
            settings.insert(field.name.to_owned(), answer.replace("\r\n", "\n"));
        }
        secrets.retain(|_field, secret| !secret.is_empty());
        Ok(Self {
            house: fields.text("haus").to_owned(),
            is_try: fields.text("tun") == TRY,
            is_confirmed: fields.is_ticked("bestaetigt"),
            words: ConnectionWords {
                name: fields.text("name").to_owned(),
                settings,
                secrets: Secrets::new(secrets).forgetting(forgotten),
                visibility: visibility(fields)?,
                every_minutes: minutes(fields, "takt")?,
                promised_minutes: minutes(fields, "zusage")?,
            },
        })
    }

    /// Whether everybody could read what comes, and nobody has confirmed that yet.
    pub(super) fn is_unconfirmed(&self, before: Visibility) -> bool {
        let widens = self.words.visibility == Visibility::Public && before != Visibility::Public;
        widens && !self.is_confirmed
    }
}

/// Name of the input of a connector's field: connectors and the page may ask for the same word.
pub(super) fn input_name(field: &str) -> String {
    format!("f_{field}")
}

/// Name of the list of what the system offers for a field.
pub(super) fn offer_name(field: &str) -> String {
    format!("wahl_{field}")
}

/// Name of the box that lets the kept secret of a field go.
pub(super) fn forget_name(field: &str) -> String {
    format!("weg_{field}")
}

fn visibility(fields: &Fields) -> Result<Visibility, Refusal> {
    let wrong = |_error| Refusal::invalid("invalid_visibility");
    fields.text("zugang").parse().map_err(wrong)
}

fn minutes(fields: &Fields, name: &str) -> Result<u32, Refusal> {
    let wrong = |_error| Refusal::invalid("rhythm");
    fields.text(name).parse().map_err(wrong)
}
