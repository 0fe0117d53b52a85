//! A second factor: one-time codes of a device (RFC 6238) beside the password.

mod identified;
mod one_time;
mod recovery;

pub use identified::Identified;

use crate::authorise::authorise;
use crate::throttle::Origin;
use crate::{Hub, HubError, sealed_for, tokens};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{Account, AccountId, Principal, SessionId};
use jiff::{SignedDuration, Timestamp};
use std::net::IpAddr;

/// How long a secret that was shown waits for its first code.
const SETTING_UP: SignedDuration = SignedDuration::from_mins(15);

/// A secret to put into a device.
pub struct NewSecret {
    /// As a device reads it from a picture: `otpauth://totp/…`.
    pub url: String,
    /// As people type it: base 32 in groups of four.
    pub text: String,
    /// Shows that somebody has seen it: whoever only got hold of a session can neither confirm it nor see it again.
    pub proof: String,
}

/// One's own second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondFactorView {
    /// Since when it is asked for; none if it is not.
    pub since: Option<Timestamp>,
    /// Recovery codes that are left.
    pub recovery_left: u32,
    /// Whether one has to have it in order to run the hub.
    pub is_needed: bool,
}

impl Hub {
    /// One's own second factor.
    pub async fn own_second_factor(&self, account: &Account) -> Result<SecondFactorView, HubError> {
        let known = self.parts.second_factors.get(account.id).await?;
        Ok(SecondFactorView {
            since: known.as_ref().and_then(|known| known.confirmed_at),
            recovery_left: known.map_or(0, |known| known.recovery_left),
            is_needed: self.needs_second_factor(account),
        })
    }

    /// Begins to set one up. The password is asked for, so that an unlocked screen is not enough to lock somebody out.
    pub async fn start_second_factor(
        &self,
        account: &Account,
        password: &str,
        issuer: &str,
        from: Option<IpAddr>,
    ) -> Result<NewSecret, HubError> {
        self.check_password(account.email.as_str(), password, from)
            .await?;
        let secret = one_time::fresh();
        let sealed = self
            .parts
            .vault
            .seal(&sealed_for::second_factor(account.id), &secret)?;
        let now = self.parts.clock.now();
        let factors = &self.parts.second_factors;
        factors.start(account.id, &sealed, now).await?;
        one_time::shown(&secret, account.email.as_str(), issuer)
    }

    /// The secret once more, while its first code is waited for, for whoever has seen it.
    pub async fn begun_second_factor(
        &self,
        account: &Account,
        issuer: &str,
        proof: &str,
    ) -> Result<NewSecret, HubError> {
        let secret = self.begun_secret(account.id, proof).await?;
        one_time::shown(&secret, account.email.as_str(), issuer)
    }

    /// Lets it count, because a code of it has been shown to work. Returns the recovery codes, which nobody sees again; all
    /// other sessions end, because they were opened with less.
    pub async fn confirm_second_factor(
        &self,
        principal: &Principal,
        (code, proof): (&str, &str),
        here: Option<SessionId>,
    ) -> Result<Vec<String>, HubError> {
        let (account, event) = self.own_event(principal, "set_up_second_factor")?;
        let secret = self.begun_secret(account, proof).await?;
        let step = one_time::step_of(&secret, code, event.at).ok_or(HubError::WrongCode)?;
        let codes = recovery::fresh();
        let hashes: Vec<_> = codes.iter().map(|code| recovery::hash(code)).collect();
        let factors = &self.parts.second_factors;
        if !factors
            .confirm(account, step, &hashes, here, &event)
            .await?
        {
            return Err(no_second_factor());
        }
        Ok(codes)
    }

    /// Turns it off again, with password and code.
    pub async fn remove_second_factor(
        &self,
        principal: &Principal,
        (password, code): (&str, &str),
        from: Option<IpAddr>,
    ) -> Result<(), HubError> {
        let (id, event) = self.own_event(principal, "remove_second_factor")?;
        let account = self.known_account(id).await?;
        self.check_password(account.email.as_str(), password, from)
            .await?;
        self.check_code(id, code, from).await?;
        self.parts.second_factors.remove(id, &event).await?;
        Ok(())
    }

