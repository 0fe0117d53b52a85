//! Announcing a dataset: it is described before its first file comes.
//!
//! Programs that speak of datasets and files one after the other begin so (CKAN's `package_create`). The dataset has no
//! version and no row; the first delivery that can be read lifts it.

use crate::authorise::authorise;
use crate::describe::checked;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{
    Dataset, DatasetId, DatasetState, Description, Principal, Protection, Slug, Visibility,
};

/// A dataset without a file.
pub struct Announce {
    /// Slug of the organisation.
    pub organisation: String,
    /// The identity it has elsewhere and keeps here; a new one if none.
    pub id: Option<DatasetId>,
    /// Its name, which has to be free.
    pub slug: Slug,
    /// What whoever announces it calls it.
    pub source: String,
    /// Words.
    pub description: Description,
    /// Circle that is wished for; what is to be public begins in its office where that takes a release.
    pub visibility: Visibility,
}

impl Hub {
    /// Adds a dataset without a version. Only those who may take in files of the organisation announce any.
    pub async fn announce(
        &self,
        principal: &Principal,
        announce: Announce,
    ) -> Result<Dataset, HubError> {
        let organisation = self.organisation_named(&announce.organisation).await?;
        let owner = Resource::Organisation(organisation.id);
        let decision = authorise(principal, Action::TakeIn, &owner)?;
        let description = checked(announce.description)?;
        let invalid = |field, code| Err(HubError::Invalid { field, code });
        if organisation.sealed && announce.visibility == Visibility::City {
            return invalid("visibility", "sealed_from_city");
        }
        let datasets = &self.parts.datasets;
        // Whoever takes in a file at this moment may be about to give the same name.
        let key = format!("{}/name/{}", organisation.id, announce.slug);
        let turn = self.intake_turns.take(key);
        let taken = datasets.by_slug(organisation.id, &announce.slug).await?;
        if turn.is_none() || taken.is_some() {
            return invalid("name", "name_taken");
        }
        let fresh = || DatasetId::from_uuid(self.parts.identifiers.fresh());
        let id = announce.id.unwrap_or_else(fresh);
        if announce.id.is_some() && datasets.get(id).await?.is_some() {
            return invalid("id", "id_taken");
        }
        let event = self.event(principal, "announce", Some(id), &decision);
        let dataset = Dataset {
            id,
            organisation: organisation.id,
            slug: announce.slug,
            description,
            visibility: self.circle_before_release(principal, announce.visibility),
            sealed: organisation.sealed,
            protection: Protection::default(),
            state: DatasetState::Announced,
            source: announce.source,
            created_at: event.at,
            updated_at: event.at,
        };
        datasets.announce(&dataset, &event).await?;
        self.refresh_index_quietly().await;
        Ok(dataset)
    }
}
