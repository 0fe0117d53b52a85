//! One fetch from beginning to end: fetch → take in every file → write down what came of it.

use super::due::next;
use super::running::{FetchProgress, Turn};
use crate::ports::{Fetch, FetchError, Fetched, FetchedFile, Secrets};
use crate::take_in::{Corrections, Destination, OnDrift, Progress, TakeIn, TakenIn};
use crate::{Hub, HubError};
use hebewerk_model::{
    ChangedRows, Connection, ConnectionRun, ConnectionRunId, DeliveryOutcome, Description, Failure,
    HarvestCounts, Principal, RunDelivery, RunOutcome,
};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How long a fetch may take.
const TIME: Duration = Duration::from_hours(2);
/// Bytes a fetch may bring.
const MOST_BYTES: u64 = 20 << 30;

/// Of the details of a run: columns with values that have no place in a file.
const BEYOND: &str = "beyond";

/// Code of a fetch that brought nothing a table can be read from; its sentence is `error-fetch-unreadable`.
const UNREADABLE: &str = "fetch_unreadable";

/// What a fetch came to.
struct Came {
    outcome: RunOutcome,
    /// Code of what is wrong with what came.
    problem: Option<&'static str>,
    memory: Option<String>,
    bytes: u64,
    deliveries: Vec<RunDelivery>,
    beyond: Vec<(String, u64)>,
    harvest: Option<HarvestCounts>,
}

impl Hub {
    /// Fetches a connection whose turn it is. Whatever goes wrong is written to its log.
    pub(super) async fn fetch_one(
        self: &Arc<Self>,
        turn: Turn,
        principal: Principal,
        connection: Connection,
        failures: u32,
    ) {
        let Ok(_place) = self.fetching.places.acquire().await else {
            return;
        };
        let mut run = ConnectionRun {
            id: ConnectionRunId::from_uuid(self.parts.identifiers.fresh()),
            connection: connection.id,
            started_at: self.parts.clock.now(),
            ended_at: None,
            outcome: RunOutcome::Running,
            problem: None,
            details: BTreeMap::new(),
            bytes: 0,
            deliveries: Vec::new(),
        };
        if let Err(error) = self.parts.connections.begin(&run).await {
            tracing::warn!(%error, "a fetch could not be begun");
            return;
        }
        let came = self
            .fetch_files(&principal, &connection, (&turn, &run))
            .await;
        let ended_at = self.parts.clock.now();
        run.ended_at = Some(ended_at);
        let mut retry_after = None;
        let mut memory = None;
        match came {
            Ok(came) => {
                run.outcome = came.outcome;
                run.problem = came.problem.map(str::to_owned);
                run.bytes = came.bytes;
                run.deliveries = came.deliveries;
                memory = came.memory;
                note_beyond(&mut run, &came.beyond);
                note_harvest(&mut run, came.harvest);
            }
            Err(error) => {
                retry_after = note(&mut run, &error);
            }
        }
        let failures = match run.outcome {
            RunOutcome::Failed => failures + 1,
            _ => 0,
        };
        let next = next(&connection, ended_at, failures, retry_after);
        let connections = &self.parts.connections;
        let ended = connections
            .end(&run, memory.as_deref(), next, failures)
            .await;
        match ended {
            Ok(()) if run.outcome == RunOutcome::Failed => {
                self.remind_of_failures(&connection).await;
            }
            Ok(()) => {}
            Err(error) => tracing::warn!(%error, "the end of a fetch could not be written down"),
        }
    }

    async fn fetch_files(
        &self,
        principal: &Principal,
        connection: &Connection,
        (turn, run): (&Turn, &ConnectionRun),
    ) -> Result<Came, HubError> {
        let fetch = Fetch {
            connection: Some(connection.id),
            connector: connection.connector.clone(),
            settings: connection.settings.clone(),
            secrets: Secrets::new(self.opened_secrets(connection.id).await?),
            memory: self.parts.connections.memory(connection.id).await?,
            former: self.former_file(connection.id).await?,
            most_bytes: MOST_BYTES,
            time: TIME,
        };
        let folder = self.parts.staging.join(format!("fetch-{}", run.id));
        tokio::fs::create_dir_all(&folder)
            .await
            .map_err(|source| HubError::Io {
                doing: "made",
                source,
            })?;
        let came = self
            .fetch_into(principal, connection, (&fetch, &folder), (turn, run))
            .await;
        if let Err(error) = tokio::fs::remove_dir_all(&folder).await {
            tracing::warn!(%error, "fetched files could not be removed");
        }
        came
    }

