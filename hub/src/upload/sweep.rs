//! Removing what nobody comes back for.

use super::staged::{UPLOAD, staged_ids};
use crate::Hub;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// How long a file that nobody takes in is kept.
const KEPT: Duration = Duration::from_hours(24);

impl Hub {
    /// Removes, before the first request, parts of uploads whose sender was cut off by the end of the program, and
    /// what is older than a day.
    pub async fn sweep_staging_at_start(&self) {
        for id in staged_ids(&self.parts.staging).await {
            let folder = self.parts.staging.join(id.to_string());
            if tokio::fs::metadata(folder.join(UPLOAD)).await.is_err() {
                remove(&folder).await;
            }
        }
        self.sweep_staging().await;
    }

    /// Removes staged files that nobody has touched for a day; what cannot be removed is tried again next time.
    pub(super) async fn sweep_staging(&self) {
        for id in staged_ids(&self.parts.staging).await {
            let folder = self.parts.staging.join(id.to_string());
            // Nobody hands over what is being removed.
            let _turn = self.uploads.turn.lock().await;
            let age = tokio::fs::metadata(&folder)
                .await
                .ok()
                .and_then(|metadata| metadata.modified().ok())
                .and_then(|modified| {
                    SystemTime::from(self.parts.clock.now())
                        .duration_since(modified)
                        .ok()
                });
            if age.is_some_and(|age| age > KEPT) && !self.uploads.is_handing_over(id) {
                self.uploads.forget_look(id);
                remove(&folder).await;
            }
        }
    }
}

async fn remove(folder: &Path) {
    if let Err(error) = tokio::fs::remove_dir_all(folder).await {
        tracing::warn!(%error, "an old upload could not be removed");
    }
}
