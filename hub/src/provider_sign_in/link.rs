//! Bringing together an account that has a password and who its owner is at a provider: only they themselves can.

use super::SentAway;
use super::way::Way;
use crate::ports::ExternalIdentity;
use crate::sessions::own_account;
use crate::{Hub, HubError};
use hebewerk_model::{Account, AccountId, Principal};
use std::net::IpAddr;

/// A provider, and whether one's account is entered through it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnIdentity {
    /// Short name in addresses.
    pub id: String,
    /// Name on the button.
    pub name: String,
    /// Whether it is.
    pub is_linked: bool,
}

impl Hub {
    /// The providers, and through which of them one's account is entered.
    pub async fn own_identities(
        &self,
        principal: &Principal,
    ) -> Result<Vec<OwnIdentity>, HubError> {
        let account = own_account(principal)?;
        let Some(all) = &self.parts.providers else {
            return Ok(Vec::new());
        };
        let linked = all.identities.of_account(account).await?;
        let own = all.rules.iter().map(|rules| OwnIdentity {
            id: rules.id.clone(),
            name: rules.name.clone(),
            is_linked: linked
                .iter()
                .any(|identity| identity.issuer == rules.issuer),
        });
        Ok(own.collect())
    }

    /// Whether an account has a password.
    pub async fn has_password(&self, account: &Account) -> Result<bool, HubError> {
        let known = self.parts.accounts.by_email(&account.email).await?;
        Ok(known.is_some_and(|known| known.password_hash.is_some()))
    }

    /// Sends somebody who is signed in to a provider, so that their account can be entered that way. The password is
    /// asked for: an unlocked screen must not become a second way in.
    pub async fn go_to_link(
        &self,
        account: &Account,
        (provider, back): (&str, String),
        password: &str,
        from: Option<IpAddr>,
    ) -> Result<SentAway, HubError> {
        self.provider(provider)?;
        self.check_password(account.email.as_str(), password, from)
            .await?;
        self.send_away(provider, Way::to_link(back, account.id))
            .await
    }

    pub(super) async fn link_identity(
        &self,
        account: AccountId,
        who: &ExternalIdentity,
    ) -> Result<(), HubError> {
        let known = self.known_account(account).await?;
        if known.closed_at.is_some() {
            return Err(HubError::NotAdmitted("account_closed"));
        }
        let all = self.parts.providers.as_ref();
        let all = all.ok_or_else(|| HubError::not_found("provider", ""))?;
        let event = self.account_event(Some(account), "link_identity", account);
        Ok(all.identities.link(account, who, &event).await?)
    }

    /// Takes that back. Whoever has no password would lock themselves out.
    pub async fn unlink_identity(
        &self,
        principal: &Principal,
        provider: &str,
        password: &str,
        from: Option<IpAddr>,
    ) -> Result<(), HubError> {
        let (id, event) = self.own_event(principal, "unlink_identity")?;
        let (all, rules) = self.provider(provider)?;
        let account = self.known_account(id).await?;
        self.check_password(account.email.as_str(), password, from)
            .await?;
        if all.identities.unlink(id, &rules.issuer, &event).await? {
            Ok(())
        } else {
            Err(HubError::not_found("identity", provider))
        }
    }
}
