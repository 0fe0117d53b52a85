//! Whether the parts of the hub answer: for whatever watches over it.

use crate::{Hub, HubError};
use std::time::Duration;
use tokio::time::timeout;

/// A part that has not answered by then counts as down: whoever watches must not wait.
const ANSWER: Duration = Duration::from_secs(2);

/// Which parts answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HubHealth {
    /// The catalogue's database.
    pub catalogue: bool,
    /// The folder of the lake.
    pub lake: bool,
    /// The search index.
    pub index: bool,
}

impl HubHealth {
    /// Whether all of them do.
    pub const fn is_well(self) -> bool {
        self.catalogue && self.lake && self.index
    }
}

impl Hub {
    /// Asks each part something cheap, all at once.
    pub async fn health(&self) -> HubHealth {
        let catalogue = async { Ok(self.parts.accounts.has_administrator().await.map(|_| ())?) };
        let lake = async { Ok(self.parts.raw.reach().await?) };
        let index = async { Ok(self.parts.index.sequence().await.map(|_| ())?) };
        let (catalogue, lake, index) = tokio::join!(
            answers("catalogue", catalogue),
            answers("lake", lake),
            answers("index", index)
        );
        HubHealth {
            catalogue,
            lake,
            index,
        }
    }
}

async fn answers(part: &'static str, asked: impl Future<Output = Result<(), HubError>>) -> bool {
    match timeout(ANSWER, asked).await {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::error!(part, %error, "a part of the hub is down");
            false
        }
        Err(_elapsed) => {
            tracing::error!(part, "a part of the hub does not answer");
            false
        }
    }
}
