//! Signing in and out.

use crate::begun_sign_ins::BegunSignIn;
use crate::pending::Pending;
use crate::ports::{Credentials, Event, ExternalSession, Session};
use crate::sessions::hour_of;
use crate::throttle::Origin;
use crate::{Hub, HubError, tokens};
use hebewerk_model::{Account, AccountId, Client, Email, OpenSession, Principal, SessionId};
use jiff::{SignedDuration, Timestamp};
use std::net::IpAddr;

/// How long a session lasts at most.
const SESSION: SignedDuration = SignedDuration::from_hours(12);

/// Whole hours without use after which a session ends: between two and three, because only the hour of its last use is
/// known. Long enough for a meeting, too short for a screen that nobody came back to.
const IDLE_HOURS: i64 = 2;

/// The secret of a session or link, to be handed out once.
pub struct Token(pub String);

/// From where and with what somebody comes to sign in.
#[derive(Debug, Clone, Copy)]
pub struct Arrival {
    /// The client's address, if the door knows it: for the throttle only, it is not kept.
    pub from: Option<IpAddr>,
    /// The client.
    pub client: Client,
}

/// Who a secret belongs to.
pub struct Recognised {
    /// For the guard.
    pub principal: Principal,
    /// Their account, if it is a person.
    pub account: Option<Account>,
    /// Their session, if it is one.
    pub session: Option<SessionId>,
    /// What they have to do before it opens anything; until then the principal is nobody.
    pub pending: Option<Pending>,
}

impl Recognised {
    pub(crate) const NOBODY: Self = Self {
        principal: Principal::Anonymous,
        account: None,
        session: None,
        pending: None,
    };
}

/// How far somebody has come.
pub enum SignIn {
    /// They are signed in.
    Done(SignedIn),
    /// The password was right; the secret leads on to the code of the second factor.
    CodeAsked(Token),
}

/// How a session is opened.
pub(crate) struct Opening {
    pub(crate) client: Client,
    /// What the audit says it was opened with.
    pub(crate) rule: &'static str,
    /// Where they signed in, if not here.
    pub(crate) external: Option<ExternalSession>,
}

/// Somebody who is signed in now.
pub struct SignedIn {
    /// Secret for the cookie.
    pub token: Token,
    /// Who.
    pub account: Account,
    /// When the session ends at the latest.
    pub expires_at: Timestamp,
    /// What they have to do before it opens anything.
    pub pending: Option<Pending>,
}

