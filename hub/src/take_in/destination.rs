//! Which dataset a delivery belongs to.

use super::TakeIn;
use crate::{Hub, HubError};
use hebewerk_model::{Dataset, DatasetId, Organisation, Principal, Visibility};

/// Which dataset a delivery belongs to. Only who says so adds to a dataset that is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// This dataset.
    Existing(DatasetId),
    /// The dataset of this source (path in a watched folder, key a program gives), made if there is none.
    BySource(String),
    /// The dataset that a file of this name made, made if there is none. A bare name says little: everybody exports an
    /// `export.csv`. So the dataset must be open to the circle the delivery says, its own office if it says none; else
    /// a file meant for the office would become a version of what everybody reads.
    ByFileName(String),
    /// The dataset of this source, made under a name if there is none: for sources whose key says nothing to people.
    ByKey {
        /// The source.
        key: String,
        /// What its short name is made of.
        name: String,
    },
    /// A dataset of its own, whatever files of the same name came before.
    New,
}

impl TakeIn {
    /// Deliveries with the same key wait for one another.
    pub(super) fn turn(&self) -> String {
        let owner = self.organisation.id;
        match &self.into {
            Destination::Existing(id) => id.to_string(),
            Destination::BySource(source) | Destination::ByFileName(source) => {
                format!("{owner}/source/{source}")
            }
            Destination::ByKey { key, .. } => format!("{owner}/source/{key}"),
            Destination::New => format!("{owner}/file/{}", self.file_name),
        }
    }
}

impl Hub {
    /// The dataset a delivery goes to, if it is there already.
    pub(super) async fn dataset_of(
        &self,
        principal: &Principal,
        request: &TakeIn,
    ) -> Result<Option<Dataset>, HubError> {
        let datasets = &self.parts.datasets;
        let owner = request.organisation.id;
        match &request.into {
            Destination::New => Ok(None),
            Destination::BySource(source) | Destination::ByKey { key: source, .. } => {
                Ok(datasets.by_source(owner, source).await?)
            }
            Destination::ByFileName(name) => {
                let found = datasets.by_source(owner, name).await?;
                if let Some(dataset) = &found {
                    let said = request.visibility.unwrap_or(Visibility::Office);
                    let said = self.circle_said(principal, dataset, said);
                    same_circle(&request.organisation, dataset, said)?;
                }
                Ok(found)
            }
            Destination::Existing(id) => match datasets.get(*id).await? {
                Some(dataset) if dataset.organisation == owner => Ok(Some(dataset)),
                _ => Err(HubError::not_found("dataset", id)),
            },
        }
    }
}

/// The dataset is open to the circle the delivery says.
pub(crate) fn same_circle(
    organisation: &Organisation,
    dataset: &Dataset,
    said: Visibility,
) -> Result<(), HubError> {
    if dataset.visibility == said {
        return Ok(());
    }
    Err(HubError::OtherVisibility {
        dataset: format!("{}/{}", organisation.slug, dataset.slug),
        visibility: dataset.visibility,
    })
}
