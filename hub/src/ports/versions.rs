//! Memory of deliveries and versions: the DuckLake manifest and everything said about a version.

use super::Event;
use async_trait::async_trait;
use hebewerk_model::{
    Column, ColumnStatistics, Dataset, DatasetId, Delivery, DeliveryId, DeliveryOutcome, Finding,
    Kind, PersonalColumn, Recipe, Slug, TableVersion, Version, VersionId, VersionNumber,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why the memory could not do it.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database did not answer or answered with an error.
    #[error("the catalogue database failed while {doing}")]
    Database {
        /// What was tried.
        doing: &'static str,
        /// Why it failed.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// It clashes with what is there (a slug taken, a version committed meanwhile).
    #[error("{what} clashes with what is in the catalogue")]
    Conflict {
        /// What.
        what: &'static str,
    },
    /// What is stored cannot be understood: another version of the program or damage.
    #[error("the catalogue holds a {what} that cannot be read: {detail}")]
    Corrupt {
        /// What kind of thing.
        what: &'static str,
        /// Which part of it.
        detail: String,
    },
    /// A row would break the manifest for every reader (knowledge: DuckLake rule 6).
    #[error("the manifest refuses {what}: {detail}")]
    Refused {
        /// What.
        what: &'static str,
        /// Why.
        detail: String,
    },
}

impl StoreError {
    /// The class of the failure.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Database { .. } => Kind::Unavailable,
            Self::Conflict { .. } => Kind::Conflict,
            Self::Corrupt { .. } | Self::Refused { .. } => Kind::Internal,
        }
    }
}

/// One table of a version about to be committed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewTable {
    /// Table, columns and files. Column ids are final (the flow has matched them with the version before).
    pub table: TableVersion,
    /// Statistics by column, in order of `table.columns`.
    pub statistics: Vec<ColumnStatistics>,
}

/// Everything that becomes visible in one transaction.
#[derive(Debug, Clone, PartialEq)]
pub struct NewVersion {
    /// The dataset as it shall stand; inserted if new, else its state and `updated_at` are updated.
    pub dataset: Dataset,
    /// The delivery.
    pub delivery: Delivery,
    /// The version; its `snapshot` is set by the store and its `number` checked (previous + 1, else conflict).
    pub version: Version,
    /// Its tables. Tables of the version before that are missing here end.
    pub tables: Vec<NewTable>,
    /// What was noticed.
    pub findings: Vec<Finding>,
    /// The recipe used, kept for the next delivery.
    pub recipe: Recipe,
    /// Sentence for the manifest's `commit_message`; no person's name.
    pub message: String,
    /// What the audit says of it.
    pub event: Event,
}

/// A delivery that became no version: unreadable or unchanged.
#[derive(Debug, Clone, PartialEq)]
pub struct UnreadDelivery {
    /// The dataset; inserted (state `raw_only`) if new, else left as it is; one that was only announced is
    /// `raw_only` from now on.
    pub dataset: Dataset,
    /// The delivery.
    pub delivery: Delivery,
    /// Why nothing could be read.
    pub findings: Vec<Finding>,
    /// What the audit says of it.
    pub event: Event,
}

/// A table of a dataset's newest version, without its files.
#[derive(Debug, Clone, PartialEq)]
pub struct NewestTable {
    /// Identity across versions.
    pub id: hebewerk_model::TableId,
    /// Dataset.
    pub dataset: DatasetId,
    /// Name in SQL.
    pub sql_name: Slug,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Columns of its version in which personal data were found.
    pub personal: Vec<PersonalColumn>,
}

/// How much the catalogue holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Census {
    /// Datasets, whatever their state.
    pub datasets: u64,
    /// Versions of all of them.
    pub versions: u64,
    /// Deliveries by what became of them.
    pub deliveries: Vec<(DeliveryOutcome, u64)>,
}

/// Deliveries and versions.
#[async_trait]
pub trait Versions: Send + Sync {
    /// Makes a version visible: dataset, delivery, manifest, tables, statistics and findings in **one**
    /// transaction with the entry in the audit. Returns the version with its snapshot number.
    async fn commit(&self, new: NewVersion) -> Result<Version, StoreError>;

    /// Records a delivery that became no version, and the entry in the audit with it.
    async fn record(&self, delivery: UnreadDelivery) -> Result<(), StoreError>;

    /// Versions of a dataset, newest first, those below `before`, at most `limit`.
    async fn list(
        &self,
        dataset: DatasetId,
        before: Option<VersionNumber>,
        limit: u32,
    ) -> Result<Vec<Version>, StoreError>;

    /// One version; the newest if no number is given.
    async fn get(
        &self,
        dataset: DatasetId,
        number: Option<VersionNumber>,
    ) -> Result<Option<Version>, StoreError>;

    /// The version that was current at a moment.
    async fn as_of(
        &self,
        dataset: DatasetId,
        moment: Timestamp,
    ) -> Result<Option<Version>, StoreError>;

    /// How much there is.
    async fn census(&self) -> Result<Census, StoreError>;

    /// The tables of a version with columns and files.
    async fn tables(&self, version: VersionId) -> Result<Vec<TableVersion>, StoreError>;

    /// The tables of the newest version of every dataset that has one, by dataset and in order: everything that can
    /// be asked for, read at once however many datasets there are.
    async fn newest_tables(&self) -> Result<Vec<NewestTable>, StoreError>;

    /// The dataset a table belongs to.
    async fn dataset_of(
        &self,
        table: hebewerk_model::TableId,
    ) -> Result<Option<DatasetId>, StoreError>;

    /// The smallest column id no version of this table has used; 1 for a table that is not there yet.
    async fn next_column_id(&self, table: hebewerk_model::TableId) -> Result<i32, StoreError>;

    /// Statistics of one table of a version, by column order.
    async fn statistics(
        &self,
        version: VersionId,
        table: hebewerk_model::TableId,
    ) -> Result<Vec<ColumnStatistics>, StoreError>;

    /// Findings of a delivery, most severe first.
    async fn findings(&self, delivery: DeliveryId) -> Result<Vec<Finding>, StoreError>;

    /// Deliveries of a dataset, those that were recorded last first (whatever the clock said), at most `limit`.
    async fn deliveries(&self, dataset: DatasetId, limit: u32)
    -> Result<Vec<Delivery>, StoreError>;

    /// The same for those recorded before `before`; none if that is no delivery of the dataset.
    async fn deliveries_before(
        &self,
        dataset: DatasetId,
        before: DeliveryId,
        limit: u32,
    ) -> Result<Vec<Delivery>, StoreError>;

    /// Newest versions over all datasets, newest first, at most `limit` (the start page filters by guard).
    async fn newest(&self, limit: u32) -> Result<Vec<Version>, StoreError>;
}
