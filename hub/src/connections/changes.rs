//! What a fetch changed in the rows of a dataset.

use crate::key::key_column;
use crate::ports::TableFiles;
use crate::take_in::{TakenIn, is_aside};
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{ChangedRows, Connection, ConnectionRun, Dataset, Principal, TableVersion};

impl Hub {
    /// Counts rows against the version before; none for a first one. That it could not be counted is no reason for a
    /// fetch to fail.
    pub(super) async fn changed_rows(
        &self,
        connection: &Connection,
        taken: &TakenIn,
    ) -> Option<ChangedRows> {
        let counted = self.count_changed_rows(connection, taken).await;
        counted.unwrap_or_else(|error| {
            tracing::warn!(%error, "what a fetch changed could not be counted");
            None
        })
    }

    async fn count_changed_rows(
        &self,
        connection: &Connection,
        taken: &TakenIn,
    ) -> Result<Option<ChangedRows>, HubError> {
        let versions = &self.parts.versions;
        let Some(version) = &taken.version else {
            return Ok(None);
        };
        let before = versions
            .list(taken.dataset.id, Some(version.number), 1)
            .await?;
        let Some(before) = before.first() else {
            return Ok(None);
        };
        let (before, after) = (
            versions.tables(before.id).await?,
            versions.tables(version.id).await?,
        );
        let mut all = ChangedRows {
            updated: Some(0),
            ..ChangedRows::default()
        };
        for table in after.iter().filter(|table| counts(table)) {
            let former = before.iter().find(|it| it.table.id == table.table.id);
            let Some(former) = former else {
                all.inserted += table.rows;
                continue;
            };
            let key = self.key_of(connection, table).await?;
            let counted = self
                .parts
                .rows
                .changes(TableFiles::of(former), TableFiles::of(table), key)
                .await?;
            let Some(counted) = counted else {
                return Ok(None);
            };
            all.inserted += counted.inserted;
            all.deleted += counted.deleted;
            let both = all.updated.zip(counted.updated);
            all.updated = both.map(|(sum, more)| sum + more);
        }
        let is_gone = |table: &&TableVersion| {
            counts(table) && !after.iter().any(|it| it.table.id == table.table.id)
        };
        let gone = before.iter().filter(is_gone);
        all.deleted += gone.map(|table| table.rows).sum::<u64>();
        Ok(Some(all))
    }

    /// The column the connection names, else one that is different in every row.
    async fn key_of(
        &self,
        connection: &Connection,
        table: &TableVersion,
    ) -> Result<Option<String>, HubError> {
        let named = connection.settings.get("key");
        let column = named.and_then(|name| {
            let columns = table.columns.iter();
            let mut columns = columns.filter(|column| column.label == *name);
            columns.next()
        });
        if let Some(column) = column {
            return Ok(Some(column.name.clone()));
        }
        let statistics = self
            .parts
            .versions
            .statistics(table.version, table.table.id)
            .await?;
        Ok(key_column(&table.columns, &statistics).map(|column| column.name.clone()))
    }

    /// How many rows changed is part of them: it is told to those who may read them all.
    pub(super) fn tell_changes(
        principal: &Principal,
        datasets: &[Dataset],
        runs: &mut [ConnectionRun],
    ) {
        for delivery in runs.iter_mut().flat_map(|run| &mut run.deliveries) {
            let dataset = datasets.iter().find(|it| it.id == delivery.dataset);
            let reads_all = dataset.is_some_and(|dataset| {
                let read = decide(principal, Action::ReadRows, &Resource::of(dataset));
                // Of which version is not known here: a dataset with rules or persons says nothing of changes to others.
                read.allowed && read.conditions.show_everything()
            });
            if !reads_all {
                delivery.changes = None;
            }
        }
    }
}

fn counts(table: &TableVersion) -> bool {
    !is_aside(table.table.sql_name.as_str())
}
