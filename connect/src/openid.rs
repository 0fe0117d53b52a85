//! Signing in at a provider of OpenID Connect 1.0 (Core, Discovery, Back-Channel Logout): Keycloak, Entra ID and kin.
//!
//! # Invariants
//! - A provider lies at one address, its issuer; what its discovery document says of other addresses is asked under the
//!   same rule of reach as everything else that is fetched, and never over a line less safe than the issuer's.
//! - No claim is looked at before signature, issuer, audience, time and nonce of its token are right.
//! - A secret goes to the token endpoint alone and follows no redirect.

mod claims;
mod discovery;
mod exchange;
mod jwk;
mod jws;
mod logout;
mod token;

use crate::http::Http;
use crate::reach::Reach;
use async_trait::async_trait;
use discovery::Known;
use hebewerk_hub::ports::{
    IdentityProviders, LogoutNotice, ProviderError, Redeem, SentThere, VouchedFor,
};
use jiff::Timestamp;
use std::time::Duration;
use url::Url;

/// How long a provider may take for one answer: somebody waits before a page.
const PATIENCE: Duration = Duration::from_secs(10);

/// Longest answer of a provider; hundreds of groups fit in.
const MOST_BYTES: usize = 1 << 20;

/// How a provider is known to us, and we to it.
#[derive(Clone)]
pub struct ProviderAddress {
    /// Short name in addresses of ours.
    pub id: String,
    /// Issuer, letter by letter as the provider writes it in its tokens.
    pub issuer: String,
    /// As what this hub is registered there.
    pub client_id: String,
    /// Secret of the registration; none for a client that proves itself by PKCE alone.
    pub client_secret: Option<String>,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// Where the groups stand in the claims: `groups`, or a path as `realm_access.roles`.
    pub groups_claim: String,
    /// Whether an address counts that the provider says it has not verified.
    pub unverified_email: bool,
}

/// The providers of a hub.
pub struct OpenIdProviders {
    http: Http,
    known: Vec<Known>,
}

/// Why a provider cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum ProviderAddressError {
    /// Not an `https://` address, and not one of this machine either.
    #[error("the issuer {0:?} is no https address")]
    Issuer(String),
}

impl OpenIdProviders {
    /// Providers reached under a rule. Nothing is asked before somebody wants to sign in.
    pub fn new(
        reach: &Reach,
        providers: Vec<ProviderAddress>,
    ) -> Result<Self, ProviderAddressError> {
        let mut known = Vec::new();
        for provider in providers {
            if !is_safe_issuer(&provider.issuer) {
                return Err(ProviderAddressError::Issuer(provider.issuer));
            }
            known.push(Known::new(provider));
        }
        Ok(Self {
            http: Http::new(reach.clone()),
            known,
        })
    }

    fn of(&self, id: &str) -> Result<&Known, ProviderError> {
        let found = self.known.iter().find(|known| known.address.id == id);
        found.ok_or(ProviderError::Unknown)
    }
}

#[async_trait]
impl IdentityProviders for OpenIdProviders {
    async fn send_there(&self, provider: &str, sent: &SentThere) -> Result<String, ProviderError> {
        let known = self.of(provider)?;
        let endpoints = known.endpoints(&self.http, sent.now).await?;
        Ok(exchange::authorization(known, &endpoints, sent))
    }

    async fn redeem(
        &self,
        provider: &str,
        redeem: &Redeem<'_>,
    ) -> Result<VouchedFor, ProviderError> {
        let known = self.of(provider)?;
        exchange::redeem(&self.http, known, redeem).await
    }

    async fn logout(
        &self,
        provider: &str,
        token: &str,
        now: Timestamp,
    ) -> Result<LogoutNotice, ProviderError> {
        let known = self.of(provider)?;
        logout::read(&self.http, known, token, now).await
    }
}

/// TLS everywhere but on this machine itself, where a provider is tried out.
fn is_safe_issuer(issuer: &str) -> bool {
    let Ok(url) = Url::parse(issuer) else {
        return false;
    };
    let is_here = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    url.query().is_none() && (url.scheme() == "https" || (url.scheme() == "http" && is_here))
}

#[cfg(test)]
mod tests {
    use super::is_safe_issuer;

    #[test]
    fn providers_are_spoken_to_over_tls_except_on_this_machine() {
        for safe in [
            "https://id.stadt.example/realms/stadt",
            "http://127.0.0.1:9000",
        ] {
            assert!(is_safe_issuer(safe), "{safe}");
        }
        for unsafe_issuer in [
            "http://id.stadt.example",
            "ftp://id.stadt.example",
            "https://id.stadt.example/?a=b",
            "id.stadt.example",
        ] {
            assert!(!is_safe_issuer(unsafe_issuer), "{unsafe_issuer}");
        }
    }
}
