//! The catalogue as other portals and their programs read it.
//!
//! Two ways in: page by page what everybody may know (harvesters), and everything a reader may know at once, as light
//! as it can be (searches with conditions of other systems). Neither opens a row, so neither is a read on record.

use crate::reading::{fitting, for_reader, reads_all};
use crate::take_in::is_aside;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{
    Column, Dataset, DatasetId, DatasetState, Organisation, Principal, Slug, TableId, TableName,
    TableVersion, Version, VersionSelector, Visibility,
};
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::Arc;

/// Datasets asked for at once.
const STEP: u32 = 500;

/// A table as a catalogue names it.
#[derive(Debug, Clone)]
pub struct CatalogueTable {
    /// Identity across versions.
    pub id: TableId,
    /// As written in SQL.
    pub sql_name: Slug,
    /// Sheet, archive member or file stem.
    pub name: String,
    /// The columns that exist for the reader.
    pub columns: Vec<Column>,
    /// Rows; none where some are held back from the reader.
    pub rows: Option<u64>,
}

/// A dataset as a catalogue describes it to somebody.
#[derive(Debug, Clone)]
pub struct CatalogueEntry {
    /// Owner.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
    /// Its newest version, as the reader may know it.
    pub version: Option<Version>,
    /// Whether the reader may read its rows.
    pub may_read: bool,
    /// Tables of that version; none for those who may not read them.
    pub tables: Vec<CatalogueTable>,
}

/// A page of what everybody may know.
#[derive(Debug, Clone)]
pub struct CataloguePage {
    /// Datasets in order of identity: new ones come last, so that nobody who turns pages misses or repeats one.
    pub entries: Vec<CatalogueEntry>,
    /// Datasets on all pages.
    pub total: u64,
    /// When the newest change came.
    pub modified: Option<Timestamp>,
    /// Behind which dataset the next page begins; none on the last.
    pub next: Option<DatasetId>,
}

/// How far the catalogue has come: where two are equal, all pages were and are the same to everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueState {
    mark: crate::ports::CatalogueMark,
    organisations: Vec<Organisation>,
}

/// A dataset and its owner, without anything that would have to be looked up for it.
#[derive(Debug, Clone)]
pub struct KnownDataset {
    /// Owner.
    pub organisation: Arc<Organisation>,
    /// The dataset.
    pub dataset: Dataset,
}

/// Datasets somebody may know of.
pub struct KnownDatasets {
    all: Arc<Vec<KnownDataset>>,
    principal: Principal,
}

impl KnownDatasets {
    /// One after the other, in order of identity.
    pub fn iter(&self) -> impl Iterator<Item = &KnownDataset> {
        self.all.iter().filter(|one| {
            let resource = Resource::of(&one.dataset);
            decide(&self.principal, Action::SeeMetadata, &resource).allowed
        })
    }
}

/// What is known of all datasets, as of a change of the catalogue.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    mark: Option<crate::ports::CatalogueMark>,
    organisations: Vec<Organisation>,
    datasets: Arc<Vec<KnownDataset>>,
}

impl Hub {
    /// A page of what everybody may know and nobody has withdrawn, at most `limit` datasets (1 to 500).
    pub async fn open_catalogue(
        &self,
        after: Option<DatasetId>,
        limit: u32,
    ) -> Result<CataloguePage, HubError> {
        let limit = limit.clamp(1, STEP);
        // One more tells whether there is a next page: a page nobody has to ask for in vain.
        let mut datasets = self.parts.datasets.open(after, limit + 1).await?;
        let has_next = datasets.len() > limit as usize;
        datasets.truncate(limit as usize);
        let next = datasets.last().filter(|_last| has_next).map(|last| last.id);
        let count = self.parts.datasets.open_count().await?;
        let organisations = self.parts.organisations.list().await?;
        let mut entries = Vec::with_capacity(datasets.len());
        for dataset in datasets {
            let entry = self.entry(&Principal::Anonymous, &organisations, dataset);
            entries.extend(entry.await?);
        }
        Ok(CataloguePage {
            entries,
            total: count.datasets,
            modified: count.modified,
            next,
        })
    }

