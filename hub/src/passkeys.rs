//! Passkeys (WebAuthn Level 2): keys that stay in a device, know who holds it, and sign for this address only. Nothing of
//! them can be phished, guessed or leaked. One is a sign-in of two factors, and the second factor beside a password.

mod ceremony;
pub(crate) mod challenge;
mod public_key;

pub use ceremony::Site;

use crate::ports::Passkey;
use crate::sign_in::{Arrival, Opening, SignedIn, checked_name};
use crate::throttle::Origin;
use crate::{Hub, HubError, tokens};
use ceremony::{answered, decoded, encoded, made, signed};
use hebewerk_model::{Account, PasskeyId, Principal, SessionId};
use jiff::tz::TimeZone;
use std::net::IpAddr;

/// Passkeys of one account at most.
const MOST: usize = 20;

/// What a browser is asked to make a passkey of.
pub struct PasskeyOffer {
    /// What it has to answer.
    pub challenge: String,
    /// Whose it will be, as a device keeps it: no name.
    pub user: String,
    /// Those that are there already: no device makes a second one.
    pub known: Vec<String>,
    /// Algorithms by their number in the COSE registry, the best first.
    pub algorithms: [i64; 3],
}

/// By what somebody may go on whose password was right.
pub struct SecondStep {
    /// Whether by a code of a device.
    pub by_code: bool,
    /// By which passkeys.
    pub passkeys: Vec<String>,
    /// What a passkey has to sign.
    pub challenge: String,
}

/// What a browser says of a passkey it has made, in its base 64.
#[derive(Debug, Clone, Copy)]
pub struct NewPasskey<'a> {
    /// What its owner calls it.
    pub name: &'a str,
    /// `clientDataJSON`.
    pub client: &'a str,
    /// `authenticatorData`.
    pub authenticator: &'a str,
    /// Public key as SubjectPublicKeyInfo.
    pub public_key: &'a str,
    /// Its algorithm.
    pub algorithm: i64,
}

/// What a browser says of a passkey that has signed, in its base 64.
#[derive(Debug, Clone, Copy)]
pub struct Assertion<'a> {
    /// Identity of the credential.
    pub credential: &'a str,
    /// `clientDataJSON`.
    pub client: &'a str,
    /// `authenticatorData`.
    pub authenticator: &'a str,
    /// Signature over both.
    pub signature: &'a str,
}

impl Hub {
    /// One's own passkeys, the oldest first.
    pub async fn own_passkeys(&self, account: &Account) -> Result<Vec<Passkey>, HubError> {
        Ok(self.parts.passkeys.of_account(account.id).await?)
    }

    /// Begins to add one. The password is asked for, so that an unlocked screen is not enough to come back for ever.
    pub async fn begin_passkey(
        &self,
        account: &Account,
        password: &str,
        from: Option<IpAddr>,
    ) -> Result<PasskeyOffer, HubError> {
        self.check_password(account.email.as_str(), password, from)
            .await?;
        let known = self.own_passkeys(account).await?;
        if known.len() >= MOST {
            return Err(unfit("too_many_passkeys"));
        }
        Ok(PasskeyOffer {
            challenge: self.challenge(Some(account.id))?,
            user: encoded(account.id.as_uuid().as_bytes()),
            known: known.iter().map(|one| encoded(&one.credential)).collect(),
            algorithms: public_key::ALGORITHMS,
        })
    }

    /// Adds one that was made in answer to an offer; all other sessions end, because they were opened with less.
    pub async fn add_passkey(
        &self,
        principal: &Principal,
        new: NewPasskey<'_>,
        site: &Site,
        here: Option<SessionId>,
    ) -> Result<(), HubError> {
        let (account, event) = self.own_event(principal, "add_passkey")?;
        let name = checked_name(new.name)?;
        let refused = || unfit("passkey_unfit");
        let part = |text| decoded(text).ok_or_else(refused);
        let (client, authenticator) = (part(new.client)?, part(new.authenticator)?);
        let public_key = part(new.public_key)?;
        let challenge = answered("webauthn.create", &client, site).ok_or_else(refused)?;
        let made = made(&authenticator, (new.algorithm, public_key.as_slice()), site);
        let (credential, counter) = made.ok_or_else(refused)?;
        if !self.is_ours(&challenge, Some(account)) || !self.use_up(&challenge) {
            return Err(HubError::SignInLapsed);
        }
        let passkey = Passkey {
            id: PasskeyId::from_uuid(self.parts.identifiers.fresh()),
            account,
            name,
            credential: credential.to_vec(),
            public_key,
            algorithm: new.algorithm,
            counter,
            added_at: event.at,
            used_at: None,
        };
        Ok(self.parts.passkeys.add(&passkey, here, &event).await?)
    }

