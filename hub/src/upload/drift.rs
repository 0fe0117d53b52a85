//! What a staged file does otherwise than the version it is to follow: whoever uploads sees it and decides at once.

use super::draft::Draft;
use super::look::Preview;
use crate::drift::{Said, Shape, between};
use crate::take_in::{expected_names, is_aside};
use crate::{Hub, HubError, columns};
use hebewerk_model::{Drift, InspectedTable, Principal};

impl Hub {
    /// Compares what was recognised of a whole file with the version it is to follow, if any.
    pub(super) async fn drifts_of_upload(
        &self,
        principal: &Principal,
        draft: &Draft,
        preview: &Preview,
    ) -> Result<Vec<Drift>, HubError> {
        let aimed_at = self.aimed_at(principal, &draft.target).await?;
        let Some((_organisation, dataset)) = aimed_at else {
            return Ok(Vec::new());
        };
        let versions = &self.parts.versions;
        let Some(before) = versions.get(dataset.id, None).await? else {
            return Ok(Vec::new());
        };
        let mut tables_before = versions.tables(before.id).await?;
        tables_before.retain(|table| !is_aside(table.table.sql_name.as_str()));
        let mut statistics = Vec::with_capacity(tables_before.len());
        for table in &tables_before {
            statistics.push(versions.statistics(before.id, table.table.id).await?);
        }
        let old: Vec<_> = tables_before
            .iter()
            .zip(&statistics)
            .map(|(table, known)| Shape::of_version(table, known))
            .collect();
        let kept: Vec<&InspectedTable> = preview
            .inspection
            .tables
            .iter()
            .filter(|table| preview.recipe.takes(table))
            .collect();
        let names: Vec<&str> = kept.iter().map(|table| table.name.as_str()).collect();
        let sql_names = expected_names(&dataset, &names);
        let new: Vec<_> = kept
            .iter()
            .zip(&sql_names)
            .map(|(table, sql_name)| {
                let recipe = preview.recipe.for_table(&table.name);
                let columns = columns::kept(&table.columns, recipe);
                Shape::of_inspected(table, sql_name.as_str(), columns)
            })
            .collect();
        let said = Said {
            now: &preview.recipe,
            kept: &draft.kept,
        };
        let drifts = between(&old, &new, said);
        let rows = new.iter().map(|shape| shape.rows).sum();
        self.with_cut_off(drifts, &before, (&preview.inspection.findings, rows))
            .await
    }
}
