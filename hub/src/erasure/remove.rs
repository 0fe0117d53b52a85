//! Removing what an erasure left behind, also after a crash.

use crate::{Hub, HubError};

impl Hub {
    /// Removes everything that erasures which took effect still have to remove, and notes that it is done; the number of
    /// erasures. To be called at every start: a process may have died in between.
    pub async fn finish_erasures(&self) -> Result<usize, HubError> {
        self.finish_erasures_in(&[]).await
    }

    /// The same; in these folders of the lake nobody else writes just now.
    pub(super) async fn finish_erasures_in(&self, folders: &[String]) -> Result<usize, HubError> {
        let unfinished = self.parts.erasures.unfinished().await?;
        if unfinished.is_empty() {
            return Ok(0);
        }
        for erasure in &unfinished {
            self.parts.rows.remove(&erasure.files).await?;
            for content in &erasure.contents {
                self.remove_unnamed(*content).await?;
            }
        }
        // What a process wrote that died before anything was named: an erasure that never took effect, a delivery.
        let named = self.parts.erasures.named().await?;
        self.parts.rows.sweep_abandoned(&named, folders).await?;
        // What was derived from it: in memory, in the index, in free pages of the catalogue.
        self.compared.clear();
        self.parts.prepared.forget();
        *self.banks.lock().await = None;
        self.refresh_index().await?;
        self.parts.index.purge().await?;
        self.parts.erasures.scrub().await?;
        let now = self.parts.clock.now();
        for erasure in &unfinished {
            self.parts.erasures.finish(erasure.id, now).await?;
            tracing::info!(erasure = %erasure.id, dataset = %erasure.dataset, "an erasure is finished");
        }
        // The list of files went with it.
        Ok(unfinished.len())
    }
}
