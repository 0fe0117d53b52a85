//! Erasure (DSGVO Art. 17): the rows of a person, a version or a whole dataset go from everywhere the hub keeps them.
//!
//! What is looked at is told as figures only; what takes effect is one transaction; what is left to remove is noted in
//! it, and removed at the next start if the process dies before (docs/decisions/0034).

mod carry_out;
mod look;
mod remove;

pub use look::{ErasurePreview, VersionPreview};

use crate::authorise::authorise;
use crate::take_in::is_aside;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Decision, Resource};
use hebewerk_model::{Dataset, Erasure, Organisation, Principal, Version, VersionNumber};

/// What is to be erased.
#[derive(Clone, PartialEq, Eq)]
pub enum ErasureWish {
    /// The rows in which a column has this value, in every version.
    Person {
        /// Name of the column in SQL.
        column: String,
        /// The value as the hub shows it: dates as `2026-11-26`, numbers with a decimal point.
        value: String,
    },
    /// All rows of a version, and the file it came from.
    Version(VersionNumber),
    /// All rows of all versions, and every file that was delivered.
    Dataset,
}

/// Names nobody: a wish may end in a log.
impl std::fmt::Debug for ErasureWish {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person { column, .. } => write!(f, "Person {{ column: {column:?} }}"),
            Self::Version(number) => write!(f, "Version({number})"),
            Self::Dataset => f.write_str("Dataset"),
        }
    }
}

/// An erasure on record, with the name of who did it.
#[derive(Debug, Clone)]
pub struct ErasureView {
    /// The record.
    pub erasure: Erasure,
    /// Who; none for whoever holds the data directory.
    pub by: Option<String>,
}

/// What may be erased of a dataset, and what was.
#[derive(Debug, Clone)]
pub struct DatasetErasures {
    /// Its office.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
    /// Columns of all its versions by which a person may be found: name in SQL and title.
    pub columns: Vec<(String, String)>,
    /// Its versions, newest first.
    pub versions: Vec<Version>,
    /// What was erased, newest first.
    pub erasures: Vec<ErasureView>,
}

impl Hub {
    /// What may be erased of a dataset and what was, for its owners and the data protection officer.
    pub async fn erasures(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
    ) -> Result<DatasetErasures, HubError> {
        let (organisation, dataset, _decision) =
            self.erasable(principal, organisation, dataset).await?;
        // In the order of the newest version, then what only older ones have.
        let mut columns: Vec<(String, String)> = Vec::new();
        let versions = self.parts.versions.list(dataset.id, None, u32::MAX).await?;
        for version in &versions {
            for table in self.parts.versions.tables(version.id).await? {
                if !is_aside(table.table.sql_name.as_str()) {
                    for column in table.columns {
                        if !columns.iter().any(|(name, _label)| *name == column.name) {
                            columns.push((column.name, column.label));
                        }
                    }
                }
            }
        }
        let mut erasures = Vec::new();
        for erasure in self.parts.erasures.list(Some(dataset.id)).await? {
            let account = match erasure.by {
                Some(account) => self.parts.accounts.get(account).await?,
                None => None,
            };
            erasures.push(ErasureView {
                by: account.map(|account| account.name),
                erasure,
            });
        }
        Ok(DatasetErasures {
            organisation,
            dataset,
            columns,
            versions,
            erasures,
        })
    }

    /// A dataset of which the principal may erase something.
    async fn erasable(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
    ) -> Result<(Organisation, Dataset, Decision), HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let decision = authorise(principal, Action::Erase, &Resource::of(&dataset))?;
        Ok((organisation, dataset, decision))
    }
}
