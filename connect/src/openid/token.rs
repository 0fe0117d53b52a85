//! What must be right in every token before anything in it is believed (OpenID Connect Core § 3.1.3.7).

use hebewerk_hub::ports::ProviderError;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

/// How far clocks of two machines may lie apart.
const SKEW: SignedDuration = SignedDuration::from_mins(1);

/// For whom a token must be, from whom, and when.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    pub(super) now: Timestamp,
}

/// Checks issuer, audience and time; when the token was made.
pub(super) fn check(
    claims: &Map<String, Value>,
    expected: &Expected<'_>,
) -> Result<Timestamp, ProviderError> {
    if text(claims, "iss") != Some(expected.issuer) {
        return Err(ProviderError::Token("issuer"));
    }
    check_audience(claims, expected.client_id)?;
    let now = expected.now;
    let expires = moment(claims, "exp").ok_or(ProviderError::Token("expires"))?;
    if now >= expires + SKEW {
        return Err(ProviderError::Token("expired"));
    }
    let made = moment(claims, "iat").ok_or(ProviderError::Token("made"))?;
    let begins = if claims.contains_key("nbf") {
        moment(claims, "nbf").ok_or(ProviderError::Token("made"))?
    } else {
        made
    };
    if made > now + SKEW || begins > now + SKEW {
        return Err(ProviderError::Token("not_yet"));
    }
    Ok(made)
}

/// We must be among those it is for; where there are several, it must say that we asked for it.
fn check_audience(claims: &Map<String, Value>, client_id: &str) -> Result<(), ProviderError> {
    let wrong = ProviderError::Token("audience");
    let several = match claims.get("aud") {
        Some(Value::String(only)) if only == client_id => false,
        Some(Value::Array(many)) if many.iter().any(|one| one == client_id) => many.len() > 1,
        _ => return Err(wrong),
    };
    match claims.get("azp") {
        Some(party) if party == client_id => Ok(()),
        None if !several => Ok(()),
        _ => Err(wrong),
    }
}

/// A claim that is a text and not empty.
pub(super) fn text<'a>(claims: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    let text = claims.get(name)?.as_str()?.trim();
    (!text.is_empty()).then_some(text)
}

/// A claim that is a moment: seconds, also with a fraction.
fn moment(claims: &Map<String, Value>, name: &str) -> Option<Timestamp> {
    let number = claims.get(name)?;
    let seconds = number
        .as_i64()
        .or_else(|| number.as_f64().map(|seconds| seconds as i64))?;
    // Far enough from the ends of time that minutes may be added.
    (0..=253_402_300_000)
        .contains(&seconds)
        .then(|| Timestamp::from_second(seconds).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const NOW: i64 = 1_800_000_000;

    #[track_caller]
    fn checked(change: &Value, expected: Option<&'static str>) {
        let mut claims = json!({
            "iss": "https://id.example", "aud": "hub", "exp": NOW + 300, "iat": NOW, "sub": "1",
        });
        let claims = claims.as_object_mut().unwrap();
        for (name, value) in change.as_object().unwrap() {
            if value.is_null() {
                claims.remove(name);
            } else {
                claims.insert(name.clone(), value.clone());
            }
        }
        let whom = Expected {
            issuer: "https://id.example",
            client_id: "hub",
            now: Timestamp::from_second(NOW).unwrap(),
        };
        let told = match check(claims, &whom) {
            Ok(_made) => None,
            Err(ProviderError::Token(code)) => Some(code),
            Err(other) => panic!("{other}"),
        };
        assert_eq!(told, expected, "{change}");
    }

    #[test]
    fn a_token_for_somebody_else_from_somebody_else_or_of_another_time_is_refused() {
        checked(&json!({}), None);
        checked(&json!({"iss": "https://id.example/"}), Some("issuer"));
        checked(&json!({"iss": null}), Some("issuer"));
        checked(&json!({"iss": ["https://id.example"]}), Some("issuer"));
        checked(&json!({"aud": "other"}), Some("audience"));
        checked(&json!({"aud": ["hub"]}), None);
        checked(&json!({"aud": []}), Some("audience"));
        checked(&json!({"aud": null}), Some("audience"));
        checked(&json!({"aud": ["hub", "other"]}), Some("audience"));
        checked(&json!({"aud": ["hub", "other"], "azp": "hub"}), None);
        checked(
            &json!({"aud": ["hub", "other"], "azp": "other"}),
            Some("audience"),
        );
        checked(&json!({"azp": "other"}), Some("audience"));
        checked(&json!({"exp": NOW - 59}), None);
        checked(&json!({"exp": NOW - 60}), Some("expired"));
        checked(&json!({"exp": "4102444800"}), Some("expires"));
        checked(&json!({"exp": 1e300}), Some("expires"));
        checked(&json!({"exp": null}), Some("expires"));
        checked(&json!({"iat": NOW + 61}), Some("not_yet"));
        checked(&json!({"iat": null}), Some("made"));
        checked(&json!({"nbf": NOW + 61}), Some("not_yet"));
        checked(&json!({"nbf": "tomorrow"}), Some("made"));
    }
}
