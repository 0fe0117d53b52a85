//! Rows changed one by one: a version is read whole, and what becomes of it is its next delivery.
//!
//! Whoever sees only a part of a table must not write it: what is masked or held back would be gone. Writers of one
//! dataset take turns from reading to delivering, so that none undoes what another has written; a file that comes
//! between is noticed, and the writer refused.

use crate::ports::{Answer, Selection};
use crate::reading::reads_all;
use crate::take_in::{
    Behind, Corrections, Destination, OnDrift, Progress, TakeIn, TakenIn, Turn, is_aside,
};
use crate::{Hub, HubError};
use hebewerk_guard::Action;
use hebewerk_model::{DatasetId, Principal, Recipe, TableName, TableVersion, Version};
use std::path::PathBuf;
use std::sync::Arc;

/// Held by whoever changes rows of a dataset, until the delivery has become something.
pub struct WritersTurn(#[expect(dead_code, reason = "it ends when it is dropped")] Turn);

/// A table of which nothing is held back from its reader.
pub struct WholeTable {
    /// The version that holds.
    pub version: Version,
    /// The table.
    pub table: TableVersion,
    /// All rows, in their order.
    pub answer: Answer,
}

/// What a version becomes.
pub struct NextVersion {
    /// Slug of the organisation.
    pub organisation: String,
    /// What it follows.
    pub behind: Behind,
    /// Where the bytes are: a file of [`Hub::receive_delivery`].
    pub file: PathBuf,
    /// Name of the file.
    pub file_name: String,
    /// Corrections on top of the kept ones.
    pub recipe: Recipe,
    /// What happens when it breaks what people have built on the version before.
    pub on_drift: OnDrift,
}

impl Hub {
    /// Waits until nobody else changes rows of this dataset.
    pub async fn writers_turn(&self, dataset: DatasetId) -> WritersTurn {
        WritersTurn(self.intake_turns.wait(format!("{dataset}/rows")).await)
    }

    /// Refuses whoever may not say anything of this dataset: what is kept of its rows is kept beside its words.
    pub async fn may_maintain(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
    ) -> Result<(), HubError> {
        let maintained = self.maintained(principal, organisation, dataset).await;
        maintained.map(|_dataset| ())
    }

    /// The table with all its rows, for whoever may take in files of its house and sees everything in it. A table that
    /// came with others in one file is not changed alone.
    pub async fn whole_table(
        &self,
        principal: &Principal,
        name: &TableName,
    ) -> Result<WholeTable, HubError> {
        self.may_deliver(principal, name.schema.as_str()).await?;
        let resolved = self
            .guarded_table(principal, (Action::ReadRows, "download"), name)
            .await?;
        let (version, table) = (resolved.version, resolved.table);
        let is_whole = reads_all(&resolved.decision, &version);
        if !is_whole || resolved.guarded.access.is_restricted() {
            return Err(HubError::NotWhole);
        }
        let tables = self.parts.versions.tables(version.id).await?;
        let names = tables.iter().map(|table| table.table.sql_name.as_str());
        if is_aside(name.table.as_str()) || names.filter(|name| !is_aside(name)).count() > 1 {
            return Err(HubError::Invalid {
                field: "resource_id",
                code: "one_of_several",
            });
        }
        let place = self.downloads.take(principal).await?;
        let selection = Selection {
            filters: &[],
            sort: None,
        };
        let limits = self.parts.download_limits;
        let engine = &self.parts.engine;
        let answer = engine
            .scan(&resolved.guarded, selection, limits, place)
            .await?;
        Ok(WholeTable {
            version,
            table,
            answer,
        })
    }

    /// Takes in what a version becomes, and forgets the file, however it ends.
    pub async fn deliver_next(
        &self,
        principal: &Principal,
        next: NextVersion,
    ) -> Result<TakenIn, HubError> {
        let file = next.file.clone();
        let taken = self.take_in_next(principal, next).await;
        self.forget_delivery(&file).await;
        taken
    }

    async fn take_in_next(
        &self,
        principal: &Principal,
        next: NextVersion,
    ) -> Result<TakenIn, HubError> {
        // Also where whoever asks may not know of it: an identity is there once.
        if let Some(table) = next.behind.table
            && let Some(owner) = self.parts.versions.dataset_of(table).await?
            && owner != next.behind.dataset
        {
            return Err(HubError::Invalid {
                field: "id",
                code: "id_taken",
            });
        }
        let request = TakeIn {
            organisation: self.taking(principal, &next.organisation).await?,
            into: Destination::Behind(next.behind),
            file: next.file,
            file_name: next.file_name,
            corrections: Corrections::KeptWith(next.recipe),
            description: None,
            visibility: None,
            received_at: None,
            on_drift: next.on_drift,
        };
        let silent: Progress = Arc::new(|_stage, _done, _of| {});
        self.take_in(principal, request, silent).await
    }
}
