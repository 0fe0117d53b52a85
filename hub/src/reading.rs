//! What somebody may read of one version of a dataset.

use crate::ports::{CountingKey, PseudonymKey};
use crate::take_in::is_aside;
use crate::{Hub, HubError};
use hebewerk_guard::{Access, Decision};
use hebewerk_model::{Column, Dataset, DatasetId, Mask, TableVersion, Version};

impl Hub {
    /// The conditions of reading one table of a version.
    pub(crate) async fn access(
        &self,
        read: &Decision,
        version: &Version,
        table: &str,
    ) -> Result<Access, HubError> {
        let mut names = Vec::new();
        for office in read.conditions.offices() {
            if let Some(office) = self.parts.organisations.get(*office).await? {
                names.push(office.slug.to_string());
                names.push(office.name);
            }
        }
        let conditions = &read.conditions;
        Ok(conditions.of_table(table, &version.personal, &names))
    }

    /// The key of the pseudonyms of a dataset, if these conditions ask for one.
    pub(crate) fn pseudonym_key(
        &self,
        dataset: DatasetId,
        access: &Access,
    ) -> Result<Option<PseudonymKey>, HubError> {
        if !access.masks.values().any(|mask| *mask == Mask::Pseudonym) {
            return Ok(None);
        }
        let key = self.parts.vault.derive(&format!("pseudonyms {dataset}"))?;
        Ok(Some(PseudonymKey(key)))
    }

    /// The key of the noise of a dataset, if its rows may only be counted under these conditions.
    pub(crate) fn counting_key(
        &self,
        dataset: DatasetId,
        access: &Access,
    ) -> Result<Option<CountingKey>, HubError> {
        if access.counts.is_none() {
            return Ok(None);
        }
        let key = self.parts.vault.derive(&format!("counts {dataset}"))?;
        Ok(Some(CountingKey(key)))
    }
}

/// The decision for a version: refused where a rule that binds the reader names a column it does not have.
pub(crate) fn fitting(read: Decision, tables: &[TableVersion]) -> Decision {
    if !read.allowed || read.conditions.fit(&named(tables)) {
        read
    } else {
        read.refused_by_misfit()
    }
}

/// Tables with their columns, by their names in SQL.
pub(crate) fn named(tables: &[TableVersion]) -> Vec<(&str, &[Column])> {
    let named = tables.iter();
    named
        .map(|table| (table.table.sql_name.as_str(), table.columns.as_slice()))
        .collect()
}

/// Whether somebody may read everything there is in a version, and so also what is told of all rows.
pub(crate) fn reads_all(read: &Decision, version: &Version) -> bool {
    read.allowed && !read.conditions.restrict(&version.personal)
}

/// A version as somebody may know it: how many findings there are, and that something was set aside, is told to those
/// who may read what they are about; how many rows there are, to those from whom none is held back.
pub(crate) fn for_reader(mut version: Version, dataset: &Dataset, read: &Decision) -> Version {
    if reads_all(read, &version) {
        return version;
    }
    version.errors = 0;
    version.warnings = 0;
    if tells_no_counts(dataset, read) {
        version.rows = None;
        version.change.rows_before = None;
    }
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

/// Whether the number of rows would tell of those that somebody may not see (decision 0007). Who sees no row of a
/// dataset with rules on rows learns no more than who sees some.
pub(crate) fn tells_no_counts(dataset: &Dataset, read: &Decision) -> bool {
    read.conditions.hold_back_rows() || (!read.allowed && !dataset.protection.rows.is_empty())
}
