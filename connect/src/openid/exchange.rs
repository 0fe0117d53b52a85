//! There and back: the address somebody is sent to, and the code they come back with (Core § 3.1).

use super::claims::{lacks_something, strengths, vouched_for};
use super::discovery::{Endpoints, Known, get};
use super::token::{Expected, check, text};
use super::{MOST_BYTES, PATIENCE, jws};
use crate::http::{Ask, Http, Login};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use hebewerk_hub::ports::{FetchError, ProviderError, Redeem, SentThere, VouchedFor};
use reqwest::header::{self, HeaderValue};
use reqwest::{Method, StatusCode};
use ring::digest;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::time::Duration;
use url::form_urlencoded::{self, Serializer};

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    access_token: Option<String>,
}

/// What a refusal says of itself (RFC 6749 § 5.2); codes only, the rest may say too much.
#[derive(Deserialize)]
struct Refusal {
    error: String,
}

/// Where somebody signs in.
pub(super) fn authorization(known: &Known, endpoints: &Endpoints, sent: &SentThere) -> String {
    let hash = digest::digest(&digest::SHA256, sent.verifier.as_bytes());
    let mut scopes = vec!["openid"];
    let more = known.address.scopes.iter().map(String::as_str);
    scopes.extend(more.filter(|scope| *scope != "openid"));
    let mut url = endpoints.authorization.clone();
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", &known.address.client_id)
        .append_pair("redirect_uri", &sent.back)
        .append_pair("scope", &scopes.join(" "))
        .append_pair("state", &sent.state)
        .append_pair("nonce", &sent.nonce)
        .append_pair("code_challenge", &URL_SAFE_NO_PAD.encode(hash))
        .append_pair("code_challenge_method", "S256");
    url.into()
}

/// Hands the code in and checks what comes for it.
pub(super) async fn redeem(
    http: &Http,
    known: &Known,
    redeem: &Redeem<'_>,
) -> Result<VouchedFor, ProviderError> {
    let endpoints = known.endpoints(http, redeem.now).await?;
    let tokens: Tokens =
        ask_json(http, &code_request(known, &endpoints, redeem)?, PATIENCE).await?;
    let signed = jws::read(http, known, &tokens.id_token, redeem.now).await?;
    // A notice of the end of a session is signed with the same key for the same audience.
    if signed.token_type.as_deref() == Some("logout+jwt") {
        return Err(ProviderError::Token("type"));
    }
    let expected = Expected {
        issuer: &known.address.issuer,
        client_id: &known.address.client_id,
        now: redeem.now,
    };
    let mut claims = signed.claims;
    check(&claims, &expected)?;
    if text(&claims, "nonce") != Some(&redeem.sent.nonce) {
        return Err(ProviderError::Token("nonce"));
    }
    // Before what is told beside the token, unsigned.
    let strengths = strengths(&claims);
    if let (Some(address), Some(token)) = (&endpoints.userinfo, &tokens.access_token)
        && lacks_something(&claims, &known.address)
    {
        let more = userinfo(http, address, token).await?;
        add(&mut claims, more)?;
    }
    let vouched = vouched_for(&claims, &known.address)?;
    Ok(VouchedFor {
        strengths,
        ..vouched
    })
}

fn code_request(
    known: &Known,
    endpoints: &Endpoints,
    redeem: &Redeem<'_>,
) -> Result<Ask, ProviderError> {
    let address = &known.address;
    let mut form = Serializer::new(String::new());
    form.append_pair("grant_type", "authorization_code")
        .append_pair("code", redeem.code)
        .append_pair("redirect_uri", &redeem.sent.back)
        .append_pair("code_verifier", &redeem.sent.verifier);
    let mut ask = get(&endpoints.token)?;
    match &address.client_secret {
        // Both are written as in a form first (RFC 6749 § 2.3.1).
        Some(secret) if endpoints.takes_basic => {
            ask.login = Login::Basic(encoded(&address.client_id), encoded(secret));
        }
        Some(secret) => {
            form.append_pair("client_id", &address.client_id)
                .append_pair("client_secret", secret);
        }
        None => {
            form.append_pair("client_id", &address.client_id);
        }
    }
    ask.method = Method::POST;
    ask.body = Bytes::from(form.finish());
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    ask.headers.insert(header::CONTENT_TYPE, form);
    Ok(ask)
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

async fn userinfo(
    http: &Http,
    address: &str,
    token: &str,
) -> Result<Map<String, Value>, ProviderError> {
    let mut ask = get(address)?;
    ask.login = Login::Bearer(token.to_owned());
    ask_json(http, &ask, PATIENCE).await
}

/// Adds what the token does not say. It counts only for the same person (Core § 5.3.2), and what was signed stays.
fn add(claims: &mut Map<String, Value>, more: Map<String, Value>) -> Result<(), ProviderError> {
    if more.get("sub") != claims.get("sub") {
        return Err(ProviderError::Token("subject"));
    }
    for (name, value) in more {
        claims.entry(name).or_insert(value);
    }
    Ok(())
}

/// The answer to one request, as JSON. Nothing is asked twice: a code works once.
pub(super) async fn ask_json<T: DeserializeOwned>(
    http: &Http,
    ask: &Ask,
    time: Duration,
) -> Result<T, ProviderError> {
    let answer = http.once(ask, (time, MOST_BYTES)).await;
    let (status, bytes) = answer.map_err(|error| unreachable(&error))?;
    if status.is_success() {
        return serde_json::from_slice(&bytes)
            .map_err(|_no_json| ProviderError::Described("answer"));
    }
    let said = serde_json::from_slice::<Refusal>(&bytes);
    match said {
        Ok(refusal) if is_code(&refusal.error) && status.is_client_error() => {
            Err(ProviderError::Refused(refusal.error))
        }
        _ => Err(unexpected(status, ask)),
    }
}

fn is_code(text: &str) -> bool {
    text.len() <= 64
        && text
            .chars()
            .all(|sign| sign.is_ascii_lowercase() || sign == '_')
}

fn unreachable(error: &FetchError) -> ProviderError {
    ProviderError::Unreachable {
        code: error.code,
        detail: error.detail.clone(),
    }
}

fn unexpected(status: StatusCode, ask: &Ask) -> ProviderError {
    ProviderError::Unreachable {
        code: "fetch_request_refused",
        detail: format!("{} {}", crate::http::host(&ask.url), status.as_u16()),
    }
}
