//! Signing in at a provider: away, back, and the account of whoever it vouches for.

mod account;
mod link;
mod way;

pub use link::OwnIdentity;

use crate::begun_sign_ins::BegunSignIn;
use crate::ports::{EndedThere, Event, ExternalIdentity, ExternalSession, Redeem, VouchedFor};
use crate::providers::ProviderRules;
use crate::sign_in::{Opening, Token};
use crate::throttle::Origin;
use crate::{Arrival, Hub, HubError, SignIn};
use hebewerk_model::{Account, AccountId, Failure as _};
use jiff::SignedDuration;
use way::Way;

/// How far the clock of a provider may be ahead of ours when it ends a session that was just opened.
const SKEW: SignedDuration = SignedDuration::from_mins(1);

/// Where somebody goes, and what their browser keeps until they are back.
pub struct SentAway {
    /// Address at the provider.
    pub url: String,
    /// Sealed; shows that whoever comes back is whoever went.
    pub way: Token,
}

/// With what somebody comes back.
#[derive(Debug, Clone, Copy)]
pub struct Returned<'a> {
    /// Name of the provider in the address.
    pub provider: &'a str,
    /// What their browser kept.
    pub way: &'a str,
    /// What they were sent with.
    pub state: &'a str,
    /// Their code; none if the provider refused them.
    pub code: Option<&'a str>,
    /// Who says to have sent them (RFC 9207), if it is said.
    pub issuer: Option<&'a str>,
    /// Who is signed in here in the same browser.
    pub signed_in: Option<AccountId>,
}

/// How somebody has come back.
pub enum CameBack {
    /// To sign in, and where they go on.
    SignIn(SignIn, String),
    /// Their account can be entered that way now.
    Linked,
}

impl Hub {
    /// Sends somebody to a provider to sign in. `back` is where it sends them, `onward` where they go then.
    pub async fn go_to_provider(
        &self,
        provider: &str,
        back: String,
        onward: &str,
    ) -> Result<SentAway, HubError> {
        self.send_away(provider, Way::to_sign_in(back, onward))
            .await
    }

    async fn send_away(&self, provider: &str, mut way: Way) -> Result<SentAway, HubError> {
        let (all, rules) = self.provider(provider)?;
        way.begin(&rules.id, self.parts.clock.now());
        let url = all.speaks.send_there(provider, &way.sent()).await;
        let url =
            url.inspect_err(|error| tracing::warn!(%error, provider, "nobody is sent there"))?;
        Ok(SentAway {
            url,
            way: Token(self.parts.vault.seal(way::PURPOSE, &way.write()?)?),
        })
    }

    /// Somebody comes back from a provider.
    pub async fn return_from_provider(
        &self,
        returned: Returned<'_>,
        arrival: Arrival,
    ) -> Result<CameBack, HubError> {
        let outcome = self.come_back(returned, arrival).await;
        if let Err(error) = &outcome
            && error.kind() == hebewerk_model::Kind::Unauthenticated
            && self
                .failed_sign_ins
                .is_first(Origin::from(arrival.from), self.parts.clock.now())
        {
            self.record_sign_in(None, false, error.code()).await?;
        }
        outcome
    }

    async fn come_back(
        &self,
        returned: Returned<'_>,
        arrival: Arrival,
    ) -> Result<CameBack, HubError> {
        let (way, vouched, rules) = self.vouched_for(returned).await?;
        let who = ExternalIdentity {
            issuer: rules.issuer.clone(),
            subject: vouched.subject.clone(),
        };
        if let Some(account) = way.link {
            // Or somebody could be sent along a way that leads into another's account.
            if returned.signed_in != Some(account) {
                return Err(HubError::SignInLapsed);
            }
            self.link_identity(account, &who).await?;
            return Ok(CameBack::Linked);
        }
        let account = self.account_of(rules, &who, &vouched).await?;
        let external = ExternalSession {
            identity: who,
            session: vouched.session,
            second_factor: rules.vouches_for_second_factor(&vouched.strengths),
        };
        let sign_in = self.sign_in_vouched(account, external, arrival).await?;
        Ok(CameBack::SignIn(sign_in, way.onward))
    }

    /// Whoever came back, if it is whoever went.
    async fn vouched_for(
        &self,
        returned: Returned<'_>,
    ) -> Result<(Way, VouchedFor, &ProviderRules), HubError> {
        let (all, rules) = self.provider(returned.provider)?;
        let now = self.parts.clock.now();
        let sealed = self.parts.vault.open(way::PURPOSE, returned.way);
        let text = sealed.map_err(|_not_ours| HubError::SignInLapsed)?;
        let way = Way::read(&text).filter(|way| way.is_from(&rules.id, returned.state, now));
        let way = way.ok_or(HubError::SignInLapsed)?;
        // Somebody could have exchanged one provider's answer for another's.
        if returned.issuer.is_some_and(|issuer| issuer != rules.issuer) {
            return Err(HubError::SignInLapsed);
        }
        let code = returned
            .code
            .ok_or(HubError::NotAdmitted("provider_refused"))?;
        let sent = way.sent();
        let redeem = Redeem {
            sent: &sent,
            code,
            now,
        };
        let vouched = all.speaks.redeem(&rules.id, &redeem).await;
        let vouched = vouched.inspect_err(|error| {
            tracing::warn!(%error, provider = rules.id, "a sign-in at a provider failed");
        })?;
        Ok((way, vouched, rules))
    }

    /// Opens the session. Whoever has set up a second factor here is asked for it here too.
    async fn sign_in_vouched(
        &self,
        account: Account,
        external: ExternalSession,
        arrival: Arrival,
    ) -> Result<SignIn, HubError> {
        if self.has_second_factor(account.id).await? {
            let known = self.parts.accounts.by_email(&account.email).await?;
            let begun = BegunSignIn {
                account: account.id,
                password_hash: known.and_then(|known| known.password_hash),
                client: arrival.client,
                external: Some(external),
            };
            let secret = self.begun_sign_ins.begin(begun, self.parts.clock.now());
            return Ok(SignIn::CodeAsked(Token(secret)));
        }
        let opening = Opening {
            client: arrival.client,
            rule: "provider",
            external: Some(external),
        };
        Ok(SignIn::Done(self.open_session(account, opening).await?))
    }

    /// Ends the sessions that a provider says have ended there; the number of them.
    pub async fn end_sessions_there(&self, provider: &str, notice: &str) -> Result<u64, HubError> {
        let (all, rules) = self.provider(provider)?;
        let now = self.parts.clock.now();
        let notice = all.speaks.logout(&rules.id, notice, now).await?;
        let ended = EndedThere {
            issuer: &rules.issuer,
            // Of a named session the person need not be compared: it is theirs alone.
            subject: notice.subject.as_deref(),
            session: notice.session.as_deref(),
            until: notice.at + SKEW,
        };
        let event = Event::new(now, "end_sessions", "provider_logout", self.door);
        Ok(all.identities.end_sessions(ended, &event).await?)
    }

    /// What the audit says of what a provider changes of an account.
    fn provider_event(&self, action: &'static str, subject: AccountId) -> Event {
        Event {
            subject: Some(subject),
            ..Event::new(self.parts.clock.now(), action, "provider", self.door)
        }
    }
}
