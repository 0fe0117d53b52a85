//! Where a wish finds something: figures, never values.

use super::ErasureWish;
use crate::grants::invalid;
use crate::ports::{Condemned, HeldVersion};
use crate::take_in::is_aside;
use crate::{Hub, HubError};
use hebewerk_model::{
    Dataset, Delivery, DeliveryId, DeliveryOutcome, Organisation, Principal, TableVersion, Version,
    VersionNumber,
};
use jiff::Timestamp;

/// What would go of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionPreview {
    /// Which.
    pub number: VersionNumber,
    /// When it became current.
    pub created_at: Timestamp,
    /// Rows that would go; none if no table of the version has the column, so that nobody can say.
    pub rows: Option<u64>,
    /// Rows and cells that were set aside and would go.
    pub set_aside: u64,
}

/// What would be erased.
#[derive(Debug, Clone)]
pub struct ErasurePreview {
    /// Its office.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
    /// Versions, newest first.
    pub versions: Vec<VersionPreview>,
    /// Whether a delivery that waits to be accepted would be refused, because it holds what is to go.
    pub ends_waiting: bool,
    /// Raw files that would go.
    pub raw_files: u64,
    /// Other datasets that have the same raw files, as `house/dataset`: the bytes stay until they go there as well.
    pub shared: Vec<String>,
}

impl ErasurePreview {
    /// Rows of all versions that would go: what somebody confirms.
    pub fn rows(&self) -> u64 {
        let rows = self.versions.iter().filter_map(|version| version.rows);
        rows.sum()
    }

    /// Whether there is anything to erase.
    pub fn finds_nothing(&self) -> bool {
        let aside: u64 = self.versions.iter().map(|version| version.set_aside).sum();
        self.rows() == 0 && aside == 0 && self.raw_files == 0 && !self.ends_waiting
    }
}

/// Something of a table that goes.
pub(super) struct Found {
    pub(super) version: Version,
    pub(super) table: TableVersion,
    pub(super) condemned: Condemned,
    pub(super) rows: u64,
}

impl Found {
    pub(super) fn is_aside(&self) -> bool {
        is_aside(self.table.table.sql_name.as_str())
    }
}

/// Everything a wish finds.
pub(super) struct Looked {
    pub(super) versions: Vec<VersionPreview>,
    pub(super) newest: Option<VersionNumber>,
    pub(super) waiting: Option<DeliveryId>,
    pub(super) ends_waiting: bool,
    pub(super) found: Vec<Found>,
    /// Deliveries whose raw file goes.
    pub(super) deliveries: Vec<DeliveryId>,
    /// Names of all tables.
    pub(super) table_names: Vec<String>,
}

impl Hub {
    /// What an erasure would find. That somebody looked is on record, what for is not.
    pub async fn preview_erasure(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        wish: &ErasureWish,
    ) -> Result<ErasurePreview, HubError> {
        let (organisation, dataset, decision) =
            self.erasable(principal, organisation, dataset).await?;
        let event = self.event(principal, "preview_erasure", Some(dataset.id), &decision);
        self.parts.journal.record(&event).await?;
        let looked = self.look_for(&dataset, wish).await?;
        let mut shared = Vec::new();
        let elsewhere = &self.parts.erasures;
        for (other, _files) in elsewhere.shared(dataset.id, &looked.deliveries).await? {
            let Some(other) = self.parts.datasets.get(other).await? else {
                continue;
            };
            if let Some(house) = self.parts.organisations.get(other.organisation).await? {
                shared.push(format!("{}/{}", house.slug, other.slug));
            }
        }
        Ok(ErasurePreview {
            organisation,
            dataset,
            versions: looked.versions,
            ends_waiting: looked.ends_waiting,
            raw_files: looked.deliveries.len() as u64,
            shared,
        })
    }

    pub(super) async fn look_for(
        &self,
        dataset: &Dataset,
        wish: &ErasureWish,
    ) -> Result<Looked, HubError> {
        check(wish)?;
        let versions = self.parts.versions.list(dataset.id, None, u32::MAX).await?;
        if let ErasureWish::Version(number) = wish
            && !versions.iter().any(|version| version.number == *number)
        {
            return Err(HubError::not_found("version", number));
        }
        let held = self.parts.held.held(dataset.id).await?;
        let mut looked = Looked {
            versions: Vec::new(),
            newest: versions.first().map(|version| version.number),
            waiting: held.as_ref().map(|held| held.delivery.id),
            ends_waiting: false,
            found: Vec::new(),
            deliveries: Vec::new(),
            table_names: Vec::new(),
        };
        for version in &versions {
            self.look_at(version, wish, &mut looked).await?;
        }
        if let Some(held) = &held {
            looked.ends_waiting = self.waits_with(held, wish).await?;
        }
        let erased = self.parts.erasures.without_raw(dataset.id).await?;
        let deliveries = self.parts.versions.deliveries(dataset.id, u32::MAX).await?;
        let deliveries = deliveries.iter();
        let left = deliveries.filter(|delivery| !erased.contains(&delivery.id));
        let going: Vec<DeliveryId> = left
            .filter(|delivery| looked.goes(delivery, &versions, wish))
            .map(|delivery| delivery.id)
            .collect();
        looked.deliveries = going;
        Ok(looked)
    }