    /// How far the catalogue has come, for whoever remembers pages of it. Asked for before a page, it is never newer than
    /// the page.
    pub async fn catalogue_state(&self) -> Result<CatalogueState, HubError> {
        Ok(CatalogueState {
            mark: self.parts.datasets.mark().await?,
            // They have no counter of changes; they are few, so they are compared.
            organisations: self.parts.organisations.list().await?,
        })
    }

    /// One dataset as its catalogue describes it to somebody.
    pub async fn catalogue_entry(
        &self,
        principal: &Principal,
        id: DatasetId,
    ) -> Result<CatalogueEntry, HubError> {
        let missing = || HubError::not_found("dataset", id);
        let dataset = self.parts.datasets.get(id).await?.ok_or_else(missing)?;
        let organisations = self.parts.organisations.list().await?;
        let entry = self.entry(principal, &organisations, dataset).await?;
        entry.ok_or_else(missing)
    }

    /// The same by the names of organisation and dataset.
    pub async fn catalogue_entry_named(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
    ) -> Result<CatalogueEntry, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        self.catalogue_entry(principal, dataset.id).await
    }

    /// Several datasets as their catalogue describes them to somebody, in this order; those they may not know of are left
    /// out.
    pub async fn catalogue_entries(
        &self,
        principal: &Principal,
        ids: &[DatasetId],
    ) -> Result<Vec<CatalogueEntry>, HubError> {
        let organisations = self.parts.organisations.list().await?;
        let found = self.parts.datasets.get_many(ids).await?;
        let mut found: HashMap<DatasetId, Dataset> =
            found.into_iter().map(|it| (it.id, it)).collect();
        let mut entries = Vec::with_capacity(ids.len());
        for dataset in ids.iter().filter_map(|id| found.remove(id)) {
            entries.extend(self.entry(principal, &organisations, dataset).await?);
        }
        Ok(entries)
    }

    /// Every dataset somebody may know of, in order of identity. It is kept between two changes of the catalogue, so that
    /// asking costs what is looked at.
    pub async fn known_datasets(&self, principal: &Principal) -> Result<KnownDatasets, HubError> {
        Ok(KnownDatasets {
            all: self.all_known().await?,
            principal: principal.clone(),
        })
    }

    /// The identities of all newest tables of datasets whose rows somebody may read, with those of the datasets.
    pub async fn known_tables(
        &self,
        principal: &Principal,
    ) -> Result<Vec<(DatasetId, TableId)>, HubError> {
        let known = self.all_known().await?;
        let mut tables = Vec::new();
        for table in self.parts.versions.newest_tables().await? {
            let owner = known.binary_search_by_key(&table.dataset, |one| one.dataset.id);
            let owner = owner.ok().and_then(|place| known.get(place));
            let may_read = owner.is_some_and(|one| {
                decide(principal, Action::ReadRows, &Resource::of(&one.dataset)).allowed
            });
            if may_read {
                tables.push((table.dataset, table.id));
            }
        }
        Ok(tables)
    }

    async fn all_known(&self) -> Result<Arc<Vec<KnownDataset>>, HubError> {
        let mark = self.parts.datasets.mark().await?;
        let mut known = self.known.lock().await;
        let organisations = self.parts.organisations.list().await?;
        // Organisations have no counter of changes; they are few, so they are compared.
        let is_current = known.mark == Some(mark) && known.organisations == organisations;
        if is_current {
            return Ok(Arc::clone(&known.datasets));
        }
        let owners: Vec<Arc<Organisation>> = organisations.iter().cloned().map(Arc::new).collect();
        let mut datasets = Vec::new();
        let mut after = None;
        loop {
            let page = self.parts.datasets.list(None, after, STEP).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            for dataset in page {
                let owner = owners.iter().find(|it| it.id == dataset.organisation);
                datasets.extend(owner.map(|owner| KnownDataset {
                    organisation: Arc::clone(owner),
                    dataset,
                }));
            }
        }
        *known = Known {
            mark: Some(mark),
            organisations,
            datasets: Arc::new(datasets),
        };
        Ok(Arc::clone(&known.datasets))
    }

    /// A table somebody may read rows of, by its identity, as a name for [`Hub::browse`].
    pub async fn table_named_by(
        &self,
        principal: &Principal,
        table: TableId,
    ) -> Result<(CatalogueEntry, CatalogueTable, TableName), HubError> {
        let missing = || HubError::not_found("table", table);
        let dataset = self.parts.versions.dataset_of(table).await?;
        let dataset = dataset.ok_or_else(missing)?;
        let entry = self.catalogue_entry(principal, dataset).await;
        let entry = entry.map_err(|_error| missing())?;
        let found = entry.tables.iter().find(|known| known.id == table).cloned();
        let Some(found) = found else {
            // Known, and not to be read: the refusal says by which rule, as at every other door.
            return Err(refusal_of(principal, &entry));
        };
        let name = TableName {
            schema: entry.organisation.slug.clone(),
            table: found.sql_name.clone(),
            version: VersionSelector::Current,
        };
        Ok((entry, found, name))
    }

    async fn entry(
        &self,
        principal: &Principal,
        organisations: &[Organisation],
        dataset: Dataset,
    ) -> Result<Option<CatalogueEntry>, HubError> {
        let resource = Resource::of(&dataset);
        let organisation = organisations
            .iter()
            .find(|it| it.id == dataset.organisation);
        let Some(organisation) = organisation else {
            return Ok(None);
        };
        if !decide(principal, Action::SeeMetadata, &resource).allowed {
            return Ok(None);
        }
        let mut read = decide(principal, Action::ReadRows, &resource);
        let version = self.parts.versions.get(dataset.id, None).await?;
        let mut tables = Vec::new();
        if let Some(version) = &version {
            let stored = self.parts.versions.tables(version.id).await?;
            let released = self.released(principal, &dataset, &read).await?;
            read = released.fitting(fitting(read, &stored), version.number);
            if read.allowed {
                let tells_rows = reads_all(&read, version);
                for table in stored {
                    tables.extend(
                        self.catalogue_table(&read, version, table, tells_rows)
                            .await?,
                    );
                }
            }
        }
        Ok(Some(CatalogueEntry {
            organisation: organisation.clone(),
            version: version.map(|version| for_reader(version, &dataset, &read)),
            may_read: read.allowed,
            tables,
            dataset,
        }))
    }

    async fn catalogue_table(
        &self,
        read: &hebewerk_guard::Decision,
        version: &Version,
        table: TableVersion,
        tells_rows: bool,
    ) -> Result<Option<CatalogueTable>, HubError> {
        let name = table.table.sql_name.as_str();
        // What was set aside is for those who mend it, not for other portals.
        if is_aside(name) {
            return Ok(None);
        }
        let access = self.access(read, version, name).await?;
        Ok(Some(CatalogueTable {
            id: table.table.id,
            columns: access.columns(&table.columns),
            rows: tells_rows.then_some(table.rows),
            sql_name: table.table.sql_name,
            name: table.table.name,
        }))
    }
}

impl CatalogueEntry {
    /// Whether it is one of those the open catalogue holds: public, and not withdrawn.
    pub fn is_open(&self) -> bool {
        is_open(&self.dataset)
    }
}

fn is_open(dataset: &Dataset) -> bool {
    dataset.visibility == Visibility::Public && dataset.state != DatasetState::Withdrawn
}

impl KnownDataset {
    /// Whether it is one of those the open catalogue holds: public, and not withdrawn.
    pub fn is_open(&self) -> bool {
        is_open(&self.dataset)
    }

    /// Whether everybody may know of it.
    pub fn is_public(&self) -> bool {
        self.dataset.visibility == Visibility::Public
    }
}

fn refusal_of(principal: &Principal, entry: &CatalogueEntry) -> HubError {
    let read = decide(principal, Action::ReadRows, &Resource::of(&entry.dataset));
    if read.allowed {
        HubError::not_found("table", &entry.dataset.slug)
    } else {
        HubError::refused(&read)
    }
}
