//! Where one is signed in, and ending that.

use crate::authorise::authorise;
use crate::ports::Event;
use crate::sign_in::is_idle;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{AccountId, KeyHolder, OpenSession, Principal, SessionId};
use jiff::{SignedDuration, Timestamp};
use std::net::IpAddr;

/// How long a sign-in shows who somebody is without another look.
const FRESH: SignedDuration = SignedDuration::from_mins(15);

/// Shows that whoever asks is who is signed in: by the password, or by having signed in a moment ago.
#[derive(Debug, Clone, Copy)]
pub struct InPerson<'a> {
    /// The session in which this is asked.
    pub here: Option<SessionId>,
    /// The password of the account; none if the sign-in itself has to be fresh.
    pub password: Option<&'a str>,
    /// The client's address, if the door knows it: for the throttle only.
    pub from: Option<IpAddr>,
}

/// With what somebody can get in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountStanding {
    /// Sign-ins that have not ended.
    pub sessions: u64,
    /// Access keys that work.
    pub keys: u64,
    /// Whether a second factor is asked for.
    pub has_second_factor: bool,
}

impl Hub {
    /// One's own sign-ins that have not ended, the last used first.
    pub async fn own_sessions(&self, principal: &Principal) -> Result<Vec<OpenSession>, HubError> {
        let account = own_account(principal)?;
        let now = self.parts.clock.now();
        let mut sessions = self.parts.sessions.of_account(account, now).await?;
        sessions.retain(|session| !is_idle(session, now));
        Ok(sessions)
    }

    /// Ends one of one's own sign-ins, after whoever asks has shown once more who they are.
    pub async fn end_session(
        &self,
        principal: &Principal,
        id: SessionId,
        again: InPerson<'_>,
    ) -> Result<(), HubError> {
        let (account, event) = self.own_event(principal, "end_session")?;
        self.confirm_in_person(account, again).await?;
        if self.parts.sessions.end(account, id, &event).await? {
            Ok(())
        } else {
            // The same for somebody else's: asking does not reveal which ones there are.
            Err(HubError::not_found("session", id))
        }
    }

    /// Ends all of one's own sign-ins but the one from which this is asked, after whoever asks has shown once more who
    /// they are; the number of them.
    pub async fn end_other_sessions(
        &self,
        principal: &Principal,
        again: InPerson<'_>,
    ) -> Result<u64, HubError> {
        let (account, event) = self.own_event(principal, "end_sessions")?;
        self.confirm_in_person(account, again).await?;
        let sessions = &self.parts.sessions;
        Ok(sessions.end_all(account, again.here, &event).await?)
    }

    /// Whether somebody can show by a password who they are; whoever signs in elsewhere has none.
    pub async fn has_own_password(&self, principal: &Principal) -> Result<bool, HubError> {
        let account = self.known_account(own_account(principal)?).await?;
        let known = self.parts.accounts.by_email(&account.email).await?;
        Ok(known.is_some_and(|known| known.password_hash.is_some()))
    }

    /// Refuses whoever cannot show once more that they are who is signed in.
    pub(crate) async fn confirm_in_person(
        &self,
        account: AccountId,
        again: InPerson<'_>,
    ) -> Result<(), HubError> {
        if let Some(password) = again.password {
            let known = self.known_account(account).await?;
            self.check_password(known.email.as_str(), password, again.from)
                .await?;
            return Ok(());
        }
        let now = self.parts.clock.now();
        let sessions = self.parts.sessions.of_account(account, now).await?;
        let here = sessions.iter().find(|one| Some(one.id) == again.here);
        if here.is_some_and(|here| now.duration_since(here.opened_at) <= FRESH) {
            Ok(())
        } else {
            Err(HubError::NotAdmitted("sign_in_again"))
        }
    }

    /// Ends all sign-ins of an account; for administrators.
    pub async fn end_sessions_of(
        &self,
        principal: &Principal,
        account: AccountId,
    ) -> Result<u64, HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        self.known_account(account).await?;
        let event = self.account_event(principal.account(), "end_sessions", account);
        Ok(self.parts.sessions.end_all(account, None, &event).await?)
    }

    /// How an account stands; for administrators.
    pub async fn account_standing(
        &self,
        principal: &Principal,
        account: AccountId,
    ) -> Result<AccountStanding, HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        let now = self.parts.clock.now();
        let mut sessions = self.parts.sessions.of_account(account, now).await?;
        sessions.retain(|session| !is_idle(session, now));
        let holder = KeyHolder::Account(account);
        let keys = self.parts.access_keys.of_holder(holder).await?;
        Ok(AccountStanding {
            sessions: sessions.len() as u64,
            keys: keys.iter().filter(|key| key.holds_at(now)).count() as u64,
            has_second_factor: self.has_second_factor(account).await?,
        })
    }

    /// Remembers that a session was used: once an hour, so that reading costs no write. What cannot be remembered costs
    /// no reader an answer.
    pub(crate) async fn note_use(&self, session: &OpenSession, now: Timestamp) {
        let hour = hour_of(now);
        if session.used_at >= hour {
            return;
        }
        if let Err(error) = self.parts.sessions.used(session.id, hour).await {
            tracing::warn!(%error, "the use of a session could not be noted");
        }
    }

    /// Somebody's own account, and what the audit says of what they do to it.
    pub(crate) fn own_event(
        &self,
        principal: &Principal,
        action: &'static str,
    ) -> Result<(AccountId, Event), HubError> {
        let account = own_account(principal)?;
        Ok((account, self.account_event(Some(account), action, account)))
    }
}

/// The account of somebody who is here in person.
pub(crate) fn own_account(principal: &Principal) -> Result<AccountId, HubError> {
    authorise(principal, Action::ManageOwnAccount, &Resource::Hub)?;
    principal
        .account()
        .ok_or_else(|| HubError::not_found("account", ""))
}

/// The beginning of the hour.
pub(crate) fn hour_of(moment: Timestamp) -> Timestamp {
    let second = moment.as_second();
    Timestamp::from_second(second - second.rem_euclid(3600)).unwrap_or(moment)
}
