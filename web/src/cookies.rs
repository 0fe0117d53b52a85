//! The cookies of the house: session, language, and for minutes the way back from a provider.

use crate::WebSettings;
use axum::http::{HeaderMap, HeaderValue, header};
use hebewerk_model::Language;

/// Names of the language cookie, with TLS and without.
const LANGUAGES: [&str; 2] = ["__Host-hw_sprache", "hw_sprache"];

/// The language somebody has chosen, as its tag.
pub(crate) fn chosen_language(headers: &HeaderMap) -> Option<&str> {
    LANGUAGES.into_iter().find_map(|name| read(headers, name))
}

/// Name of the session cookie. The prefix `__Host-` binds it to this host and to TLS (RFC 6265bis § 4.1.3.2).
pub(crate) const fn session_name(settings: &WebSettings) -> &'static str {
    if settings.secure_cookies {
        "__Host-hw_sitzung"
    } else {
        "hw_sitzung"
    }
}

/// The value of a cookie in a request.
pub(crate) fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _value)| *key == name)
        .map(|(_key, value)| value)
}

/// Sets the session cookie; `lives_seconds` 0 removes it.
pub(crate) fn session(
    settings: &WebSettings,
    token: &str,
    lives_seconds: i64,
) -> Option<HeaderValue> {
    let secure = if settings.secure_cookies {
        "; Secure"
    } else {
        ""
    };
    let name = session_name(settings);
    let text =
        format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={lives_seconds}{secure}");
    HeaderValue::from_str(&text).ok()
}

/// Name of the cookie that leads back from a provider.
pub(crate) const fn way_name(settings: &WebSettings) -> &'static str {
    if settings.secure_cookies {
        "__Host-hw_weg"
    } else {
        "hw_weg"
    }
}

/// Keeps what leads back from a provider; `lives_seconds` 0 removes it. Lax: it is sent along when the provider sends
/// somebody here, and with nothing that another site does by itself.
pub(crate) fn way(settings: &WebSettings, way: &str, lives_seconds: i64) -> Option<HeaderValue> {
    let secure = if settings.secure_cookies {
        "; Secure"
    } else {
        ""
    };
    let name = way_name(settings);
    let text =
        format!("{name}={way}; Path=/; HttpOnly; SameSite=Lax; Max-Age={lives_seconds}{secure}");
    HeaderValue::from_str(&text).ok()
}

/// Remembers the language for a year.
pub(crate) fn language(settings: &WebSettings, language: Language) -> Option<HeaderValue> {
    let [with_tls, without] = LANGUAGES;
    let (name, secure) = if settings.secure_cookies {
        (with_tls, "; Secure")
    } else {
        (without, "")
    };
    let tag = language.tag();
    let text = format!("{name}={tag}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000{secure}");
    HeaderValue::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("a=1; xhw_sprache=de"),
        );
        headers.append(header::COOKIE, HeaderValue::from_static("hw_sprache=en"));
        assert_eq!(chosen_language(&headers), Some("en"));
        assert_eq!(read(&headers, "hw_spra"), None);
    }

    #[test]
    fn every_cookie_is_bound_to_tls_and_host_where_the_operator_says_so() {
        let settings = WebSettings {
            secure_cookies: true,
            ..WebSettings::default()
        };
        for cookie in [
            session(&settings, "abc", 60).unwrap(),
            way(&settings, "abc", 60).unwrap(),
            language(&settings, Language::En).unwrap(),
        ] {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.starts_with("__Host-"), "{cookie}");
            for part in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] {
                assert!(cookie.split("; ").any(|said| said == part), "{cookie}");
            }
        }
    }

    #[test]
    fn the_session_cookie_is_bound_to_tls_and_host_where_the_operator_says_so() {
        let settings = WebSettings {
            secure_cookies: true,
            ..WebSettings::default()
        };
        let cookie = session(&settings, "abc", 60).unwrap();
        assert_eq!(
            cookie.to_str().unwrap(),
            "__Host-hw_sitzung=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure"
        );
    }
}
