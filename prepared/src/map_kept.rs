//! Maps that are made on use, and waited for: nothing else answers for them.

use crate::build::Unfit;
use crate::kept::{
    Booking, NotBuilt, PART_OF_FEW, PART_OF_ONE, Prepared, Shared, WHILE_MADE, note,
};
use crate::key::FormKey;
use crate::map::{Map, MapBuilder};
use crate::shelf::{FoundMap, Kept};
use futures::TryStreamExt;
use hebewerk_hub::ports::{AskError, GuardedTable, NoMap};
use std::sync::Arc;
use std::time::Duration;

/// How long somebody waits for a map to be made; afterwards they may ask again.
const PATIENCE: Duration = Duration::from_secs(30);

impl Prepared {
    /// The map of a table, made now if it is not there.
    pub(crate) async fn map_of(&self, table: &GuardedTable) -> Result<Arc<Map>, NoMap> {
        // Rows that may only be counted are shown to nobody.
        if table.access.counts.is_some() || builder(table, 0).is_none() {
            return Err(NoMap::NoPlaces);
        }
        let key = FormKey::of_map(table).ok_or(NoMap::TooLarge)?;
        let (found, era) = {
            let mut kept = self.shared.shelf();
            (kept.ask_map(key), kept.era())
        };
        match found {
            FoundMap::Map(map) => return Ok(map),
            FoundMap::Unfit => return Err(NoMap::TooLarge),
            FoundMap::Busy => return Err(NoMap::NotReady),
            FoundMap::Wait => {}
            FoundMap::Build => {
                let (shared, table) = (Arc::clone(&self.shared), table.clone());
                tokio::spawn(async move { shared.map_or_give_up(key, table, era).await });
            }
        }
        let made = self.shared.until_made(&key);
        if tokio::time::timeout(PATIENCE, made).await.is_err() {
            return Err(NoMap::NotReady);
        }
        self.shared.shelf().made_map(&key)
    }
}

/// A builder for what a reader sees of a table; none where that does not say where rows lie.
fn builder(table: &GuardedTable, most_bytes: usize) -> Option<MapBuilder> {
    let columns = table.access.columns(&table.columns);
    // Gaps between row numbers would tell how many rows are held back.
    let shows_numbers = table.access.row_filter.is_none();
    MapBuilder::new(&columns, shows_numbers, most_bytes)
}

impl Shared {
    async fn until_made(&self, key: &FormKey) {
        loop {
            let made = self.made.notified();
            tokio::pin!(made);
            // Before looking: what ends in between is heard.
            made.as_mut().enable();
            if !self.shelf().is_building(key) {
                return;
            }
            made.await;
        }
    }

    /// A fault of ours over one table must not leave its place taken for ever.
    async fn map_or_give_up(self: Arc<Self>, key: FormKey, table: GuardedTable, era: u64) {
        let shared = Arc::clone(&self);
        let built = tokio::spawn(async move { shared.build_map(key, table, era).await });
        if let Err(error) = built.await {
            tracing::error!(%error, "a table stays without a map");
            self.shelf().put_none(key, era);
        }
        self.made.notify_waiters();
    }

    async fn build_map(&self, key: FormKey, table: GuardedTable, era: u64) {
        let Ok(_turn) = self.turn.acquire().await else {
            return;
        };
        let mut booking = Booking::new(self);
        match self.built_map(&table, &mut booking).await {
            Ok(map) => {
                tracing::debug!(bytes = map.bytes(), "a map is in memory");
                let booked = booking.settle();
                let mut kept = self.shelf();
                kept.put(key, era, Kept::Map(Arc::new(map)), booked);
                note(&kept);
            }
            Err(NotBuilt::Unfit(reason)) => {
                tracing::debug!(%reason, "a table stays without a map");
                self.shelf().put_none(key, era);
            }
            Err(NotBuilt::Engine(error)) => {
                tracing::debug!(%error, "a table could not be read for its map");
                self.shelf().give_up(&key, era);
            }
        }
    }

    async fn built_map(
        &self,
        table: &GuardedTable,
        booking: &mut Booking<'_>,
    ) -> Result<Map, NotBuilt> {
        let part = match table.access.row_filter {
            Some(_) => PART_OF_FEW,
            None => PART_OF_ONE,
        };
        let mut builder = builder(table, self.budget / part).ok_or(Unfit::Value)?;
        let mut answer = self.engine.numbered(table, self.limits).await?;
        while let Some(batch) = answer.batches.try_next().await? {
            // Corners of areas are weighed on the way.
            let pushed = tokio::task::spawn_blocking(move || {
                builder.push(&batch)?;
                Ok::<_, Unfit>(builder)
            });
            builder = pushed.await.map_err(|_ended| AskError::Internal)??;
            booking.raise_to(builder.bytes().saturating_mul(WHILE_MADE))?;
        }
        let finished = tokio::task::spawn_blocking(move || builder.finish()).await;
        let map = finished.map_err(|_ended| AskError::Internal)??;
        booking.raise_to(map.bytes())?;
        Ok(map)
    }
}
