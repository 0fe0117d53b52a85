//! Access keys (*Zugangsschlüssel*): making, listing, taking back, and who a program with one is.
//!
//! A secret has 256 random bits. Nobody guesses it, so a fast hash without salt (BLAKE3) tells a thief of the catalogue
//! nothing, and costs no request the time that a password's hash is meant to cost.

use crate::authorise::authorise;
use crate::grants::said;
use crate::ports::{Event, StoreError};
use crate::sessions::own_account;
use crate::sign_in::Recognised;
use crate::tables::end_of_day;
use crate::{Hub, HubError, Token, tokens};
use hebewerk_guard::{Action, Resource, Rule, decide};
use hebewerk_model::{
    AccessKey, AccessKeyId, Account, AccountId, DatasetId, HeldGrants, KeyHolder, KeyRight,
    KeyScope, Membership, Organisation, Principal, Program, Role,
};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use std::net::IpAddr;

/// How every secret begins: scanners find one that was left in a public place.
const PREFIX: &str = "hwk_";
/// Longest life of a key.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 366);
/// How long a key lives if nobody says otherwise.
const USUAL: SignedDuration = SignedDuration::from_hours(24 * 90);
/// Working keys of one holder at most.
const MOST_KEYS: usize = 50;
/// Datasets a key may be restricted to at most.
const MOST_DATASETS: usize = 100;
/// Longest name in characters.
const LONGEST_NAME: usize = 120;

/// A key to make.
pub struct NewKey {
    /// What it is for.
    pub name: String,
    /// What it may be used for.
    pub rights: Vec<KeyRight>,
    /// Slugs of organisation and dataset it is restricted to; none means all of its holder.
    pub datasets: Vec<(String, String)>,
    /// The last day on which it works (Europe/Berlin); 90 days if none.
    pub until: Option<Date>,
}

/// Shows that whoever asks is who is signed in: whoever only got hold of a session makes nothing that outlives it.
#[derive(Debug, Clone, Copy)]
pub struct PasswordAgain<'a> {
    /// The password of the account.
    pub password: &'a str,
    /// The client's address, if the door knows it: for the throttle only.
    pub from: Option<IpAddr>,
}

/// A key that was made, with its secret.
pub struct MadeKey {
    /// The key.
    pub key: AccessKey,
    /// Shown once; only its hash is kept.
    pub secret: Token,
}

/// A key with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyView {
    /// The key.
    pub key: AccessKey,
    /// Whether it works now.
    pub holds: bool,
    /// Name of who made it.
    pub made_by: String,
    /// Titles of the datasets it is restricted to, of those the asker may know of.
    pub datasets: Vec<String>,
}

/// The keys of an organisation.
pub struct HouseKeys {
    /// The organisation.
    pub organisation: Organisation,
    /// Its keys.
    pub keys: Vec<KeyView>,
    /// Whether the asker may make one.
    pub may_make: bool,
}

impl Hub {
    /// One's own keys, newest first.
    pub async fn own_keys(&self, principal: &Principal) -> Result<Vec<KeyView>, HubError> {
        let holder = KeyHolder::Account(own_account(principal)?);
        self.keys_of(principal, holder).await
    }

    /// Makes a key that acts in one's own name.
    pub async fn make_own_key(
        &self,
        principal: &Principal,
        new: NewKey,
        again: PasswordAgain<'_>,
    ) -> Result<MadeKey, HubError> {
        // A key would be a program of the city.
        if matches!(principal, Principal::Guest(_)) {
            return Err(HubError::Refused(Rule::NotForGuests));
        }
        let (account, event) = self.own_event(principal, "make_key")?;
        self.make_key(principal, KeyHolder::Account(account), (new, again), event)
            .await
    }

    /// Takes one of one's own keys back: it stops at once.
    pub async fn revoke_own_key(
        &self,
        principal: &Principal,
        id: AccessKeyId,
    ) -> Result<(), HubError> {
        let (account, event) = self.own_event(principal, "revoke_key")?;
        self.revoke_key(KeyHolder::Account(account), id, event)
            .await
    }

