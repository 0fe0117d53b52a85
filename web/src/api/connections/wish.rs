//! What a caller says of a connection.

use crate::Refusal;
use hebewerk_hub::ports::{ConnectorForm, FieldKind, Secrets};
use hebewerk_hub::{ConnectionWords, NewConnection};
use hebewerk_model::Visibility;
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A connection that is not there yet.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ConnectionWish {
    /// Slug of the organisation whose datasets it makes.
    organisation: String,
    /// Kind of system, as `GET /connectors` lists them.
    connector: String,
    /// What it is called; the title of the dataset it makes.
    name: String,
    /// Answers to the connector's questions.
    #[serde(default)]
    settings: BTreeMap<String, String>,
    /// Answers to its secret questions. They are sealed at once and never shown again.
    #[serde(default)]
    #[schema(write_only)]
    secrets: BTreeMap<String, String>,
    /// Who may read a dataset it makes: `public`, `city` or `office`. `office` if not given.
    visibility: Option<String>,
    /// Minutes between two fetches; 0 for by hand only, which is the default.
    #[serde(default)]
    every_minutes: u32,
    /// Minutes after which the source promises something new; 0 for no promise.
    #[serde(default)]
    promised_minutes: u32,
}

/// A connection as it shall stand.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ConnectionChange {
    /// What it is called.
    name: String,
    /// Answers to the connector's questions.
    #[serde(default)]
    settings: BTreeMap<String, String>,
    /// Answers to its secret questions that are new; `null` removes the kept one, the others stay.
    #[serde(default)]
    #[schema(write_only)]
    secrets: BTreeMap<String, Option<String>>,
    /// Who may read a dataset it makes: `public`, `city` or `office`.
    visibility: String,
    /// Minutes between two fetches; 0 for by hand only.
    every_minutes: u32,
    /// Minutes after which the source promises something new; 0 for no promise.
    #[serde(default)]
    promised_minutes: u32,
    /// Whether the clock leaves it alone; as it is if not given.
    paused: Option<bool>,
}

impl ConnectionWish {
    /// The wish, if the connector knows its answers.
    pub(super) fn checked(self, forms: &[ConnectorForm]) -> Result<NewConnection, Refusal> {
        let secrets = self.secrets.into_iter();
        let secrets = secrets.map(|(name, secret)| (name, Some(secret))).collect();
        let (settings, secrets) = answers(forms, &self.connector, self.settings, secrets)?;
        let visibility = self.visibility.as_deref().map(visibility).transpose()?;
        Ok(NewConnection {
            organisation: self.organisation,
            connector: self.connector,
            words: ConnectionWords {
                name: self.name,
                settings,
                secrets,
                visibility: visibility.unwrap_or(Visibility::Office),
                every_minutes: self.every_minutes,
                promised_minutes: self.promised_minutes,
            },
        })
    }
}

impl ConnectionChange {
    /// The change, if the connector knows its answers; and whether it shall be paused.
    pub(super) fn checked(
        self,
        forms: &[ConnectorForm],
        connector: &str,
    ) -> Result<(ConnectionWords, Option<bool>), Refusal> {
        let (settings, secrets) = answers(forms, connector, self.settings, self.secrets)?;
        let words = ConnectionWords {
            name: self.name,
            settings,
            secrets,
            visibility: visibility(&self.visibility)?,
            every_minutes: self.every_minutes,
            promised_minutes: self.promised_minutes,
        };
        Ok((words, self.paused))
    }
}

fn visibility(code: &str) -> Result<Visibility, Refusal> {
    let wrong = |_unknown| Refusal::invalid("invalid_visibility");
    code.parse().map_err(wrong)
}

/// The answers, each at its place: a secret among the settings would be kept in the open.
fn answers(
    forms: &[ConnectorForm],
    connector: &str,
    settings: BTreeMap<String, String>,
    secrets: BTreeMap<String, Option<String>>,
) -> Result<(BTreeMap<String, String>, Secrets), Refusal> {
    let form = forms.iter().find(|form| form.kind == connector);
    let form = form.ok_or_else(|| Refusal::invalid("connector"))?;
    let (open, secret): (Vec<_>, Vec<_>) = (settings.keys().collect(), secrets.keys().collect());
    for (names, are_secret) in [(open, false), (secret, true)] {
        let known = form.fields.iter();
        let known = known.filter(|field| (field.kind == FieldKind::Secret) == are_secret);
        let known: Vec<&str> = known.map(|field| field.name).collect();
        let mut names = names.into_iter();
        if let Some(name) = names.find(|name| !known.contains(&name.as_str())) {
            return Err(Refusal::invalid("unknown_parameter")
                .with("name", name)
                .with("known", known.join(", ")));
        }
    }
    let is_gone = |(_name, secret): &(&String, &Option<String>)| secret.is_none();
    let forgotten: Vec<String> = secrets
        .iter()
        .filter(is_gone)
        .map(|(name, _none)| name.clone())
        .collect();
    let given = secrets.into_iter();
    let given = given.filter_map(|(name, secret)| Some((name, secret?)));
    let secrets = Secrets::new(given.collect()).forgetting(forgotten);
    Ok((settings, secrets))
}
