//! How a connection stands: one word with a shape, and what people want to know next.

use super::{mistake, rhythm, spans};
use crate::Words;
use hebewerk_hub::ConnectionCard;
use hebewerk_model::{ConnectionRun, Rhythm, RunOutcome};
use jiff::{Span, Timestamp};

/// How a connection stands, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Failed,
    Late,
    /// Something it brought waits for a decision.
    Waiting,
    /// Paused by the clock: its maker has lost the right.
    Orphaned,
    Running,
    Well,
    New,
    Paused,
}

impl Standing {
    /// Judges by the newest fetch and by what was promised.
    pub(super) fn of(card: &ConnectionCard) -> Self {
        if card.progress.is_some() {
            return Self::Running;
        }
        if card.connection.paused && card.connection.pause_reason.is_some() {
            return Self::Orphaned;
        }
        if card.connection.paused {
            return Self::Paused;
        }
        match card.last.as_ref().map(|run| run.outcome) {
            Some(RunOutcome::Failed) => Self::Failed,
            _ if card.punctuality.is_late => Self::Late,
            None => Self::New,
            Some(_) => Self::Well,
        }
    }

    /// The same, where something it brought waits for a decision: then it is not enough that it runs.
    pub(super) const fn or_waiting(self, waits: bool) -> Self {
        match self {
            Self::Well if waits => Self::Waiting,
            other => other,
        }
    }

    /// The word.
    pub(super) fn word(self, w: Words) -> String {
        w.t(match self {
            Self::Failed => "connection-standing-failed",
            Self::Late => "connection-standing-late",
            Self::Waiting => "connection-standing-waiting",
            Self::Orphaned => "connection-standing-orphaned",
            Self::Running => "connection-standing-running",
            Self::Well => "connection-standing-well",
            Self::New => "connection-standing-new",
            Self::Paused => "connection-standing-paused",
        })
        .into_owned()
    }

    /// Class of the shape.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Failed => "hw-lage--halt",
            Self::Late | Self::Waiting | Self::Orphaned => "hw-lage--acht",
            Self::Well => "hw-lage--gut",
            Self::Running | Self::New | Self::Paused => "hw-lage--aus",
        }
    }
}

/// The newest fetch: "vor 5 Minuten, nichts Neues".
pub(super) fn last(w: Words, run: Option<&ConnectionRun>) -> String {
    let Some(run) = run else {
        return w.t("connection-never").into_owned();
    };
    let key = match run.outcome {
        RunOutcome::Running => "connection-last-running",
        RunOutcome::Delivered => "connection-last-delivered",
        RunOutcome::Unchanged => "connection-last-unchanged",
        RunOutcome::Failed => "connection-last-failed",
        RunOutcome::Stopped => "connection-last-stopped",
    };
    let at = run.ended_at.unwrap_or(run.started_at);
    w.t1(key, "ago", spans::ago(w, at)).into_owned()
}

/// The next fetch: "in 20 Minuten".
pub(super) fn next(w: Words, card: &ConnectionCard) -> String {
    let connection = &card.connection;
    if connection.pause_reason.is_some() {
        return w.t("connection-next-orphaned").into_owned();
    }
    if connection.paused {
        return w.t("connection-next-paused").into_owned();
    }
    match (connection.rhythm, card.next) {
        (Rhythm::ByHand, _) | (_, None) => w.t("connection-next-by-hand").into_owned(),
        (Rhythm::Every(_), Some(next)) => spans::soon(w, next),
    }
}

/// Why the clock has paused a connection.
pub(super) fn paused(w: Words, card: &ConnectionCard) -> Option<String> {
    let reason = card.connection.pause_reason?;
    Some(w.code("connection-pause", reason.code()).into_owned())
}

/// The reminder of a source that is late: "seit 3 Tagen überfällig: verspricht täglich Neues".
pub(super) fn late(w: Words, card: &ConnectionCard) -> Option<String> {
    let promised = card.connection.promised_minutes?;
    if !card.punctuality.is_late {
        return None;
    }
    let since = card.punctuality.last_news;
    let since = since.unwrap_or(card.connection.created_at);
    let due = later(since, promised);
    let span = spans::span(w, w.now.duration_since(due).as_mins());
    let promise = rhythm::promise(w, promised);
    Some(
        w.t2("connection-late", "span", span, "promise", promise)
            .into_owned(),
    )
}

/// Why the newest fetch failed.
pub(super) fn problem(w: Words, connector: &str, run: &ConnectionRun) -> Option<String> {
    let code = run.problem.as_deref()?;
    let details = run.details.iter();
    let details = details.map(|(name, value)| (name.as_str(), value.as_str()));
    Some(mistake::sentence(w, connector, code, details))
}

fn later(from: Timestamp, minutes: u32) -> Timestamp {
    let span = Span::new().minutes(i64::from(minutes));
    from.checked_add(span).unwrap_or(from)
}
