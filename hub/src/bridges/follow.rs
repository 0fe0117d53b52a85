//! Following the catalogue: each change of a dataset is looked at once, in the background.

use super::banks::{Banks, with_climbs};
use super::reconcile::{Looked, reconcile};
use crate::ports::{BridgeStep, SketchChange, SketchedTables};
use crate::{Hub, HubError};
use hebewerk_model::{
    BridgeSide, BridgeState, DatasetId, DatasetState, OrganisationId, TableVersion, VersionNumber,
};

/// Changes asked for at once.
const STEP: u32 = 50;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BridgesFollowed {
    /// Datasets looked at.
    pub datasets: u64,
    /// Those that were read.
    pub sketched: u64,
    /// Bridges that were new.
    pub suggested: u64,
    /// Bridges that bear no longer.
    pub decayed: u64,
}

impl Hub {
    /// Looks at every dataset that changed since it was last done: its current version is sketched, suggestions come and
    /// go, and what was taken over is counted again. After a crash a change is looked at once more, never missed: the
    /// mark moves with what was found. Costs the size of what changed; the first time after a start, the size of all
    /// sketches.
    pub async fn follow_bridges(&self) -> Result<BridgesFollowed, HubError> {
        let mut kept = self.banks.lock().await;
        let mut banks = match kept.take() {
            Some(banks) => banks,
            None => self.load_banks().await?,
        };
        let mut followed = BridgesFollowed::default();
        loop {
            let feed = &self.parts.datasets;
            let mut changed = feed.changed_since(banks.sequence, STEP).await?;
            changed.sort_unstable();
            if changed.is_empty() {
                self.settle(&mut banks, &mut followed).await?;
                *kept = Some(banks);
                self.tell_of_decays().await?;
                return Ok(followed);
            }
            let consents = self.parts.bridges.consents().await?;
            for (sequence, dataset) in changed {
                // What was begun in memory and could not be kept is thrown away with it.
                banks = self
                    .follow_one(banks, (sequence, dataset), &consents, &mut followed)
                    .await?;
            }
        }
    }

    /// Throws all sketches away and makes them anew. Decisions stay.
    pub async fn rebuild_bridges(&self) -> Result<BridgesFollowed, HubError> {
        {
            let mut kept = self.banks.lock().await;
            *kept = None;
            let (_key, form) = self.sketch_key()?;
            self.parts.bridges.forget_sketches(&form).await?;
        }
        self.follow_bridges().await
    }

    /// Once everything was looked at: bridges to what takes no part any more.
    async fn settle(
        &self,
        banks: &mut Banks,
        followed: &mut BridgesFollowed,
    ) -> Result<(), HubError> {
        if banks.is_settled {
            return Ok(());
        }
        let mut known = self.parts.bridges.all(None).await?;
        let takes_part = |side: &BridgeSide| banks.taking_part(side.dataset).is_some();
        known.retain(|bridge| !bridge.piers().all(takes_part));
        if let Some(dataset) = known.first().map(|bridge| bridge.left.dataset) {
            let now = self.parts.clock.now();
            let (put, gone) = reconcile(
                Looked {
                    found: Vec::new(),
                    known,
                    measured: &|_bridge| None,
                    is_there: &|_side| true,
                    is_pending: &|_side| false,
                    now,
                },
                || self.parts.identifiers.fresh(),
            );
            let step = BridgeStep {
                dataset,
                sketches: SketchChange::Keep,
                tuples: Vec::new(),
                put,
                gone,
                sequence: banks.sequence,
            };
            note(&step, followed);
            self.parts.bridges.advance(&step).await?;
        }
        self.name_views().await?;
        banks.is_settled = true;
        Ok(())
    }

    async fn load_banks(&self) -> Result<Banks, HubError> {
        let (_key, form) = self.sketch_key()?;
        let bridges = &self.parts.bridges;
        let last_change = self.parts.datasets.mark().await?.last_change;
        let mark = bridges.sketch_mark().await?;
        let ours = mark.filter(|mark| mark.form == form && mark.sequence <= last_change);
        if let Some(mark) = ours {
            let mut banks = Banks::new(mark.sequence);
            let mut are_whole = true;
            for (dataset, _version) in bridges.sketched().await? {
                if let Some(tables) = bridges.sketches(dataset).await? {
                    are_whole &= banks.put(dataset, &tables).is_ok();
                }
            }
            if are_whole {
                return Ok(banks);
            }
        }
        tracing::info!("sketches of columns are made anew");
        bridges.forget_sketches(&form).await?;
        Ok(Banks::new(0))
    }

