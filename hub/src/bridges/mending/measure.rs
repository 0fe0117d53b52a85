//! Measuring a bridge with what was put together by hand: sketches know nothing of it.

use super::super::reconcile::judge;
use super::super::view::BridgeCard;
use crate::ports::{BridgeChange, BridgeStep, GuardedTable, Place, Question, SketchChange};
use crate::{Hub, HubError};
use futures::TryStreamExt;
use hebewerk_guard::Conditions;
use hebewerk_model::{
    Bridge, BridgeId, BridgeState, DatasetId, Principal, TableName, VersionSelector,
};

impl Hub {
    /// Counts a bridge again and keeps what was counted.
    pub(super) async fn measure_mended(&self, id: BridgeId) -> Result<(), HubError> {
        let Some(mut bridge) = self.parts.bridges.get(id).await? else {
            return Ok(());
        };
        let was = bridge.state;
        // What sketches say is counted as if nobody had mended; it comes from there again.
        if let Some(raw) = self.sketched_measure(&bridge).await {
            bridge.measure = raw;
        }
        self.with_mended(&mut bridge).await?;
        bridge.measured_at = self.parts.clock.now();
        let step = BridgeStep {
            dataset: bridge.left.dataset,
            sketches: SketchChange::Keep,
            put: vec![BridgeChange {
                bridge,
                was: Some(was),
            }],
            gone: Vec::new(),
            tuples: Vec::new(),
            sequence: 0,
        };
        Ok(self.parts.bridges.advance(&step).await?)
    }

    /// What sketches say of a bridge, if they are in memory.
    async fn sketched_measure(&self, bridge: &Bridge) -> Option<hebewerk_model::BridgeMeasure> {
        let banks = self.banks.lock().await;
        banks.as_ref()?.measured(&bridge.left, &bridge.right)
    }

    /// Counts those values too that got a partner by hand, and judges the bridge by that. What cannot be counted within
    /// the limits of a question stays as sketches say it.
    pub(in crate::bridges) async fn with_mended(
        &self,
        bridge: &mut Bridge,
    ) -> Result<(), HubError> {
        let is_taken = matches!(bridge.state, BridgeState::Accepted | BridgeState::Decayed);
        if !is_taken {
            return Ok(());
        }
        let mappings = self.parts.bridge_trail.mappings().await?;
        if !mappings.iter().any(|mapping| mapping.bridge == bridge.id) {
            return Ok(());
        }
        let operator = Principal::Operator;
        let card = self.bridge_card(&operator, bridge.clone()).await?;
        let Some(card) = card.filter(|card| card.mended.is_some() && card.is_whole()) else {
            return Ok(());
        };
        match self.counted_with_mended(&card).await {
            Ok(Some((left, right))) => {
                let measure = &bridge.measure;
                let share = |found: u64, of: u64, raw: f64| {
                    (found as f64 / of.max(1) as f64).min(1.0).max(raw)
                };
                let mut measure = measure.clone();
                measure.left_share = share(left, measure.left_values, measure.left_share);
                measure.right_share = share(right, measure.right_values, measure.right_share);
                judge(bridge, measure);
            }
            Ok(None) => {}
            Err(error) => {
                tracing::warn!(bridge = %bridge.id, %error, "what was put together by hand is not counted");
            }
        }
        Ok(())
    }

    /// Different values of the left and of the right that meet, as everybody sees both.
    async fn counted_with_mended(&self, card: &BridgeCard) -> Result<Option<(u64, u64)>, HubError> {
        let Some(mended) = &card.mended else {
            return Ok(None);
        };
        let tables = [
            (card.left.dataset.id, card.left.table.as_str()),
            (card.right.dataset.id, card.right.table.as_str()),
            (mended.dataset, mended.table.as_str()),
        ];
        let mut guarded = Vec::with_capacity(tables.len());
        for (dataset, table) in tables {
            guarded.extend(self.as_everybody(dataset, table).await?);
        }
        if guarded.len() < tables.len() {
            return Ok(None);
        }
        let question = Question {
            sql: card.count_met(),
            limits: self.parts.question_limits,
            place: Place::default(),
        };
        let statement = self.parts.engine.read(question).await?;
        let answer = statement.answer(guarded).await?;
        let batches: Vec<_> = answer.batches.try_collect().await?;
        let counts = super::super::rows::numbers(&batches);
        Ok(match counts.as_slice() {
            [left, right] => Some((*left, *right)),
            _ => None,
        })
    }

    /// A table as everybody sees it who may read its dataset.
    async fn as_everybody(
        &self,
        dataset: DatasetId,
        table: &str,
    ) -> Result<Option<GuardedTable>, HubError> {
        let Some(dataset) = self.parts.datasets.get(dataset).await? else {
            return Ok(None);
        };
        let Some(version) = self.parts.versions.get(dataset.id, None).await? else {
            return Ok(None);
        };
        let owner = self.parts.organisations.get(dataset.organisation).await?;
        let tables = self.parts.versions.tables(version.id).await?;
        let mut tables = tables.into_iter();
        let found = tables.find(|known| known.table.sql_name.as_str() == table);
        let (Some(owner), Some(found)) = (owner, found) else {
            return Ok(None);
        };
        let everybody = Conditions::of_everybody(&dataset.protection);
        let access = everybody.of_table(table, &version.personal, &[]);
        let name = TableName {
            schema: owner.slug,
            table: found.table.sql_name.clone(),
            version: VersionSelector::Current,
        };
        Ok(Some(self.guarded(dataset.id, name, &found, access)?))
    }
}
