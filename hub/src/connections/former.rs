//! The file a connection brought last, for fetches that bring only what is newer.

use crate::ports::FormerFile;
use crate::{Hub, HubError};
use hebewerk_model::ConnectionId;

/// Deliveries of a dataset among which that of the last fetch is looked for: others may have come since.
const LOOKED_THROUGH: u32 = 50;

impl Hub {
    /// The file of the last fetch that brought something, if it was one and is still there. It is the whole of what the
    /// system had; whoever changed the dataset since has not changed that.
    pub(super) async fn former_file(
        &self,
        id: ConnectionId,
    ) -> Result<Option<FormerFile>, HubError> {
        let news = self.parts.connections.news(id, 1).await?;
        let Some(run) = news.first() else {
            return Ok(None);
        };
        let [brought] = run.deliveries.as_slice() else {
            return Ok(None);
        };
        let versions = &self.parts.versions;
        let deliveries = versions.deliveries(brought.dataset, LOOKED_THROUGH).await?;
        let delivery = deliveries.iter().find(|it| it.id == brought.delivery);
        let Some(delivery) = delivery else {
            return Ok(None);
        };
        // One whose bytes are gone is fetched as a whole.
        let path = self.parts.raw.local_path(delivery.content).await.ok();
        Ok(path.map(|path| FormerFile {
            path,
            content: delivery.content.to_string(),
        }))
    }
}
