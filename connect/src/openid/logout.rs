//! Notices that somebody's session at the provider has ended (Back-Channel Logout 1.0 § 2.6).

use super::discovery::Known;
use super::jws;
use super::token::{Expected, check, text};
use crate::http::Http;
use hebewerk_hub::ports::{LogoutNotice, ProviderError};
use jiff::Timestamp;
use serde_json::{Map, Value};

/// What the notice must say it is.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Reads a notice that is the provider's, for us, and of now.
pub(super) async fn read(
    http: &Http,
    known: &Known,
    token: &str,
    now: Timestamp,
) -> Result<LogoutNotice, ProviderError> {
    let signed = jws::read(http, known, token, now).await?;
    if !may_be_a_notice(signed.token_type.as_deref()) {
        return Err(ProviderError::Token("type"));
    }
    let expected = Expected {
        issuer: &known.address.issuer,
        client_id: &known.address.client_id,
        now,
    };
    let at = check(&signed.claims, &expected)?;
    notice(&signed.claims, at)
}

/// Whether a token of this type may be a notice. The standard recommends its own (§ 2.4), and older providers say the
/// general one or nothing; what says that it is something else is not one.
fn may_be_a_notice(token_type: Option<&str>) -> bool {
    token_type.is_none_or(|said| {
        ["logout+jwt", "jwt"]
            .iter()
            .any(|kind| said.eq_ignore_ascii_case(kind))
    })
}

fn notice(claims: &Map<String, Value>, at: Timestamp) -> Result<LogoutNotice, ProviderError> {
    let events = claims.get("events").and_then(Value::as_object);
    // With a nonce it would be a token somebody signs in with.
    if !events.is_some_and(|events| events.contains_key(EVENT)) || claims.contains_key("nonce") {
        return Err(ProviderError::Token("type"));
    }
    let notice = LogoutNotice {
        subject: text(claims, "sub").map(str::to_owned),
        session: text(claims, "sid").map(str::to_owned),
        at,
    };
    if notice.subject.is_none() && notice.session.is_none() {
        return Err(ProviderError::Token("subject"));
    }
    Ok(notice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_says_that_it_is_another_kind_of_token_is_no_notice() {
        for kind in [None, Some("logout+jwt"), Some("JWT")] {
            assert!(may_be_a_notice(kind), "{kind:?}");
        }
        for kind in ["at+jwt", "secevent+jwt", ""] {
            assert!(!may_be_a_notice(Some(kind)), "{kind}");
        }
    }

    #[test]
    fn a_notice_names_a_session_or_a_person_and_says_what_it_is() {
        let at = Timestamp::UNIX_EPOCH;
        let read = |claims: Value| notice(claims.as_object().unwrap(), at);
        // Keycloak names both, or only the session.
        let keycloak =
            read(json!({"sid": "s-1", "sub": "f:1:ada", "events": {EVENT: {}}})).unwrap();
        assert_eq!(keycloak.session.as_deref(), Some("s-1"));
        let only = read(json!({"sid": "s-1", "events": {EVENT: {}}})).unwrap();
        assert_eq!(only.subject, None);
        for wrong in [
            json!({"sub": "1"}),
            json!({"sub": "1", "events": {}}),
            json!({"sub": "1", "events": [EVENT]}),
            json!({"sub": "1", "events": {EVENT: {}}, "nonce": "n"}),
            json!({"events": {EVENT: {}}}),
        ] {
            assert!(read(wrong.clone()).is_err(), "{wrong}");
        }
    }
}
