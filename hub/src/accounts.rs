//! Managing accounts: every change writes what it is about and nothing else, so that no stale copy of an account can
//! bring back a right that was taken away meanwhile.

use crate::authorise::authorise;
use crate::passwords::Owner;
use crate::ports::{AccountChange, Event};
use crate::sign_in::{checked_email, checked_name};
use crate::{Hub, HubError, tokens};
use hebewerk_guard::{Action, Resource, Rule};
use hebewerk_model::{Account, AccountId, Language, Membership, Principal};
use std::net::IpAddr;

/// An account to make or change.
pub struct NewAccount {
    /// Which one to change; a new one if none.
    pub id: Option<AccountId>,
    /// Sign-in name.
    pub email: String,
    /// Name as shown.
    pub name: String,
    /// New password; kept as it is if none.
    pub password: Option<String>,
    /// Runs the hub.
    pub administrator: bool,
    /// Watches over the record.
    pub officer: bool,
    /// Roles.
    pub memberships: Vec<Membership>,
}

/// Somebody's own new password.
pub struct OwnPassword<'a> {
    /// Secret of the session in which it is changed; it goes on, all others end.
    pub session: Option<&'a str>,
    /// The password until now, so that an unlocked screen is not enough.
    pub old: &'a str,
    /// The new one.
    pub new: &'a str,
    /// Address of the client, if known.
    pub from: Option<IpAddr>,
}

