//! A delivery that does something gravely otherwise is stored whole and waits; the version before holds.

use super::{Arrival, OnDrift, TakenIn, naming};
use crate::drift::{Said, Shape, between};
use crate::ports::{HeldVersion, NewTable, NewVersion};
use crate::{Hub, HubError};
use hebewerk_model::{
    Dataset, Delivery, DeliveryOutcome, Drift, Organisation, Recipe, TableVersion, Version,
};

impl Hub {
    /// What the tables of an arrival do otherwise than those of the version that holds.
    pub(super) async fn drifts(
        &self,
        arrival: &Arrival,
        before: &Version,
        tables_before: &[TableVersion],
        tables: &[NewTable],
    ) -> Result<Vec<Drift>, HubError> {
        let known = self.parts.datasets.recipe(arrival.dataset.id).await?;
        let mut statistics = Vec::with_capacity(tables_before.len());
        for table in tables_before {
            let versions = &self.parts.versions;
            statistics.push(versions.statistics(before.id, table.table.id).await?);
        }
        let old: Vec<_> = tables_before
            .iter()
            .zip(&statistics)
            .filter(|(table, _known)| !naming::is_aside(table.table.sql_name.as_str()))
            .map(|(table, known)| Shape::of_version(table, known))
            .collect();
        let new: Vec<_> = tables
            .iter()
            .filter(|new| !naming::is_aside(new.table.table.sql_name.as_str()))
            .map(Shape::of_new)
            .collect();
        let said = Said {
            now: &arrival.recipe,
            kept: &known,
        };
        let drifts = between(&old, &new, said);
        let rows = new.iter().map(|shape| shape.rows).sum();
        self.with_cut_off(drifts, before, (&arrival.inspection.findings, rows))
            .await
    }

    /// Whether an arrival waits for somebody.
    pub(super) async fn holds(
        &self,
        arrival: &Arrival,
        drifts: &[Drift],
    ) -> Result<bool, HubError> {
        if arrival.on_drift == OnDrift::Accept || !drifts.iter().any(|drift| drift.is_grave) {
            return Ok(false);
        }
        Ok(!self.parts.held.takes_all(arrival.dataset.id).await?)
    }

    /// Keeps a version that waits. Its dataset stays as it is until somebody accepts it.
    pub(super) async fn hold(
        &self,
        organisation: Organisation,
        new: NewVersion,
        drifts: Vec<Drift>,
        rows_before: u64,
    ) -> Result<TakenIn, HubError> {
        let dataset = self.parts.datasets.get(new.dataset.id).await?;
        let taken = TakenIn {
            organisation,
            dataset: dataset.unwrap_or(new.dataset),
            delivery: Delivery {
                outcome: DeliveryOutcome::Held,
                ..new.delivery
            },
            version: None,
            tables: new
                .tables
                .iter()
                .map(|new| (new.table.table.sql_name.clone(), new.table.rows))
                .collect(),
            findings: new.findings.clone(),
        };
        let held = HeldVersion {
            delivery: taken.delivery.clone(),
            version: new.version,
            tables: new.tables,
            findings: new.findings,
            recipe: new.recipe,
            message: new.message,
            drifts,
            rows_before,
        };
        self.parts.held.hold(held, &new.event).await?;
        tracing::info!(
            dataset = %taken.dataset.slug,
            "a delivery waits: it does something otherwise than the version that holds"
        );
        Ok(taken)
    }

    /// The recipe a delivery was read with: what waits has one of its own, which is kept when it is accepted.
    pub(super) async fn read_with(
        &self,
        dataset: &Dataset,
        delivery: &Delivery,
    ) -> Result<Recipe, HubError> {
        if delivery.outcome == DeliveryOutcome::Held {
            let held = self.parts.held.held(dataset.id).await?;
            if let Some(held) = held.filter(|held| held.delivery.id == delivery.id) {
                return Ok(held.recipe);
            }
        }
        Ok(self.parts.datasets.recipe(dataset.id).await?)
    }
}
