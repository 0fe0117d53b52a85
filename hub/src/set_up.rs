//! The one-time link of the first administrator.

use crate::passwords::Owner;
use crate::sign_in::{Opening, SignedIn, Token, checked_email, checked_name};
use crate::{Hub, HubError, tokens};
use hebewerk_model::{Account, AccountId, Client, Language};
use jiff::SignedDuration;

/// How long the link works.
const LINK: SignedDuration = SignedDuration::from_hours(24);

/// The first administrator, as they describe themselves.
pub struct FirstAdministrator<'a> {
    /// Name as shown.
    pub name: &'a str,
    /// Sign-in name.
    pub email: &'a str,
    /// Password.
    pub password: &'a str,
    /// With what they come.
    pub client: Client,
}

impl Hub {
    /// A fresh one-time secret for the first administrator, if there is none yet. Replaces an older one.
    pub async fn offer_setup(&self) -> Result<Option<Token>, HubError> {
        if self.parts.accounts.has_administrator().await? {
            return Ok(None);
        }
        let (text, token) = tokens::fresh();
        let expires_at = self.parts.clock.now() + LINK;
        self.parts
            .sessions
            .keep_setup_token(&token, expires_at)
            .await?;
        Ok(Some(Token(text)))
    }

    /// Whether the one-time secret still works.
    pub async fn is_setup_open(&self, token: &str) -> Result<bool, HubError> {
        let now = self.parts.clock.now();
        let is_kept = self
            .parts
            .sessions
            .is_setup_token(&tokens::hash(token), now)
            .await?;
        Ok(is_kept && !self.parts.accounts.has_administrator().await?)
    }

    /// Makes the first administrator and signs them in. The link is spent and the account made in one step: whatever
    /// goes wrong, either both have happened or neither.
    pub async fn set_up(
        &self,
        token: &str,
        first: FirstAdministrator<'_>,
    ) -> Result<SignedIn, HubError> {
        let email = checked_email(first.email)?;
        let name = checked_name(first.name)?;
        // Before anything is computed: whoever has no link keeps nobody busy.
        if !self.is_setup_open(token).await? {
            return Err(HubError::WrongCredentials);
        }
        let owner = Owner {
            name: &name,
            email: email.as_str(),
        };
        self.check_new_password(first.password, owner).await?;
        let password_hash = self
            .passwords
            .turn()?
            .hash(first.password.to_owned())
            .await?;
        let account = Account {
            id: AccountId::from_uuid(self.parts.identifiers.fresh()),
            email,
            name,
            administrator: true,
            officer: false,
            memberships: Vec::new(),
            language: Language::De,
            closed_at: None,
        };
        let event = self.account_event(Some(account.id), "add_account", account.id);
        let made = self
            .parts
            .sessions
            .set_up(&tokens::hash(token), &account, &password_hash, &event)
            .await?;
        if !made {
            return Err(HubError::WrongCredentials);
        }
        let opening = Opening {
            client: first.client,
            rule: "password",
            external: None,
        };
        self.open_session(account, opening).await
    }
}
