//! What the hub holds, in numbers without names: for metrics.

use crate::administer::MOST_BEHIND;
use crate::ports::Census;
use crate::{Hub, HubError};

/// Numbers of the whole hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubFigures {
    /// What the catalogue counts.
    pub census: Census,
    /// Datasets whose search document is older than the dataset; 1,000 means that many or more.
    pub index_behind: u64,
}

impl Hub {
    /// The numbers. They name nothing and nobody; who may read them is decided by the door (token or machine).
    pub async fn figures(&self) -> Result<HubFigures, HubError> {
        let census = self.parts.versions.census().await?;
        let sequence = self.parts.index.sequence().await?;
        let datasets = &self.parts.datasets;
        let behind = datasets.changed_since(sequence, MOST_BEHIND).await?;
        Ok(HubFigures {
            census,
            index_behind: behind.len() as u64,
        })
    }
}
