//! The account of somebody a provider vouches for: found by who they are there, never by their address; made when they
//! come for the first time; brought up to date each time.

use crate::accounts::actions;
use crate::ports::{AccountChange, AccountError, Event, ExternalIdentity, VouchedFor};
use crate::providers::{ProviderRules, Rights};
use crate::sign_in::{checked_email, checked_name};
use crate::{Hub, HubError};
use hebewerk_model::{Account, AccountId, Email, Language, Membership};

impl Hub {
    pub(super) async fn account_of(
        &self,
        rules: &ProviderRules,
        who: &ExternalIdentity,
        vouched: &VouchedFor,
    ) -> Result<Account, HubError> {
        let rights = self.rights_by_group(rules, &vouched.groups).await?;
        let (all, _rules) = self.provider(&rules.id)?;
        let known = all.identities.account_of(who).await?;
        if let Some(id) = known {
            // Also of somebody who gets in no more: keys and grants must not go on with rights that were taken away.
            let account = self.brought_up_to_date(id, &rights, vouched).await?;
            return admitted(rules, &rights, account);
        }
        if !rules.admits(&rights) {
            return Err(HubError::NotAdmitted("provider_no_role"));
        }
        self.newcomer(who, rights, vouched).await
    }

    async fn newcomer(
        &self,
        who: &ExternalIdentity,
        rights: Rights,
        vouched: &VouchedFor,
    ) -> Result<Account, HubError> {
        let email = vouched.email.as_deref();
        let email = email.and_then(|email| checked_email(email).ok());
        let email = email.ok_or(HubError::NotAdmitted("provider_no_email"))?;
        let name = vouched.name.as_deref();
        let account = Account {
            id: AccountId::from_uuid(self.parts.identifiers.fresh()),
            name: name
                .and_then(|name| checked_name(name).ok())
                .unwrap_or_else(|| email.to_string()),
            email,
            administrator: rights.administrator.unwrap_or_default(),
            officer: rights.officer.unwrap_or_default(),
            memberships: rights.memberships.unwrap_or_default(),
            language: Language::De,
            closed_at: None,
        };
        let action = if account.officer {
            "add_officer"
        } else {
            "add_account"
        };
        let event = self.provider_event(action, account.id);
        let all = self.parts.providers.as_ref();
        let all = all.ok_or_else(|| HubError::not_found("provider", ""))?;
        match all.identities.add(&account, who, &event).await {
            Ok(()) => Ok(account),
            // Whose address it is here is not said by the provider: only they themselves can bring the two together.
            Err(AccountError::EmailTaken) => Err(HubError::NotAdmitted("provider_email_taken")),
            Err(other) => Err(other.into()),
        }
    }

    async fn brought_up_to_date(
        &self,
        id: AccountId,
        rights: &Rights,
        vouched: &VouchedFor,
    ) -> Result<Account, HubError> {
        let account = self.known_account(id).await?;
        if account.closed_at.is_some() {
            return Err(HubError::NotAdmitted("account_closed"));
        }
        let mut change = AccountChange {
            name: new_name(&account, vouched),
            email: self.new_email(&account, vouched).await?,
            memberships: rights
                .memberships
                .clone()
                .filter(|new| !are_the_same(new, &account.memberships)),
            administrator: rights
                .administrator
                .filter(|new| *new != account.administrator),
            officer: rights.officer.filter(|new| *new != account.officer),
            ..AccountChange::default()
        };
        let mut changed = self.write_change(id, &change).await;
        if matches!(changed, Err(AccountError::LastAdministrator)) {
            tracing::warn!("a provider takes the last administrator's right; it stays");
            change.administrator = None;
            changed = self.write_change(id, &change).await;
        }
        changed?;
        self.known_account(id).await
    }

    async fn write_change(
        &self,
        id: AccountId,
        change: &AccountChange,
    ) -> Result<(), AccountError> {
        let events: Vec<Event> = actions(change)
            .into_iter()
            .map(|action| self.provider_event(action, id))
            .collect();
        if events.is_empty() {
            return Ok(());
        }
        self.parts.accounts.change(id, change, &events).await
    }

    /// The address of somebody who signs in only there; for whoever has a password too it is the name to it, and theirs
    /// to change. One that somebody else has here is left alone.
    async fn new_email(
        &self,
        account: &Account,
        vouched: &VouchedFor,
    ) -> Result<Option<Email>, HubError> {
        let new = vouched.email.as_deref();
        let new = new.and_then(|email| email.parse::<Email>().ok());
        let Some(new) = new.filter(|new| *new != account.email) else {
            return Ok(None);
        };
        let own = self.parts.accounts.by_email(&account.email).await?;
        let has_password = own.is_some_and(|own| own.password_hash.is_some());
        let is_taken = self.parts.accounts.by_email(&new).await?.is_some();
        Ok((!has_password && !is_taken).then_some(new))
    }
}

fn new_name(account: &Account, vouched: &VouchedFor) -> Option<String> {
    let name = checked_name(vouched.name.as_deref()?).ok()?;
    (name != account.name).then_some(name)
}

fn admitted(rules: &ProviderRules, rights: &Rights, account: Account) -> Result<Account, HubError> {
    if rules.admits(rights) {
        Ok(account)
    } else {
        Err(HubError::NotAdmitted("provider_no_role"))
    }
}

fn are_the_same(left: &[Membership], right: &[Membership]) -> bool {
    left.len() == right.len() && left.iter().all(|membership| right.contains(membership))
}
