//! A connection in one line of the list.

use super::harvest::Harvest;
use super::standing::{self, Standing};
use super::{href, kind_title, progress};
use crate::Words;
use crate::fragments::running::Running;
use hebewerk_hub::{ConnectionCard, WaitingVersion};

/// Datasets named in a line; a source may have hundreds.
const NAMED: usize = 3;

/// A dataset a connection brings.
pub(super) struct Brings {
    pub(super) href: String,
    pub(super) title: String,
}

/// A delivery that waits.
pub(super) struct Waits {
    pub(super) href: String,
    pub(super) words: String,
}

/// One line.
pub(super) struct ConnectionLine {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) name: String,
    pub(super) house: String,
    pub(super) kind: String,
    pub(super) standing: Standing,
    pub(super) class: &'static str,
    pub(super) word: String,
    /// Why it failed, why the clock has paused it, or how late it is.
    pub(super) remark: Option<String>,
    /// What waits for a decision of the asker.
    pub(super) waits: Vec<Waits>,
    pub(super) running: Option<Running>,
    pub(super) last: String,
    pub(super) next: String,
    pub(super) brings: Vec<Brings>,
    /// Datasets beyond those named.
    pub(super) more: usize,
    /// What it has harvested, if it is a catalogue.
    pub(super) harvest: Option<Harvest>,
}

impl ConnectionLine {
    /// The line of a connection.
    pub(super) fn of(
        w: Words,
        card: &ConnectionCard,
        waiting: &[WaitingVersion],
        harvest: Option<Harvest>,
    ) -> Self {
        let connection = &card.connection;
        let waits = waits(w, card, waiting);
        let standing = Standing::of(card).or_waiting(!waits.is_empty());
        let failed = card
            .last
            .as_ref()
            .filter(|_run| standing == Standing::Failed);
        let problem = failed.and_then(|run| standing::problem(w, &connection.connector, run));
        let mut brings = brings(card);
        let more = brings.len().saturating_sub(NAMED);
        brings.truncate(NAMED);
        Self {
            id: connection.id.to_string(),
            href: href(connection.id),
            name: connection.name.clone(),
            house: card.organisation.name.clone(),
            kind: kind_title(w, &connection.connector),
            standing,
            class: standing.class(),
            word: standing.word(w),
            remark: problem
                .or_else(|| standing::paused(w, card))
                .or_else(|| standing::late(w, card)),
            waits,
            running: card.progress.map(|far| progress::running(w, far)),
            last: standing::last(w, card.last.as_ref()),
            next: standing::next(w, card),
            brings,
            more,
            harvest,
        }
    }
}

/// What a connection brought that waits for a decision.
pub(super) fn waits(w: Words, card: &ConnectionCard, waiting: &[WaitingVersion]) -> Vec<Waits> {
    let is_brought = |one: &&WaitingVersion| {
        let mut datasets = card.datasets.iter();
        datasets.any(|dataset| dataset.id == one.dataset.id)
    };
    let brought = waiting.iter().filter(is_brought);
    brought
        .map(|one| {
            let title = one.dataset.description.title.as_str();
            Waits {
                href: format!(
                    "/daten/{}/{}/freigabe",
                    one.organisation.slug, one.dataset.slug
                ),
                words: w.t1("connection-waits", "title", title).into_owned(),
            }
        })
        .collect()
}

/// The datasets of a connection, by title.
pub(super) fn brings(card: &ConnectionCard) -> Vec<Brings> {
    let mut brings: Vec<Brings> = card
        .datasets
        .iter()
        .map(|dataset| Brings {
            href: format!("/daten/{}/{}", card.organisation.slug, dataset.slug),
            title: dataset.description.title.clone(),
        })
        .collect();
    brings.sort_by(|a, b| a.title.cmp(&b.title));
    brings
}
