//! The log of a connection: what each fetch came to.

use super::standing;
use crate::Words;
use crate::fragments::version_line;
use crate::pages::find::quality_words;
use hebewerk_hub::{Brought as Now, ConnectionCard, ConnectionView};
use hebewerk_model::{
    ChangedRows, ConnectionRun, DeliveryId, DeliveryOutcome, RunDelivery, RunOutcome,
};
use std::collections::BTreeMap;

/// What became of deliveries.
type Became = BTreeMap<DeliveryId, Now>;

/// One fetch.
pub(super) struct LogLine {
    pub(super) when: String,
    pub(super) datetime: String,
    pub(super) class: &'static str,
    pub(super) outcome: String,
    pub(super) problem: Option<String>,
    /// Which columns lack values that have no place in a table.
    pub(super) beyond: Option<String>,
    /// Empty where nothing came.
    pub(super) size: String,
    pub(super) brought: Vec<Brought>,
    /// What a harvest came to.
    pub(super) harvested: Option<String>,
}

/// What a file of a fetch became.
pub(super) struct Brought {
    /// The version and what it changed; none if its dataset is gone.
    pub(super) href: Option<String>,
    /// "Fassung 3", with the dataset's title where there are several.
    pub(super) label: String,
    pub(super) rows: String,
    /// What was recognised, and what changed in structure, a sentence each.
    pub(super) recognised: Vec<String>,
    /// "3 neu, 1 geändert, 0 entfernt", for those who may read all rows.
    pub(super) changes: Option<String>,
}

/// The newest fetches, newest first.
pub(super) fn log(w: Words, view: &ConnectionView, became: &Became) -> Vec<LogLine> {
    let runs = view.runs.iter();
    runs.map(|run| line(w, &view.card, run, became)).collect()
}

fn line(w: Words, card: &ConnectionCard, run: &ConnectionRun, became: &Became) -> LogLine {
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
        beyond: run.details.get("beyond").map(|columns| {
            w.t1("connection-beyond", "columns", columns.as_str())
                .into_owned()
        }),
        harvested: harvested(w, run),
        size: if run.bytes == 0 {
            String::new()
        } else {
            w.bytes(run.bytes)
        },
        brought: deliveries
            .map(|delivery| brought(w, card, delivery, became.get(&delivery.delivery)))
            .collect(),
    }
}

/// "412 Einträge gelesen: 3 neu …"; nothing for what was no harvest.
fn harvested(w: Words, run: &ConnectionRun) -> Option<String> {
    let number = |name: &str| run.details.get(name)?.parse::<u64>().ok();
    let seen = number("seen")?;
    let names = ["new", "changed", "same", "gone", "rejected"];
    let numbers = names.map(|name| number(name).unwrap_or_default());
    let [new, changed, same, gone, rejected] = &numbers;
    let done = w.t_with(
        "harvest-done",
        &[
            ("seen", &seen),
            ("new", new),
            ("changed", changed),
            ("same", same),
            ("gone", gone),
            ("rejected", rejected),
        ],
    );
    let twins = number("twins").filter(|twins| *twins > 0);
    let twins = twins.map(|twins| w.t1("harvest-twins", "count", twins));
    Some(
        [Some(done), twins]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
    )
}

const fn class(outcome: RunOutcome) -> &'static str {
    match outcome {
        RunOutcome::Delivered => "hw-lage--gut",
        RunOutcome::Failed => "hw-lage--halt",
        RunOutcome::Running | RunOutcome::Unchanged | RunOutcome::Stopped => "hw-lage--aus",
    }
}

fn changed(w: Words, changes: ChangedRows) -> String {
    let (inserted, deleted) = (changes.inserted, changes.deleted);
    let words = match changes.updated {
        Some(updated) => w.t_with(
            "connection-changed",
            &[
                ("inserted", &inserted),
                ("updated", &updated),
                ("deleted", &deleted),
            ],
        ),
        None => w.t_with(
            "connection-changed-whole",
            &[("inserted", &inserted), ("deleted", &deleted)],
        ),
    };
    words.into_owned()
}

/// What was recognised in a delivery, and what its version changed in structure.
fn recognised(w: Words, now: &Now) -> Vec<String> {
    let Some(version) = &now.version else {
        return Vec::new();
    };
    let format = w.code("format", version.format.code());
    let mut sentences = vec![format!("{format}. {}", version_line::rows(w, version))];
    sentences.extend(version_line::changes(w, &version.change));
    if version.errors + version.warnings > 0 {
        sentences.push(quality_words(w, version.errors, version.warnings));
    }
    sentences
}

fn brought(w: Words, card: &ConnectionCard, delivery: &RunDelivery, now: Option<&Now>) -> Brought {
    let dataset = card.datasets.iter().find(|set| set.id == delivery.dataset);
    // What waited when it came may be a version by now.
    let since = now.and_then(|now| now.version.as_ref());
    let number = delivery.version.or(since.map(|version| version.number));
    let number = number.map(|number| number.0);
    let waits = now.is_some_and(|now| now.outcome == DeliveryOutcome::Held);
    let href = dataset.map(|dataset| {
        let path = format!("/daten/{}/{}", card.organisation.slug, dataset.slug);
        match number {
            // What is new against the version before.
            Some(number @ 2..) => format!("{path}/fassungen?von={}&bis={number}", number - 1),
            Some(number) => format!("{path}?fassung={number}"),
            None if waits => format!("{path}/freigabe"),
            None => path,
        }
    });
    let version = match number {
        Some(number) => w.t1("connection-version", "number", number.to_string()),
        None => match now {
            Some(now) => w.code("outcome", now.outcome.code()),
            None => w.t("connection-unread"),
        },
    };
    let title = dataset.map(|dataset| dataset.description.title.as_str());
    let label = match title.filter(|_title| card.datasets.len() > 1) {
        Some(title) => format!("{title}: {version}"),
        None => version.into_owned(),
    };
    Brought {
        href,
        label,
        recognised: now.map(|now| recognised(w, now)).unwrap_or_default(),
        rows: w.t1("connection-rows", "count", delivery.rows).into_owned(),
        changes: delivery.changes.map(|changes| changed(w, changes)),
    }
}
