//! Managing accounts.

use crate::authorise::authorise;
use crate::sign_in::{checked_name, hash_password};
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{Account, AccountId, Email, Language, Membership, Principal};

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
    /// Roles.
    pub memberships: Vec<Membership>,
}

impl Hub {
    /// All accounts, for administrators.
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
        let email: Email = new.email.parse().map_err(|_error| HubError::Invalid {
            field: "email",
            code: "invalid_email",
        })?;
        let holder = self.parts.accounts.by_email(&email).await?;
        if holder.is_some_and(|holder| Some(holder.account.id) != new.id) {
            return Err(HubError::Invalid {
                field: "email",
                code: "email_taken",
            });
        }
        let known = match new.id {
            Some(id) => self.parts.accounts.get(id).await?,
            None => None,
        };
        let password_hash = match new.password {
            Some(password) => Some(hash_password(password).await?),
            None if known.is_none() => {
                return Err(HubError::Invalid {
                    field: "password",
                    code: "password_too_short",
                });
            }
            None => None,
        };
        let account = Account {
            id: known.as_ref().map_or_else(
                || AccountId::from_uuid(self.parts.identifiers.fresh()),
                |account| account.id,
            ),
            email,
            name: checked_name(&new.name)?,
            administrator: new.administrator,
            memberships: new.memberships,
            language: known.map_or(Language::De, |account| account.language),
        };
        self.parts
            .accounts
            .save(&account, password_hash.as_deref())
            .await?;
        self.record(principal, "save_account", None, "administrator_runs")
            .await?;
        Ok(account)
    }

    /// Changes one's own language or password.
    pub async fn save_own_account(
        &self,
        account: &Account,
        language: Language,
        password: Option<String>,
    ) -> Result<(), HubError> {
        let password_hash = match password {
            Some(password) => Some(hash_password(password).await?),
            None => None,
        };
        let changed = Account {
            language,
            ..account.clone()
        };
        Ok(self
            .parts
            .accounts
            .save(&changed, password_hash.as_deref())
            .await?)
    }
}