    /// Removes one of one's own, with the password.
    pub async fn remove_passkey(
        &self,
        principal: &Principal,
        id: PasskeyId,
        password: &str,
        from: Option<IpAddr>,
    ) -> Result<(), HubError> {
        let (account, event) = self.own_event(principal, "remove_passkey")?;
        let known = self.known_account(account).await?;
        self.check_password(known.email.as_str(), password, from)
            .await?;
        match self
            .parts
            .passkeys
            .remove(account, Some(id), &event)
            .await?
        {
            0 => Err(HubError::not_found("passkey", id)),
            _removed => Ok(()),
        }
    }

    /// What a passkey has to sign for signing in.
    pub fn passkey_challenge(&self) -> Result<String, HubError> {
        self.challenge(None)
    }

    /// What may be shown in the second step of a sign-in; nothing when it has lapsed.
    pub async fn second_step(&self, secret: &str) -> Result<Option<SecondStep>, HubError> {
        let now = self.parts.clock.now();
        let Some(account) = self.begun_sign_ins.whose(secret, now) else {
            return Ok(None);
        };
        let known = self.parts.passkeys.of_account(account).await?;
        Ok(Some(SecondStep {
            by_code: self.has_codes(account).await?,
            passkeys: known.iter().map(|one| encoded(&one.credential)).collect(),
            challenge: self.challenge(None)?,
        }))
    }

    /// Signs in with a passkey and nothing else: the device has found out who holds it.
    pub async fn sign_in_with_passkey(
        &self,
        assertion: Assertion<'_>,
        site: &Site,
        arrival: Arrival,
    ) -> Result<SignedIn, HubError> {
        let passkey = self.asserted(assertion, site, arrival.from).await?;
        let account = self.parts.accounts.get(passkey.account).await?;
        let account = account.filter(|account| account.closed_at.is_none());
        let account = account.ok_or_else(refused)?;
        self.admit(&account).await?;
        let opening = Opening {
            client: arrival.client,
            rule: "passkey",
            external: None,
        };
        self.open_session(account, opening).await
    }

    /// The second step after a password: a passkey in place of a code.
    pub async fn finish_sign_in_with_passkey(
        &self,
        secret: &str,
        assertion: Assertion<'_>,
        site: &Site,
        from: Option<IpAddr>,
    ) -> Result<SignedIn, HubError> {
        let (begun, account) = self.going_on(secret).await?;
        let passkey = self.asserted(assertion, site, from).await?;
        if passkey.account != account.id {
            self.record_sign_in(Some(account.id), false, "wrong_passkey")
                .await?;
            return Err(refused());
        }
        self.begun_sign_ins.end(secret);
        let opening = Opening {
            client: begun.client,
            rule: if begun.external.is_some() {
                "provider_and_passkey"
            } else {
                "password_and_passkey"
            },
            external: begun.external,
        };
        self.open_session(account, opening).await
    }

    /// The passkey that has signed a challenge of ours for the first time.
    async fn asserted(
        &self,
        assertion: Assertion<'_>,
        site: &Site,
        from: Option<IpAddr>,
    ) -> Result<Passkey, HubError> {
        let now = self.parts.clock.now();
        let name = tokens::hash(&format!("passkey {}", assertion.credential));
        let origin = Origin::from(from);
        self.throttle
            .reserve(name, origin, now)
            .map_err(|seconds| HubError::Throttled { seconds })?;
        let part = |text| decoded(text).ok_or_else(refused);
        let (client, authenticator) = (part(assertion.client)?, part(assertion.authenticator)?);
        let (credential, signature) = (part(assertion.credential)?, part(assertion.signature)?);
        let known = self.parts.passkeys.by_credential(&credential).await?;
        let passkey = known.ok_or_else(refused)?;
        let challenge = answered("webauthn.get", &client, site).ok_or_else(refused)?;
        let key = (passkey.algorithm, passkey.public_key.as_slice());
        let counter = signed(
            (
                client.as_slice(),
                authenticator.as_slice(),
                signature.as_slice(),
            ),
            key,
            site,
        );
        let Some(counter) = counter else {
            self.record_sign_in(Some(passkey.account), false, "wrong_passkey")
                .await?;
            return Err(refused());
        };
        if !self.is_ours(&challenge, None) || !self.use_up(&challenge) {
            return Err(HubError::SignInLapsed);
        }
        let zoned = now.to_zoned(TimeZone::UTC);
        let day = zoned.start_of_day().map_or(now, |day| day.timestamp());
        if !self.parts.passkeys.used(passkey.id, counter, day).await? {
            // A counter that goes back is that of a copy: neither the copy nor the owner gets in, and both notice.
            self.record_sign_in(Some(passkey.account), false, "copied_passkey")
                .await?;
            return Err(refused());
        }
        self.throttle.succeeded(name, origin, now);
        Ok(passkey)
    }
}

const fn refused() -> HubError {
    HubError::NotAdmitted("passkey_refused")
}

const fn unfit(code: &'static str) -> HubError {
    HubError::Invalid {
        field: "passkey",
        code,
    }
}