    /// Takes all keys of an account back; for administrators. The number of them.
    pub async fn revoke_keys_of(
        &self,
        principal: &Principal,
        account: AccountId,
    ) -> Result<u64, HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        let holder = KeyHolder::Account(account);
        let mut ended = 0;
        for key in self.parts.access_keys.of_holder(holder).await? {
            let mut event = self.account_event(principal.account(), "revoke_key", account);
            if key.holds_at(event.at) {
                event.key = Some(key.id);
                self.parts.access_keys.revoke(key.id, &event).await?;
                ended += 1;
            }
        }
        Ok(ended)
    }

    /// The keys of an organisation; for those who answer for its data, and for administrators.
    pub async fn keys_of_house(
        &self,
        principal: &Principal,
        organisation: &str,
    ) -> Result<HouseKeys, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let office = Resource::Organisation(organisation.id);
        let make = decide(principal, Action::Grant, &office);
        if !make.allowed && !decide(principal, Action::Administer, &Resource::Hub).allowed {
            return Err(HubError::refused(&make));
        }
        let holder = KeyHolder::Organisation(organisation.id);
        Ok(HouseKeys {
            keys: self.keys_of(principal, holder).await?,
            may_make: make.allowed && principal.account().is_some(),
            organisation,
        })
    }

    /// Makes a key that acts in the name of an organisation.
    pub async fn make_house_key(
        &self,
        principal: &Principal,
        organisation: &str,
        (new, again): (NewKey, PasswordAgain<'_>),
    ) -> Result<MadeKey, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let office = Resource::Organisation(organisation.id);
        let decision = authorise(principal, Action::Grant, &office)?;
        let event = self.event(principal, "make_key", None, &decision);
        let holder = KeyHolder::Organisation(organisation.id);
        self.make_key(principal, holder, (new, again), event).await
    }

    /// Takes a key of an organisation back; for those who answer for its data, and for administrators.
    pub async fn revoke_house_key(
        &self,
        principal: &Principal,
        organisation: &str,
        id: AccessKeyId,
    ) -> Result<(), HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let office = Resource::Organisation(organisation.id);
        let owner = decide(principal, Action::Grant, &office);
        let decision = if owner.allowed {
            owner
        } else {
            let runs = decide(principal, Action::Administer, &Resource::Hub);
            if !runs.allowed {
                return Err(HubError::refused(&owner));
            }
            runs
        };
        let event = self.event(principal, "revoke_key", None, &decision);
        self.revoke_key(KeyHolder::Organisation(organisation.id), id, event)
            .await
    }

    /// Who the secret of a program belongs to: a key, or a session that was opened over REST.
    pub async fn recognise_program(&self, secret: &str) -> Result<Recognised, HubError> {
        if !secret.starts_with(PREFIX) {
            return self.recognise(secret).await;
        }
        let now = self.parts.clock.now();
        let key = self
            .parts
            .access_keys
            .by_secret(&tokens::hash(secret))
            .await?;
        let Some(key) = key.filter(|key| key.holds_at(now)) else {
            return Ok(Recognised::NOBODY);
        };
        let Some(program) = self.program(&key, now).await? else {
            return Ok(Recognised::NOBODY);
        };
        self.note_use_of_key(&key, now).await;
        Ok(Recognised {
            principal: Principal::Program(Box::new(program)),
            account: None,
            session: None,
            pending: None,
        })
    }

    /// What the holder of a key may do today; none if the holder is gone.
    async fn program(&self, key: &AccessKey, now: Timestamp) -> Result<Option<Program>, HubError> {
        let (memberships, grants) = match key.holder {
            KeyHolder::Account(id) => {
                let account = self.parts.accounts.get(id).await?;
                match account.filter(|account| account.closed_at.is_none()) {
                    // Whoever gave the password could have made the key with it, or still could.
                    Some(account) if self.is_password_given(account.id).await? => return Ok(None),
                    Some(account) => self.rights_of(account, now).await?,
                    None => return Ok(None),
                }
            }
            KeyHolder::Organisation(organisation) => {
                if self.parts.organisations.get(organisation).await?.is_none() {
                    return Ok(None);
                }
                let membership = Membership {
                    organisation,
                    role: Role::Steward,
                };
                let grants = self.parts.grants.held_by_house(organisation, now).await?;
                (vec![membership], grants)
            }
        };
        Ok(Some(Program {
            key: key.id,
            scope: key.scope.clone(),
            holder: key.holder,
            made_by: key.made_by,
            memberships,
            grants,
        }))
    }

    async fn rights_of(
        &self,
        account: Account,
        now: Timestamp,
    ) -> Result<(Vec<Membership>, HeldGrants), HubError> {
        let grants = self.parts.grants.held(account.id, now).await?;
        Ok((self.with_inherited(&account.memberships).await?, grants))
    }

    /// Once a day; what cannot be noted costs no program an answer.
    async fn note_use_of_key(&self, key: &AccessKey, now: Timestamp) {
        let day = day_of(now);
        if key.used_at.is_some_and(|used| used >= day) {
            return;
        }
        if let Err(error) = self.parts.access_keys.used(key.id, day).await {
            tracing::warn!(%error, "the use of an access key could not be noted");
        }
    }

    async fn keys_of(
        &self,
        principal: &Principal,
        holder: KeyHolder,
    ) -> Result<Vec<KeyView>, HubError> {
        let now = self.parts.clock.now();
        let mut views = Vec::new();
        for key in self.parts.access_keys.of_holder(holder).await? {
            let maker = self.parts.accounts.get(key.made_by).await?;
            let chosen = key.scope.datasets().unwrap_or_default();
            let datasets = self.parts.datasets.get_many(chosen).await?;
            let known = datasets.into_iter().filter(|dataset| {
                decide(principal, Action::SeeMetadata, &Resource::of(dataset)).allowed
            });
            views.push(KeyView {
                holds: key.holds_at(now),
                made_by: maker.map(|maker| maker.name).unwrap_or_default(),
                datasets: known.map(|dataset| dataset.description.title).collect(),
                key,
            });
        }
        Ok(views)
    }

    async fn make_key(
        &self,
        principal: &Principal,
        holder: KeyHolder,
        (new, again): (NewKey, PasswordAgain<'_>),
        mut event: Event,
    ) -> Result<MadeKey, HubError> {
        let now = self.parts.clock.now();
        let made_by = own_account(principal)?;
        let scope = self.checked_scope(principal, holder, &new).await?;
        let known = self.parts.access_keys.of_holder(holder).await?;
        if known.iter().filter(|key| key.holds_at(now)).count() >= MOST_KEYS {
            return Err(invalid("name", "too_many_keys"));
        }
        let key = AccessKey {
            id: AccessKeyId::from_uuid(self.parts.identifiers.fresh()),
            name: said(&new.name, LONGEST_NAME).ok_or_else(|| invalid("name", "invalid_name"))?,
            holder,
            scope,
            made_by,
            made_at: now,
            expires_at: end(new.until, now)?,
            used_at: None,
            revoked_at: None,
        };
        let maker = self.known_account(made_by).await?;
        self.check_password(maker.email.as_str(), again.password, again.from)
            .await?;
        let secret = format!("{PREFIX}{}", tokens::fresh().0);
        event.key = Some(key.id);
        self.parts
            .access_keys
            .add(&key, &tokens::hash(&secret), &event)
            .await?;
        Ok(MadeKey {
            key,
            secret: Token(secret),
        })
    }

    /// What a key may be used for, checked against what its maker may do now. That is for the maker's eyes: what counts
    /// is checked anew at each use.
    async fn checked_scope(
        &self,
        principal: &Principal,
        holder: KeyHolder,
        new: &NewKey,
    ) -> Result<KeyScope, HubError> {
        if new.rights.is_empty() {
            return Err(invalid("rights", "key_without_rights"));
        }
        let writes = [KeyRight::TakeIn, KeyRight::Maintain];
        let wants_to_write = new.rights.iter().any(|right| writes.contains(right));
        let stewards = principal
            .memberships()
            .iter()
            .any(|membership| membership.role >= Role::Steward);
        if wants_to_write && matches!(holder, KeyHolder::Account(_)) && !stewards {
            return Err(invalid("rights", "key_beyond_maker"));
        }
        if new.datasets.len() > MOST_DATASETS {
            return Err(invalid("datasets", "too_many_datasets"));
        }
        let mut datasets: Vec<DatasetId> = Vec::new();
        for (organisation, dataset) in &new.datasets {
            let unknown = |error| match error {
                HubError::NotFound { .. } => invalid("datasets", "unknown_dataset"),
                error => error,
            };
            let organisation = self
                .organisation_named(organisation)
                .await
                .map_err(unknown)?;
            let dataset = self.known_dataset(principal, &organisation, dataset).await;
            datasets.push(dataset.map_err(unknown)?.id);
        }
        let chosen = (!datasets.is_empty()).then_some(datasets);
        Ok(KeyScope::new(new.rights.iter().copied(), chosen))
    }

    async fn revoke_key(
        &self,
        holder: KeyHolder,
        id: AccessKeyId,
        mut event: Event,
    ) -> Result<(), HubError> {
        let keys = self.parts.access_keys.of_holder(holder).await?;
        let key = keys
            .iter()
            .find(|key| key.id == id)
            .ok_or_else(|| HubError::not_found("key", id))?;
        if !key.holds_at(event.at) {
            return Err(HubError::Store(StoreError::Conflict {
                what: "a key that has ended",
            }));
        }
        event.key = Some(id);
        Ok(self.parts.access_keys.revoke(id, &event).await?)
    }
}

/// When a key ends: after its last day, within a year.
fn end(until: Option<Date>, now: Timestamp) -> Result<Timestamp, HubError> {
    let end = match until {
        Some(day) => end_of_day(day),
        None => Some(now + USUAL),
    };
    end.filter(|end| *end > now && *end <= now + LONGEST)
        .ok_or_else(|| invalid("until", "invalid_key_until"))
}

/// The beginning of the day (UTC).
fn day_of(moment: Timestamp) -> Timestamp {
    let second = moment.as_second();
    Timestamp::from_second(second - second.rem_euclid(86_400)).unwrap_or(moment)
}

const fn invalid(field: &'static str, code: &'static str) -> HubError {
    HubError::Invalid { field, code }
}