    async fn look_at(
        &self,
        version: &Version,
        wish: &ErasureWish,
        looked: &mut Looked,
    ) -> Result<(), HubError> {
        let tables = self.parts.versions.tables(version.id).await?;
        let names = tables.iter().map(|table| table.table.sql_name.to_string());
        for name in names {
            if !looked.table_names.contains(&name) {
                looked.table_names.push(name);
            }
        }
        let mut preview = VersionPreview {
            number: version.number,
            created_at: version.created_at,
            rows: None,
            set_aside: 0,
        };
        let mut shortened = Vec::new();
        let (aside, main): (Vec<_>, Vec<_>) = tables
            .into_iter()
            .partition(|table| is_aside(table.table.sql_name.as_str()));
        for table in main {
            let Some(condemned) = condemned(wish, version, &table) else {
                continue;
            };
            let rows = self.rows_of(&table, &condemned).await?;
            preview.rows = Some(preview.rows.unwrap_or(0) + rows);
            if rows > 0 {
                shortened.push(table.table.name.clone());
                looked.found.push(Found {
                    version: version.clone(),
                    table,
                    condemned,
                    rows,
                });
            }
        }
        for table in aside {
            let all_cells = shortened.contains(&table.table.name);
            let Some(condemned) = condemned_aside(wish, version, all_cells) else {
                continue;
            };
            let rows = self.rows_of(&table, &condemned).await?;
            preview.set_aside += rows;
            if rows > 0 {
                looked.found.push(Found {
                    version: version.clone(),
                    table,
                    condemned,
                    rows,
                });
            }
        }
        looked.versions.push(preview);
        Ok(())
    }

    /// Whether the version that waits holds something of it.
    async fn waits_with(&self, held: &HeldVersion, wish: &ErasureWish) -> Result<bool, HubError> {
        match wish {
            ErasureWish::Dataset => return Ok(true),
            ErasureWish::Version(_) => return Ok(false),
            ErasureWish::Person { .. } => {}
        }
        for table in held.tables.iter().map(|new| &new.table) {
            let condemned = if is_aside(table.table.sql_name.as_str()) {
                condemned_aside(wish, &held.version, false)
            } else {
                condemned(wish, &held.version, table)
            };
            if let Some(condemned) = condemned
                && self.rows_of(table, &condemned).await? > 0
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn rows_of(&self, table: &TableVersion, condemned: &Condemned) -> Result<u64, HubError> {
        if *condemned == Condemned::All {
            return Ok(table.rows);
        }
        let files = table.files.iter().map(|file| file.path.clone()).collect();
        Ok(self.parts.rows.condemned(files, condemned.clone()).await?)
    }
}

impl Looked {
    fn has_found(&self) -> bool {
        !self.found.is_empty() || self.ends_waiting
    }

    /// Whether the raw file of a delivery goes. One stays only if all of it stands in a version in which nothing was
    /// found: what a recipe left out, and what nobody could read, nobody can look through.
    fn goes(&self, delivery: &Delivery, versions: &[Version], wish: &ErasureWish) -> bool {
        let version = versions
            .iter()
            .find(|version| version.delivery == delivery.id);
        match wish {
            ErasureWish::Dataset => true,
            ErasureWish::Version(number) => {
                version.is_some_and(|version| version.number == *number)
            }
            ErasureWish::Person { .. } => match (delivery.outcome, version) {
                (_, Some(version)) => {
                    let is_touched = self.found.iter().any(|it| it.version.id == version.id);
                    is_touched || (self.has_found() && delivery.leaves_out)
                }
                (DeliveryOutcome::Held, None) => {
                    self.ends_waiting || (self.has_found() && delivery.leaves_out)
                }
                _ => self.has_found(),
            },
        }
    }
}

fn check(wish: &ErasureWish) -> Result<(), HubError> {
    match wish {
        ErasureWish::Person { value, .. } if value.trim().is_empty() => {
            Err(invalid("value", "no_value"))
        }
        ErasureWish::Person { column, .. } if column.trim().is_empty() => {
            Err(invalid("column", "no_column"))
        }
        _ => Ok(()),
    }
}

/// What goes of a table; none if the wish has nothing to do with it.
fn condemned(wish: &ErasureWish, version: &Version, table: &TableVersion) -> Option<Condemned> {
    match wish {
        ErasureWish::Dataset => Some(Condemned::All),
        ErasureWish::Version(number) => (version.number == *number).then_some(Condemned::All),
        ErasureWish::Person { column, value } => {
            let mut columns = table.columns.iter();
            columns
                .any(|known| known.name == *column)
                .then(|| Condemned::Equal {
                    column: column.clone(),
                    value: value.clone(),
                })
        }
    }
}

/// What goes of what was set aside from a table. Nobody knows from which row a cell was: where rows go, all cells go.
fn condemned_aside(wish: &ErasureWish, version: &Version, all_cells: bool) -> Option<Condemned> {
    match wish {
        ErasureWish::Dataset => Some(Condemned::All),
        ErasureWish::Version(number) => (version.number == *number).then_some(Condemned::All),
        ErasureWish::Person { value, .. } => Some(Condemned::Holding {
            values: vec![value.clone()],
            all_cells,
        }),
    }
}
