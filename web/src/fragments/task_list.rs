//! What waits for a decision of the reader.

use crate::Words;
use hebewerk_hub::{BridgeCard, WaitingRelease, WaitingVersion};

/// A version that waits.
pub(crate) struct TaskLine {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) when: String,
    pub(crate) datetime: String,
    pub(crate) what: String,
}

/// What waits, and a sentence about it; nothing where nothing waits.
pub(crate) struct TaskList {
    pub(crate) lead: String,
    pub(crate) lines: Vec<TaskLine>,
}

impl TaskList {
    /// What waits in the reader's words.
    pub(crate) fn of(w: Words, waiting: &[WaitingVersion]) -> Option<Self> {
        if waiting.is_empty() {
            return None;
        }
        Some(Self {
            lead: w.t1("tasks-lead", "count", waiting.len()).into_owned(),
            lines: waiting.iter().map(|one| line(w, one)).collect(),
        })
    }

    /// Applications for publication the reader decides on.
    pub(crate) fn of_releases(w: Words, waiting: &[WaitingRelease]) -> Option<Self> {
        let waiting: Vec<_> = waiting.iter().filter(|one| one.may_decide).collect();
        if waiting.is_empty() {
            return None;
        }
        Some(Self {
            lead: w.t1("releases-lead", "count", waiting.len()).into_owned(),
            lines: waiting.into_iter().map(|one| release(w, one)).collect(),
        })
    }

    /// Bridges that bear no longer.
    pub(crate) fn of_bridges(w: Words, decayed: &[BridgeCard]) -> Option<Self> {
        if decayed.is_empty() {
            return None;
        }
        Some(Self {
            lead: w
                .t1("bridges-decayed-lead", "count", decayed.len())
                .into_owned(),
            lines: decayed.iter().map(|card| bridge(w, card)).collect(),
        })
    }
}

fn bridge(w: Words, card: &BridgeCard) -> TaskLine {
    let bridge = &card.bridge;
    let (left, right) = (&card.left.dataset, &card.right.dataset);
    let reason = bridge.decay.map_or("", |decay| decay.code());
    TaskLine {
        href: format!("/bruecken/{}", bridge.id),
        title: format!("{} – {}", left.description.title, right.description.title),
        when: w.relative(bridge.measured_at),
        datetime: bridge.measured_at.to_string(),
        what: w.code("bridge-decay", reason).into_owned(),
    }
}

fn release(w: Words, one: &WaitingRelease) -> TaskLine {
    let release = &one.words.release;
    let when = w.relative(release.applied_at);
    let applied = match &one.words.applied_by {
        Some(name) => name.clone(),
        None => w.t("release-by-operator").into_owned(),
    };
    TaskLine {
        href: format!(
            "/daten/{}/{}/veroeffentlichung",
            one.organisation.slug, one.dataset.slug
        ),
        title: one.dataset.description.title.clone(),
        datetime: release.applied_at.to_string(),
        what: w
            .t_with(
                "release-waiting-text",
                &[
                    ("version", &release.version.0),
                    ("applied", &applied),
                    ("when", &when),
                ],
            )
            .into_owned(),
        when,
    }
}

fn line(w: Words, one: &WaitingVersion) -> TaskLine {
    let waiting = &one.waiting;
    TaskLine {
        href: format!(
            "/daten/{}/{}/freigabe",
            one.organisation.slug, one.dataset.slug
        ),
        title: one.dataset.description.title.clone(),
        when: w.relative(waiting.since),
        datetime: waiting.since.to_string(),
        what: w
            .t_with(
                "tasks-line",
                &[
                    ("house", &one.organisation.name),
                    ("changes", &waiting.drifts.len()),
                    ("before", &waiting.rows_before),
                    ("after", &waiting.rows_after),
                ],
            )
            .into_owned(),
    }
}
