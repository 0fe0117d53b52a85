//! Signing in and out, and the one-time link of the first administrator.

use crate::ports::{Event, Session};
use crate::{Hub, HubError, tokens};
use argon2::Argon2;
use argon2::password_hash::{
    PasswordHash, PasswordHasher, PasswordVerifier, SaltString, rand_core::OsRng,
};
use hebewerk_model::{Account, AccountId, Email, Language, Principal};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::Mutex;

/// How long a session lasts at most.
const SESSION: SignedDuration = SignedDuration::from_hours(12);
/// How long the one-time link of the first administrator works.
const SETUP: SignedDuration = SignedDuration::from_hours(24);
/// Failed attempts before waiting begins, per sign-in name.
const FREE_ATTEMPTS: u32 = 5;
/// Shortest password in characters (BSI: length before composition rules).
const SHORTEST_PASSWORD: usize = 10;

/// The secret of a session or link, to be handed out once.
pub struct Token(pub String);

/// Somebody who is signed in now.
pub struct SignedIn {
    /// Secret for the cookie.
    pub token: Token,
    /// Who.
    pub account: Account,
    /// When the session ends at the latest.
    pub expires_at: Timestamp,
}

/// Failed attempts by hash of the sign-in name, in memory only.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<HashMap<[u8; 32], (u32, Timestamp)>>);

impl Throttle {
    /// Seconds to wait before the next attempt, 0 if none.
    fn wait(&self, name: &[u8; 32], now: Timestamp) -> u64 {
        let attempts = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        attempts.get(name).map_or(0, |(_count, until)| {
            u64::try_from(until.duration_since(now).as_secs()).unwrap_or(0)
        })
    }

    fn failed(&self, name: [u8; 32], now: Timestamp) {
        let mut attempts = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        // Forget old entries, so that a flood of made-up names does not fill memory.
        if attempts.len() > 10_000 {
            attempts.retain(|_name, (_count, until)| *until > now);
        }
        let entry = attempts.entry(name).or_insert((0, now));
        entry.0 += 1;
        let over = entry.0.saturating_sub(FREE_ATTEMPTS).min(9);
        if over > 0 {
            entry.1 = now + SignedDuration::from_secs(1 << over);
        }
    }

    fn succeeded(&self, name: &[u8; 32]) {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .remove(name);
    }
}

impl Hub {
    /// Checks name and password and opens a session.
    ///
    /// A wrong name and a wrong password take the same time and give the same answer.
    pub async fn sign_in(&self, email: &str, password: &str) -> Result<SignedIn, HubError> {
        let now = self.parts.clock.now();
        let name = tokens::hash(&email.trim().to_lowercase());
        let seconds = self.throttle.wait(&name, now);
        if seconds > 0 {
            return Err(HubError::Throttled { seconds });
        }
        let credentials = match email.parse::<Email>() {
            Ok(email) => self.parts.accounts.by_email(&email).await?,
            Err(_no_address) => None,
        };
        let stored = credentials
            .as_ref()
            .and_then(|credentials| credentials.password_hash.clone());
        let right = verify(password.to_owned(), stored).await?;
        match credentials {
            Some(credentials) if right => {
                self.throttle.succeeded(&name);
                self.open_session(credentials.account).await
            }
            _ => {
                self.throttle.failed(name, now);
                self.record_sign_in(None, false).await?;
                Err(HubError::WrongCredentials)
            }
        }
    }

    async fn open_session(&self, account: Account) -> Result<SignedIn, HubError> {
        let (text, token) = tokens::fresh();
        let expires_at = self.parts.clock.now() + SESSION;
        let session = Session {
            token,
            account: account.id,
            expires_at,
        };
        self.parts.sessions.open(&session).await?;
        self.record_sign_in(Some(account.id), true).await?;
        Ok(SignedIn {
            token: Token(text),
            account,
            expires_at,
        })
    }

    async fn record_sign_in(
        &self,
        account: Option<AccountId>,
        allowed: bool,
    ) -> Result<(), HubError> {
        let event = Event {
            at: self.parts.clock.now(),
            action: "sign_in",
            account,
            dataset: None,
            allowed,
            rule: if allowed {
                "password"
            } else {
                "wrong_credentials"
            },
        };
        Ok(self.parts.journal.record(&event).await?)
    }

