//! Which dataset a delivery belongs to.

use super::TakeIn;
use crate::{Hub, HubError};
use hebewerk_model::{Dataset, DatasetId, Organisation, Principal, TableId, VersionId, Visibility};

/// Which dataset a delivery belongs to. Only who says so adds to a dataset that is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// This dataset.
    Existing(DatasetId),
    /// This dataset, as what follows a version that was read and changed.
    Behind(Behind),
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

/// What a delivery that was made of a version follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    /// The dataset.
    pub dataset: DatasetId,
    /// The version that was read; none if there must be none yet. If another holds by now, the delivery is refused: it
    /// would undo what came between.
    pub version: Option<VersionId>,
    /// Identity of a table that is not there yet, if its maker has one for it.
    pub table: Option<TableId>,
}

impl Destination {
    /// Whether the turn of the delivery is that of its dataset.
    pub(super) const fn is_of_dataset(&self) -> bool {
        matches!(self, Self::Existing(_) | Self::Behind(_))
    }

    /// Identity of a table that is not there yet.
    pub(super) const fn new_table(&self) -> Option<TableId> {
        match self {
            Self::Behind(behind) => behind.table,
            _ => None,
        }
    }
}

impl TakeIn {
    /// Deliveries with the same key wait for one another.
    pub(super) fn turn(&self) -> String {
        let owner = self.organisation.id;
        match &self.into {
            Destination::Existing(id) | Destination::Behind(Behind { dataset: id, .. }) => {
                id.to_string()
            }
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
            Destination::Existing(id) => self.own_dataset(request, *id).await,
            Destination::Behind(behind) => {
                let found = self.own_dataset(request, behind.dataset).await?;
                let newest = self.parts.versions.get(behind.dataset, None).await?;
                if newest.map(|version| version.id) == behind.version {
                    Ok(found)
                } else {
                    Err(HubError::OtherVersion)
                }
            }
        }
    }

    async fn own_dataset(
        &self,
        request: &TakeIn,
        id: DatasetId,
    ) -> Result<Option<Dataset>, HubError> {
        match self.parts.datasets.get(id).await? {
            Some(dataset) if dataset.organisation == request.organisation.id => Ok(Some(dataset)),
            _ => Err(HubError::not_found("dataset", id)),
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
