//! Datasets of other catalogues: harvested, found, shown; never handed on as ours (decision 0045).

mod find;
mod index;
mod keep;
mod mark;
mod show;

pub use find::{FindForeign, ForeignCard, FoundForeign};
pub use show::{ForeignTwin, ForeignView, HarvestView};

use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{Connection, ConnectionId, Principal};
use std::collections::HashMap;

impl Hub {
    /// The sources whose records the asker may know of.
    async fn known_sources(
        &self,
        principal: &Principal,
    ) -> Result<HashMap<ConnectionId, Connection>, HubError> {
        let connections = self.parts.connections.list().await?;
        let known = connections
            .into_iter()
            .filter(|connection| may_know(principal, connection));
        Ok(known
            .map(|connection| (connection.id, connection))
            .collect())
    }
}

/// Records belong to the circle of their source; the catalogue has the last word, not the index.
fn may_know(principal: &Principal, source: &Connection) -> bool {
    let resource = Resource::Dataset {
        dataset: None,
        organisation: source.organisation,
        visibility: source.visibility,
        sealed: false,
        protection: None,
    };
    decide(principal, Action::SeeMetadata, &resource).allowed
}
