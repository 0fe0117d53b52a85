//! What has to be done before a session opens anything: choosing a password of one's own in place of a given one, and
//! setting up the second factor that the operator asks of everybody.
//!
//! A session of which something is pending is recognised, so that its page can be shown, but whoever has it is next to
//! nobody to the guard: no door has to know.

use crate::{Hub, HubError};
use hebewerk_guard::Rule;
use hebewerk_model::{Account, AccountId, Guest, HeldGrants, Principal};
use jiff::{SignedDuration, Timestamp};

/// How long a given password opens the page for an own one.
const GIVEN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What is pending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pending {
    /// A password of one's own.
    Password,
    /// A second factor.
    SecondFactor,
}

impl Pending {
    /// What programs are told.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Password => "password_given",
            Self::SecondFactor => "second_factor_pending",
        }
    }
}

impl Hub {
    /// Lets the password of an account last that the operator gave: for accounts whose passwords everybody may know, as
    /// those of a demo.
    pub async fn let_password_last(
        &self,
        principal: &Principal,
        id: AccountId,
    ) -> Result<(), HubError> {
        if *principal != Principal::Operator {
            return Err(HubError::Refused(Rule::NotAnAdministrator));
        }
        Ok(self.parts.accounts.let_password_last(id).await?)
    }

    /// What is pending for an account; nothing of here for whoever signed in elsewhere.
    pub(crate) async fn pending(
        &self,
        account: &Account,
        issuer: Option<&str>,
    ) -> Result<Option<Pending>, HubError> {
        if issuer.is_none() && self.is_password_given(account.id).await? {
            return Ok(Some(Pending::Password));
        }
        let is_asked = self.parts.everybody_needs_second_factor && issuer.is_none();
        if is_asked && !self.has_second_factor(account.id).await? {
            return Ok(Some(Pending::SecondFactor));
        }
        Ok(None)
    }

    /// Who somebody is as long as something is pending. For the password: nobody. For the second factor: somebody from
    /// outside without any right, who sees what the public sees and has their own account.
    pub(crate) fn held_back(pending: Pending, account: AccountId) -> Principal {
        match pending {
            Pending::Password => Principal::Anonymous,
            Pending::SecondFactor => Principal::Guest(Box::new(Guest {
                account,
                memberships: Vec::new(),
                grants: HeldGrants::default(),
            })),
        }
    }

    /// Whether somebody else knows the password of an account, because they gave it.
    pub(crate) async fn is_password_given(&self, id: AccountId) -> Result<bool, HubError> {
        Ok(self.parts.accounts.password_given_at(id).await?.is_some())
    }

    /// Refuses a given password that lay about for too long.
    pub(crate) async fn refuse_lapsed_password(
        &self,
        id: AccountId,
        now: Timestamp,
    ) -> Result<(), HubError> {
        let given_at = self.parts.accounts.password_given_at(id).await?;
        if given_at.is_some_and(|given_at| given_at + GIVEN <= now) {
            self.record_sign_in(Some(id), false, "password_lapsed")
                .await?;
            return Err(HubError::NotAdmitted("password_lapsed"));
        }
        Ok(())
    }
}
