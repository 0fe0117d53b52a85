//! Signed tokens (RFC 7515, compact form): read only together with their signature.

use super::discovery::Known;
use crate::http::Http;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hebewerk_hub::ports::ProviderError;
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};

/// Longest token that is looked at.
const MOST_BYTES: usize = 256 << 10;

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    /// Extensions that must be understood: none are.
    crit: Option<IgnoredAny>,
}

/// What a provider has signed, and as which type of token.
pub(super) struct Signed {
    pub(super) claims: Map<String, Value>,
    pub(super) token_type: Option<String>,
}

/// Reads a token after its signature has been found to be the provider's.
pub(super) async fn read(
    http: &Http,
    known: &Known,
    token: &str,
    now: Timestamp,
) -> Result<Signed, ProviderError> {
    let (message, signature) = token.rsplit_once('.').ok_or(unreadable())?;
    let (header, payload) = message.split_once('.').ok_or(unreadable())?;
    if token.len() > MOST_BYTES || payload.contains('.') {
        return Err(unreadable());
    }
    let header: Header =
        serde_json::from_slice(&decoded(header)?).map_err(|_no_header| unreadable())?;
    if header.crit.is_some() {
        return Err(ProviderError::Token("extension"));
    }
    let signature = decoded(signature)?;
    let key = known
        .key(http, (header.kid.as_deref(), &header.alg), now)
        .await?;
    if !key.has_signed(&header.alg, message.as_bytes(), &signature) {
        return Err(ProviderError::Token("signature"));
    }
    let claims = serde_json::from_slice(&decoded(payload)?).map_err(|_no_claims| unreadable())?;
    Ok(Signed {
        claims,
        token_type: header.typ,
    })
}

fn decoded(part: &str) -> Result<Vec<u8>, ProviderError> {
    URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|_no_base64| unreadable())
}

fn unreadable() -> ProviderError {
    ProviderError::Token("unreadable")
}
