//! One dataset with everything its page says.

use crate::download::raw_decision;
use crate::record::Opened;
use crate::take_in::is_aside;
use crate::{HeldView, Hub, HubError};
use hebewerk_guard::{Action, Decision, Resource, decide};
use hebewerk_model::{
    Column, ColumnStatistics, Dataset, Delivery, Dialect, Finding, Grant, Organisation,
    OrganisationId, Principal, Table, Version, VersionNumber,
};
use jiff::SignedDuration;

/// Versions shown at most.
const VERSIONS: u32 = 100;

/// A dataset in a list.
#[derive(Debug, Clone)]
pub struct DatasetCard {
    /// Owner.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
    /// Its newest version.
    pub version: Option<Version>,
    /// Whether the asker may read rows.
    pub may_read: bool,
}

/// One table on a dataset's page.
#[derive(Debug, Clone)]
pub struct TableView {
    /// The table.
    pub table: Table,
    /// Columns: names and types are metadata.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: u64,
    /// How the source wrote it.
    pub dialect: Dialect,
    /// 0-based record of the first header row in the source.
    pub header_line: u64,
    /// Rows of the header; none where the format names its columns itself, or the table has no header.
    pub header_rows: u32,
    /// Rows or cells set aside; 0 for those who may not read rows.
    pub set_aside: u64,
    /// Whether this table holds what was set aside from another.
    pub is_aside: bool,
    /// Statistics by column; empty for those who may not read rows.
    pub statistics: Vec<ColumnStatistics>,
}

/// A dataset's page.
#[derive(Debug, Clone)]
pub struct DatasetView {
    /// Owner.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
    /// Whether and why the asker may read rows.
    pub read: Decision,
    /// What the asker was granted, if that is why they may read rows.
    pub grant: Option<Grant>,
    /// Whether the asker may change words, circle and state.
    pub may_maintain: bool,
    /// The version that waits to be accepted, for those who maintain the dataset.
    pub held: Option<HeldView>,
    /// Whether deliveries become current whatever they do otherwise; told to those who maintain the dataset.
    pub takes_all: bool,
    /// The version shown: the one asked for, else the newest.
    pub version: Option<Version>,
    /// Versions, newest first.
    pub versions: Vec<Version>,
    /// Tables of the version shown, those with rows set aside last; without these for those who may not read rows.
    pub tables: Vec<TableView>,
    /// Findings of the delivery shown, most severe first; empty for those who may not read rows.
    pub findings: Vec<Finding>,
    /// Deliveries whose raw file the asker may have, newest first.
    pub deliveries: Vec<Delivery>,
    /// Uses in the last 90 days by office; none stands for the public.
    pub uses: Vec<(Option<OrganisationId>, u64)>,
}

