//! Inviting people from outside the city to read something for a time, and taking that back.

mod accept;

pub use accept::{NewGuest, OpenInvitation};

use crate::authorise::authorise;
use crate::grants::{LONGEST_PURPOSE, LONGEST_WORDS, invalid, said};
use crate::ports::Event;
use crate::sign_in::{Token, checked_email};
use crate::tables::end_of_day;
use crate::{Hub, HubError, tokens};
use hebewerk_guard::{Action, Decision, Resource, Rule, decide};
use hebewerk_model::{
    AccountId, Dataset, DatasetId, Invitation, InvitationId, InvitationState, Organisation,
    Principal,
};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;

/// How long the link of an invitation can be used.
const LINK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The last day lies at most so many days ahead: what is needed longer is looked at again each year.
const LONGEST_DAYS: i64 = 366;

/// Datasets of one invitation at most.
const MOST_DATASETS: usize = 100;

/// Whom to invite, to what, what for and how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvitation {
    /// Their address.
    pub email: String,
    /// Slugs of datasets of the organisation.
    pub datasets: Vec<String>,
    /// Whether they read all that the organisation reads of its own.
    pub as_reader: bool,
    /// What for.
    pub purpose: String,
    /// On which legal basis.
    pub legal_basis: String,
    /// File reference; empty if there is none.
    pub reference: String,
    /// The last day.
    pub until: Date,
}

/// An invitation as it is shown to those who answer for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationView {
    /// The invitation.
    pub invitation: Invitation,
    /// How it stands.
    pub state: InvitationState,
    /// Titles of the datasets.
    pub datasets: Vec<String>,
    /// Name of who invited; none for the operator.
    pub invited_by: Option<String>,
}

/// The invitations of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseInvitations {
    /// The organisation.
    pub organisation: Organisation,
    /// All of them, newest first.
    pub invitations: Vec<InvitationView>,
    /// Datasets that may be named: slug and title.
    pub datasets: Vec<(String, String)>,
    /// Whether anybody from outside may read here at all.
    pub sealed: bool,
}

