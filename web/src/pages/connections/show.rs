//! One connection: how it stands, what it brings, how it is set, its log.

use super::harvest::Harvest;
use super::line::{Brings, Waits, brings, waits};
use super::log::{LogLine, log};
use super::standing::{self, Standing};
use super::{field_label, href, id, kind_title, progress, rhythm, shell};
use crate::fragments::running::Running;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::Shell;
use crate::{Visitor, Words};
use askama::Template;
use axum::extract::Path;
use hebewerk_hub::ConnectionView;
use hebewerk_hub::ports::{ConnectorForm, Field, FieldKind};

/// Settings longer than this stand in a box of their own: statements.
const LONG: usize = 120;

struct Setting {
    label: String,
    value: String,
    is_code: bool,
    is_long: bool,
}

#[derive(Template)]
#[template(path = "connections/show.html")]
struct ShowPage {
    shell: Shell,
    w: Words,
    href: String,
    name: String,
    house: String,
    kind: String,
    class: &'static str,
    word: String,
    /// Why the newest fetch failed.
    problem: Option<String>,
    /// Why the clock has paused it.
    orphaned: Option<String>,
    /// What it brought that waits for a decision.
    waits: Vec<Waits>,
    /// How late the source is.
    late: Option<String>,
    /// When something new came last.
    last_news: String,
    running: Option<Running>,
    last: String,
    next: String,
    brings: Vec<Brings>,
    /// What it has harvested, if it is a catalogue.
    harvest: Option<Harvest>,
    settings: Vec<Setting>,
    log: Vec<LogLine>,
    may_change: bool,
    is_paused: bool,
    /// What has just been done.
    notice: Option<String>,
}

/// `GET /anbindungen/{id}`
pub(crate) async fn show(visitor: Visitor, Path(text): Path<String>, query: Query) -> PageResult {
    let w = visitor.words;
    let view = visitor
        .hub()
        .connection(&visitor.principal, id(&text)?)
        .await?;
    let became = visitor
        .hub()
        .brought(&visitor.principal, &view.runs)
        .await?;
    let forms = visitor.hub().connectors();
    let form = forms
        .iter()
        .find(|form| form.kind == view.card.connection.connector);
    let card = &view.card;
    let connection = &card.connection;
    let waiting = visitor.hub().waiting(&visitor.principal).await?;
    let waits = waits(w, card, &waiting);
    let standing = Standing::of(card).or_waiting(!waits.is_empty());
    let failed = card
        .last
        .as_ref()
        .filter(|_run| standing == Standing::Failed);
    page(&ShowPage {
        shell: shell(&visitor, connection.name.clone(), None),
        w,
        href: href(connection.id),
        name: connection.name.clone(),
        house: card.organisation.name.clone(),
        kind: kind_title(w, &connection.connector),
        class: standing.class(),
        word: standing.word(w),
        problem: failed.and_then(|run| standing::problem(w, &connection.connector, run)),
        orphaned: standing::paused(w, card),
        waits,
        late: standing::late(w, card),
        last_news: match card.punctuality.last_news {
            Some(at) => w.relative(at),
            None => w.t("connection-news-never").into_owned(),
        },
        running: card.progress.map(|far| progress::running(w, far)),
        last: standing::last(w, card.last.as_ref()),
        next: standing::next(w, card),
        brings: brings(card),
        harvest: Harvest::of(&visitor, card).await?,
        settings: settings(w, &view, form),
        log: log(w, &view, &became),
        may_change: card.may_change,
        is_paused: connection.paused,
        notice: notice(w, &query),
    })
}

fn notice(w: Words, query: &Query) -> Option<String> {
    let key = match query.get("getan")? {
        "angelegt" => "connection-made",
        "gespeichert" => "connection-saved",
        "uebernommen" => "connection-taken-over",
        _ => return None,
    };
    Some(w.t(key).into_owned())
}

/// What is set: the connector's answers, then what is the same for all.
fn settings(w: Words, view: &ConnectionView, form: Option<&ConnectorForm>) -> Vec<Setting> {
    let connection = &view.card.connection;
    let said = |key: &str, value: String| Setting {
        label: w.t(key).into_owned(),
        value,
        is_code: false,
        is_long: false,
    };
    let fields = form.map_or(&[][..], |form| form.fields).iter();
    let mut settings: Vec<Setting> = fields.filter_map(|field| setting(w, view, field)).collect();
    let visibility = w.code("visibility", connection.visibility.code());
    settings.push(said("connection-access", visibility.into_owned()));
    let every = rhythm::rhythm(w, connection.rhythm.minutes());
    settings.push(said("connection-every", every));
    let promised = connection.promised_minutes.unwrap_or_default();
    settings.push(said("connection-promised", rhythm::promise(w, promised)));
    if let Some(minutes) = view.card.punctuality.measured_minutes {
        let span = super::spans::span(w, i64::from(minutes));
        let measured = w.t1("connection-measured-value", "span", span);
        settings.push(said("connection-measured", measured.into_owned()));
    }
    settings
}

/// The answer to a field; of a secret only that it is there. None where nothing was answered.
fn setting(w: Words, view: &ConnectionView, field: &Field) -> Option<Setting> {
    let connection = &view.card.connection;
    let kind = &connection.connector;
    let is_sealed = view.sealed.iter().any(|sealed| sealed == field.name);
    let answer = connection.settings.get(field.name);
    let value = match field.kind {
        FieldKind::Secret if is_sealed => w.t("connection-sealed-short").into_owned(),
        FieldKind::Secret => return None,
        FieldKind::Choice(_) => {
            let code = answer.map_or(field.default, String::as_str);
            let known = format!("connector-{kind}-{}-{code}", field.name);
            w.t(&known).into_owned()
        }
        _ => answer.cloned()?,
    };
    let is_code = matches!(
        field.kind,
        FieldKind::Address | FieldKind::Host | FieldKind::Query
    );
    Some(Setting {
        label: field_label(w, kind, field.name),
        is_long: value.chars().count() > LONG || value.contains('\n'),
        is_code,
        value,
    })
}