impl Hub {
    /// All accounts, also closed ones; for administrators.
    pub async fn accounts(&self, principal: &Principal) -> Result<Vec<Account>, HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        Ok(self.parts.accounts.list().await?)
    }

    /// Makes or changes an account.
    pub async fn save_account(
        &self,
        principal: &Principal,
        new: NewAccount,
    ) -> Result<Account, HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        match new.id {
            None => self.add_account(principal, new).await,
            Some(id) => self.change_account(principal, id, new).await,
        }
    }

    async fn add_account(
        &self,
        principal: &Principal,
        new: NewAccount,
    ) -> Result<Account, HubError> {
        let account = Account {
            id: AccountId::from_uuid(self.parts.identifiers.fresh()),
            email: checked_email(&new.email)?,
            name: checked_name(&new.name)?,
            administrator: new.administrator,
            officer: new.officer,
            memberships: new.memberships,
            language: Language::De,
            closed_at: None,
        };
        let password = new.password.unwrap_or_default();
        let password_hash = self.new_password(password, &account).await?;
        let action = if account.officer {
            "add_officer"
        } else {
            "add_account"
        };
        let event = self.account_event(principal.account(), action, account.id);
        self.parts
            .accounts
            .add(&account, &password_hash, &event)
            .await?;
        Ok(account)
    }

    async fn change_account(
        &self,
        principal: &Principal,
        id: AccountId,
        new: NewAccount,
    ) -> Result<Account, HubError> {
        let known = self.open_account(id).await?;
        // Whoever finds an unlocked screen must not take the account over: one's own password is changed with the one
        // before it (`set_own_password`), also by those who may give others a new one.
        if new.password.is_some() && principal.account() == Some(id) {
            return Err(HubError::Invalid {
                field: "password",
                code: "own_password",
            });
        }
        let (email, name) = (checked_email(&new.email)?, checked_name(&new.name)?);
        let password_hash = match new.password {
            Some(password) => Some(self.new_password(password, &known).await?),
            None => None,
        };
        let given_at = password_hash.as_ref().map(|_hash| self.parts.clock.now());
        let change = AccountChange {
            password_given_at: given_at,
            email: (email != known.email).then_some(email),
            name: (name != known.name).then_some(name),
            administrator: (new.administrator != known.administrator).then_some(new.administrator),
            officer: (new.officer != known.officer).then_some(new.officer),
            memberships: (new.memberships != known.memberships).then_some(new.memberships),
            password_hash,
            ..AccountChange::default()
        };
        let events: Vec<Event> = actions(&change)
            .into_iter()
            .map(|action| self.account_event(principal.account(), action, id))
            .collect();
        self.parts.accounts.change(id, &change, &events).await?;
        self.open_account(id).await
    }

    /// Appoints somebody data protection officer, or ends that; the name of the account.
    pub async fn appoint_officer(
        &self,
        principal: &Principal,
        email: &str,
        officer: bool,
    ) -> Result<String, HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        let email = checked_email(email)?;
        let found = self.parts.accounts.by_email(&email).await?;
        let account = found
            .map(|found| found.account)
            .filter(|account| account.closed_at.is_none())
            .ok_or_else(|| HubError::not_found("account", email.as_str()))?;
        if account.officer != officer {
            let change = AccountChange {
                officer: Some(officer),
                ..AccountChange::default()
            };
            let action = if officer {
                "make_officer"
            } else {
                "unmake_officer"
            };
            let event = self.account_event(principal.account(), action, account.id);
            let accounts = &self.parts.accounts;
            accounts.change(account.id, &change, &[event]).await?;
        }
        Ok(account.name)
    }

    /// Closes an account: nobody signs in with it, its sessions end, what it did stays on record.
    pub async fn close_account(
        &self,
        principal: &Principal,
        id: AccountId,
    ) -> Result<(), HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        let event = self.account_event(principal.account(), "close_account", id);
        Ok(self.parts.accounts.close(id, &event).await?)
    }

    /// Opens a closed account again, with a new password.
    pub async fn reopen_account(
        &self,
        principal: &Principal,
        id: AccountId,
        password: &str,
    ) -> Result<(), HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        let account = self.known_account(id).await?;
        let password_hash = self.new_password(password.to_owned(), &account).await?;
        let event = self.account_event(principal.account(), "reopen_account", id);
        let accounts = &self.parts.accounts;
        Ok(accounts.reopen(id, &password_hash, &event).await?)
    }

    /// Changes one's own language.
    pub async fn set_own_language(
        &self,
        account: &Account,
        language: Language,
    ) -> Result<(), HubError> {
        let change = AccountChange {
            language: Some(language),
            ..AccountChange::default()
        };
        Ok(self.parts.accounts.change(account.id, &change, &[]).await?)
    }

    /// Changes one's own password and ends all other sessions.
    pub async fn set_own_password(
        &self,
        account: &Account,
        own: OwnPassword<'_>,
    ) -> Result<(), HubError> {
        self.check_password(account.email.as_str(), own.old, own.from)
            .await?;
        if own.new == own.old {
            return Err(HubError::Invalid {
                field: "password",
                code: "same_password",
            });
        }
        let password_hash = self.new_password(own.new.to_owned(), account).await?;
        let change = AccountChange {
            password_hash: Some(password_hash),
            surviving: own.session.map(tokens::hash),
            ..AccountChange::default()
        };
        let event = self.account_event(Some(account.id), "set_password", account.id);
        let accounts = &self.parts.accounts;
        Ok(accounts.change(account.id, &change, &[event]).await?)
    }

    /// The account with this sign-in name, open or closed; for administrators.
    pub async fn account_named(
        &self,
        principal: &Principal,
        email: &str,
    ) -> Result<Account, HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        let email = checked_email(email)?;
        let known = self.parts.accounts.by_email(&email).await?;
        known
            .map(|known| known.account)
            .ok_or_else(|| HubError::not_found("account", email))
    }

    /// The hash of a password somebody is to have from now on.
    async fn new_password(&self, password: String, account: &Account) -> Result<String, HubError> {
        let owner = Owner {
            name: &account.name,
            email: account.email.as_str(),
        };
        self.check_new_password(&password, owner).await?;
        self.passwords.turn()?.hash(password).await
    }

    /// An account, open or closed.
    pub(crate) async fn known_account(&self, id: AccountId) -> Result<Account, HubError> {
        let account = self.parts.accounts.get(id).await?;
        account.ok_or_else(|| HubError::not_found("account", id))
    }

    async fn open_account(&self, id: AccountId) -> Result<Account, HubError> {
        let account = self.parts.accounts.get(id).await?;
        account
            .filter(|account| account.closed_at.is_none())
            .ok_or_else(|| HubError::not_found("account", id))
    }

    /// What the audit says of a change of an account: who changed whose. It is written together with the change.
    pub(crate) fn account_event(
        &self,
        by: Option<AccountId>,
        action: &'static str,
        subject: AccountId,
    ) -> Event {
        let rule = if by == Some(subject) {
            "own_account"
        } else {
            Rule::AdministratorRuns.code()
        };
        Event {
            account: by,
            subject: Some(subject),
            ..Event::new(self.parts.clock.now(), action, rule, self.door)
        }
    }
}

/// What a change is called in the audit, each part by its name.
pub(crate) fn actions(change: &AccountChange) -> Vec<&'static str> {
    let mut actions = Vec::new();
    if change.email.is_some() || change.name.is_some() {
        actions.push("save_account");
    }
    match change.administrator {
        Some(true) => actions.push("make_administrator"),
        Some(false) => actions.push("unmake_administrator"),
        None => {}
    }
    match change.officer {
        Some(true) => actions.push("make_officer"),
        Some(false) => actions.push("unmake_officer"),
        None => {}
    }
    if change.memberships.is_some() {
        actions.push("set_roles");
    }
    if change.password_hash.is_some() {
        actions.push("set_password");
    }
    actions
}
