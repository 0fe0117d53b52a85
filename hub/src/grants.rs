//! Granting others the right to read what an office owns, and taking it back.

use crate::authorise::authorise;
use crate::sign_in::checked_email;
use crate::tables::end_of_day;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Decision, Resource, Rule, decide};
use hebewerk_model::{
    Account, AccountId, Dataset, DatasetId, Grant, GrantId, Grantee, Guest, OpenSession,
    Organisation, OrganisationId, Principal,
};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Longest purpose in characters; a legal basis or a file reference is shorter.
pub(crate) const LONGEST_PURPOSE: usize = 1_000;
pub(crate) const LONGEST_WORDS: usize = 300;

/// To whom something is to be granted, as people say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewGrantee {
    /// An organisation by its slug.
    Organisation(String),
    /// A person by the address they sign in with.
    Person(String),
}

/// A right to read that is to be granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGrant {
    /// By whom it may be read.
    pub to: NewGrantee,
    /// What for.
    pub purpose: String,
    /// On which legal basis.
    pub legal_basis: String,
    /// File reference of the decision; empty if there is none.
    pub reference: String,
    /// Whether it also holds for what is held back from others.
    pub covers_protected: bool,
    /// Whether it is for statistics only: counts with noise, and no row.
    pub statistics_only: bool,
    /// The last day on which it holds; none until it is taken back.
    pub until: Option<Date>,
}

/// A grant as it is shown to those who answer for the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantView {
    /// The grant.
    pub grant: Grant,
    /// Name of the person or organisation.
    pub to: String,
    /// Name of who granted it; none for the operator.
    pub granted_by: Option<String>,
    /// Whether it holds now.
    pub holds: bool,
}

/// The grants of a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetGrants {
    /// Its office.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
    /// All of them, newest first.
    pub grants: Vec<GrantView>,
    /// Whether the asker may grant and take back.
    pub may_grant: bool,
}

