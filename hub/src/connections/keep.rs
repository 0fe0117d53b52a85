//! Making, changing, trying and removing connections.

use crate::authorise::authorise;
use crate::ports::{Brings, ConnectorForm, Event, Fetch, FieldKind, Offered, Secrets};
use crate::{Hub, HubError, sealed_for};
use hebewerk_guard::{Action, Decision, Resource};
use hebewerk_model::{
    Connection, ConnectionId, Maker, Organisation, Principal, Rhythm, Visibility,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::time::Duration;

/// Longest name in characters.
const NAME_CHARS: usize = 200;
/// Longest answer to a field in bytes: SQL may be long.
const ANSWER_BYTES: usize = 64 << 10;
/// A year; beyond that nobody means a rhythm.
const MOST_MINUTES: u32 = 366 * 24 * 60;
/// How long a try may take: somebody waits for it.
const TRY_TIME: Duration = Duration::from_secs(25);
/// Bytes a try may bring.
const TRY_BYTES: u64 = 16 << 20;

/// What somebody says of a connection, new or changed.
#[derive(Debug, Clone)]
pub struct ConnectionWords {
    /// What it is called.
    pub name: String,
    /// Answers to the connector's form without secrets.
    pub settings: BTreeMap<String, String>,
    /// Secrets that are new or shall go; the others stay.
    pub secrets: Secrets,
    /// Circle of a dataset it makes.
    pub visibility: Visibility,
    /// Minutes between two fetches; 0 by hand.
    pub every_minutes: u32,
    /// How often the source promises something new, in minutes; 0 if it promises nothing.
    pub promised_minutes: u32,
}

/// A connection that is not there yet.
#[derive(Debug, Clone)]
pub struct NewConnection {
    /// Slug of the organisation.
    pub organisation: String,
    /// Which connector.
    pub connector: String,
    /// Everything else.
    pub words: ConnectionWords,
}

impl Hub {
    /// Makes a connection. It is fetched for the first time at once, unless it is fetched by hand.
    pub async fn connect(
        &self,
        principal: &Principal,
        new: NewConnection,
    ) -> Result<ConnectionId, HubError> {
        let (organisation, decision) = self.connecting(principal, &new.organisation).await?;
        let now = self.parts.clock.now();
        let connection = Connection {
            id: ConnectionId::from_uuid(self.parts.identifiers.fresh()),
            organisation: organisation.id,
            name: String::new(),
            connector: new.connector,
            settings: BTreeMap::new(),
            visibility: Visibility::Office,
            rhythm: Rhythm::ByHand,
            promised_minutes: None,
            paused: false,
            pause_reason: None,
            maker: Maker::of(principal),
            created_at: now,
            updated_at: now,
        };
        let event = self.connection_event(principal, "connect", &decision);
        self.keep_connection(connection, new.words, &event).await
    }

    /// Changes a connection. Secrets stay as they are where no new one is given, unless the connection now speaks to
    /// another address: then they must be given again, so that nobody sends an old password to a new place.
    pub async fn change_connection(
        &self,
        principal: &Principal,
        id: ConnectionId,
        words: ConnectionWords,
    ) -> Result<(), HubError> {
        let mut connection = self.own_connection(principal, id).await?;
        let decision = may_connect(principal, &connection)?;
        // From now on it is fetched on their behalf. One that is paused stays so until somebody ends that.
        connection.maker = Maker::of(principal);
        connection.pause_reason = None;
        if self.speaks_elsewhere(&connection, &words) {
            let sealed = self.parts.connections.secrets(id).await?;
            let forgotten = sealed.iter().find(|(field, sealed)| {
                !sealed.is_empty()
                    && !words.secrets.forgets(field)
                    && words.secrets.get(field).is_none_or(str::is_empty)
            });
            if forgotten.is_some() {
                return Err(invalid("secrets", "secrets_again"));
            }
        }
        let event = self.connection_event(principal, "change_connection", &decision);
        self.keep_connection(connection, words, &event).await?;
        Ok(())
    }

    /// Lets the clock leave a connection alone, or mind it again. Who ends a pause that came with the right of its
    /// maker takes the connection over.
    pub async fn pause_connection(
        &self,
        principal: &Principal,
        id: ConnectionId,
        paused: bool,
    ) -> Result<(), HubError> {
        let mut connection = self.own_connection(principal, id).await?;
        let decision = may_connect(principal, &connection)?;
        let is_orphan = connection.pause_reason.take().is_some();
        connection.paused = paused;
        if !paused {
            connection.maker = Maker::of(principal);
        }
        connection.updated_at = self.parts.clock.now();
        let action = match (paused, is_orphan) {
            (true, _) => "pause_connection",
            (false, true) => "take_over_connection",
            (false, false) => "resume_connection",
        };
        let event = self.connection_event(principal, action, &decision);
        let next = self.first_fetch(&connection);
        let secrets = BTreeMap::new();
        let connections = &self.parts.connections;
        Ok(connections
            .save(&connection, &secrets, next, &event)
            .await?)
    }

    /// Takes a connection over: from now on the clock fetches it on the asker's behalf, and at once.
    pub async fn take_over_connection(
        &self,
        principal: &Principal,
        id: ConnectionId,
    ) -> Result<(), HubError> {
        self.pause_connection(principal, id, false).await
    }

    /// Forgets a connection, its secrets and its log. What it brought stays.
    pub async fn remove_connection(
        &self,
        principal: &Principal,
        id: ConnectionId,
    ) -> Result<(), HubError> {
        let connection = self.own_connection(principal, id).await?;
        let decision = may_connect(principal, &connection)?;
        if self.fetching.is_under_way(id) {
            return Err(HubError::UnderWay { what: "connection" });
        }
        let event = self.connection_event(principal, "disconnect", &decision);
        self.parts.connections.remove(id, &event).await?;
        if self.brings(&connection.connector) == Brings::Catalogue {
            let now = self.parts.clock.now();
            self.parts.foreigns.forget(id, now).await?;
            self.refresh_foreign_quietly().await;
        }
        Ok(())
    }

    /// Asks the system what it has, before anything is kept. For a connection that is there, secrets not given again
    /// are taken from it.
    pub async fn try_connection(
        &self,
        principal: &Principal,
        new: &NewConnection,
        existing: Option<ConnectionId>,
    ) -> Result<Vec<Offered>, HubError> {
        self.connecting(principal, &new.organisation).await?;
        let mut secrets = BTreeMap::new();
        if let Some(id) = existing {
            let connection = self.own_connection(principal, id).await?;
            if !self.speaks_elsewhere(&connection, &new.words) {
                secrets = self.opened_secrets(id).await?;
                secrets.retain(|field, _secret| !new.words.secrets.forgets(field));
            }
        }
        let given = new.words.secrets.all().iter();
        let given = given.filter(|(_field, secret)| !secret.is_empty());
        secrets.extend(given.map(|(field, secret)| (field.clone(), secret.clone())));
        let fetch = Fetch {
            connection: None,
            connector: new.connector.clone(),
            settings: self.answers(&new.connector, &new.words)?,
            secrets: Secrets::new(secrets),
            memory: None,
            former: None,
            most_bytes: TRY_BYTES,
            time: TRY_TIME,
        };
        Ok(self.parts.connectors.look(&fetch).await?)
    }

    /// The secrets of a connection in the open.
    pub(super) async fn opened_secrets(
        &self,
        id: ConnectionId,
    ) -> Result<BTreeMap<String, String>, HubError> {
        let sealed = self.parts.connections.secrets(id).await?;
        let mut opened = BTreeMap::new();
        for (field, sealed) in sealed {
            let secret = self
                .parts
                .vault
                .open(&sealed_for::connection(id, &field), &sealed)?;
            opened.insert(field, secret);
        }
        Ok(opened)
    }

    async fn keep_connection(
        &self,
        mut connection: Connection,
        words: ConnectionWords,
        event: &Event,
    ) -> Result<ConnectionId, HubError> {
        let name = words.name.trim();
        if name.is_empty() || name.chars().count() > NAME_CHARS {
            return Err(invalid("name", "connection_name"));
        }
        if words.every_minutes > MOST_MINUTES || words.promised_minutes > MOST_MINUTES {
            return Err(invalid("every", "rhythm"));
        }
        // Whoever holds the data directory answers for it with that.
        let by_somebody = event.account.is_some();
        let brings_rows = self.brings(&connection.connector) == Brings::Files;
        let is_opened = words.visibility == Visibility::Public && brings_rows;
        if by_somebody && is_opened && self.parts.releases_needed {
            return Err(invalid("visibility", "release_needed"));
        }
        self.circle_is_open(&connection, words.visibility).await?;
        connection.settings = self.answers(&connection.connector, &words)?;
        self.name_is_free(&connection, name).await?;
        connection.name = name.to_owned();
        let is_other_circle = connection.visibility != words.visibility;
        connection.visibility = words.visibility;
        connection.rhythm = Rhythm::from_minutes(words.every_minutes);
        connection.promised_minutes = Some(words.promised_minutes).filter(|minutes| *minutes > 0);
        connection.updated_at = self.parts.clock.now();
        let sealed = self.sealed(&connection, &words.secrets)?;
        let next = self.first_fetch(&connection);
        self.parts
            .connections
            .save(&connection, &sealed, next, event)
            .await?;
        if is_other_circle && !brings_rows {
            self.parts.foreigns.touch(connection.id).await?;
            self.refresh_foreign_quietly().await;
        }
        Ok(connection.id)
    }

    /// What a sealed office brings is not for the city: said now, not when it is first fetched.
    async fn circle_is_open(
        &self,
        connection: &Connection,
        circle: Visibility,
    ) -> Result<(), HubError> {
        let office = self.parts.organisations.get(connection.organisation);
        let sealed = office.await?.is_some_and(|office| office.sealed);
        if sealed && circle == Visibility::City {
            return Err(invalid("visibility", "sealed_from_city"));
        }
        Ok(())
    }

    /// Two connections of an office must be told apart by their names.
    async fn name_is_free(&self, connection: &Connection, name: &str) -> Result<(), HubError> {
        let same = |other: &Connection| {
            other.id != connection.id
                && other.organisation == connection.organisation
                && other.name.to_lowercase() == name.to_lowercase()
        };
        let all = self.parts.connections.list().await?;
        if all.iter().any(same) {
            return Err(invalid("name", "connection_name_taken"));
        }
        Ok(())
    }

    /// The answers the form asks for; what it does not ask is refused, what it needs must be there.
    fn answers(
        &self,
        connector: &str,
        words: &ConnectionWords,
    ) -> Result<BTreeMap<String, String>, HubError> {
        let forms = self.parts.connectors.forms();
        let form = forms.iter().find(|form| form.kind == connector);
        let form = form.ok_or_else(|| invalid("connector", "connector"))?;
        only_asked(form, words.settings.keys(), false)?;
        only_asked(form, words.secrets.all().keys(), true)?;
        let mut answers = BTreeMap::new();
        for field in form
            .fields
            .iter()
            .filter(|field| field.kind != FieldKind::Secret)
        {
            let answer = words
                .settings
                .get(field.name)
                .map_or("", |text| text.trim());
            if answer.len() > ANSWER_BYTES {
                return Err(invalid(field.name, "answer_long"));
            }
            if answer.is_empty() && field.required {
                return Err(invalid(field.name, "answer_missing"));
            }
            if !answer.is_empty() {
                if !may_be_answered(field.kind, answer) {
                    return Err(invalid(field.name, "answer_not_allowed"));
                }
                answers.insert(field.name.to_owned(), answer.to_owned());
            }
        }
        Ok(answers)
    }

    /// Secrets as they are kept: new ones sealed, an empty text for one that goes.
    fn sealed(
        &self,
        connection: &Connection,
        secrets: &Secrets,
    ) -> Result<BTreeMap<String, String>, HubError> {
        let forms = self.parts.connectors.forms();
        let form = forms.iter().find(|form| form.kind == connection.connector);
        let mut sealed = BTreeMap::new();
        let fields = form.map_or(&[][..], |form| form.fields).iter();
        for field in fields.filter(|field| field.kind == FieldKind::Secret) {
            if secrets.forgets(field.name) {
                if field.required {
                    return Err(invalid(field.name, "answer_missing"));
                }
                sealed.insert(field.name.to_owned(), String::new());
            } else if let Some(secret) = secrets.get(field.name).filter(|it| !it.is_empty()) {
                let purpose = sealed_for::connection(connection.id, field.name);
                sealed.insert(
                    field.name.to_owned(),
                    self.parts.vault.seal(&purpose, secret)?,
                );
            }
        }
        Ok(sealed)
    }

    /// Whether an address or host of the form changes.
    fn speaks_elsewhere(&self, connection: &Connection, words: &ConnectionWords) -> bool {
        let forms = self.parts.connectors.forms();
        let form = forms.iter().find(|form| form.kind == connection.connector);
        let fields = form.map_or(&[][..], |form| form.fields);
        fields
            .iter()
            .filter(|field| matches!(field.kind, FieldKind::Address | FieldKind::Host))
            .any(|field| {
                let before = connection
                    .settings
                    .get(field.name)
                    .map_or("", String::as_str);
                let after = words
                    .settings
                    .get(field.name)
                    .map_or("", |text| text.trim());
                place(before) != place(after)
            })
    }

    /// What a connector brings; of one that is not known nobody can say, and files are what is judged more strictly.
    fn brings(&self, connector: &str) -> Brings {
        let forms = self.parts.connectors.forms();
        let form = forms.iter().find(|form| form.kind == connector);
        form.map_or(Brings::Files, |form| form.brings)
    }

    /// At once; a system that fails is asked again by the rhythm.
    fn first_fetch(&self, connection: &Connection) -> Option<Timestamp> {
        (connection.rhythm != Rhythm::ByHand).then(|| self.parts.clock.now())
    }

    async fn connecting(
        &self,
        principal: &Principal,
        organisation: &str,
    ) -> Result<(Organisation, Decision), HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let office = Resource::Organisation(organisation.id);
        let decision = authorise(principal, Action::Connect, &office)?;
        Ok((organisation, decision))
    }

    fn connection_event(
        &self,
        principal: &Principal,
        action: &'static str,
        decision: &Decision,
    ) -> Event {
        self.event(principal, action, None, decision)
    }
}

