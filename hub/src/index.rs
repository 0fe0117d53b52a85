//! Keeping the search index up with the catalogue.

use crate::ports::IndexDocument;
use crate::take_in::is_aside;
use crate::{Hub, HubError};
use hebewerk_guard::{Audience, Conditions};
use hebewerk_model::{ColumnType, Dataset, DatasetId};

/// Datasets written to the index at once.
const STEP: u32 = 200;
/// Frequent values of one dataset that go into the index at most.
const MOST_VALUES: usize = 400;

/// What a refresh did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Refreshed {
    /// Documents written.
    pub documents: u64,
    /// Up to which change of the catalogue.
    pub sequence: i64,
}

impl Hub {
    /// Writes everything that changed since the last refresh to the index.
    pub async fn refresh_index(&self) -> Result<Refreshed, HubError> {
        self.refresh_index_telling(&|_documents| {}).await
    }

    async fn refresh_index_telling(
        &self,
        tell: &(dyn Fn(u64) + Send + Sync),
    ) -> Result<Refreshed, HubError> {
        let _turn = self.index_turn.lock().await;
        self.forget_other_catalogue().await?;
        let mut refreshed = Refreshed {
            documents: 0,
            sequence: self.parts.index.sequence().await?,
        };
        loop {
            let changed = self
                .parts
                .datasets
                .changed_since(refreshed.sequence, STEP)
                .await?;
            let Some(last) = changed.iter().map(|(sequence, _)| *sequence).max() else {
                return Ok(refreshed);
            };
            let ids: Vec<DatasetId> = changed.iter().map(|(_, dataset)| *dataset).collect();
            let datasets = self.parts.datasets.get_many(&ids).await?;
            let gone: Vec<DatasetId> = ids
                .into_iter()
                .filter(|id| !datasets.iter().any(|dataset| dataset.id == *id))
                .collect();
            let mut documents = Vec::with_capacity(datasets.len());
            for dataset in datasets {
                documents.extend(self.document(dataset).await?);
            }
            refreshed.documents += documents.len() as u64;
            // The marker is committed with the documents: after a crash they are written again, never missed.
            self.parts.index.update(documents, gone, last).await?;
            refreshed.sequence = last;
            tell(refreshed.documents);
        }
    }

    /// Empties an index that was built from another catalogue: after a restore its sequence may be ahead, and later
    /// changes would never be indexed.
    async fn forget_other_catalogue(&self) -> Result<(), HubError> {
        let mark = self.parts.datasets.mark().await?;
        let index = &self.parts.index;
        let is_ours = index.catalogue().await? == Some(mark.catalogue)
            && index.sequence().await? <= mark.last_change;
        if !is_ours {
            tracing::info!("the search index was built from another catalogue and begins empty");
            index.clear(mark.catalogue).await?;
        }
        Ok(())
    }

    /// Builds the index anew and tells how many documents are in it already.
    pub async fn reindex(&self, tell: &(dyn Fn(u64) + Send + Sync)) -> Result<Refreshed, HubError> {
        {
            let _turn = self.index_turn.lock().await;
            let mark = self.parts.datasets.mark().await?;
            self.parts.index.clear(mark.catalogue).await?;
        }
        self.reindex_foreign().await?;
        self.refresh_index_telling(tell).await
    }

    /// Refreshes the index; a failure is logged, because the index is derived and the next refresh repeats it.
    pub(crate) async fn refresh_index_quietly(&self) {
        if let Err(error) = self.refresh_index().await {
            tracing::warn!(error = %error, "search index is behind the catalogue");
        }
    }

    async fn document(&self, dataset: Dataset) -> Result<Option<IndexDocument>, HubError> {
        let Some(owner) = self.parts.organisations.get(dataset.organisation).await? else {
            return Ok(None);
        };
        let version = self.parts.versions.get(dataset.id, None).await?;
        let mut columns = Vec::new();
        let mut values = Vec::new();
        // A value that only some readers see is found by nobody: a document knows no finer circle than the dataset.
        let everybody = Conditions::of_everybody(&dataset.protection);
        if let Some(version) = &version {
            for table in self.parts.versions.tables(version.id).await? {
                if is_aside(table.table.sql_name.as_str()) {
                    continue;
                }
                let statistics = self
                    .parts
                    .versions
                    .statistics(version.id, table.table.id)
                    .await?;
                let name = table.table.sql_name.as_str();
                let seen = everybody.of_table(name, &version.personal, &[]);
                for (column, statistics) in table.columns.iter().zip(&statistics) {
                    if column.column_type == ColumnType::Text && seen.shows(&column.name) {
                        values.extend(
                            statistics
                                .frequent
                                .iter()
                                .map(|frequent| frequent.value.clone()),
                        );
                    }
                }
                for column in table.columns {
                    columns.push(column.label);
                    columns.push(column.name);
                }
            }
        }
        values.truncate(MOST_VALUES);
        let circle = dataset.circle();
        let audience = Audience::of(circle, dataset.organisation);
        Ok(Some(IndexDocument {
            dataset: dataset.id,
            title: dataset.description.title,
            description: dataset.description.text,
            tags: dataset.description.tags,
            columns,
            values,
            organisation_name: owner.name,
            organisation: owner.slug.to_string(),
            visibility: circle.code().to_owned(),
            theme: dataset.description.theme.map(|theme| theme.0),
            format: version.map(|version| version.format.code().to_owned()),
            licence: dataset.description.licence.map(|licence| licence.0),
            state: dataset.state.code().to_owned(),
            updated_at: dataset.updated_at.as_millisecond(),
            audience,
        }))
    }
}
