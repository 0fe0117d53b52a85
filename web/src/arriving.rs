//! With what somebody comes, as coarsely as they recognise it themselves.

use crate::WebState;
use crate::client_address::ClientAddress;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use hebewerk_hub::Arrival;
use hebewerk_model::{Browser, Client, OperatingSystem};
use std::convert::Infallible;

/// From where and with what somebody comes to sign in.
pub(crate) struct Arriving(pub(crate) Arrival);

impl FromRequestParts<WebState> for Arriving {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Infallible> {
        let ClientAddress(from) = ClientAddress::from_request_parts(parts, state).await?;
        Ok(Self(Arrival {
            from,
            client: client(&parts.headers),
        }))
    }
}

fn client(headers: &HeaderMap) -> Client {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok());
    agent.map_or(Client::UNKNOWN, said)
}

/// What a client says of itself. The order matters: nearly every browser names those it wants to be taken for.
fn said(agent: &str) -> Client {
    let names = |words: &[&str]| words.iter().any(|word| agent.contains(word));
    let browser = if !agent.starts_with("Mozilla/") {
        Browser::Program
    } else if names(&["Edg/", "EdgA/", "EdgiOS/"]) {
        Browser::Edge
    } else if names(&["OPR/", "Opera"]) {
        Browser::Opera
    } else if names(&["Firefox/", "FxiOS/"]) {
        Browser::Firefox
    } else if names(&["Chrome/", "CriOS/", "Chromium/"]) {
        Browser::Chrome
    } else if names(&["Safari/"]) {
        Browser::Safari
    } else {
        Browser::Other
    };
    let system = if names(&["iPhone", "iPad"]) {
        OperatingSystem::Ios
    } else if names(&["Android"]) {
        OperatingSystem::Android
    } else if names(&["Windows"]) {
        OperatingSystem::Windows
    } else if names(&["Mac OS X", "Macintosh"]) {
        OperatingSystem::MacOs
    } else if names(&["Linux", "X11"]) {
        OperatingSystem::Linux
    } else {
        OperatingSystem::Other
    };
    Client { browser, system }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(agent: &str, browser: Browser, system: OperatingSystem) {
        assert_eq!(said(agent), Client { browser, system }, "{agent}");
    }

    #[test]
    fn a_browser_is_told_by_its_family_and_nothing_more() {
        use {Browser as B, OperatingSystem as S};
        check(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            B::Firefox,
            S::Windows,
        );
        check(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
            B::Edge,
            S::Windows,
        );
        check(
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
            B::Chrome,
            S::Linux,
        );
        check(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1",
            B::Safari,
            S::Ios,
        );
        check(
            "Mozilla/5.0 (Linux; Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
            B::Firefox,
            S::Android,
        );
        check("curl/8.14.1", B::Program, S::Other);
        check("Mozilla/5.0", B::Other, S::Other);
    }
}