/// Refuses names the form does not ask for: what is misspelt would be lost without a word.
fn only_asked<'a>(
    form: &ConnectorForm,
    mut given: impl Iterator<Item = &'a String>,
    secret: bool,
) -> Result<(), HubError> {
    let fields = form.fields.iter();
    let known: Vec<&'static str> = fields
        .filter(|field| (field.kind == FieldKind::Secret) == secret)
        .map(|field| field.name)
        .collect();
    match given.find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(HubError::UnknownSetting {
            name: name.clone(),
            known,
        }),
        None => Ok(()),
    }
}

/// Whether an answer is one of those the field offers.
fn may_be_answered(kind: FieldKind, answer: &str) -> bool {
    match kind {
        FieldKind::Number(least, most) => answer
            .parse()
            .is_ok_and(|number: u32| (least..=most).contains(&number)),
        FieldKind::Choice(codes) => codes.contains(&answer),
        _ => true,
    }
}

fn may_connect(principal: &Principal, connection: &Connection) -> Result<Decision, HubError> {
    let office = Resource::Organisation(connection.organisation);
    authorise(principal, Action::Connect, &office)
}

/// Of an address its scheme, host and port; of a host all.
fn place(answer: &str) -> &str {
    let after_scheme = answer.find("://").map_or(0, |at| at + 3);
    let rest = answer.get(after_scheme..).unwrap_or_default();
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    answer.get(..after_scheme + end).unwrap_or(answer)
}

fn invalid(field: &'static str, code: &'static str) -> HubError {
    HubError::Invalid { field, code }
}

/// A later moment; the far future beyond what the clock can say.
pub(super) fn later(from: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by)
        .ok()
        .and_then(|by| from.checked_add(by).ok())
        .unwrap_or(Timestamp::MAX)
}
