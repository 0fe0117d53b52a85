//! What a provider says of itself (OpenID Connect Discovery 1.0 § 4) and with which keys it signs.

use super::exchange::ask_json;
use super::jwk::{Jwk, Jwks};
use super::{PATIENCE, ProviderAddress};
use crate::http::{Ask, Http, Login};
use hebewerk_hub::ports::ProviderError;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use std::sync::Arc;
use tokio::sync::Mutex;
use url::Url;

/// How long a document and keys are believed before they are asked for again.
const BELIEVED: SignedDuration = SignedDuration::from_hours(1);

/// Keys that nobody knows are asked for at most this often: tokens with invented ones make us ask nobody to death.
const BETWEEN_LOOKS: SignedDuration = SignedDuration::from_secs(30);

/// A provider with what is known of it.
pub(super) struct Known {
    pub(super) address: ProviderAddress,
    endpoints: Mutex<Option<(Timestamp, Arc<Endpoints>)>>,
    keys: Mutex<Option<(Timestamp, Arc<Vec<Jwk>>)>>,
}

/// Addresses of a provider.
#[derive(Debug)]
pub(super) struct Endpoints {
    pub(super) authorization: Url,
    pub(super) token: String,
    pub(super) keys: String,
    pub(super) userinfo: Option<String>,
    /// Whether it takes our secret in the header only.
    pub(super) takes_basic: bool,
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

impl Known {
    pub(super) fn new(address: ProviderAddress) -> Self {
        Self {
            address,
            endpoints: Mutex::new(None),
            keys: Mutex::new(None),
        }
    }

    /// Its addresses.
    pub(super) async fn endpoints(
        &self,
        http: &Http,
        now: Timestamp,
    ) -> Result<Arc<Endpoints>, ProviderError> {
        let mut kept = self.endpoints.lock().await;
        if let Some((at, endpoints)) = kept.as_ref()
            && now < *at + BELIEVED
        {
            return Ok(Arc::clone(endpoints));
        }
        let url = format!(
            "{}/.well-known/openid-configuration",
            self.address.issuer.trim_end_matches('/')
        );
        let document: Document = ask_json(http, &get(&url)?, PATIENCE).await?;
        let endpoints = Arc::new(read(&self.address.issuer, document)?);
        *kept = Some((now, Arc::clone(&endpoints)));
        Ok(endpoints)
    }

    /// The key with which a token says it was signed. Providers change their keys without notice, so an unknown one is
    /// looked for once more.
    pub(super) async fn key(
        &self,
        http: &Http,
        (id, algorithm): (Option<&str>, &str),
        now: Timestamp,
    ) -> Result<Jwk, ProviderError> {
        let mut kept = self.keys.lock().await;
        if let Some((at, keys)) = kept.as_ref() {
            let found = pick(keys, id, algorithm);
            if found.is_ok() && now < *at + BELIEVED {
                return found;
            }
            if now < *at + BETWEEN_LOOKS {
                return found;
            }
        }
        let endpoints = self.endpoints(http, now).await?;
        let jwks: Jwks = ask_json(http, &get(&endpoints.keys)?, PATIENCE).await?;
        let keys = Arc::new(jwks.usable());
        *kept = Some((now, Arc::clone(&keys)));
        pick(&keys, id, algorithm)
    }
}

/// The key of this name, or, if the token names none, the only one that fits.
fn pick(keys: &[Jwk], id: Option<&str>, algorithm: &str) -> Result<Jwk, ProviderError> {
    let mut fitting = keys.iter().filter(|key| key.signs_with(algorithm));
    let found = match id {
        Some(id) => fitting.find(|key| key.kid.as_deref() == Some(id)),
        None => match (fitting.next(), fitting.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        },
    };
    found.cloned().ok_or(ProviderError::Token("unknown_key"))
}

fn read(issuer: &str, document: Document) -> Result<Endpoints, ProviderError> {
    // Letter by letter (Discovery § 4.3): whoever answers in another name could vouch for another's people.
    if document.issuer != issuer {
        return Err(ProviderError::Described("issuer"));
    }
    let needs_tls = issuer.starts_with("https://");
    let safe = |url: String| match Url::parse(&url) {
        Ok(parsed) if parsed.scheme() == "https" || !needs_tls => Ok(url),
        _ => Err(ProviderError::Described("endpoint")),
    };
    let authorization = safe(document.authorization_endpoint)?;
    let methods = document.token_endpoint_auth_methods_supported;
    Ok(Endpoints {
        authorization: Url::parse(&authorization)
            .map_err(|_no_address| ProviderError::Described("endpoint"))?,
        token: safe(document.token_endpoint)?,
        keys: safe(document.jwks_uri)?,
        userinfo: document.userinfo_endpoint.map(safe).transpose()?,
        // Without the list, the header is what everybody must understand (Core § 9).
        takes_basic: methods
            .is_none_or(|methods| methods.iter().any(|method| method == "client_secret_basic")),
    })
}

/// A request without anything to prove.
pub(super) fn get(url: &str) -> Result<Ask, ProviderError> {
    Ask::new("issuer", url, Login::None).map_err(|_no_address| ProviderError::Described("endpoint"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(issuer: &str, token: &str) -> Document {
        Document {
            issuer: issuer.to_owned(),
            authorization_endpoint: format!("{issuer}/auth"),
            token_endpoint: token.to_owned(),
            jwks_uri: format!("{issuer}/jwks"),
            userinfo_endpoint: None,
            token_endpoint_auth_methods_supported: None,
        }
    }

    #[test]
    fn a_document_in_another_name_is_not_believed() {
        let ours = "https://id.stadt.example/realms/stadt";
        let read = |issuer: &str, token: &str| read(ours, document(issuer, token));
        assert!(read(ours, "https://id.stadt.example/token").is_ok());
        let other = read(
            "https://id.stadt.example/realms/stadt/",
            "https://x.example",
        );
        assert_eq!(other.unwrap_err(), ProviderError::Described("issuer"));
        let open = read(ours, "http://id.stadt.example/token");
        assert_eq!(open.unwrap_err(), ProviderError::Described("endpoint"));
    }

    #[test]
    fn without_a_name_only_a_single_key_is_meant() {
        let key = |kid: &str| {
            let text = format!(r#"{{"kty":"RSA","kid":"{kid}","n":"AQAB","e":"AQAB"}}"#);
            serde_json::from_str::<Jwk>(&text).unwrap()
        };
        let two = [key("a"), key("b")];
        assert!(pick(&two[..1], None, "RS256").is_ok());
        assert!(pick(&two, None, "RS256").is_err());
        assert!(pick(&two, Some("b"), "RS256").is_ok());
        assert!(pick(&two, Some("c"), "RS256").is_err());
        assert!(pick(&two, Some("b"), "ES256").is_err());
    }
}
