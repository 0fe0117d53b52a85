//! The log of a connection: what each fetch came to.

use super::standing;
use crate::Words;
use hebewerk_hub::{ConnectionCard, ConnectionView};
use hebewerk_model::{ConnectionRun, RunDelivery, RunOutcome};

/// One fetch.
pub(super) struct LogLine {
    pub(super) when: String,
    pub(super) datetime: String,
    pub(super) class: &'static str,
    pub(super) outcome: String,
    pub(super) problem: Option<String>,
    /// Empty where nothing came.
    pub(super) size: String,
    pub(super) brought: Vec<Brought>,
}

/// What a file of a fetch became.
pub(super) struct Brought {
    /// The version and what it changed; none if its dataset is gone.
    pub(super) href: Option<String>,
    /// "Fassung 3", with the dataset's title where there are several.
    pub(super) label: String,
    pub(super) rows: String,
}

/// The newest fetches, newest first.
pub(super) fn log(w: Words, view: &ConnectionView) -> Vec<LogLine> {
    let runs = view.runs.iter();
    runs.map(|run| line(w, &view.card, run)).collect()
}

fn line(w: Words, card: &ConnectionCard, run: &ConnectionRun) -> LogLine {
    let is_new = run.outcome == RunOutcome::Delivered;
    let deliveries = run.deliveries.iter().filter(|_delivery| is_new);
    LogLine {
        when: w.relative(run.started_at),
        datetime: run.started_at.to_string(),
        class: class(run.outcome),
        outcome: w
            .code("connection-outcome", run.outcome.code())
            .into_owned(),
        problem: standing::problem(w, &card.connection.connector, run),
        size: if run.bytes == 0 {
            String::new()
        } else {
            w.bytes(run.bytes)
        },
        brought: deliveries
            .map(|delivery| brought(w, card, delivery))
            .collect(),
    }
}

const fn class(outcome: RunOutcome) -> &'static str {
    match outcome {
        RunOutcome::Delivered => "hw-lage--gut",
        RunOutcome::Failed => "hw-lage--halt",
        RunOutcome::Running | RunOutcome::Unchanged | RunOutcome::Stopped => "hw-lage--aus",
    }
}

fn brought(w: Words, card: &ConnectionCard, delivery: &RunDelivery) -> Brought {
    let dataset = card.datasets.iter().find(|set| set.id == delivery.dataset);
    let number = delivery.version.map(|number| number.0);
    let href = dataset.map(|dataset| {
        let path = format!("/daten/{}/{}", card.organisation.slug, dataset.slug);
        match number {
            // What is new against the version before.
            Some(number @ 2..) => format!("{path}/fassungen?von={}&bis={number}", number - 1),
            Some(number) => format!("{path}?fassung={number}"),
            None => path,
        }
    });
    let version = match number {
        Some(number) => w.t1("connection-version", "number", number.to_string()),
        None => w.t("connection-unread"),
    };
    let title = dataset.map(|dataset| dataset.description.title.as_str());
    let label = match title.filter(|_title| card.datasets.len() > 1) {
        Some(title) => format!("{title}: {version}"),
        None => version.into_owned(),
    };
    Brought {
        href,
        label,
        rows: w.t1("connection-rows", "count", delivery.rows).into_owned(),
    }
}
