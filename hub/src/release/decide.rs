//! Agreeing to a release, refusing it, and taking it back.

use super::{holding, invalid, said};
use crate::authorise::authorise;
use crate::ports::StoreError;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Decision, Resource, decide};
use hebewerk_model::{
    Check, Dataset, Organisation, Principal, Release, ReleaseId, ReleaseState, Visibility,
};

impl Hub {
    /// Agrees: the version becomes public. By another person than the one who applied, and only while the checklist
    /// still holds: description, rules of protection or rows may have changed since.
    pub async fn agree_to_release(
        &self,
        principal: &Principal,
        place: (&str, &str),
        id: ReleaseId,
    ) -> Result<(), HubError> {
        let (organisation, dataset, release) = self.release_of(principal, place, id).await?;
        let decision = authorise(principal, Action::Release, &Resource::of(&dataset))?;
        if release.applied_by == principal.account() {
            return Err(invalid("release", "release_needs_two"));
        }
        let _turn = self.intake_turns.wait(dataset.id.to_string()).await;
        let subject = self.subject_of(&organisation, &dataset).await?;
        let subject = subject.filter(|subject| subject.delivery() == release.delivery);
        let subject = subject.ok_or(HubError::Store(StoreError::Conflict {
            what: "another version than the one that was looked at",
        }))?;
        let checks = self.checks(principal, &subject, &release.choice).await?;
        if checks.iter().any(Check::is_open) {
            return Err(invalid("checks", "release_checks_open"));
        }
        let mut event = self.event(principal, "agree_release", Some(dataset.id), &decision);
        event.version = Some(release.version.0.into());
        self.parts.releases.agree(id, &event).await?;
        if subject.waits {
            self.accept_released(principal, &organisation, &dataset, release.delivery)
                .await?;
        }
        self.refresh_index_quietly().await;
        Ok(())
    }

    /// Refuses, with a reason the applicant can do something with.
    pub async fn refuse_release(
        &self,
        principal: &Principal,
        place: (&str, &str),
        id: ReleaseId,
        reason: &str,
    ) -> Result<(), HubError> {
        let (_organisation, dataset, release) = self.release_of(principal, place, id).await?;
        let decision = authorise(principal, Action::Release, &Resource::of(&dataset))?;
        let reason = said(reason).ok_or(invalid("reason", "release_reason"))?;
        let mut event = self.event(principal, "refuse_release", Some(dataset.id), &decision);
        event.version = Some(release.version.0.into());
        Ok(self.parts.releases.refuse(id, &reason, &event).await?)
    }

    /// Takes back what is released, with a reason: the dataset is open to a narrower circle at once. How often it was
    /// used since is told; what was downloaded cannot be called back. By the gatekeeper or by whoever answers for the
    /// data.
    pub async fn withdraw_release(
        &self,
        principal: &Principal,
        (organisation, dataset): (&str, &str),
        to: Visibility,
        reason: &str,
    ) -> Result<u64, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let decision = may_withdraw(principal, &dataset)?;
        let reason = said(reason).ok_or(invalid("reason", "release_reason"))?;
        if to == Visibility::Public {
            return Err(invalid("visibility", "release_withdraw_public"));
        }
        if dataset.sealed && to == Visibility::City {
            return Err(invalid("visibility", "sealed_from_city"));
        }
        let releases = self.parts.releases.of_dataset(dataset.id).await?;
        let reach = self.reach(&dataset, &releases).await?;
        let event = self.event(principal, "withdraw_release", Some(dataset.id), &decision);
        self.parts
            .releases
            .withdraw(dataset.id, to, &reason, &event)
            .await?;
        self.refresh_index_quietly().await;
        Ok(reach)
    }

    /// How often a dataset was used since it was first released without a break.
    pub(super) async fn reach(
        &self,
        dataset: &Dataset,
        releases: &[Release],
    ) -> Result<u64, HubError> {
        let since = releases
            .iter()
            .filter(|release| release.state == ReleaseState::Agreed)
            .filter_map(|release| release.decided_at)
            .min();
        let Some(since) = since.filter(|_| holding(releases).is_some()) else {
            return Ok(0);
        };
        let uses = self.parts.journal.uses(dataset.id, since).await?;
        Ok(uses.into_iter().map(|(_office, count)| count).sum())
    }

    async fn release_of(
        &self,
        principal: &Principal,
        (organisation, dataset): (&str, &str),
        id: ReleaseId,
    ) -> Result<(Organisation, Dataset, Release), HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        // Who may not decide learns nothing of what there is to decide.
        authorise(principal, Action::Release, &Resource::of(&dataset))?;
        let mut releases = self
            .parts
            .releases
            .of_dataset(dataset.id)
            .await?
            .into_iter();
        let release = releases.find(|release| release.id == id);
        let release = release.ok_or_else(|| HubError::not_found("release", id))?;
        Ok((organisation, dataset, release))
    }
}

/// Both may: the gatekeeper, and whoever answers for the data.
pub(super) fn may_withdraw(principal: &Principal, dataset: &Dataset) -> Result<Decision, HubError> {
    let resource = Resource::of(dataset);
    let gatekeeper = decide(principal, Action::Release, &resource);
    if gatekeeper.allowed {
        return Ok(gatekeeper);
    }
    authorise(principal, Action::Protect, &resource)
}
