//! Where a request comes from, for limits: never what the client itself says.

use crate::WebState;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap};
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address of the client, if it is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClientAddress(pub(crate) Option<IpAddr>);

impl FromRequestParts<WebState> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Infallible> {
        let proxies = state.settings.trusted_proxies;
        Ok(Self(of(peer(&parts.extensions), &parts.headers, proxies)))
    }
}

/// The other end of the connection.
pub(crate) fn peer(extensions: &Extensions) -> Option<IpAddr> {
    extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(address)| address.ip())
}

/// The peer, or what the outermost of our own proxies has seen: each of them appends its peer to the list, so the
/// entries further left are whatever the client has made up.
fn of(peer: Option<IpAddr>, headers: &HeaderMap, proxies: u8) -> Option<IpAddr> {
    if proxies == 0 {
        return peer;
    }
    let seen: Vec<&str> = headers
        .get_all(FORWARDED_FOR)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    seen.len()
        .checked_sub(usize::from(proxies))
        .and_then(|place| seen.get(place))
        .and_then(|text| text.parse().ok())
        .or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(forwarded: &[&'static str], proxies: u8, expected: &str) {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, value.parse().unwrap());
        }
        let peer = "127.0.0.1".parse().ok();
        assert_eq!(
            of(peer, &headers, proxies),
            expected.parse().ok(),
            "{forwarded:?} behind {proxies}"
        );
    }

    #[test]
    fn only_what_our_own_proxies_have_seen_counts() {
        check(&[], 0, "127.0.0.1");
        check(&["203.0.113.9"], 0, "127.0.0.1");
        check(&["203.0.113.9"], 1, "203.0.113.9");
        check(&["198.51.100.1, 203.0.113.9"], 1, "203.0.113.9");
        check(&["198.51.100.1", "203.0.113.9"], 1, "203.0.113.9");
        check(&["10.9.9.9, 198.51.100.1, 203.0.113.9"], 2, "198.51.100.1");
        check(&["203.0.113.9"], 2, "127.0.0.1");
        check(&["made up"], 1, "127.0.0.1");
        check(&["2001:db8::1"], 1, "2001:db8::1");
    }
}