    /// Who a session's secret belongs to; [`Principal::Anonymous`] when it is unknown or has expired.
    pub async fn principal_of(
        &self,
        token: &str,
    ) -> Result<(Principal, Option<Account>), HubError> {
        let now = self.parts.clock.now();
        let Some(session) = self.parts.sessions.find(&tokens::hash(token), now).await? else {
            return Ok((Principal::Anonymous, None));
        };
        let Some(account) = self.parts.accounts.get(session.account).await? else {
            return Ok((Principal::Anonymous, None));
        };
        Ok((principal(&account), Some(account)))
    }

    /// The principal of the account with this sign-in name: for `hebewerk sql --as`.
    pub async fn principal_named(&self, email: &str) -> Result<Principal, HubError> {
        let email: Email = email.parse().map_err(|_error| HubError::Invalid {
            field: "email",
            code: "invalid_email",
        })?;
        let credentials = self.parts.accounts.by_email(&email).await?;
        credentials
            .map(|credentials| principal(&credentials.account))
            .ok_or(HubError::WrongCredentials)
    }

    /// Ends a session.
    pub async fn sign_out(&self, token: &str) -> Result<(), HubError> {
        let now = self.parts.clock.now();
        Ok(self.parts.sessions.close(&tokens::hash(token), now).await?)
    }

    /// A fresh one-time secret for the first administrator, if there is none yet. Replaces an older one.
    pub async fn offer_setup(&self) -> Result<Option<Token>, HubError> {
        if self.parts.accounts.has_administrator().await? {
            return Ok(None);
        }
        let (text, token) = tokens::fresh();
        let expires_at = self.parts.clock.now() + SETUP;
        self.parts
            .sessions
            .keep_setup_token(&token, expires_at)
            .await?;
        Ok(Some(Token(text)))
    }

    /// Whether the one-time secret still works.
    pub async fn is_setup_open(&self, token: &str) -> Result<bool, HubError> {
        let now = self.parts.clock.now();
        Ok(self
            .parts
            .sessions
            .is_setup_token(&tokens::hash(token), now)
            .await?)
    }

    /// Makes the first administrator and signs them in.
    pub async fn set_up(
        &self,
        token: &str,
        name: &str,
        email: &str,
        password: &str,
    ) -> Result<SignedIn, HubError> {
        let email = email.parse::<Email>().map_err(|_error| HubError::Invalid {
            field: "email",
            code: "invalid_email",
        })?;
        let name = checked_name(name)?;
        let password_hash = hash_password(password.to_owned()).await?;
        let now = self.parts.clock.now();
        if !self
            .parts
            .sessions
            .use_setup_token(&tokens::hash(token), now)
            .await?
        {
            return Err(HubError::WrongCredentials);
        }
        let account = Account {
            id: AccountId::from_uuid(self.parts.identifiers.fresh()),
            email,
            name,
            administrator: true,
            memberships: Vec::new(),
            language: Language::De,
        };
        self.parts
            .accounts
            .save(&account, Some(&password_hash))
            .await?;
        self.open_session(account).await
    }
}

/// The principal of an account.
pub(crate) fn principal(account: &Account) -> Principal {
    Principal::Person {
        account: account.id,
        administrator: account.administrator,
        memberships: account.memberships.clone(),
    }
}

/// A name of 1 to 120 characters.
pub(crate) fn checked_name(name: &str) -> Result<String, HubError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 120 {
        return Err(HubError::Invalid {
            field: "name",
            code: "invalid_name",
        });
    }
    Ok(name.to_owned())
}

/// Hashes a password with Argon2id (RFC 9106, the crate's parameters: 19 MiB, 2 passes) on a thread of its own.
pub(crate) async fn hash_password(password: String) -> Result<String, HubError> {
    if password.chars().count() < SHORTEST_PASSWORD || password.len() > 1024 {
        return Err(HubError::Invalid {
            field: "password",
            code: "password_too_short",
        });
    }
    tokio::task::spawn_blocking(move || {
        let salt = SaltString::generate(&mut OsRng);
        Argon2::default()
            .hash_password(password.as_bytes(), &salt)
            .map(|hash| hash.to_string())
            .map_err(|_error| HubError::Invalid {
                field: "password",
                code: "password_too_short",
            })
    })
    .await?
}

/// Compares a password with a stored hash; without one it works just as long and says no.
async fn verify(password: String, stored: Option<String>) -> Result<bool, HubError> {
    Ok(tokio::task::spawn_blocking(move || {
        let Some(stored) = stored else {
            let salt = SaltString::generate(&mut OsRng);
            drop(Argon2::default().hash_password(password.as_bytes(), &salt));
            return false;
        };
        PasswordHash::new(&stored).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        })
    })
    .await?)
}
