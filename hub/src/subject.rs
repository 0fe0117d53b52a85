//! What the hub holds of a person (Art. 15 DSGVO): for themselves and for the data protection officer.

mod document;

use crate::audit::AuditEntry;
use crate::ports::{AuditFilter, Event, Holdings, Passkey};
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{
    AccessKey, Account, AccountId, Notice, OpenSession, Organisation, Principal, SavedQuery, Slug,
    Subscription,
};
use jiff::Timestamp;

/// Entries of the audit read at once.
const AT_ONCE: u32 = crate::audit::MOST_ENTRIES;

/// Everything the hub holds of a person.
#[derive(Debug, Clone)]
pub struct Disclosure {
    /// Their account with its roles.
    pub account: Account,
    /// The organisations of those roles.
    pub organisations: Vec<Organisation>,
    /// Where they are signed in.
    pub sessions: Vec<OpenSession>,
    /// Access keys that act in their name or that they made, also those that ended.
    pub access_keys: Vec<AccessKey>,
    /// Since when a second factor is asked of them; its secret is no data about them.
    pub second_factor_since: Option<Timestamp>,
    /// Passkeys.
    pub passkeys: Vec<Passkey>,
    /// Grants, deliveries, connections.
    pub holdings: Holdings,
    /// Slugs of the datasets those name, in the order of grants and then deliveries; none where one is gone.
    pub places: Vec<Option<(Slug, Slug)>>,
    /// Questions they keep.
    pub saved_queries: Vec<SavedQuery>,
    /// What they want to be told of.
    pub subscriptions: Vec<Subscription>,
    /// What they were told.
    pub notices: Vec<Notice>,
    /// Entries of the audit by them and about them, newest first.
    pub audit: Vec<AuditEntry>,
}

impl Disclosure {
    /// All of it as one document for the person.
    pub fn document(&self) -> serde_json::Value {
        document::document(self)
    }
}

impl Hub {
    /// What the hub holds of a person: for themselves, and for the data protection officer. Whoever looks is on record.
    pub async fn disclose(
        &self,
        principal: &Principal,
        id: AccountId,
    ) -> Result<Disclosure, HubError> {
        let own = decide(principal, Action::ManageOwnAccount, &Resource::Hub);
        let mut event = if own.allowed && principal.account() == Some(id) {
            Event {
                account: Some(id),
                ..Event::new(
                    self.parts.clock.now(),
                    "disclose_account",
                    "own_account",
                    self.door,
                )
            }
        } else {
            let decision = decide(principal, Action::ReadAudit, &Resource::Hub);
            self.event(principal, "disclose_account", None, &decision)
        };
        event.subject = Some(id);
        if !event.allowed {
            self.record_once_a_day(event).await?;
            let decision = decide(principal, Action::ReadAudit, &Resource::Hub);
            return Err(HubError::refused(&decision));
        }
        let account = self.parts.accounts.get(id).await?;
        let account = account.ok_or_else(|| HubError::not_found("account", id))?;
        self.parts.journal.record(&event).await?;
        self.held_of(account).await
    }

    async fn held_of(&self, account: Account) -> Result<Disclosure, HubError> {
        let holdings = self.parts.subjects.holdings(account.id).await?;
        let all = self.parts.organisations.list().await?;
        let granted = holdings.grants.iter().map(|grant| grant.dataset);
        let brought = holdings.deliveries.iter().map(|delivery| delivery.dataset);
        let named: Vec<_> = granted.chain(brought).collect();
        let known = self.parts.datasets.get_many(&named).await?;
        let place = |id| {
            let dataset = known.iter().find(|dataset| dataset.id == id)?;
            let owner = all.iter().find(|owner| owner.id == dataset.organisation)?;
            Some((owner.slug.clone(), dataset.slug.clone()))
        };
        let places = named.into_iter().map(place).collect();
        let mut organisations = all;
        organisations.retain(|organisation| {
            let mut roles = account.memberships.iter();
            roles.any(|role| role.organisation == organisation.id)
        });
        let now = self.parts.clock.now();
        let factor = self.parts.second_factors.get(account.id).await?;
        Ok(Disclosure {
            sessions: self.parts.sessions.of_account(account.id, now).await?,
            access_keys: self.parts.access_keys.of_person(account.id).await?,
            second_factor_since: factor.and_then(|factor| factor.confirmed_at),
            passkeys: self.parts.passkeys.of_account(account.id).await?,
            saved_queries: self.parts.saved_queries.list(account.id).await?,
            subscriptions: self.parts.subscriptions.of_account(account.id).await?,
            notices: self.parts.notices.of(account.id).await?,
            audit: self.audit_of(account.id).await?,
            account,
            organisations,
            holdings,
            places,
        })
    }

    async fn audit_of(&self, id: AccountId) -> Result<Vec<AuditEntry>, HubError> {
        let filter = AuditFilter {
            account: Some(id),
            ..AuditFilter::default()
        };
        let names = self.audit_names().await?;
        let (mut entries, mut below) = (Vec::new(), None);
        loop {
            let recorded = self.parts.trail.entries(&filter, below, AT_ONCE).await?;
            let Some(last) = recorded.last() else {
                return Ok(entries);
            };
            below = Some(last.entry);
            entries.extend(names.entries(self, recorded).await?);
        }
    }
}