impl Hub {
    /// One dataset, in its newest version or the one with this number.
    pub async fn show(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        number: Option<VersionNumber>,
    ) -> Result<DatasetView, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let resource = Resource::of(&dataset);
        let read = decide(principal, Action::ReadRows, &resource);
        let may_maintain = decide(principal, Action::Maintain, &resource).allowed;
        let grant = self.grant_of(dataset.id, &read).await?;
        let versions = self.parts.versions.list(dataset.id, None, VERSIONS).await?;
        let version = match number {
            None => versions.first().cloned(),
            Some(number) => Some(
                self.parts
                    .versions
                    .get(dataset.id, Some(number))
                    .await?
                    .ok_or_else(|| HubError::not_found("version", number))?,
            ),
        };
        if read.allowed {
            let shown = (&dataset, Opened::version(version.as_ref()));
            self.record_read(principal, "show", shown, &read).await?;
        }
        let version = version.map(|version| for_reader(version, &read));
        let versions = versions
            .into_iter()
            .map(|version| for_reader(version, &read))
            .collect();
        let tables = match &version {
            Some(version) => self.table_views(version, &read).await?,
            None => Vec::new(),
        };
        let (findings, deliveries) = self
            .payload_notes(principal, &dataset, version.as_ref(), &read)
            .await?;
        let since = self.parts.clock.now() - SignedDuration::from_hours(90 * 24);
        let uses = self.parts.journal.uses(dataset.id, since).await?;
        let (held, takes_all) = if may_maintain {
            let held = self.held_view(principal, &dataset).await?;
            (held, self.parts.held.takes_all(dataset.id).await?)
        } else {
            (None, false)
        };
        Ok(DatasetView {
            organisation,
            dataset,
            read,
            grant,
            may_maintain,
            held,
            takes_all,
            version,
            versions,
            tables,
            findings,
            deliveries,
            uses,
        })
    }

    /// Puts on record that a page does not show rows, because `view` says that the asker may not read them.
    pub async fn rows_not_shown(
        &self,
        principal: &Principal,
        view: &DatasetView,
    ) -> Result<(), HubError> {
        if view.read.allowed {
            return Ok(());
        }
        let not_shown = (&view.dataset, Opened::NOTHING);
        self.record_read(principal, "read_rows", not_shown, &view.read)
            .await
    }

    async fn table_views(
        &self,
        version: &Version,
        read: &Decision,
    ) -> Result<Vec<TableView>, HubError> {
        let mut views = Vec::new();
        for table in self.parts.versions.tables(version.id).await? {
            let reads_all = reads_all(read);
            let is_aside = is_aside(table.table.sql_name.as_str());
            if is_aside && !reads_all {
                continue;
            }
            let statistics = if reads_all {
                self.parts
                    .versions
                    .statistics(version.id, table.table.id)
                    .await?
            } else {
                Vec::new()
            };
            views.push(TableView {
                is_aside,
                table: table.table,
                columns: table.columns,
                rows: table.rows,
                dialect: table.dialect,
                header_line: table.header_line,
                header_rows: table.header_rows,
                set_aside: if reads_all { table.set_aside } else { 0 },
                statistics,
            });
        }
        views.sort_by_key(|view| view.is_aside);
        Ok(views)
    }

    /// Findings and deliveries: payload, because they may quote cells and file names.
    async fn payload_notes(
        &self,
        principal: &Principal,
        dataset: &Dataset,
        version: Option<&Version>,
        read: &Decision,
    ) -> Result<(Vec<Finding>, Vec<Delivery>), HubError> {
        if !reads_all(read) {
            return Ok((Vec::new(), Vec::new()));
        }
        let deliveries = self.parts.versions.deliveries(dataset.id, VERSIONS).await?;
        let delivery = version
            .map(|version| version.delivery)
            .or_else(|| deliveries.first().map(|delivery| delivery.id));
        let findings = match delivery {
            Some(delivery) => self.parts.versions.findings(delivery).await?,
            None => Vec::new(),
        };
        let leaves_out = self.parts.datasets.recipe(dataset.id).await?.leaves_out();
        let deliveries = deliveries
            .into_iter()
            .filter(|delivery| raw_decision(principal, dataset, leaves_out, delivery).allowed)
            .collect();
        Ok((findings, deliveries))
    }
}

/// Whether somebody may read everything there is, and so also what is told of all rows.
pub(crate) fn reads_all(read: &Decision) -> bool {
    read.allowed && !read.access.is_restricted()
}

/// A version as somebody may know it: how many findings there are, and that something was set aside, is told to those
/// who may read what they are about.
pub(crate) fn for_reader(mut version: Version, read: &Decision) -> Version {
    if reads_all(read) {
        return version;
    }
    version.errors = 0;
    version.warnings = 0;
    let change = &mut version.change;
    for names in [
        &mut change.tables_added,
        &mut change.tables_removed,
        &mut change.columns_added,
        &mut change.columns_removed,
        &mut change.columns_retyped,
    ] {
        names.retain(|name| !is_aside(name.split('.').next().unwrap_or_default()));
    }
    version
}
