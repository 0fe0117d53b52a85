//! Connections and fetches as programs read them.

use super::super::caller::{Caller, Links};
use hebewerk_hub::{ConnectionCard, ConnectionView, FetchProgress};
use hebewerk_model::{ConnectionRun, Dataset, PauseReason, RunDelivery};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A connection in a list.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ConnectionSummary {
    /// Identity.
    id: String,
    /// Slug of the organisation.
    organisation: String,
    /// What it is called.
    name: String,
    /// Kind of system.
    connector: String,
    /// Answers to the connector's questions, without secrets.
    settings: BTreeMap<String, String>,
    /// Who may read a dataset it makes: `public`, `city` or `office`.
    visibility: &'static str,
    /// Minutes between two fetches; 0 for by hand only.
    every_minutes: u32,
    /// Minutes after which the source promises something new; 0 for no promise.
    promised_minutes: u32,
    /// Whether the clock leaves it alone.
    paused: bool,
    /// Why the clock leaves it alone, if nobody has said so: `maker_without_right` when who made it or changed it last
    /// may not write in its organisation any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pause_reason: Option<&'static str>,
    /// Whether nothing new came for half as long again as promised.
    late: bool,
    /// When something new came last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    last_news_at: Option<String>,
    /// When it is fetched next.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    next_at: Option<String>,
    /// The newest fetch.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_run: Option<RunView>,
    /// How far the fetch under way is.
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<ProgressView>,
    /// Datasets it has made.
    datasets: Vec<MadeDataset>,
    /// Addresses: `self`, `runs`.
    links: Links,
}

/// A connection.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ConnectionDetail {
    #[serde(flatten)]
    summary: ConnectionSummary,
    /// Names of the secrets that are filled in. What they are is shown to nobody.
    sealed_secrets: Vec<String>,
    /// Whether the caller may change and fetch it.
    may_change: bool,
}

/// How far a fetch is.
#[derive(Serialize, ToSchema)]
struct ProgressView {
    /// `fetch`, then `keep`, `look`, `write`, `commit`.
    stage: &'static str,
    /// Bytes fetched, or steps of the stage.
    done: u64,
    /// Of how many, if that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<u64>,
}

/// A dataset a connection has made.
#[derive(Serialize, ToSchema)]
struct MadeDataset {
    /// Slug.
    dataset: String,
    /// Title.
    title: String,
    /// Addresses: `self`.
    links: Links,
}

/// One fetch.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct RunView {
    /// Identity.
    id: String,
    /// When it began.
    #[schema(format = DateTime)]
    started_at: String,
    /// When it ended; missing while it is under way.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    ended_at: Option<String>,
    /// `running`, `delivered`, `unchanged`, `failed` or `stopped`.
    outcome: &'static str,
    /// Stable code of what went wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
    /// Host, status, field of what went wrong.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    details: BTreeMap<String, String>,
    /// Bytes that came.
    size_bytes: u64,
    /// What the files became.
    deliveries: Vec<RunDeliveryView>,
}

/// What a fetched file became.
#[derive(Serialize, ToSchema)]
struct RunDeliveryView {
    /// Identity of the delivery.
    delivery: String,
    /// Slug of the dataset; missing if it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    dataset: Option<String>,
    /// Number of the version, if it became one.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u32>,
    /// Rows of that version's tables.
    rows: u64,
    /// How many of them changed against the version before; missing for a first version and for those who may not
    /// read all rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<ChangedRowsView>,
}

/// How many rows changed.
#[derive(Serialize, ToSchema)]
struct ChangedRowsView {
    /// Rows that are new.
    inserted: u64,
    /// Rows with other values; missing where nothing names the rows: then a changed one is gone, and another is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<u64>,
    /// Rows that are gone.
    deleted: u64,
}

impl ConnectionSummary {
    /// A connection in a list.
    pub(super) fn of(caller: &Caller, card: &ConnectionCard) -> Self {
        let connection = &card.connection;
        let path = format!("/connections/{}", connection.id);
        let datasets = card.datasets.iter();
        Self {
            id: connection.id.to_string(),
            organisation: card.organisation.slug.to_string(),
            name: connection.name.clone(),
            connector: connection.connector.clone(),
            settings: connection.settings.clone(),
            visibility: connection.visibility.code(),
            every_minutes: connection.rhythm.minutes(),
            promised_minutes: connection.promised_minutes.unwrap_or_default(),
            paused: connection.paused,
            pause_reason: connection.pause_reason.map(PauseReason::code),
            late: card.punctuality.is_late,
            last_news_at: card.punctuality.last_news.map(|at| at.to_string()),
            next_at: card.next.map(|at| at.to_string()),
            last_run: card.last.as_ref().map(|run| RunView::of(card, run)),
            progress: card.progress.map(progress),
            datasets: datasets
                .map(|dataset| made(caller, card, dataset))
                .collect(),
            links: Links::from([
                ("self", caller.address(&path)),
                ("runs", caller.address(&format!("{path}/runs"))),
            ]),
        }
    }
}

impl ConnectionDetail {
    /// A connection.
    pub(super) fn of(caller: &Caller, view: &ConnectionView) -> Self {
        Self {
            summary: ConnectionSummary::of(caller, &view.card),
            sealed_secrets: view.sealed.clone(),
            may_change: view.card.may_change,
        }
    }
}

impl RunView {
    /// A fetch of a connection.
    pub(super) fn of(card: &ConnectionCard, run: &ConnectionRun) -> Self {
        let deliveries = run.deliveries.iter();
        Self {
            id: run.id.to_string(),
            started_at: run.started_at.to_string(),
            ended_at: run.ended_at.map(|at| at.to_string()),
            outcome: run.outcome.code(),
            problem: run.problem.clone(),
            details: run.details.clone(),
            size_bytes: run.bytes,
            deliveries: deliveries.map(|one| delivery(card, one)).collect(),
        }
    }
}

const fn progress(progress: FetchProgress) -> ProgressView {
    ProgressView {
        stage: progress.stage,
        done: progress.done,
        of: progress.of,
    }
}

fn made(caller: &Caller, card: &ConnectionCard, dataset: &Dataset) -> MadeDataset {
    let path = format!("/datasets/{}/{}", card.organisation.slug, dataset.slug);
    MadeDataset {
        dataset: dataset.slug.to_string(),
        title: dataset.description.title.clone(),
        links: Links::from([("self", caller.address(&path))]),
    }
}

fn delivery(card: &ConnectionCard, delivery: &RunDelivery) -> RunDeliveryView {
    let dataset = card.datasets.iter().find(|set| set.id == delivery.dataset);
    RunDeliveryView {
        delivery: delivery.delivery.to_string(),
        dataset: dataset.map(|dataset| dataset.slug.to_string()),
        version: delivery.version.map(|number| number.0),
        rows: delivery.rows,
        changes: delivery.changes.map(|changes| ChangedRowsView {
            inserted: changes.inserted,
            updated: changes.updated,
            deleted: changes.deleted,
        }),
    }
}
