//! Asking the guard, and telling refusal from not-found.

use crate::{Hub, HubError};
use hebewerk_guard::{Action, Decision, Resource, decide};
use hebewerk_model::{Dataset, Organisation, Principal, Slug};

/// The decision if it allows, else the refusal.
pub(crate) fn authorise(
    principal: &Principal,
    action: Action,
    resource: &Resource,
) -> Result<Decision, HubError> {
    let decision = decide(principal, action, resource);
    if decision.allowed {
        Ok(decision)
    } else {
        Err(HubError::refused(&decision))
    }
}

impl Hub {
    /// An organisation by its slug; organisations are public.
    pub(crate) async fn organisation_named(&self, slug: &str) -> Result<Organisation, HubError> {
        let missing = || HubError::not_found("organisation", slug);
        let parsed: Slug = slug.parse().map_err(|_error| missing())?;
        self.parts
            .organisations
            .by_slug(&parsed)
            .await?
            .ok_or_else(missing)
    }

    /// A dataset the principal may know of; else the same answer as for one that does not exist, so that
    /// asking does not reveal existence.
    pub(crate) async fn known_dataset(
        &self,
        principal: &Principal,
        organisation: &Organisation,
        slug: &str,
    ) -> Result<Dataset, HubError> {
        let missing = || HubError::not_found("dataset", format!("{}/{slug}", organisation.slug));
        let parsed: Slug = slug.parse().map_err(|_error| missing())?;
        let dataset = self
            .parts
            .datasets
            .by_slug(organisation.id, &parsed)
            .await?
            .ok_or_else(missing)?;
        if decide(principal, Action::SeeMetadata, &Resource::of(&dataset)).allowed {
            Ok(dataset)
        } else {
            Err(missing())
        }
    }
}
