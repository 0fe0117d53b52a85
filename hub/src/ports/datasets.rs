//! Memory of datasets and what is said about them.

use super::{Event, StoreError};
use async_trait::async_trait;
use hebewerk_model::{
    CatalogueId, Dataset, DatasetId, DatasetState, Description, OrganisationId, Protection,
    ProtectionChange, Recipe, RecipeChange, Slug, VersionNumber, Visibility,
};
use jiff::Timestamp;

/// What may change about a dataset outside a delivery.
#[derive(Debug, Clone, PartialEq)]
pub enum DatasetChange {
    /// New words.
    Description(Box<Description>),
    /// Another circle of readers.
    Visibility(Visibility),
    /// Another state (withdrawn, or back).
    State(DatasetState),
    /// Other rules of protection.
    Protection {
        /// What holds from now on.
        protection: Protection,
        /// Number of the rules they were made from, 0 for the first: a conflict if others came in between.
        after: u32,
    },
}

/// Which catalogue this is, and how far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatalogueMark {
    /// A restored copy is another catalogue, whose changes count from an older number on.
    pub catalogue: CatalogueId,
    /// Sequence number of the last change of any dataset.
    pub last_change: i64,
}

/// How many datasets an organisation has in one circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatasetCount {
    /// Owner.
    pub organisation: OrganisationId,
    /// Circle.
    pub visibility: Visibility,
    /// Datasets in state `lifted`.
    pub lifted: u64,
    /// Datasets in any state.
    pub known: u64,
}

/// What everybody may know of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenCount {
    /// Public datasets that were not withdrawn.
    pub datasets: u64,
    /// When the newest change of one of them came.
    pub modified: Option<Timestamp>,
}

/// What everybody may know of the newest change of a dataset that is public and not withdrawn, or was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenChange {
    /// Dataset.
    pub dataset: DatasetId,
    /// Number that grows with every such change, without gaps for changes of what is not public.
    pub sequence: i64,
    /// When it changed, or when it was closed.
    pub at: Timestamp,
    /// Its newest version while it was open; none where there was none.
    pub version: Option<VersionNumber>,
    /// Whether it is open; what was closed says nothing else of itself.
    pub is_open: bool,
}

/// Which of those changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenWindow {
    /// Before a number, newest first; all of them without one.
    Before(Option<i64>),
    /// Behind a number, oldest first.
    After(i64),
}

/// Datasets. Every method costs what it returns, never the size of the catalogue.
#[async_trait]
pub trait Datasets: Send + Sync {
    /// By identity.
    async fn get(&self, id: DatasetId) -> Result<Option<Dataset>, StoreError>;

    /// Several by identity, in any order; unknown ones are left out.
    async fn get_many(&self, ids: &[DatasetId]) -> Result<Vec<Dataset>, StoreError>;

    /// By organisation and slug.
    async fn by_slug(
        &self,
        organisation: OrganisationId,
        slug: &Slug,
    ) -> Result<Option<Dataset>, StoreError>;

    /// By organisation and source path: how the next delivery finds its dataset.
    async fn by_source(
        &self,
        organisation: OrganisationId,
        source: &str,
    ) -> Result<Option<Dataset>, StoreError>;

    /// By the SQL name of one of its tables (slug of the organisation, SQL name of the table).
    async fn by_table(&self, schema: &Slug, table: &Slug) -> Result<Option<Dataset>, StoreError>;

    /// Up to `limit` datasets in order of identity, beginning behind `after`; of one organisation if given.
    async fn list(
        &self,
        organisation: Option<OrganisationId>,
        after: Option<DatasetId>,
        limit: u32,
    ) -> Result<Vec<Dataset>, StoreError>;

    /// Up to `limit` public datasets that were not withdrawn, in order of identity, beginning behind `after`.
    async fn open(&self, after: Option<DatasetId>, limit: u32) -> Result<Vec<Dataset>, StoreError>;

    /// How many there are of those.
    async fn open_count(&self) -> Result<OpenCount, StoreError>;

    /// Adds a dataset without a version, with its entry in the audit. A name or identity that is taken is a conflict.
    async fn announce(&self, dataset: &Dataset, event: &Event) -> Result<(), StoreError>;

    /// Changes one thing, moves `updated_at` to the time of `event` and writes it to the audit; withdrawing also ends
    /// the tables in the manifest (DuckLake: end table, columns, files), coming back revives them. All in one
    /// transaction: what has happened is on record, and what is on record has happened.
    async fn change(
        &self,
        id: DatasetId,
        change: DatasetChange,
        event: &Event,
    ) -> Result<(), StoreError>;

    /// The recipe kept with the dataset; the empty one if none is kept.
    async fn recipe(&self, id: DatasetId) -> Result<Recipe, StoreError>;

    /// The recipes of a dataset since it has one, newest first, at most `limit`: each from when on it holds.
    async fn recipes(&self, id: DatasetId, limit: u32) -> Result<Vec<RecipeChange>, StoreError>;

    /// The rules of protection that were laid down for a dataset, newest first.
    async fn protections(&self, id: DatasetId) -> Result<Vec<ProtectionChange>, StoreError>;

    /// Number of datasets by organisation and visibility.
    async fn counts(&self) -> Result<Vec<DatasetCount>, StoreError>;

    /// Which catalogue this is, and how far it has come: what is derived from it must know both.
    async fn mark(&self) -> Result<CatalogueMark, StoreError>;

    /// Datasets whose search document may be older than the dataset: changed after `sequence`, up to `limit`,
    /// each with its own sequence number (a counter that grows with every change of any dataset).
    async fn changed_since(
        &self,
        sequence: i64,
        limit: u32,
    ) -> Result<Vec<(i64, DatasetId)>, StoreError>;

    /// Up to `limit` changes of what everybody may know, one a dataset: its newest.
    async fn open_changes(
        &self,
        window: OpenWindow,
        limit: u32,
    ) -> Result<Vec<OpenChange>, StoreError>;

    /// The number behind which every such change stands that came at a moment or later.
    async fn open_changes_behind(&self, moment: Timestamp) -> Result<i64, StoreError>;

    /// How many open datasets changed behind a number, and the number of the newest change of any.
    async fn open_changes_count(&self, after: i64) -> Result<(u64, i64), StoreError>;
}
