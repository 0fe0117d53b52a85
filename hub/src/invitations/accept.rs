//! Using the link of an invitation: the account, and what it may read from then on.

use crate::passwords::Owner;
use crate::ports::{Acceptance, Event};
use crate::sign_in::{Opening, SignedIn, checked_name};
use crate::{Hub, HubError, tokens};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{
    Account, AccountId, Client, Dataset, Grant, GrantId, Grantee, Invitation, InvitationState,
    Language, Membership, Organisation, Principal, Role,
};
use jiff::Timestamp;

/// What somebody with a link is told before they use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenInvitation {
    /// Name of who invites.
    pub organisation: String,
    /// Address with which they will sign in.
    pub email: String,
    /// Titles of the datasets.
    pub datasets: Vec<String>,
    /// Whether they read all that the organisation reads of its own.
    pub as_reader: bool,
    /// What for.
    pub purpose: String,
    /// When it ends.
    pub ends_at: Timestamp,
}

/// Who somebody wants to be.
#[derive(Debug, Clone, Copy)]
pub struct NewGuest<'a> {
    /// Name as shown.
    pub name: &'a str,
    /// Password.
    pub password: &'a str,
    /// Preferred language.
    pub language: Language,
    /// With what they come.
    pub client: Client,
}

/// What is needed to use a link.
struct Usable {
    invitation: Invitation,
    organisation: Organisation,
    datasets: Vec<Dataset>,
}

impl Hub {
    /// What a link leads to; the same refusal for one that was used, taken back, is too old or was never there.
    pub async fn open_invitation(&self, secret: &str) -> Result<OpenInvitation, HubError> {
        let usable = self.usable(secret).await?;
        Ok(OpenInvitation {
            organisation: usable.organisation.name,
            email: usable.invitation.email.to_string(),
            datasets: usable
                .datasets
                .into_iter()
                .map(|dataset| dataset.description.title)
                .collect(),
            as_reader: usable.invitation.as_reader,
            purpose: usable.invitation.purpose,
            ends_at: usable.invitation.ends_at,
        })
    }

    /// Uses a link up: makes the account and signs it in.
    pub async fn accept_invitation(
        &self,
        secret: &str,
        guest: NewGuest<'_>,
    ) -> Result<SignedIn, HubError> {
        let usable = self.usable(secret).await?;
        let name = checked_name(guest.name)?;
        let owner = Owner {
            name: &name,
            email: usable.invitation.email.as_str(),
        };
        self.check_new_password(guest.password, owner).await?;
        let turn = self.passwords.turn()?;
        let password_hash = turn.hash(guest.password.to_owned()).await?;
        let invitation = &usable.invitation;
        let account = Account {
            id: AccountId::from_uuid(self.parts.identifiers.fresh()),
            email: invitation.email.clone(),
            name,
            administrator: false,
            officer: false,
            memberships: Vec::from_iter(invitation.as_reader.then_some(Membership {
                organisation: invitation.organisation,
                role: Role::Reader,
            })),
            language: guest.language,
            closed_at: None,
        };
        let acceptance = Acceptance {
            invitation: invitation.id,
            password_hash,
            ends_at: invitation.ends_at,
            grants: self.grants_of(&usable, account.id),
            event: self.invited("add_account", account.id),
            account: account.clone(),
        };
        if !self.parts.invitations.accept(&acceptance).await? {
            return Err(lapsed());
        }
        let opening = Opening {
            client: guest.client,
            rule: "invitation",
            external: None,
        };
        self.open_session(account, opening).await
    }

    async fn usable(&self, secret: &str) -> Result<Usable, HubError> {
        let now = self.parts.clock.now();
        let all = &self.parts.invitations;
        let found = all.by_secret(&tokens::hash(secret)).await?;
        let invitation = found
            .filter(|found| found.state_at(now) == InvitationState::Open)
            .ok_or_else(lapsed)?;
        let organisation = self
            .parts
            .organisations
            .get(invitation.organisation)
            .await?;
        let organisation = organisation
            .filter(|organisation| !organisation.sealed)
            .ok_or_else(lapsed)?;
        let inviter = self.inviter(&invitation).await?;
        let datasets = self.parts.datasets.get_many(&invitation.datasets).await?;
        // Whoever invited must still be allowed to: what they could not grant today is not given in their name.
        let still = |resource: &Resource<'_>| decide(&inviter, Action::Grant, resource).allowed;
        let runs = decide(&inviter, Action::Administer, &Resource::Hub).allowed;
        if !runs && !still(&Resource::Organisation(organisation.id)) {
            return Err(lapsed());
        }
        let datasets = datasets
            .into_iter()
            .filter(|dataset| !dataset.sealed && still(&Resource::of(dataset)))
            .collect();
        Ok(Usable {
            invitation,
            organisation,
            datasets,
        })
    }

    async fn inviter(&self, invitation: &Invitation) -> Result<Principal, HubError> {
        let Some(id) = invitation.invited_by else {
            return Ok(Principal::Operator);
        };
        let account = self.parts.accounts.get(id).await?;
        match account.filter(|account| account.closed_at.is_none()) {
            Some(account) => self.person(&account).await,
            None => Ok(Principal::Anonymous),
        }
    }

    fn grants_of(&self, usable: &Usable, account: AccountId) -> Vec<(Grant, Event)> {
        let invitation = &usable.invitation;
        let now = self.parts.clock.now();
        let grants = usable.datasets.iter().map(|dataset| {
            let grant = Grant {
                id: GrantId::from_uuid(self.parts.identifiers.fresh()),
                dataset: dataset.id,
                to: Grantee::Account(account),
                purpose: invitation.purpose.clone(),
                legal_basis: invitation.legal_basis.clone(),
                reference: invitation.reference.clone(),
                covers_protected: false,
                statistics_only: false,
                granted_by: invitation.invited_by,
                granted_at: now,
                expires_at: Some(invitation.ends_at),
                revoked_at: None,
            };
            let event = Event {
                account: invitation.invited_by,
                dataset: Some(dataset.id),
                grant: Some(grant.id),
                ..self.invited("grant", account)
            };
            (grant, event)
        });
        grants.collect()
    }

    fn invited(&self, action: &'static str, account: AccountId) -> Event {
        Event {
            subject: Some(account),
            ..Event::new(self.parts.clock.now(), action, "invitation", self.door)
        }
    }
}

fn lapsed() -> HubError {
    HubError::InvitationLapsed
}
