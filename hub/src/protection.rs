//! What is held back of a dataset: laid down by those who answer for it, looked at through the eyes of others.

mod check;
mod seen;

pub use seen::{SeenBy, SeenTable, Viewer};

use crate::authorise::authorise;
use crate::ports::DatasetChange;
use crate::reading::named;
use crate::take_in::is_aside;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Conditions, Resource, decide};
use hebewerk_model::{
    Column, ColumnName, Dataset, Organisation, PersonalColumn, PersonalReview, Principal,
    Protection, ProtectionChange, TableVersion, Version,
};
use std::collections::HashMap;

/// The rules of protection of a dataset, for those who maintain it.
#[derive(Debug, Clone)]
pub struct ProtectionView {
    /// Its office.
    pub organisation: Organisation,
    /// The dataset with the rules that hold.
    pub dataset: Dataset,
    /// Whether the asker may change them.
    pub may_protect: bool,
    /// What was laid down, newest first, each with the name of who did it; none for the operator.
    pub changes: Vec<(ProtectionChange, Option<String>)>,
    /// Tables of the newest version.
    pub tables: Vec<ProtectedTable>,
    /// Columns that rules name and the newest version does not have: whom they bind reads nothing until somebody has
    /// looked.
    pub misfits: Vec<ColumnName>,
}

/// A table whose columns may be protected.
#[derive(Debug, Clone)]
pub struct ProtectedTable {
    /// Name in SQL.
    pub sql_name: String,
    /// Name as in the source.
    pub name: String,
    /// Columns in order.
    pub columns: Vec<ProtectedColumn>,
}

/// A column that may be protected.
#[derive(Debug, Clone)]
pub struct ProtectedColumn {
    /// The column.
    pub column: Column,
    /// Personal data that were found in it.
    pub found: Option<PersonalColumn>,
    /// What was decided on it.
    pub review: Option<PersonalReview>,
}

impl ProtectedColumn {
    /// Whether personal data were found that nobody has looked at.
    pub const fn waits(&self) -> bool {
        self.found.is_some() && self.review.is_none()
    }
}

impl ProtectionView {
    /// Number of the rules that hold; 0 if nothing was ever laid down.
    pub fn number(&self) -> u32 {
        self.changes
            .first()
            .map_or(0, |(change, _name)| change.number)
    }

    /// Columns with personal data that nobody has looked at.
    pub fn waiting(&self) -> usize {
        let columns = self.tables.iter().flat_map(|table| &table.columns);
        columns.filter(|column| column.waits()).count()
    }
}

impl Hub {
    /// The rules of protection of a dataset and what they may be about, for those who maintain it.
    pub async fn protection(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
    ) -> Result<ProtectionView, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let resource = Resource::of(&dataset);
        authorise(principal, Action::Maintain, &resource)?;
        let (version, tables) = self.newest_tables_of(&dataset).await?;
        let conditions = Conditions::of_everybody(&dataset.protection);
        Ok(ProtectionView {
            may_protect: decide(principal, Action::Protect, &resource).allowed,
            changes: self.named_changes(&dataset).await?,
            misfits: conditions.misfits(&named(&tables)),
            tables: protected_tables(&dataset, version.as_ref(), tables),
            organisation,
            dataset,
        })
    }

    /// Lays down what is held back from now on, in place of number `after`.
    ///
    /// A conflict if somebody else has laid down something since.
    pub async fn protect(
        &self,
        principal: &Principal,
        (organisation, dataset): (&str, &str),
        after: u32,
        protection: Protection,
    ) -> Result<Dataset, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let decision = authorise(principal, Action::Protect, &Resource::of(&dataset))?;
        let (_version, tables) = self.newest_tables_of(&dataset).await?;
        let protection = check::checked(protection, &tables)?;
        if protection == dataset.protection {
            return Ok(dataset);
        }
        let event = self.event(principal, "protect", Some(dataset.id), &decision);
        let change = DatasetChange::Protection {
            protection: protection.clone(),
            after,
        };
        self.parts
            .datasets
            .change(dataset.id, change, &event)
            .await?;
        // Words that were found may be found no longer.
        self.refresh_index_quietly().await;
        Ok(Dataset {
            protection,
            updated_at: event.at,
            ..dataset
        })
    }

    async fn newest_tables_of(
        &self,
        dataset: &Dataset,
    ) -> Result<(Option<Version>, Vec<TableVersion>), HubError> {
        let Some(version) = self.parts.versions.get(dataset.id, None).await? else {
            return Ok((None, Vec::new()));
        };
        let mut tables = self.parts.versions.tables(version.id).await?;
        tables.retain(|table| !is_aside(table.table.sql_name.as_str()));
        Ok((Some(version), tables))
    }

    async fn named_changes(
        &self,
        dataset: &Dataset,
    ) -> Result<Vec<(ProtectionChange, Option<String>)>, HubError> {
        let mut names = HashMap::new();
        let mut changes = Vec::new();
        for change in self.parts.datasets.protections(dataset.id).await? {
            if let Some(account) = change.by
                && !names.contains_key(&account)
                && let Some(known) = self.parts.accounts.get(account).await?
            {
                names.insert(account, known.name);
            }
            let name = change.by.and_then(|account| names.get(&account).cloned());
            changes.push((change, name));
        }
        Ok(changes)
    }
}

fn protected_tables(
    dataset: &Dataset,
    version: Option<&Version>,
    tables: Vec<TableVersion>,
) -> Vec<ProtectedTable> {
    let found = version.map_or(&[][..], |version| version.personal.as_slice());
    let protected = |table: &str, column: Column| {
        let name = ColumnName {
            table: table.to_owned(),
            column: column.name.clone(),
        };
        let found = found.iter().find(|found| found.column == name).cloned();
        let mut reviews = dataset.protection.reviews.iter();
        let review = reviews.find(|review| {
            review.column == name && found.as_ref().is_none_or(|found| found.kind == review.kind)
        });
        ProtectedColumn {
            review: review.cloned(),
            found,
            column,
        }
    };
    let tables = tables.into_iter().map(|table| {
        let sql_name = table.table.sql_name.to_string();
        let columns = table.columns.into_iter();
        ProtectedTable {
            columns: columns.map(|column| protected(&sql_name, column)).collect(),
            name: table.table.name,
            sql_name,
        }
    });
    tables.collect()
}
