//! Which dataset a staged file is for. Never guessed: whoever uploads says it.

use super::staged::StagedId;
use crate::authorise::authorise;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{Dataset, Organisation, Principal};
use serde::{Deserialize, Serialize};

/// Which dataset a staged file is for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A dataset of its own.
    #[default]
    New,
    /// A new version of this dataset.
    VersionOf {
        /// Slug of its organisation.
        organisation: String,
        /// Its slug.
        dataset: String,
    },
}

impl Hub {
    /// Says which dataset a staged file is for. What was corrected in earlier deliveries of that dataset holds for
    /// this one too, beneath what was corrected here.
    pub async fn aim_upload(
        &self,
        principal: &Principal,
        id: StagedId,
        target: Target,
    ) -> Result<(), HubError> {
        let mut draft = self.upload_draft(principal, id).await?;
        if draft.target == target {
            return Ok(());
        }
        let kept = match self.aimed_at(principal, &target).await? {
            Some((_organisation, dataset)) => self.parts.datasets.recipe(dataset.id).await?,
            None => hebewerk_model::Recipe::default(),
        };
        draft.aim(target, kept);
        self.keep_upload_draft(principal, id, &draft).await
    }

    /// The dataset of a target, if the principal may deliver to it; none for a new one.
    pub async fn aimed_at(
        &self,
        principal: &Principal,
        target: &Target,
    ) -> Result<Option<(Organisation, Dataset)>, HubError> {
        let Target::VersionOf {
            organisation,
            dataset,
        } = target
        else {
            return Ok(None);
        };
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        authorise(
            principal,
            Action::TakeIn,
            &Resource::Organisation(organisation.id),
        )?;
        Ok(Some((organisation, dataset)))
    }
}