    async fn follow_one(
        &self,
        mut banks: Banks,
        (sequence, id): (i64, DatasetId),
        consents: &[OrganisationId],
        followed: &mut BridgesFollowed,
    ) -> Result<Banks, HubError> {
        followed.datasets += 1;
        let (sketches, tables) = self.sketches_of(&banks, id, consents).await?;
        let mut step = BridgeStep {
            dataset: id,
            sketches,
            tuples: Vec::new(),
            put: Vec::new(),
            gone: Vec::new(),
            sequence,
        };
        if let SketchChange::Put(sketched) = &step.sketches {
            followed.sketched += 1;
            if let Err(error) = banks.put(id, sketched) {
                tracing::error!(%error, "columns of a dataset cannot be compared");
                banks.remove(id);
            }
            let known = self.parts.bridges.of_dataset(id).await?;
            let now = self.parts.clock.now();
            let computed = tokio::task::spawn_blocking(move || {
                let found = banks.found(id);
                (banks, found)
            });
            let (found, wishes, climbs);
            (banks, (found, wishes, climbs)) = computed
                .await
                .map_err(|_panicked| crate::ports::AskError::Internal)?;
            let keys = (wishes.as_slice(), known.as_slice());
            step.tuples = self.look_at_keys(&mut banks, keys, consents).await?;
            let found = banks.with_answers(found, &wishes);
            let ways = (climbs.as_slice(), known.as_slice());
            let climbed = self.look_at_steps(&banks, ways, &found, consents).await?;
            let found = with_climbs(found, climbed.found);
            let measured = climbed.measured;
            let identifiers = &self.parts.identifiers;
            let looked = Looked {
                found,
                known,
                measured: &|bridge| match bridge.climb {
                    None => banks.measured(&bridge.left, &bridge.right),
                    Some(_) => measured.get(&bridge.id).cloned(),
                },
                is_there: &|side| side.dataset != id || has(&tables, side),
                is_pending: &|side| {
                    side.dataset != id
                        && !banks.is_settled
                        && banks.taking_part(side.dataset).is_none()
                },
                now,
            };
            (step.put, step.gone) = reconcile(looked, || identifiers.fresh());
            for change in &mut step.put {
                self.with_mended(&mut change.bridge).await?;
            }
            note(&step, followed);
        }
        self.parts.bridges.advance(&step).await?;
        banks.sequence = sequence;
        Ok(banks)
    }

    /// What becomes of the sketches of a dataset, and the tables of its current version.
    async fn sketches_of(
        &self,
        banks: &Banks,
        id: DatasetId,
        consents: &[OrganisationId],
    ) -> Result<(SketchChange, Vec<TableVersion>), HubError> {
        let dataset = self.parts.datasets.get(id).await?;
        let dataset = dataset.filter(|dataset| dataset.state == DatasetState::Lifted);
        let version = match &dataset {
            Some(dataset) => self.parts.versions.get(dataset.id, None).await?,
            None => None,
        };
        let before = banks.taking_part(id);
        let (Some(dataset), Some(version)) = (dataset, version) else {
            let change = match before {
                None => SketchChange::Keep,
                Some((version, _names)) => SketchChange::Put(none_of(version)),
            };
            return Ok((change, Vec::new()));
        };
        let tables = self.parts.versions.tables(version.id).await?;
        let taking = self.takes_part(&dataset, &version, consents).await?;
        let mut names: Vec<(String, String)> = Vec::new();
        for one in &taking {
            names.extend(one.names());
        }
        names.sort_unstable();
        let is_as_before = match before {
            Some((number, mut before)) => {
                before.sort_unstable();
                number == version.number && before == names
            }
            None => names.is_empty(),
        };
        if is_as_before {
            return Ok((SketchChange::Keep, tables));
        }
        let sketched = match self.sketched(&dataset, &version, &taking).await {
            Ok(sketched) => sketched,
            Err(HubError::Store(error)) => return Err(error.into()),
            Err(error) => {
                // Others shall not wait for a version that cannot be read; the next one comes by itself.
                tracing::warn!(dataset = %id, %error, "a version takes no part in bridges");
                none_of(version.number)
            }
        };
        Ok((SketchChange::Put(sketched), tables))
    }
}

/// Sketches of a version that takes no part.
const fn none_of(version: VersionNumber) -> SketchedTables {
    SketchedTables {
        version,
        columns: Vec::new(),
        tuples: Vec::new(),
    }
}

fn has(tables: &[TableVersion], side: &BridgeSide) -> bool {
    let mut tables = tables.iter();
    let table = tables.find(|table| table.table.sql_name.as_str() == side.table);
    table.is_some_and(|table| {
        let has = |name: &String| table.columns.iter().any(|column| column.name == *name);
        side.columns.iter().all(has)
    })
}

fn note(step: &BridgeStep, followed: &mut BridgesFollowed) {
    for change in &step.put {
        match (change.was, change.bridge.state) {
            (None, _) => followed.suggested += 1,
            (Some(BridgeState::Accepted), BridgeState::Decayed) => {
                followed.decayed += 1;
                tracing::info!(bridge = %change.bridge.id, "a bridge bears no longer");
            }
            _ => {}
        }
    }
}
