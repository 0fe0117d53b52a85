//! Where questions are handed in: few at once, each to a process that holds the newest graph.

use super::graph::{Graph, too_large};
use super::process::{Ended, Outcome, Process};
use super::wanted::Wanted;
use crate::settings::SparqlSettings;
use crate::{Refusal, Visitor};
use hebewerk_exchange::sparql::Order;
use hebewerk_model::Kind;
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use tokio::sync::{Mutex, Semaphore};
use tokio::time::timeout;

/// Questions answered at once; so many processes are kept.
const PLACES: usize = 2;
/// How long a place is waited for.
const PATIENCE: Duration = Duration::from_secs(3);
/// Seconds after which another attempt makes sense.
const RETRY_SECONDS: u64 = 2;
/// Longest answer in bytes.
const MOST_BYTES: u64 = 16 << 20;
/// The same for a page: what it is made of is held several times over.
const MOST_PAGE_BYTES: u64 = 2 << 20;

/// The processes and the graph they were given.
pub(crate) struct Desk {
    settings: SparqlSettings,
    places: Semaphore,
    graph: Mutex<Option<Arc<Graph>>>,
    waiting: std::sync::Mutex<Vec<Process>>,
}

impl Desk {
    pub(crate) fn new(settings: SparqlSettings) -> Self {
        Self {
            settings,
            places: Semaphore::new(PLACES),
            graph: Mutex::new(None),
            waiting: std::sync::Mutex::default(),
        }
    }

    /// Answers a query about the hub as it is called at `base`.
    pub(super) async fn ask(
        &self,
        visitor: &Visitor,
        base: String,
        (query, wanted): (&str, Wanted),
    ) -> Result<Outcome, Refusal> {
        let place = timeout(PATIENCE, self.places.acquire()).await;
        let Ok(Ok(_place)) = place else {
            let mut refusal = Refusal::new(Kind::Unavailable, "sparql_busy");
            refusal.retry_after_seconds = Some(RETRY_SECONDS);
            return Err(refusal);
        };
        let graph = self.graph(visitor, base).await?;
        let order = Order {
            query: query.to_owned(),
            solutions: wanted.solutions,
            statements: wanted.statements,
            most_solutions: self.settings.most_solutions,
            most_bytes: if wanted.page {
                MOST_PAGE_BYTES
            } else {
                MOST_BYTES
            },
            milliseconds: u64::try_from(self.settings.time.as_millis()).unwrap_or(u64::MAX),
        };
        if let Some(mut process) = self.waiting_with(&graph) {
            match process.ask(&order).await {
                // It ended because nobody had asked; that somebody does now it could not know.
                Err(Ended::Unneeded) => {}
                outcome => return self.outcome(process, outcome),
            }
        }
        let memory_bytes = self.settings.memory_bytes;
        let started = Process::start(&self.settings.executable, graph, memory_bytes).await;
        let mut process = started.map_err(|ended| match ended {
            Ended::OutOfMemory | Ended::OutOfTime => too_large(),
            Ended::Unneeded | Ended::Broken => Refusal::new(Kind::Internal, "internal"),
        })?;
        let outcome = process.ask(&order).await;
        self.outcome(process, outcome)
    }

    /// The graph of the catalogue as it is now; whoever asks while it is read waits for it.
    async fn graph(&self, visitor: &Visitor, base: String) -> Result<Arc<Graph>, Refusal> {
        let state = visitor.hub().catalogue_state().await?;
        let mut kept = self.graph.lock().await;
        if let Some(graph) = kept.as_ref()
            && graph.base == base
            && graph.state == state
        {
            return Ok(Arc::clone(graph));
        }
        // Nobody needs the old one beside the new one.
        *kept = None;
        self.waiting().clear();
        let graph = Arc::new(Graph::read(visitor, base, state).await?);
        *kept = Some(Arc::clone(&graph));
        Ok(graph)
    }

    fn outcome(
        &self,
        process: Process,
        outcome: Result<Outcome, Ended>,
    ) -> Result<Outcome, Refusal> {
        let ended = match outcome {
            Ok(outcome) => {
                self.keep(process);
                return Ok(outcome);
            }
            Err(ended) => ended,
        };
        Err(match ended {
            Ended::OutOfTime => Refusal::new(Kind::Timeout, "sparql_timeout")
                .with("seconds", self.settings.time.as_secs().max(1)),
            Ended::OutOfMemory => Refusal::invalid("sparql_memory"),
            Ended::Unneeded | Ended::Broken => Refusal::new(Kind::Internal, "internal"),
        })
    }

    fn waiting_with(&self, graph: &Arc<Graph>) -> Option<Process> {
        let mut waiting = self.waiting();
        waiting.retain(|process| Arc::ptr_eq(&process.graph, graph));
        waiting.pop()
    }

    fn keep(&self, process: Process) {
        let mut waiting = self.waiting();
        if waiting.len() < PLACES {
            waiting.push(process);
        }
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<Process>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
