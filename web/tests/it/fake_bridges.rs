//! Bridges that are there, and are decided on.

use crate::fake::Fake;
use async_trait::async_trait;
use hebewerk_hub::ports::{
    BridgeMapping, BridgeMeasured, BridgeStep, BridgeStood, BridgeTrail, Bridges, ChangedBridges,
    Event, JointUses, SketchMark, SketchedTables, StoreError, Togetherness,
};
use hebewerk_model::{
    Bridge, BridgeId, BridgeMeasure, BridgeState, DatasetId, OrganisationId, Slug, VersionNumber,
};
use jiff::Timestamp;
use std::sync::atomic::Ordering;

#[async_trait]
impl Bridges for Fake {
    async fn sketch_mark(&self) -> Result<Option<SketchMark>, StoreError> {
        self.answer(None)
    }
    async fn forget_sketches(&self, _form: &str) -> Result<(), StoreError> {
        self.answer(())
    }
    async fn sketched(&self) -> Result<Vec<(DatasetId, VersionNumber)>, StoreError> {
        self.answer(Vec::new())
    }
    async fn sketches(&self, _dataset: DatasetId) -> Result<Option<SketchedTables>, StoreError> {
        self.answer(None)
    }
    async fn advance(&self, _step: &BridgeStep) -> Result<(), StoreError> {
        self.answer(())
    }
    async fn changed(&self, _since: i64) -> Result<ChangedBridges, StoreError> {
        // Everything changed: tests put bridges in behind the back of whoever remembers.
        let changed = self.bridges.lock().unwrap().clone();
        let answer = self.answer(changed)?;
        Ok(ChangedBridges {
            revision: 1 + self.revision.fetch_add(1, Ordering::Relaxed),
            all: answer.len() as u64,
            changed: answer,
        })
    }
    async fn all(&self, state: Option<BridgeState>) -> Result<Vec<Bridge>, StoreError> {
        let mut bridges = self.bridges.lock().unwrap().clone();
        bridges.retain(|bridge| state.is_none_or(|state| state == bridge.state));
        self.answer(bridges)
    }
    async fn of_dataset(&self, dataset: DatasetId) -> Result<Vec<Bridge>, StoreError> {
        let mut bridges = self.bridges.lock().unwrap().clone();
        bridges.retain(|bridge| bridge.sides().iter().any(|side| side.dataset == dataset));
        self.answer(bridges)
    }
    async fn get(&self, id: BridgeId) -> Result<Option<Bridge>, StoreError> {
        let bridges = self.bridges.lock().unwrap();
        self.answer(bridges.iter().find(|bridge| bridge.id == id).cloned())
    }
    async fn decide(
        &self,
        id: BridgeId,
        (from, to): (BridgeState, BridgeState),
        accepted: Option<&BridgeMeasure>,
        events: &[Event],
    ) -> Result<(), StoreError> {
        let mut bridges = self.bridges.lock().unwrap();
        for bridge in bridges.iter_mut().filter(|bridge| bridge.id == id) {
            assert_eq!(bridge.state, from);
            bridge.state = to;
            bridge.accepted = accepted.cloned();
            bridge.decided_by = events[0].account;
            bridge.decided_at = Some(events[0].at);
        }
        self.audit.lock().unwrap().extend_from_slice(events);
        self.answer(())
    }
    async fn consents(&self) -> Result<Vec<OrganisationId>, StoreError> {
        self.answer(Vec::new())
    }
    async fn set_consent(
        &self,
        _organisation: OrganisationId,
        _agrees: bool,
        event: &Event,
    ) -> Result<(), StoreError> {
        self.audit.lock().unwrap().push(event.clone());
        self.answer(())
    }
}

#[async_trait]
impl JointUses for Fake {
    async fn count_answer(
        &self,
        _by: Option<OrganisationId>,
        _datasets: &[DatasetId],
        _across: bool,
        _at: Timestamp,
    ) -> Result<(), StoreError> {
        self.answer(())
    }
    async fn togetherness(
        &self,
        _since: Timestamp,
        _until: Timestamp,
    ) -> Result<Togetherness, StoreError> {
        self.answer(Togetherness {
            answers: 8,
            across: 2,
            together: Vec::new(),
        })
    }
}

/// The view of the bridge that was taken over.
fn name() -> Slug {
    "baeume_kontrollen".parse().unwrap()
}

#[async_trait]
impl BridgeTrail for Fake {
    async fn views(&self) -> Result<Vec<(BridgeId, Slug)>, StoreError> {
        let bridges = self.bridges.lock().unwrap();
        let taken = [BridgeState::Accepted, BridgeState::Decayed];
        let taken = bridges
            .iter()
            .filter(|bridge| taken.contains(&bridge.state));
        self.answer(taken.map(|bridge| (bridge.id, name())).collect())
    }
    async fn viewed(&self, name: &Slug) -> Result<Option<BridgeId>, StoreError> {
        let views = self.views().await?;
        let mut views = views.into_iter();
        self.answer(views.find(|(_, known)| known == name).map(|(id, _)| id))
    }
    async fn name_view(&self, _bridge: BridgeId, _name: &Slug) -> Result<bool, StoreError> {
        self.answer(true)
    }
    async fn measures(&self, bridge: BridgeId) -> Result<Vec<BridgeMeasured>, StoreError> {
        let bridges = self.bridges.lock().unwrap();
        let found = bridges.iter().filter(|known| known.id == bridge);
        let points = found.flat_map(|bridge| {
            let first = BridgeMeasured {
                at: bridge.found_at,
                measure: BridgeMeasure {
                    left_share: 0.9,
                    left_version: VersionNumber(1),
                    ..bridge.measure.clone()
                },
            };
            let last = BridgeMeasured {
                at: bridge.measured_at,
                measure: bridge.measure.clone(),
            };
            [first, last]
        });
        self.answer(points.collect())
    }
    async fn stood(&self) -> Result<Vec<BridgeStood>, StoreError> {
        let bridges = self.bridges.lock().unwrap();
        let stood = bridges.iter().map(|bridge| BridgeStood {
            bridge: bridge.id,
            at: bridge.found_at,
            state: bridge.state,
        });
        self.answer(stood.collect())
    }
    async fn count_walk(
        &self,
        _bridge: BridgeId,
        _by: Option<OrganisationId>,
        _at: Timestamp,
    ) -> Result<(), StoreError> {
        self.answer(())
    }
    async fn walks(&self, _since: Timestamp) -> Result<Vec<(BridgeId, u64)>, StoreError> {
        let bridges = self.bridges.lock().unwrap();
        self.answer(bridges.iter().map(|bridge| (bridge.id, 3)).collect())
    }
    async fn untold(&self) -> Result<Vec<(BridgeId, Timestamp)>, StoreError> {
        self.answer(Vec::new())
    }
    async fn note_told(
        &self,
        _bridge: BridgeId,
        _since: Timestamp,
        _at: Timestamp,
    ) -> Result<bool, StoreError> {
        self.answer(true)
    }
    async fn mappings(&self) -> Result<Vec<BridgeMapping>, StoreError> {
        self.answer(Vec::new())
    }
    async fn set_mapping(&self, _mapping: BridgeMapping) -> Result<(), StoreError> {
        self.answer(())
    }
    async fn forget_mapping(&self, _bridge: BridgeId) -> Result<(), StoreError> {
        self.answer(())
    }
}
