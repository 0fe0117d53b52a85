//! One dataset with everything its page says.

use crate::key::key_column;
use crate::raw_file::RawJudge;
use crate::reading::{fitting, for_reader, reads_all, tells_no_counts};
use crate::record::Opened;
use crate::take_in::is_aside;
use crate::{HeldView, Hub, HubError};
use hebewerk_guard::{Access, Action, Decision, HeldBack, Resource, decide};
use hebewerk_model::{
    Column, ColumnStatistics, Dataset, Delivery, Dialect, Finding, Grant, Organisation,
    OrganisationId, Principal, Table, TableVersion, Version, VersionNumber,
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
    /// Whether they may read everything there is in the newest version.
    pub reads_all: bool,
}

/// One table on a dataset's page.
#[derive(Debug, Clone)]
pub struct TableView {
    /// The table.
    pub table: Table,
    /// Columns: names and types are metadata.
    pub columns: Vec<Column>,
    /// What is held back of it from the asker.
    pub access: Access,
    /// The same in words of rules: what, and why.
    pub held_back: Vec<HeldBack>,
    /// Columns that exist for the asker, as masks leave them.
    pub seen: Vec<Column>,
    /// Rows; none where some are held back from the asker.
    pub rows: Option<u64>,
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
    /// Statistics by column: none of those that the asker does not see as they are, empty for those who may not read
    /// all rows.
    pub statistics: Vec<Option<ColumnStatistics>>,
}

impl TableView {
    /// The column that names the rows, as far as the asker may know.
    pub fn key(&self) -> Option<&Column> {
        let known = self.statistics.iter();
        let known: Vec<_> = known.map(|one| one.clone().unwrap_or_default()).collect();
        key_column(&self.columns, &known)
    }
}

/// A dataset's page.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "what a page offers is one question a right"
)]
pub struct DatasetView {
    /// Owner.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
    /// Whether and why the asker may read rows.
    pub read: Decision,
    /// Whether they may read everything there is in the version shown.
    pub reads_all: bool,
    /// What the asker was granted, if that is why they may read rows.
    pub grant: Option<Grant>,
    /// Whether the asker may change words, circle and state.
    pub may_maintain: bool,
    /// Whether the asker may agree to releases.
    pub may_release: bool,
    /// Whether the asker may erase rows for good.
    pub may_erase: bool,
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
        let may_maintain = decide(principal, Action::Maintain, &resource).allowed;
        let may_release = decide(principal, Action::Release, &resource).allowed;
        let may_erase = decide(principal, Action::Erase, &resource).allowed;
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
        let tables = match &version {
            Some(version) => self.parts.versions.tables(version.id).await?,
            None => Vec::new(),
        };
        let read = decide(principal, Action::ReadRows, &resource);
        let released = self.released(principal, &dataset, &read).await?;
        let read = match &version {
            Some(version) => released.fitting(fitting(read, &tables), version.number),
            None => read,
        };
        if read.allowed {
            let shown = (&dataset, Opened::version(version.as_ref()));
            self.record_read(principal, "show", shown, &read).await?;
        }
        let grant = self.grant_of(dataset.id, &read).await?;
        let tables = match &version {
            Some(version) => self.table_views(&dataset, version, tables, &read).await?,
            None => Vec::new(),
        };
        let reads_all = match &version {
            Some(version) => reads_all(&read, version),
            None => read.allowed && read.conditions.show_everything(),
        };
        let findings = self.findings_for(&dataset, version.as_ref(), &read).await?;
        let judge = self.raw_judge(principal, &dataset).await?;
        let deliveries = self.deliveries_for(&dataset, &judge).await?;
        let version = version.map(|version| for_reader(version, &dataset, &read));
        let versions = versions
            .into_iter()
            .map(|version| for_reader(version, &dataset, &read))
            .collect();
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
            reads_all,
            grant,
            may_maintain,
            may_release,
            may_erase,
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
        dataset: &Dataset,
        version: &Version,
        tables: Vec<TableVersion>,
        read: &Decision,
    ) -> Result<Vec<TableView>, HubError> {
        let reads_all = reads_all(read, version);
        let mut views = Vec::new();
        for table in tables {
            let is_aside = is_aside(table.table.sql_name.as_str());
            if is_aside && !reads_all {
                continue;
            }
            let access = self
                .access(read, version, table.table.sql_name.as_str())
                .await?;
            let statistics = self.statistics_for(version, &table, read, &access).await?;
            views.push(TableView {
                is_aside,
                held_back: read
                    .conditions
                    .held_back(table.table.sql_name.as_str(), &version.personal),
                seen: access.columns(&table.columns),
                access,
                table: table.table,
                columns: table.columns,
                rows: (!tells_no_counts(dataset, read)).then_some(table.rows),
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

    /// What is known of the columns that somebody sees in all rows and as they are.
    async fn statistics_for(
        &self,
        version: &Version,
        table: &TableVersion,
        read: &Decision,
        access: &Access,
    ) -> Result<Vec<Option<ColumnStatistics>>, HubError> {
        if !read.allowed || access.row_filter.is_some() {
            return Ok(Vec::new());
        }
        let versions = &self.parts.versions;
        let known = versions.statistics(version.id, table.table.id).await?;
        let shown = table.columns.iter().zip(known);
        Ok(shown
            .map(|(column, known)| access.shows(&column.name).then_some(known))
            .collect())
    }

    /// Findings: payload, because they may quote cells.
    async fn findings_for(
        &self,
        dataset: &Dataset,
        version: Option<&Version>,
        read: &Decision,
    ) -> Result<Vec<Finding>, HubError> {
        let versions = &self.parts.versions;
        if let Some(version) = version {
            return Ok(if reads_all(read, version) {
                versions.findings(version.delivery).await?
            } else {
                Vec::new()
            });
        }
        if !read.allowed {
            return Ok(Vec::new());
        }
        let newest = versions.deliveries(dataset.id, 1).await?;
        let mut findings = match newest.first() {
            Some(delivery) => versions.findings(delivery.id).await?,
            None => Vec::new(),
        };
        // No version ever came of it, so nobody knows what there is to hold back: others hear of the file as a whole.
        if !read.conditions.show_everything() {
            findings.retain(|finding| finding.column.is_none() && finding.row.is_none());
        }
        Ok(findings)
    }

    /// Deliveries, whose files have names that say something.
    async fn deliveries_for(
        &self,
        dataset: &Dataset,
        judge: &RawJudge,
    ) -> Result<Vec<Delivery>, HubError> {
        let deliveries = self.parts.versions.deliveries(dataset.id, VERSIONS).await?;
        Ok(deliveries
            .into_iter()
            .filter(|delivery| judge.offers(delivery))
            .collect())
    }
}