impl Hub {
    /// Who was invited to an organisation: for those who answer for its data, and those who run the hub.
    pub async fn invitations(
        &self,
        principal: &Principal,
        organisation: &str,
    ) -> Result<HouseInvitations, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        may_invite(principal, &organisation)?;
        let now = self.parts.clock.now();
        let all = &self.parts.invitations;
        let invitations = all.of_organisation(organisation.id).await?;
        let datasets = self.datasets_in(&organisation).await?;
        let titles: HashMap<DatasetId, &str> = datasets
            .iter()
            .map(|dataset| (dataset.id, dataset.description.title.as_str()))
            .collect();
        let mut views = Vec::with_capacity(invitations.len());
        for invitation in invitations {
            let names = invitation.datasets.iter();
            let names = names.filter_map(|id| titles.get(id).map(|title| (*title).to_owned()));
            views.push(InvitationView {
                state: invitation.state_at(now),
                datasets: names.collect(),
                invited_by: self.name_of(invitation.invited_by).await?,
                invitation,
            });
        }
        let may_be_named = datasets
            .iter()
            .filter(|dataset| decide(principal, Action::Grant, &Resource::of(dataset)).allowed);
        Ok(HouseInvitations {
            datasets: may_be_named
                .map(|dataset| (dataset.slug.to_string(), dataset.description.title.clone()))
                .collect(),
            sealed: organisation.sealed,
            invitations: views,
            organisation,
        })
    }

    /// Invites somebody; the secret of the link, which nobody sees again.
    pub async fn invite(
        &self,
        principal: &Principal,
        organisation: &str,
        new: NewInvitation,
    ) -> Result<Token, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let decision = may_invite(principal, &organisation)?;
        if organisation.sealed {
            return Err(HubError::Refused(Rule::Sealed));
        }
        let email = checked_email(&new.email)?;
        // Whoever has an account is granted what they need; an invitation would be a second way in to it.
        if self.parts.accounts.by_email(&email).await?.is_some() {
            return Err(invalid("email", "invited_has_account"));
        }
        let now = self.parts.clock.now();
        let (text, secret) = tokens::fresh();
        let invitation = Invitation {
            id: InvitationId::from_uuid(self.parts.identifiers.fresh()),
            organisation: organisation.id,
            email,
            datasets: self.named(principal, &organisation, &new).await?,
            as_reader: new.as_reader,
            purpose: said(&new.purpose, LONGEST_PURPOSE)
                .ok_or_else(|| invalid("purpose", "invalid_purpose"))?,
            legal_basis: said(&new.legal_basis, LONGEST_WORDS)
                .ok_or_else(|| invalid("legal_basis", "invalid_legal_basis"))?,
            reference: if new.reference.trim().is_empty() {
                None
            } else {
                let reference = said(&new.reference, LONGEST_WORDS);
                Some(reference.ok_or_else(|| invalid("reference", "invalid_reference"))?)
            },
            invited_by: principal.account(),
            invited_at: now,
            link_expires_at: now + LINK,
            ends_at: ends_at(new.until, now)?,
            account: None,
            accepted_at: None,
            revoked_at: None,
        };
        let event = self.event(principal, "invite", None, &decision);
        let all = &self.parts.invitations;
        all.add(&invitation, &secret, &event).await?;
        Ok(Token(text))
    }

    /// Takes an invitation back with all that came of it.
    pub async fn revoke_invitation(
        &self,
        principal: &Principal,
        organisation: &str,
        id: InvitationId,
    ) -> Result<(), HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let decision = may_invite(principal, &organisation)?;
        let all = &self.parts.invitations;
        let known = all.of_organisation(organisation.id).await?;
        let known = known.into_iter().find(|known| known.id == id);
        let known = known.ok_or_else(|| HubError::not_found("invitation", id))?;
        let event = Event {
            subject: known.account,
            ..self.event(principal, "revoke_invitation", None, &decision)
        };
        if all.revoke(id, &event).await? {
            Ok(())
        } else {
            Err(HubError::not_found("invitation", id))
        }
    }

    /// Closes accounts of guests whose time is over; nobody could use them since. The number of them.
    pub async fn close_ended_guests(&self) -> Result<u64, HubError> {
        let now = self.parts.clock.now();
        let ended = self.parts.invitations.ended(now).await?;
        for account in &ended {
            let event = Event {
                subject: Some(*account),
                ..Event::new(now, "close_account", "invitation_ended", self.door)
            };
            self.parts.accounts.close(*account, &event).await?;
        }
        Ok(ended.len() as u64)
    }

    /// The datasets that are named; each needs the right to grant it.
    async fn named(
        &self,
        principal: &Principal,
        organisation: &Organisation,
        new: &NewInvitation,
    ) -> Result<Vec<DatasetId>, HubError> {
        let is_empty = new.datasets.is_empty() && !new.as_reader;
        if is_empty || new.datasets.len() > MOST_DATASETS {
            return Err(invalid("datasets", "invited_to_nothing"));
        }
        let mut named = Vec::new();
        for slug in &new.datasets {
            let dataset = self.known_dataset(principal, organisation, slug).await?;
            authorise(principal, Action::Grant, &Resource::of(&dataset))?;
            if !named.contains(&dataset.id) {
                named.push(dataset.id);
            }
        }
        Ok(named)
    }

    async fn datasets_in(&self, organisation: &Organisation) -> Result<Vec<Dataset>, HubError> {
        const SOME: u32 = 500;
        let mut all = Vec::new();
        loop {
            let after = all.last().map(|dataset: &Dataset| dataset.id);
            let some = self.parts.datasets.list(Some(organisation.id), after, SOME);
            let some = some.await?;
            let is_last = some.len() < SOME as usize;
            all.extend(some);
            if is_last {
                return Ok(all);
            }
        }
    }

    async fn name_of(&self, account: Option<AccountId>) -> Result<Option<String>, HubError> {
        let Some(id) = account else { return Ok(None) };
        let account = self.parts.accounts.get(id).await?;
        Ok(account.map(|account| account.name))
    }
}

/// Owners answer for their data; who runs the hub gives roles anyway.
fn may_invite(principal: &Principal, organisation: &Organisation) -> Result<Decision, HubError> {
    let runs = decide(principal, Action::Administer, &Resource::Hub);
    if runs.allowed {
        return Ok(runs);
    }
    let resource = Resource::Organisation(organisation.id);
    authorise(principal, Action::Grant, &resource)
}

/// The end of the last day: ahead, and not too far.
fn ends_at(until: Date, now: Timestamp) -> Result<Timestamp, HubError> {
    let furthest = now + SignedDuration::from_hours(LONGEST_DAYS * 24);
    end_of_day(until)
        .filter(|end| *end > now && *end <= furthest)
        .ok_or_else(|| invalid("until", "invited_too_long"))
}
