//! Withdrawing a dataset whose source has vanished; every version stays.

use crate::authorise::authorise;
use crate::ports::DatasetChange;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{Dataset, DatasetState, OrganisationId, Principal};

impl Hub {
    /// Marks the dataset of a vanished source as withdrawn. A source nobody knows is no error.
    pub async fn withdraw_source(
        &self,
        principal: &Principal,
        organisation: OrganisationId,
        source: &str,
    ) -> Result<Option<Dataset>, HubError> {
        let Some(dataset) = self.parts.datasets.by_source(organisation, source).await? else {
            return Ok(None);
        };
        if dataset.state == DatasetState::Withdrawn {
            return Ok(Some(dataset));
        }
        self.change_state(principal, &dataset, DatasetState::Withdrawn)
            .await?;
        Ok(Some(Dataset {
            state: DatasetState::Withdrawn,
            ..dataset
        }))
    }

    /// Withdraws a dataset, or brings it back.
    pub async fn set_withdrawn(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        withdrawn: bool,
    ) -> Result<(), HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let has_version = self.parts.versions.get(dataset.id, None).await?.is_some();
        let state = if withdrawn {
            DatasetState::Withdrawn
        } else if has_version {
            DatasetState::Lifted
        } else if self
            .parts
            .versions
            .deliveries(dataset.id, 1)
            .await?
            .is_empty()
        {
            DatasetState::Announced
        } else {
            DatasetState::RawOnly
        };
        self.change_state(principal, &dataset, state).await
    }

    /// Sources that begin with `scheme` and are not withdrawn: what a watched folder must still hold.
    pub async fn live_sources(
        &self,
        principal: &Principal,
        scheme: &str,
    ) -> Result<Vec<String>, HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        let mut sources = Vec::new();
        let mut after = None;
        loop {
            let page = self.parts.datasets.list(None, after, 500).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            sources.extend(
                page.into_iter()
                    .filter(|dataset| dataset.state != DatasetState::Withdrawn)
                    .map(|dataset| dataset.source)
                    .filter(|source| source.starts_with(scheme)),
            );
        }
        Ok(sources)
    }

    pub(crate) async fn change_state(
        &self,
        principal: &Principal,
        dataset: &Dataset,
        state: DatasetState,
    ) -> Result<(), HubError> {
        let decision = authorise(principal, Action::Maintain, &Resource::of(dataset))?;
        let action = if state == DatasetState::Withdrawn {
            "withdraw"
        } else {
            "return"
        };
        let event = self.event(principal, action, Some(dataset.id), &decision);
        self.parts
            .datasets
            .change(dataset.id, DatasetChange::State(state), &event)
            .await?;
        self.refresh_index_quietly().await;
        Ok(())
    }
}