    async fn fetch_into(
        &self,
        principal: &Principal,
        connection: &Connection,
        (fetch, folder): (&Fetch, &Path),
        (turn, run): (&Turn, &ConnectionRun),
    ) -> Result<Came, HubError> {
        let tick = |done, of| {
            let stage = "fetch";
            self.fetching
                .note(connection.id, FetchProgress { stage, done, of });
        };
        let fetching = self.parts.connectors.fetch(fetch, folder, &tick);
        let fetched = tokio::select! {
            fetched = tokio::time::timeout(fetch.time, fetching) => {
                fetched.unwrap_or_else(|_elapsed| Err(FetchError::passing("fetch_timeout", "")))?
            }
            () = turn.stop.notified() => return Ok(Came::nothing(RunOutcome::Stopped)),
        };
        let (files, memory, beyond) = match fetched {
            Fetched::Unchanged => return Ok(Came::nothing(RunOutcome::Unchanged)),
            Fetched::Files {
                files,
                memory,
                beyond,
            } => (files, memory, beyond),
            Fetched::Catalogue {
                records,
                memory,
                is_whole,
                bytes,
            } => {
                let lines = (records.as_path(), is_whole);
                let counts = self.keep_harvest((connection, run), lines).await?;
                return Ok(Came::harvest(counts, memory, bytes));
            }
        };
        let mut came = Came {
            memory,
            beyond,
            ..Came::nothing(RunOutcome::Unchanged)
        };
        let mut is_readable = files.is_empty();
        for file in files {
            let bytes = tokio::fs::metadata(&file.path)
                .await
                .map(|found| found.len());
            came.bytes += bytes.unwrap_or_default();
            let taken = self.take_fetched_in(principal, connection, file).await?;
            if taken.delivery.outcome != DeliveryOutcome::Unchanged {
                came.outcome = RunOutcome::Delivered;
            }
            is_readable |= taken.delivery.outcome != DeliveryOutcome::Unreadable;
            let changes = self.changed_rows(connection, &taken).await;
            came.deliveries.push(delivered(&taken, changes));
        }
        // A page that asks people to sign in comes with every sign of success: whoever waits for the table must hear
        // of it, and the next fetch must not be told that nothing is new.
        if !is_readable {
            came.outcome = RunOutcome::Failed;
            came.problem = Some(UNREADABLE);
            came.memory = None;
        }
        Ok(came)
    }

    async fn take_fetched_in(
        &self,
        principal: &Principal,
        connection: &Connection,
        file: FetchedFile,
    ) -> Result<TakenIn, HubError> {
        let organisation = self
            .parts
            .organisations
            .get(connection.organisation)
            .await?;
        let organisation = organisation
            .ok_or_else(|| HubError::not_found("organisation", connection.organisation))?;
        let name = file.part.clone();
        let source = match &file.part {
            Some(part) => format!("connection:{}/{part}", connection.id),
            None => format!("connection:{}", connection.id),
        };
        let title = match &file.part {
            Some(_part) => None,
            None => Some(Description::titled(connection.name.clone())),
        };
        let id = connection.id;
        let fetching = Arc::clone(&self.fetching);
        let progress: Progress = Arc::new(move |stage, done, of| {
            let of = Some(of);
            fetching.note(id, FetchProgress { stage, done, of });
        });
        let request = TakeIn {
            organisation,
            into: Destination::ByKey {
                key: source,
                name: name.unwrap_or_else(|| connection.name.clone()),
            },
            file: file.path,
            file_name: file.name,
            corrections: Corrections::Kept,
            description: title,
            visibility: Some(connection.visibility),
            received_at: None,
            on_drift: OnDrift::Hold,
        };
        self.take_in(principal, request, progress).await
    }
}

impl Came {
    fn nothing(outcome: RunOutcome) -> Self {
        Self {
            outcome,
            problem: None,
            memory: None,
            bytes: 0,
            deliveries: Vec::new(),
            beyond: Vec::new(),
            harvest: None,
        }
    }

    fn harvest(counts: HarvestCounts, memory: Option<String>, bytes: u64) -> Self {
        let outcome = if counts.is_news() {
            RunOutcome::Delivered
        } else {
            RunOutcome::Unchanged
        };
        Self {
            memory,
            bytes,
            harvest: Some(counts),
            ..Self::nothing(outcome)
        }
    }
}

fn delivered(taken: &TakenIn, changes: Option<ChangedRows>) -> RunDelivery {
    RunDelivery {
        dataset: taken.dataset.id,
        delivery: taken.delivery.id,
        version: taken.version.as_ref().map(|version| version.number),
        rows: taken.tables.iter().map(|(_table, rows)| rows).sum(),
        changes,
    }
}

/// Writes down which columns lack values, and how many: `tag: 3, stand: 1`.
fn note_beyond(run: &mut ConnectionRun, beyond: &[(String, u64)]) {
    let columns: Vec<String> = beyond
        .iter()
        .map(|(column, count)| format!("{column}: {count}"))
        .collect();
    if !columns.is_empty() {
        run.details.insert(BEYOND.to_owned(), columns.join(", "));
    }
}

/// Writes down what a harvest came to.
fn note_harvest(run: &mut ConnectionRun, counts: Option<HarvestCounts>) {
    let Some(counts) = counts else {
        return;
    };
    let numbers = [
        ("seen", counts.seen),
        ("new", counts.new),
        ("changed", counts.changed),
        ("same", counts.same),
        ("rejected", counts.rejected),
        ("gone", counts.gone),
        ("twins", counts.twins),
    ];
    let numbers = numbers.map(|(name, number)| (name.to_owned(), number.to_string()));
    run.details.extend(numbers);
}

/// Writes down what went wrong; returns when the system wants to be asked again.
fn note(run: &mut ConnectionRun, error: &HubError) -> Option<Duration> {
    run.outcome = RunOutcome::Failed;
    if let HubError::Fetch(error) = error {
        run.problem = Some(error.code.to_owned());
        run.details
            .insert("detail".to_owned(), error.detail.clone());
        if let Some(field) = error.field {
            run.details.insert("field".to_owned(), field.to_owned());
        }
        return error.retry_after;
    }
    tracing::warn!(%error, "what was fetched could not be taken in");
    run.problem = Some(error.code().to_owned());
    let parameters = error.parameters().into_iter();
    run.details
        .extend(parameters.map(|(name, value)| (name.to_owned(), value)));
    None
}