impl Hub {
    /// To whom a dataset was granted: for those who maintain it or answer for it.
    pub async fn grants(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
    ) -> Result<DatasetGrants, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let resource = Resource::of(&dataset);
        authorise(principal, Action::Maintain, &resource)?;
        let now = self.parts.clock.now();
        let grants = self.parts.grants.of_dataset(dataset.id).await?;
        let names = self.names_in(&grants).await?;
        let grants = grants.into_iter().map(|grant| GrantView {
            to: names.of(grant.to),
            granted_by: grant.granted_by.map(|account| names.account(account)),
            holds: grant.holds_at(now),
            grant,
        });
        Ok(DatasetGrants {
            grants: grants.collect(),
            may_grant: decide(principal, Action::Grant, &resource).allowed,
            organisation,
            dataset,
        })
    }

    /// Grants the right to read the rows of a dataset.
    pub async fn grant(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        new: NewGrant,
    ) -> Result<Grant, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let decision = authorise(principal, Action::Grant, &Resource::of(&dataset))?;
        if dataset.sealed {
            return Err(HubError::Refused(Rule::Sealed));
        }
        let to = self.grantee(&new.to).await?;
        if to == Grantee::Organisation(organisation.id) {
            return Err(invalid("to", "grant_to_itself"));
        }
        let now = self.parts.clock.now();
        let grant = Grant {
            id: GrantId::from_uuid(self.parts.identifiers.fresh()),
            dataset: dataset.id,
            to,
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
            covers_protected: new.covers_protected,
            statistics_only: new.statistics_only,
            granted_by: principal.account(),
            granted_at: now,
            expires_at: match new.until {
                Some(day) => Some(
                    end_of_day(day)
                        .filter(|end| *end > now)
                        .ok_or_else(|| invalid("until", "invalid_until"))?,
                ),
                None => None,
            },
            revoked_at: None,
        };
        let mut event = self.event(principal, "grant", Some(dataset.id), &decision);
        event.grant = Some(grant.id);
        if let Grantee::Account(account) = to {
            event.subject = Some(account);
        }
        self.parts.grants.give(&grant, &event).await?;
        Ok(grant)
    }

    /// Takes a grant back: from now on nobody reads under it.
    pub async fn revoke_grant(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        id: GrantId,
    ) -> Result<(), HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let decision = authorise(principal, Action::Grant, &Resource::of(&dataset))?;
        let grants = self.parts.grants.of_dataset(dataset.id).await?;
        if !grants.iter().any(|grant| grant.id == id) {
            return Err(HubError::not_found("grant", id));
        }
        let mut event = self.event(principal, "revoke_grant", Some(dataset.id), &decision);
        event.grant = Some(id);
        Ok(self.parts.grants.revoke(id, &event).await?)
    }

    /// The grant by which a decision allowed to read a dataset.
    pub(crate) async fn grant_of(
        &self,
        dataset: DatasetId,
        read: &Decision,
    ) -> Result<Option<Grant>, HubError> {
        let Some(id) = read.grant else {
            return Ok(None);
        };
        let grants = self.parts.grants.of_dataset(dataset).await?;
        Ok(grants.into_iter().find(|grant| grant.id == id))
    }

    /// The principal of an account, with what holds for it now.
    pub(crate) async fn person(&self, account: &Account) -> Result<Principal, HubError> {
        self.person_through(account, None).await
    }

    /// The same for somebody in a session. A provider through which it was opened may vouch for a second factor; what it
    /// said then counts only as long as it is believed.
    pub(crate) async fn person_through(
        &self,
        account: &Account,
        session: Option<&OpenSession>,
    ) -> Result<Principal, HubError> {
        let now = self.parts.clock.now();
        if let Some(ends_at) = self.parts.invitations.ends_at(account.id).await? {
            return self.guest(account, ends_at).await;
        }
        let vouched = session.filter(|session| session.second_factor);
        let issuer = vouched.and_then(|session| session.issuer.as_deref());
        let rules = issuer.and_then(|issuer| self.rules_of_issuer(issuer));
        let powers = rules.is_some_and(|rules| rules.has_second_factor)
            || self.may_use_powers(account).await?;
        Ok(Principal::Person {
            account: account.id,
            administrator: account.administrator && powers,
            officer: account.officer && powers,
            memberships: self.with_inherited(&account.memberships).await?,
            grants: self.parts.grants.held(account.id, now).await?,
        })
    }

    /// Somebody from outside, with what they were invited to; nobody once their time is over.
    async fn guest(&self, account: &Account, ends_at: Timestamp) -> Result<Principal, HubError> {
        let now = self.parts.clock.now();
        if ends_at <= now {
            return Ok(Principal::Anonymous);
        }
        Ok(Principal::Guest(Box::new(Guest {
            account: account.id,
            memberships: account.memberships.clone(),
            grants: self.parts.grants.held(account.id, now).await?,
        })))
    }

    async fn grantee(&self, named: &NewGrantee) -> Result<Grantee, HubError> {
        match named {
            NewGrantee::Organisation(slug) => {
                let organisation = self.organisation_named(slug.trim()).await;
                match organisation {
                    Ok(organisation) => Ok(Grantee::Organisation(organisation.id)),
                    Err(HubError::NotFound { .. }) => Err(invalid("to", "unknown_organisation")),
                    Err(error) => Err(error),
                }
            }
            NewGrantee::Person(email) => {
                let found = self.parts.accounts.by_email(&checked_email(email)?).await?;
                let open = found.filter(|found| found.account.closed_at.is_none());
                open.map(|found| Grantee::Account(found.account.id))
                    .ok_or_else(|| invalid("to", "unknown_account"))
            }
        }
    }

    async fn names_in(&self, grants: &[Grant]) -> Result<Names, HubError> {
        let organisations = self.parts.organisations.list().await?;
        let mut names = Names {
            organisations: organisations
                .into_iter()
                .map(|organisation| (organisation.id, organisation.name))
                .collect(),
            accounts: HashMap::new(),
        };
        for grant in grants {
            let to = match grant.to {
                Grantee::Account(account) => Some(account),
                Grantee::Organisation(_) => None,
            };
            for account in to.into_iter().chain(grant.granted_by) {
                if let Entry::Vacant(place) = names.accounts.entry(account)
                    && let Some(known) = self.parts.accounts.get(account).await?
                {
                    place.insert(known.name);
                }
            }
        }
        Ok(names)
    }
}

/// Names by identity; nothing where somebody is unknown.
struct Names {
    organisations: HashMap<OrganisationId, String>,
    accounts: HashMap<AccountId, String>,
}

impl Names {
    fn of(&self, grantee: Grantee) -> String {
        match grantee {
            Grantee::Account(account) => self.account(account),
            Grantee::Organisation(id) => self.organisations.get(&id).cloned().unwrap_or_default(),
        }
    }

    fn account(&self, account: AccountId) -> String {
        self.accounts.get(&account).cloned().unwrap_or_default()
    }
}

pub(crate) const fn invalid(field: &'static str, code: &'static str) -> HubError {
    HubError::Invalid { field, code }
}

/// Words that are there and not too many.
pub(crate) fn said(words: &str, longest: usize) -> Option<String> {
    let words = words.trim();
    let fits = !words.is_empty() && words.chars().count() <= longest;
    fits.then(|| words.to_owned())
}
