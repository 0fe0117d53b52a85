//! Accepting a version that waits.

use super::Decided;
use crate::authorise::authorise;
use crate::ports::{Event, HeldVersion};
use crate::release::{Cover, Subject};
use crate::take_in::{Arrival, Arriving, Look, OnDrift, Progress, TakenIn, is_aside};
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{
    Column, ColumnRecipe, Dataset, Delivery, DeliveryId, DeliveryOutcome, DriftKind, Organisation,
    Principal, Recipe, TableRecipe, occurrences,
};
use std::sync::Arc;

/// What somebody decides about a version that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// The delivery they have seen.
    pub delivery: DeliveryId,
    /// Names in SQL that renamed columns keep: written into the recipe, so that the next delivery keeps them too.
    pub keep_names: Vec<String>,
}

impl Hub {
    /// Makes a version that waits current.
    ///
    /// What was stored becomes the version in one transaction. Where columns keep their names, the raw file is read
    /// once more with the recipe that says so: what becomes current is what the next delivery will be like.
    pub async fn accept_held(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        acceptance: Acceptance,
    ) -> Result<TakenIn, HubError> {
        let decided = self.decided(principal, organisation, dataset).await?;
        let id = decided.dataset.id;
        let _turn = self.intake_turns.wait(id.to_string()).await;
        let held = self.waits(id, acceptance.delivery).await?;
        if acceptance.keep_names.is_empty() {
            self.covered(&held, &decided).await?;
        }
        let event = self.event(principal, "accept_version", Some(id), &decided.decision);
        let taken = if acceptance.keep_names.is_empty() {
            self.accept_stored(held, decided, event).await?
        } else {
            let recipe = keeping(&held, &acceptance.keep_names)?;
            self.accept_read_again(held, decided, event, recipe).await?
        };
        self.refresh_index_quietly().await;
        Ok(taken)
    }

    /// What would be public at once needs more than somebody who takes it in.
    async fn covered(&self, held: &HeldVersion, decided: &Decided) -> Result<(), HubError> {
        let subject = Subject::of_new(
            decided.organisation.clone(),
            decided.dataset.clone(),
            (&held.version, &held.tables),
        );
        match self.cover(&subject).await? {
            Cover::NotNeeded => Ok(()),
            Cover::By(release) => self.keep_standing(&release).await,
            Cover::Not(_) => Err(HubError::Invalid {
                field: "release",
                code: "release_needed",
            }),
        }
    }

    /// Makes a version that waits current, because it was released.
    pub(crate) async fn accept_released(
        &self,
        principal: &Principal,
        organisation: &Organisation,
        dataset: &Dataset,
        delivery: DeliveryId,
    ) -> Result<(), HubError> {
        let held = self.waits(dataset.id, delivery).await?;
        let decision = authorise(principal, Action::Release, &Resource::of(dataset))?;
        let event = self.event(principal, "accept_version", Some(dataset.id), &decision);
        let decided = Decided {
            organisation: organisation.clone(),
            dataset: dataset.clone(),
            decision,
        };
        self.accept_stored(held, decided, event).await?;
        Ok(())
    }

    async fn accept_stored(
        &self,
        held: HeldVersion,
        decided: Decided,
        event: Event,
    ) -> Result<TakenIn, HubError> {
        let new = held.accepted(decided.dataset, event);
        let tables = new.tables.iter().map(|new| {
            let table = &new.table;
            (table.table.sql_name.clone(), table.rows)
        });
        let mut taken = TakenIn {
            organisation: decided.organisation,
            dataset: new.dataset.clone(),
            delivery: new.delivery.clone(),
            version: None,
            tables: tables.collect(),
            findings: new.findings.clone(),
        };
        taken.version = Some(self.parts.versions.commit(new).await?);
        Ok(taken)
    }

    async fn accept_read_again(
        &self,
        held: HeldVersion,
        decided: Decided,
        event: Event,
        recipe: Recipe,
    ) -> Result<TakenIn, HubError> {
        let path = self.parts.raw.local_path(held.delivery.content).await?;
        let look = Look {
            path: path.clone(),
            name: held.delivery.file_name.clone(),
            recipe: recipe.clone(),
        };
        let silent: Progress = Arc::new(|_stage, _done, _of| {});
        let (inspection, is_final) = self.look(look, silent.clone()).await?;
        let reader = self.parts.reader.version();
        let arrival = Arrival {
            visible_at: event.at,
            event,
            organisation: decided.organisation,
            dataset: decided.dataset,
            is_new: false,
            delivery: Arriving::Before(Delivery {
                outcome: DeliveryOutcome::Version,
                reader: if is_final { reader } else { 0 },
                leaves_out: recipe.leaves_out(),
                ..held.delivery
            }),
            recipe,
            inspection,
            path,
            on_drift: OnDrift::Accept,
            new_table: None,
        };
        self.make_version(arrival, None, &silent).await
    }
}

/// The recipe of what waits, with renamed columns under the names they had.
fn keeping(held: &HeldVersion, names: &[String]) -> Result<Recipe, HubError> {
    let tables: Vec<_> = held
        .tables
        .iter()
        .filter(|new| !is_aside(new.table.table.sql_name.as_str()))
        .collect();
    let mut recipe = held.recipe.clone();
    for name in names {
        let missing = || HubError::not_found("column", name);
        let drift = held
            .drifts
            .iter()
            .find(|drift| {
                drift.kind == DriftKind::ColumnRenamed && drift.name_before.as_ref() == Some(name)
            })
            .ok_or_else(missing)?;
        let table = tables
            .iter()
            .find(|new| new.table.table.name == drift.table)
            .ok_or_else(missing)?;
        let column = renamed(&table.table.columns, drift.is.as_deref()).ok_or_else(missing)?;
        let said = said_before(&recipe, &drift.table, drift.was.as_deref());
        // The file of an only table may be called otherwise next time; what holds for every table holds for it too.
        let is_named = recipe.tables.iter().any(|it| it.table == drift.table);
        let key = if tables.len() == 1 && !is_named {
            String::new()
        } else {
            drift.table.clone()
        };
        recipe = recipe.with(&Recipe {
            tables: vec![TableRecipe {
                table: key,
                columns: vec![ColumnRecipe {
                    name: Some(name.clone()),
                    column_type: said.column_type,
                    reference_system: said.reference_system,
                    ..column
                }],
                ..TableRecipe::default()
            }],
        });
    }
    Ok(recipe)
}

/// What the recipe says of the column under the title it had: it holds for the column, not for its heading.
fn said_before(recipe: &Recipe, table: &str, title: Option<&str>) -> ColumnRecipe {
    let table = recipe.for_table(table);
    let mut columns = table.into_iter().flat_map(|table| &table.columns);
    let said = columns.find(|column| Some(column.label.trim()) == title);
    said.cloned().unwrap_or_default()
}

/// The entry by which a recipe finds the column with this title again.
fn renamed(columns: &[Column], title: Option<&str>) -> Option<ColumnRecipe> {
    let title = title?;
    let labels = occurrences(columns.iter().map(|column| column.label.as_str()));
    let (label, occurrence) = labels
        .iter()
        .find(|(label, _occurrence)| label.trim() == title)?;
    let several = labels.iter().filter(|(other, _)| other == label).count() > 1;
    Some(ColumnRecipe {
        label: (*label).to_owned(),
        occurrence: several.then_some(*occurrence),
        ..ColumnRecipe::default()
    })
}
