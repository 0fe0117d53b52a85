//! From the name of a table to a guarded table: the only place where one is made.

use crate::ports::GuardedTable;
use crate::reading::{fitting, reads_all};
use crate::record::Opened;
use crate::take_in::is_aside;
use crate::{Hub, HubError};
use hebewerk_guard::{Access, Action, Decision, Resource, decide};
use hebewerk_model::{
    Dataset, DatasetId, Principal, TableName, TableVersion, Version, VersionNumber, VersionSelector,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A table somebody may read, with what a door says about it. The columns of `table` are those the reader knows; those of
/// `guarded` are the stored ones.
pub(crate) struct Resolved {
    pub(crate) dataset: Dataset,
    pub(crate) version: Version,
    pub(crate) table: TableVersion,
    pub(crate) guarded: GuardedTable,
    pub(crate) decision: Decision,
}

impl Hub {
    /// The table of this name under the conditions the guard sets for this principal.
    ///
    /// A table the principal may not know of is not found; one they know but may not read is refused. `act` is
    /// [`Action::ReadRows`], or [`Action::Count`] at doors whose answers the engine makes from counts where it has to.
    pub(crate) async fn guarded_table(
        &self,
        principal: &Principal,
        (act, action): (Action, &'static str),
        name: &TableName,
    ) -> Result<Resolved, HubError> {
        self.resolved(principal, (act, Some(action)), name).await
    }

    /// The same without an entry in the audit: for whoever looks at columns, and reads no row.
    pub(crate) async fn table_for_columns(
        &self,
        principal: &Principal,
        act: Action,
        name: &TableName,
    ) -> Result<Resolved, HubError> {
        self.resolved(principal, (act, None), name).await
    }

    async fn resolved(
        &self,
        principal: &Principal,
        (act, action): (Action, Option<&'static str>),
        name: &TableName,
    ) -> Result<Resolved, HubError> {
        let missing = || HubError::not_found("table", name);
        let dataset = self
            .parts
            .datasets
            .by_table(&name.schema, &name.table)
            .await?
            .ok_or_else(missing)?;
        if !decide(principal, Action::SeeMetadata, &Resource::of(&dataset)).allowed {
            return Err(missing());
        }
        let decision = decide(principal, act, &Resource::of(&dataset));
        if !decision.allowed {
            self.on_record(principal, action, (&dataset, Opened::NOTHING), &decision)
                .await?;
            return Err(HubError::refused(&decision));
        }
        let version = self
            .selected_version(&dataset, name.version)
            .await?
            .ok_or_else(|| HubError::not_found("version", name))?;
        let tables = self.parts.versions.tables(version.id).await?;
        let released = self.released(principal, &dataset, &decision).await?;
        let decision = released.fitting(fitting(decision, &tables), version.number);
        if !decision.allowed {
            let asked_for = (&dataset, Opened::version(Some(&version)));
            self.on_record(principal, action, asked_for, &decision)
                .await?;
            return Err(HubError::refused(&decision));
        }
        // What was set aside are cells of any column: it exists for those from whom nothing is held back.
        let exists = !is_aside(name.table.as_str()) || reads_all(&decision, &version);
        let mut table = tables
            .into_iter()
            .find(|table| exists && table.table.sql_name == name.table)
            .ok_or_else(missing)?;
        let opened = Opened {
            version: Some(version.number),
            rows: Some(table.rows),
        };
        self.on_record(principal, action, (&dataset, opened), &decision)
            .await?;
        let access = self
            .access(&decision, &version, name.table.as_str())
            .await?;
        let guarded = self.guarded(dataset.id, name.clone(), &table, access)?;
        table.columns = guarded.access.columns(&guarded.columns);
        Ok(Resolved {
            dataset,
            version,
            table,
            guarded,
            decision,
        })
    }

    async fn on_record(
        &self,
        principal: &Principal,
        action: Option<&'static str>,
        asked_for: (&Dataset, Opened),
        decision: &Decision,
    ) -> Result<(), HubError> {
        match action {
            Some(action) => {
                self.record_read(principal, action, asked_for, decision)
                    .await
            }
            None => Ok(()),
        }
    }

    /// A table under the conditions of one reader.
    pub(crate) fn guarded(
        &self,
        dataset: DatasetId,
        name: TableName,
        table: &TableVersion,
        access: Access,
    ) -> Result<GuardedTable, HubError> {
        Ok(GuardedTable {
            name,
            columns: table.columns.clone(),
            files: table.files.clone(),
            rows: table.rows,
            pseudonyms: self.pseudonym_key(dataset, &access)?,
            counting: self.counting_key(dataset, &access)?,
            access,
        })
    }

    /// The version a selector means.
    pub(crate) async fn selected_version(
        &self,
        dataset: &Dataset,
        selector: VersionSelector,
    ) -> Result<Option<Version>, HubError> {
        let versions = &self.parts.versions;
        Ok(match selector {
            VersionSelector::Current => versions.get(dataset.id, None).await?,
            VersionSelector::Number(number) => {
                versions
                    .get(dataset.id, Some(VersionNumber(number)))
                    .await?
            }
            VersionSelector::AsOf(day) => match end_of_day(day) {
                Some(moment) => versions.as_of(dataset.id, moment).await?,
                None => None,
            },
        })
    }
}

/// The last microsecond of a day in Europe/Berlin; in UTC where the machine knows no time zones.
pub(crate) fn end_of_day(day: jiff::civil::Date) -> Option<Timestamp> {
    let zone = TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC);
    let next = day.tomorrow().ok()?.to_zoned(zone).ok()?;
    next.timestamp()
        .checked_sub(jiff::Span::new().microseconds(1))
        .ok()
}