    /// Whether an account has one; for administrators.
    pub async fn has_account_second_factor(
        &self,
        principal: &Principal,
        account: AccountId,
    ) -> Result<bool, HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        self.has_second_factor(account).await
    }

    /// Takes it from somebody who lost device and recovery codes, and the passkeys with it; for administrators, who say how
    /// they recognised them. The operator need not: whoever holds the data directory needs nobody's word.
    pub async fn reset_second_factor(
        &self,
        principal: &Principal,
        account: AccountId,
        identified: Option<Identified>,
    ) -> Result<(), HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        let mut event = self.account_event(principal.account(), "reset_second_factor", account);
        match identified {
            Some(identified) => event.rule = identified.code(),
            None if *principal == Principal::Operator => {}
            None => {
                return Err(HubError::Invalid {
                    field: "identified",
                    code: "not_identified",
                });
            }
        }
        let had_codes = self.parts.second_factors.remove(account, &event).await?;
        let passkeys = self.parts.passkeys.remove(account, None, &event).await?;
        if had_codes || passkeys > 0 {
            Ok(())
        } else {
            Err(HubError::not_found("second_factor", account))
        }
    }

    /// Whether a password is not enough for an account: it has codes or a passkey.
    pub(crate) async fn has_second_factor(&self, account: AccountId) -> Result<bool, HubError> {
        if self.has_codes(account).await? {
            return Ok(true);
        }
        Ok(!self.parts.passkeys.of_account(account).await?.is_empty())
    }

    /// Whether a code of a device is asked for.
    pub(crate) async fn has_codes(&self, account: AccountId) -> Result<bool, HubError> {
        let known = self.parts.second_factors.get(account).await?;
        Ok(known.is_some_and(|known| known.confirmed_at.is_some()))
    }

    /// Whether what an account may do beyond an organisation (run the hub, read the audit) holds now: where a second
    /// factor is needed for it, not before it is there.
    pub(crate) async fn may_use_powers(&self, account: &Account) -> Result<bool, HubError> {
        if !self.needs_second_factor(account) {
            return Ok(true);
        }
        self.has_second_factor(account.id).await
    }

    fn needs_second_factor(&self, account: &Account) -> bool {
        let is_privileged = account.administrator || account.officer;
        self.parts.everybody_needs_second_factor
            || (self.parts.privileged_need_second_factor && is_privileged)
    }

    /// Uses a code up, of the device or for recovery; the rule that goes into the audit. Slowed down like passwords, by
    /// account, so that nobody gets more guesses by beginning anew.
    pub(crate) async fn check_code(
        &self,
        account: AccountId,
        code: &str,
        from: Option<IpAddr>,
    ) -> Result<&'static str, HubError> {
        let now = self.parts.clock.now();
        let (name, origin) = (
            tokens::hash(&format!("second factor of {account}")),
            Origin::from(from),
        );
        self.throttle
            .reserve(name, origin, now)
            .map_err(|seconds| HubError::Throttled { seconds })?;
        let rule = self.rule_of_code(account, code, now).await?;
        self.throttle.succeeded(name, origin, now);
        Ok(rule)
    }

    async fn rule_of_code(
        &self,
        account: AccountId,
        code: &str,
        now: Timestamp,
    ) -> Result<&'static str, HubError> {
        let factors = &self.parts.second_factors;
        let known = factors.get(account).await?;
        let known = known.filter(|known| known.confirmed_at.is_some());
        let known = known.ok_or(HubError::WrongCode)?;
        let secret = self
            .parts
            .vault
            .open(&sealed_for::second_factor(account), &known.sealed)?;
        if let Some(step) = one_time::step_of(&secret, code, now) {
            return if factors.use_step(account, step).await? {
                Ok("password_and_code")
            } else {
                Err(HubError::WrongCode)
            };
        }
        if factors.use_recovery(account, &recovery::hash(code)).await? {
            return Ok("password_and_recovery_code");
        }
        Err(HubError::WrongCode)
    }

    async fn begun_secret(&self, account: AccountId, proof: &str) -> Result<String, HubError> {
        let now = self.parts.clock.now();
        let known = self.parts.second_factors.get(account).await?;
        let begun = known
            .filter(|known| known.confirmed_at.is_none() && now < known.started_at + SETTING_UP)
            .ok_or_else(no_second_factor)?;
        let secret = self
            .parts
            .vault
            .open(&sealed_for::second_factor(account), &begun.sealed)?;
        // Both are hashes of the same length; a comparison that ends early tells nothing about the secret.
        if one_time::proof(&secret) == proof {
            Ok(secret)
        } else {
            Err(no_second_factor())
        }
    }
}

fn no_second_factor() -> HubError {
    HubError::not_found("second_factor", "")
}
