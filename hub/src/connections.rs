//! Connections: systems from which the hub fetches by itself.

mod brought;
mod changes;
mod due;
mod former;
mod keep;
mod maker;
mod promise;
mod remind;
mod run;
mod running;

pub use brought::Brought;
pub use keep::{ConnectionWords, NewConnection};
pub use promise::Punctuality;
pub use running::FetchProgress;
pub(crate) use running::Fetching;

use crate::authorise::authorise;
use crate::ports::{ConnectionHistory, ConnectorForm};
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{Connection, ConnectionId, ConnectionRun, Dataset, Organisation, Principal};
use jiff::Timestamp;

/// Fetches shown of one connection.
const SHOWN_RUNS: u32 = 50;

/// A connection with what people want to know of it at once.
#[derive(Debug, Clone)]
pub struct ConnectionCard {
    /// The connection.
    pub connection: Connection,
    /// Whose it is.
    pub organisation: Organisation,
    /// The newest fetch.
    pub last: Option<ConnectionRun>,
    /// How far the one under way is.
    pub progress: Option<FetchProgress>,
    /// When the clock fetches it next; none if nobody but people do.
    pub next: Option<Timestamp>,
    /// Datasets it has made.
    pub datasets: Vec<Dataset>,
    /// What was promised and what came.
    pub punctuality: Punctuality,
    /// Whether the asker may change it.
    pub may_change: bool,
}

/// A connection, its datasets and its log.
#[derive(Debug, Clone)]
pub struct ConnectionView {
    /// The connection.
    pub card: ConnectionCard,
    /// Secret fields that are filled in.
    pub sealed: Vec<String>,
    /// Its newest fetches, newest first.
    pub runs: Vec<ConnectionRun>,
}

impl Hub {
    /// The forms of all connectors.
    pub fn connectors(&self) -> &'static [ConnectorForm] {
        self.parts.connectors.forms()
    }

    /// Connections of the asker's organisations, by name; of all for the operator and administrators.
    pub async fn connections(
        &self,
        principal: &Principal,
    ) -> Result<Vec<ConnectionCard>, HubError> {
        let connections = &self.parts.connections;
        let mut histories = connections.histories(None, SHOWN_RUNS).await?;
        let mut cards = Vec::new();
        for connection in connections.list().await? {
            if may_see(principal, &connection) {
                let history = histories.remove(&connection.id).unwrap_or_default();
                cards.push(self.connection_card(principal, connection, history).await?);
            }
        }
        Ok(cards)
    }

    /// One connection.
    pub async fn connection(
        &self,
        principal: &Principal,
        id: ConnectionId,
    ) -> Result<ConnectionView, HubError> {
        let connection = self.known_connection(principal, id).await?;
        let secrets = self.parts.connections.secrets(id).await?;
        let mut runs = self.parts.connections.runs(id, SHOWN_RUNS).await?;
        let histories = self
            .parts
            .connections
            .histories(Some(id), SHOWN_RUNS)
            .await?;
        let history = histories.into_values().next().unwrap_or_default();
        let card = self.connection_card(principal, connection, history).await?;
        Self::tell_changes(principal, &card.datasets, &mut runs);
        Ok(ConnectionView {
            sealed: secrets.into_keys().collect(),
            card,
            runs,
        })
    }

    async fn connection_card(
        &self,
        principal: &Principal,
        connection: Connection,
        history: ConnectionHistory,
    ) -> Result<ConnectionCard, HubError> {
        let ConnectionHistory { last, news, next } = history;
        let organisation = self
            .parts
            .organisations
            .get(connection.organisation)
            .await?;
        let organisation = organisation
            .ok_or_else(|| HubError::not_found("organisation", connection.organisation))?;
        let now = self.parts.clock.now();
        let datasets = self.datasets_of(&news).await?;
        let mut last: Vec<ConnectionRun> = last.into_iter().collect();
        Self::tell_changes(principal, &datasets, &mut last);
        Ok(ConnectionCard {
            punctuality: Punctuality::of(&connection, &news, now),
            progress: self.fetching.progress(connection.id),
            next: next.filter(|_next| !connection.paused),
            datasets,
            last: last.into_iter().next(),
            may_change: may_change(principal, &connection),
            organisation,
            connection,
        })
    }

    async fn datasets_of(&self, runs: &[ConnectionRun]) -> Result<Vec<Dataset>, HubError> {
        let mut ids: Vec<_> = runs
            .iter()
            .flat_map(|run| run.deliveries.iter().map(|delivery| delivery.dataset))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let mut datasets = Vec::new();
        for id in ids {
            datasets.extend(self.parts.datasets.get(id).await?);
        }
        Ok(datasets)
    }

    /// A connection the asker may know of; else the same answer as for one that is not there.
    pub(crate) async fn known_connection(
        &self,
        principal: &Principal,
        id: ConnectionId,
    ) -> Result<Connection, HubError> {
        let found = self.parts.connections.get(id).await?;
        found
            .filter(|connection| may_see(principal, connection))
            .ok_or_else(|| HubError::not_found("connection", id))
    }

    /// A connection the asker may change and run.
    pub(crate) async fn own_connection(
        &self,
        principal: &Principal,
        id: ConnectionId,
    ) -> Result<Connection, HubError> {
        let connection = self.known_connection(principal, id).await?;
        authorise(
            principal,
            Action::TakeIn,
            &Resource::Organisation(connection.organisation),
        )?;
        Ok(connection)
    }
}

/// Names of hosts and databases are nobody's business but the office's and of those who run the hub.
fn may_see(principal: &Principal, connection: &Connection) -> bool {
    let works_there = match principal {
        // A key to read rows is none to see where they come from.
        Principal::Program(_) => may_bring(principal, connection),
        _ => principal.role_in(connection.organisation).is_some(),
    };
    works_there || decide(principal, Action::Administer, &Resource::Hub).allowed
}

fn may_bring(principal: &Principal, connection: &Connection) -> bool {
    let office = Resource::Organisation(connection.organisation);
    decide(principal, Action::TakeIn, &office).allowed
}

fn may_change(principal: &Principal, connection: &Connection) -> bool {
    let office = Resource::Organisation(connection.organisation);
    decide(principal, Action::Connect, &office).allowed
}