impl Hub {
    /// Checks name and password and opens a session, or asks for the second factor where there is one.
    ///
    /// A wrong name and a wrong password take the same time and give the same answer; whether there is a second factor
    /// shows only to whoever knows the password.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &str,
        arrival: Arrival,
    ) -> Result<SignIn, HubError> {
        let credentials = self.check_password(email, password, arrival.from).await?;
        let account = credentials.account;
        self.refuse_lapsed_password(account.id, self.parts.clock.now())
            .await?;
        self.admit(&account).await?;
        if self.has_second_factor(account.id).await? {
            let begun = BegunSignIn {
                account: account.id,
                password_hash: credentials.password_hash,
                client: arrival.client,
                external: None,
            };
            let secret = self.begun_sign_ins.begin(begun, self.parts.clock.now());
            return Ok(SignIn::CodeAsked(Token(secret)));
        }
        let opening = Opening {
            client: arrival.client,
            rule: "password",
            external: None,
        };
        Ok(SignIn::Done(self.open_session(account, opening).await?))
    }

    /// Whether an account may sign in here now.
    pub(crate) async fn admit(&self, account: &Account) -> Result<(), HubError> {
        let ends_at = self.parts.invitations.ends_at(account.id).await?;
        if ends_at.is_some_and(|ends_at| ends_at <= self.parts.clock.now()) {
            self.record_sign_in(Some(account.id), false, "account_ended")
                .await?;
            return Err(HubError::NotAdmitted("account_ended"));
        }
        // Guests have no account at the city's provider.
        if ends_at.is_none() && self.needs_provider(account) {
            self.record_sign_in(Some(account.id), false, "provider_needed")
                .await?;
            return Err(HubError::ProviderNeeded);
        }
        Ok(())
    }

    /// The sign-in a secret leads on from, and whose it is.
    pub(crate) async fn going_on(&self, secret: &str) -> Result<(BegunSignIn, Account), HubError> {
        let now = self.parts.clock.now();
        let begun = self.begun_sign_ins.attempt(secret, now);
        let begun = begun.ok_or(HubError::SignInLapsed)?;
        let account = self.parts.accounts.get(begun.account).await?;
        let account = account.filter(|account| account.closed_at.is_none());
        let account = account.ok_or(HubError::SignInLapsed)?;
        // A password that was changed meanwhile ends also what was only begun with the old one.
        let known = self.parts.accounts.by_email(&account.email).await?;
        if known.is_none_or(|known| known.password_hash != begun.password_hash) {
            return Err(HubError::SignInLapsed);
        }
        Ok((begun, account))
    }

    /// The second step: the code of the device, or one of the recovery codes.
    pub async fn finish_sign_in(
        &self,
        secret: &str,
        code: &str,
        from: Option<IpAddr>,
    ) -> Result<SignedIn, HubError> {
        let (begun, account) = self.going_on(secret).await?;
        match self.check_code(account.id, code, from).await {
            Ok(rule) => {
                self.begun_sign_ins.end(secret);
                let opening = Opening {
                    client: begun.client,
                    rule: if begun.external.is_some() {
                        "provider_and_code"
                    } else {
                        rule
                    },
                    external: begun.external,
                };
                self.open_session(account, opening).await
            }
            Err(HubError::WrongCode) => {
                self.record_sign_in(Some(account.id), false, "wrong_code")
                    .await?;
                Err(HubError::WrongCode)
            }
            Err(other) => Err(other),
        }
    }

    /// Name, password and, where there is a second factor, its code in one step: for programs that people run.
    pub async fn sign_in_at_once(
        &self,
        email: &str,
        password: &str,
        code: Option<&str>,
        arrival: Arrival,
    ) -> Result<SignedIn, HubError> {
        let signed_in = match (self.sign_in(email, password, arrival).await?, code) {
            (SignIn::Done(signed_in), _) => signed_in,
            (SignIn::CodeAsked(secret), Some(code)) => {
                let finished = self.finish_sign_in(&secret.0, code, arrival.from).await;
                self.begun_sign_ins.end(&secret.0);
                finished?
            }
            (SignIn::CodeAsked(secret), None) => {
                self.begun_sign_ins.end(&secret.0);
                return Err(HubError::SecondFactorNeeded);
            }
        };
        match signed_in.pending {
            None => Ok(signed_in),
            // There are pages for it; a program would only hold a session that opens nothing.
            Some(pending) => {
                self.sign_out(&signed_in.token.0).await?;
                Err(HubError::NotAdmitted(pending.code()))
            }
        }
    }

    /// The account with this name and password, and the password's hash.
    pub(crate) async fn check_password(
        &self,
        email: &str,
        password: &str,
        from: Option<IpAddr>,
    ) -> Result<Credentials, HubError> {
        let now = self.parts.clock.now();
        let origin = Origin::from(from);
        let name = tokens::hash(&email.trim().to_lowercase());
        // The place first: whoever finds none has not guessed yet.
        let turn = self.passwords.turn()?;
        self.throttle
            .reserve(name, origin, now)
            .map_err(|seconds| HubError::Throttled { seconds })?;
        let credentials = match email.parse::<Email>() {
            Ok(email) => self.parts.accounts.by_email(&email).await?,
            Err(_no_address) => None,
        };
        let stored = credentials
            .as_ref()
            .filter(|credentials| credentials.account.closed_at.is_none())
            .and_then(|credentials| credentials.password_hash.clone());
        let right = turn.verify(password.to_owned(), stored).await?;
        match credentials {
            Some(credentials) if right => {
                self.throttle.succeeded(name, origin, now);
                Ok(credentials)
            }
            _ => {
                if self.failed_sign_ins.is_first(origin, now) {
                    self.record_sign_in(None, false, "wrong_credentials")
                        .await?;
                }
                Err(HubError::WrongCredentials)
            }
        }
    }

    /// Opens a session with a secret nobody has seen before: one that was planted earlier is worth nothing.
    pub(crate) async fn open_session(
        &self,
        account: Account,
        opening: Opening,
    ) -> Result<SignedIn, HubError> {
        let (text, token) = tokens::fresh();
        let now = self.parts.clock.now();
        let issuer = opening
            .external
            .as_ref()
            .map(|external| external.identity.issuer.clone());
        let rules = issuer
            .as_deref()
            .and_then(|issuer| self.rules_of_issuer(issuer));
        let lasts = rules.map_or(SESSION, |rules| rules.session.min(SESSION));
        let pending = self.pending(&account, issuer.as_deref()).await?;
        let ends_at = self.parts.invitations.ends_at(account.id).await?;
        let expires_at = ends_at.map_or(now + lasts, |ends_at| ends_at.min(now + lasts));
        let session = Session {
            token,
            open: OpenSession {
                id: SessionId::from_uuid(self.parts.identifiers.fresh()),
                account: account.id,
                client: opening.client,
                issuer,
                second_factor: opening
                    .external
                    .as_ref()
                    .is_some_and(|external| external.second_factor),
                opened_at: now,
                used_at: hour_of(now),
                expires_at,
            },
            external: opening.external,
        };
        self.parts.sessions.open(&session, now).await?;
        self.record_sign_in(Some(account.id), true, opening.rule)
            .await?;
        Ok(SignedIn {
            token: Token(text),
            account,
            expires_at,
            pending,
        })
    }

    pub(crate) async fn record_sign_in(
        &self,
        account: Option<AccountId>,
        allowed: bool,
        rule: &'static str,
    ) -> Result<(), HubError> {
        let event = Event {
            account,
            allowed,
            ..Event::new(self.parts.clock.now(), "sign_in", rule, self.door)
        };
        Ok(self.parts.journal.record(&event).await?)
    }

    /// Who a session's secret belongs to; nobody when it is unknown, has expired, or the account is closed.
    pub async fn recognise(&self, token: &str) -> Result<Recognised, HubError> {
        let now = self.parts.clock.now();
        let secret = tokens::hash(token);
        let Some(session) = self.parts.sessions.find(&secret, now).await? else {
            return Ok(Recognised::NOBODY);
        };
        if is_idle(&session, now) {
            self.parts.sessions.close(&secret, now).await?;
            return Ok(Recognised::NOBODY);
        }
        let account = self.parts.accounts.get(session.account).await?;
        let Some(account) = account.filter(|account| account.closed_at.is_none()) else {
            return Ok(Recognised::NOBODY);
        };
        let principal = self.person_through(&account, Some(&session)).await?;
        if principal == Principal::Anonymous {
            return Ok(Recognised::NOBODY);
        }
        self.note_use(&session, now).await;
        let pending = self.pending(&account, session.issuer.as_deref()).await?;
        Ok(Recognised {
            principal: match pending {
                None => principal,
                Some(pending) => Self::held_back(pending, account.id),
            },
            account: Some(account),
            session: Some(session.id),
            pending,
        })
    }

    /// The principal of the account with this sign-in name: for `hebewerk sql --as`.
    pub async fn principal_named(&self, email: &str) -> Result<Principal, HubError> {
        let email = checked_email(email)?;
        let credentials = self.parts.accounts.by_email(&email).await?;
        let open = credentials
            .filter(|credentials| credentials.account.closed_at.is_none())
            .ok_or(HubError::WrongCredentials)?;
        self.person(&open.account).await
    }

    /// Ends a session.
    pub async fn sign_out(&self, token: &str) -> Result<(), HubError> {
        let now = self.parts.clock.now();
        Ok(self.parts.sessions.close(&tokens::hash(token), now).await?)
    }

    /// Forgets sessions that have expired; the number of them.
    pub async fn forget_expired_sessions(&self) -> Result<u64, HubError> {
        let now = self.parts.clock.now();
        Ok(self.parts.sessions.forget_expired(now).await?)
    }
}

/// Whether nobody has used a session for so long that it ends.
pub(crate) fn is_idle(session: &OpenSession, now: Timestamp) -> bool {
    let unused = hour_of(now).duration_since(session.used_at);
    unused > SignedDuration::from_hours(IDLE_HOURS)
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

/// An e-mail address.
pub(crate) fn checked_email(email: &str) -> Result<Email, HubError> {
    email.parse().map_err(|_error| HubError::Invalid {
        field: "email",
        code: "invalid_email",
    })
}
