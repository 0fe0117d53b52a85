//! What views of bridges are made of, in memory: every bridge, and of each dataset with one what is needed to say who may
//! see it. Derived and never stale: before each view the catalogue is asked how far it has come, and only what changed is
//! read again.

use crate::ports::{BridgeMapping, CatalogueMark};
use crate::{Hub, HubError};
use hebewerk_model::{
    Bridge, BridgeId, BridgeState, Dataset, DatasetId, Organisation, Slug, TableVersion, Version,
    VersionNumber,
};
use std::collections::HashMap;
use std::sync::Arc;

/// Changes asked for at once.
const STEP: u32 = 500;

/// What is held.
#[derive(Default)]
pub(crate) struct Board {
    /// Number of the last change of a bridge, its view or its mapping; 0 before anything was read.
    revision: i64,
    bridges: Arc<Shelf>,
    mark: Option<CatalogueMark>,
    facts: HashMap<DatasetId, Option<Arc<Facts>>>,
}

/// Every bridge, where those of a dataset are, and what belongs to those that were taken over.
#[derive(Default)]
pub(super) struct Shelf {
    all: HashMap<BridgeId, Arc<Bridge>>,
    of_dataset: HashMap<DatasetId, Vec<Arc<Bridge>>>,
    views: HashMap<BridgeId, Slug>,
    mappings: HashMap<BridgeId, BridgeMapping>,
}

/// A dataset with a version, whoever asks.
pub(super) struct Facts {
    pub(super) organisation: Arc<Organisation>,
    pub(super) dataset: Arc<Dataset>,
    /// Its current version.
    pub(super) version: Arc<Version>,
    pub(super) tables: Vec<TableVersion>,
    /// Versions that were released.
    pub(super) released: Vec<VersionNumber>,
}

impl Shelf {
    fn of(all: HashMap<BridgeId, Arc<Bridge>>) -> Self {
        let mut of_dataset: HashMap<DatasetId, Vec<Arc<Bridge>>> = HashMap::new();
        for bridge in all.values() {
            let (left, right) = (bridge.left.dataset, bridge.right.dataset);
            of_dataset.entry(left).or_default().push(Arc::clone(bridge));
            if left != right {
                of_dataset
                    .entry(right)
                    .or_default()
                    .push(Arc::clone(bridge));
            }
        }
        Self {
            all,
            of_dataset,
            ..Self::default()
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Arc<Bridge>> {
        self.all.values()
    }

    pub(super) fn of_dataset(&self, dataset: DatasetId) -> &[Arc<Bridge>] {
        self.of_dataset.get(&dataset).map_or(&[], Vec::as_slice)
    }

    /// The name of the view that a bridge is; it is kept while the bridge is no view.
    pub(super) fn view_of(&self, bridge: &Bridge) -> Option<Slug> {
        self.views.get(&bridge.id).cloned()
    }

    /// Where the values of a bridge are kept that were put together by hand, while it is taken over.
    pub(super) fn mapping(&self, bridge: &Bridge) -> Option<BridgeMapping> {
        let is_taken = matches!(bridge.state, BridgeState::Accepted | BridgeState::Decayed);
        self.mappings.get(&bridge.id).copied().filter(|_| is_taken)
    }

    /// The datasets in which such values of these bridges are kept.
    pub(super) fn mappings_of<'a>(
        &'a self,
        bridges: impl IntoIterator<Item = &'a Arc<Bridge>> + 'a,
    ) -> impl Iterator<Item = DatasetId> + 'a {
        let bridges = bridges.into_iter();
        let mappings = bridges.filter_map(|bridge| self.mapping(bridge));
        mappings.map(|mapping| mapping.dataset)
    }
}

impl Hub {
    /// Every bridge as it is on record now.
    pub(super) async fn shelf(&self) -> Result<Arc<Shelf>, HubError> {
        let mut board = self.board.lock().await;
        let known = board.revision;
        let mut answer = self.parts.bridges.changed(known).await?;
        if answer.revision == known && known != 0 {
            return Ok(Arc::clone(&board.bridges));
        }
        let mut all = board.bridges.all.clone();
        all.extend(by_id(answer.changed));
        if all.len() as u64 != answer.all {
            // Some are gone, and nobody says which.
            answer = self.parts.bridges.changed(0).await?;
            all = by_id(answer.changed).collect();
        }
        let mut bridges = Shelf::of(all);
        let trail = &self.parts.bridge_trail;
        bridges.views = trail.views().await?.into_iter().collect();
        let mappings = trail.mappings().await?.into_iter();
        bridges.mappings = mappings.map(|it| (it.bridge, it)).collect();
        board.revision = answer.revision;
        board.bridges = Arc::new(bridges);
        Ok(Arc::clone(&board.bridges))
    }

    /// What is known of these datasets now; nothing of those that have no version.
    pub(super) async fn facts(
        &self,
        wanted: impl Iterator<Item = DatasetId>,
    ) -> Result<HashMap<DatasetId, Arc<Facts>>, HubError> {
        let mut board = self.board.lock().await;
        self.forget_changed(&mut board).await?;
        let mut found = HashMap::new();
        for dataset in wanted {
            let facts = if let Some(known) = board.facts.get(&dataset) {
                known.clone()
            } else {
                let facts = self.facts_of(dataset).await?.map(Arc::new);
                board.facts.insert(dataset, facts.clone());
                facts
            };
            if let Some(facts) = facts {
                found.insert(dataset, facts);
            }
        }
        Ok(found)
    }

    /// Forgets what is known of datasets that changed.
    async fn forget_changed(&self, board: &mut Board) -> Result<(), HubError> {
        let now = self.parts.datasets.mark().await?;
        let before = board.mark.replace(now);
        let Some(before) = before.filter(|before| before.catalogue == now.catalogue) else {
            board.facts.clear();
            return Ok(());
        };
        if before.last_change == now.last_change {
            return Ok(());
        }
        let feed = &self.parts.datasets;
        let changed = feed.changed_since(before.last_change, STEP).await?;
        if now.last_change < before.last_change || changed.len() as u64 >= u64::from(STEP) {
            board.facts.clear();
        }
        for (_sequence, dataset) in changed {
            board.facts.remove(&dataset);
        }
        Ok(())
    }

    async fn facts_of(&self, dataset: DatasetId) -> Result<Option<Facts>, HubError> {
        let Some(dataset) = self.parts.datasets.get(dataset).await? else {
            return Ok(None);
        };
        let Some(version) = self.parts.versions.get(dataset.id, None).await? else {
            return Ok(None);
        };
        let organisation = self.parts.organisations.get(dataset.organisation).await?;
        let Some(organisation) = organisation else {
            return Ok(None);
        };
        Ok(Some(Facts {
            tables: self.parts.versions.tables(version.id).await?,
            released: self.parts.releases.released_versions(dataset.id).await?,
            organisation: Arc::new(organisation),
            dataset: Arc::new(dataset),
            version: Arc::new(version),
        }))
    }
}

fn by_id(bridges: Vec<Bridge>) -> impl Iterator<Item = (BridgeId, Arc<Bridge>)> {
    let bridges = bridges.into_iter();
    bridges.map(|bridge| (bridge.id, Arc::new(bridge)))
}
