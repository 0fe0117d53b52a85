//! Which addresses may be reached: resolved and judged in one step, so that the address judged is the address used.

mod host;
mod public;

pub use host::{AllowedHost, AllowedHostError};

use hebewerk_hub::ports::FetchError;
use public::is_public;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// The rule for outgoing connections. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    allowed: Arc<[AllowedHost]>,
}

impl Reach {
    /// Public addresses, and besides them the hosts an administrator allows.
    pub fn new(allowed: Vec<AllowedHost>) -> Self {
        Self {
            allowed: allowed.into(),
        }
    }

    /// The addresses of a host that may be reached on a port.
    ///
    /// A host with several addresses of which one is inside is refused as a whole: whoever serves such answers tries
    /// to get in.
    pub async fn resolve(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, FetchError> {
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let found: Vec<SocketAddr> = match host.parse::<IpAddr>() {
            Ok(address) => vec![SocketAddr::new(address, port)],
            Err(_is_a_name) => tokio::net::lookup_host((host, port))
                .await
                .map_err(|_unknown| FetchError::passing("fetch_unknown_host", host))?
                .collect(),
        };
        if found.is_empty() {
            return Err(FetchError::passing("fetch_unknown_host", host));
        }
        if self.is_allowed(host, port) || found.iter().all(|address| is_public(address.ip())) {
            return Ok(found);
        }
        Err(refused(host, port))
    }

    /// The same for a client that resolves names by itself and whose ports were judged before by [`Self::resolve`].
    pub(crate) async fn resolve_again(&self, host: &str) -> Result<Vec<SocketAddr>, FetchError> {
        let allowed = self.allowed.iter().filter(|allowed| allowed.is(host));
        let port = allowed
            .map(|allowed| allowed.port().unwrap_or(0))
            .next()
            .unwrap_or(0);
        self.resolve(host, port).await
    }

    pub(crate) fn is_allowed(&self, host: &str, port: u16) -> bool {
        self.allowed
            .iter()
            .any(|allowed| allowed.covers(host, port))
    }
}

/// The refusal of a host. An address of the old kind that is written as one of the new kind is told as what it is.
pub(crate) fn refused(host: &str, port: u16) -> FetchError {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let place = match bare.parse::<IpAddr>() {
        Ok(address) => SocketAddr::new(address.to_canonical(), port).to_string(),
        Err(_is_a_name) => format!("{host}:{port}"),
    };
    FetchError::lasting("fetch_address_refused", place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn addresses_inside_are_refused_unless_the_administrator_allows_the_host() {
        let closed = Reach::default();
        for host in [
            "127.0.0.1",
            "localhost",
            "[::1]",
            "10.1.2.3",
            "169.254.169.254",
        ] {
            let error = closed.resolve(host, 80).await.unwrap_err();
            assert_eq!(error.code, "fetch_address_refused", "{host}");
        }
        let open = Reach::new(vec!["127.0.0.1:8080".parse().unwrap()]);
        assert!(open.resolve("127.0.0.1", 8080).await.is_ok());
        assert!(open.resolve("127.0.0.1", 22).await.is_err());
        assert!(open.resolve("localhost", 8080).await.is_err());
    }

    #[tokio::test]
    async fn a_refused_address_is_told_as_people_write_it() {
        let closed = Reach::default();
        for (host, told) in [
            ("[::ffff:a9fe:a9fe]", "169.254.169.254:80"),
            ("[::1]", "[::1]:80"),
            ("10.0.0.1", "10.0.0.1:80"),
        ] {
            let error = closed.resolve(host, 80).await.unwrap_err();
            assert_eq!(error.detail, told);
        }
    }

    #[tokio::test]
    async fn an_allowed_name_may_lie_inside() {
        let open = Reach::new(vec!["LocalHost".parse().unwrap()]);
        assert!(open.resolve("localhost", 5432).await.is_ok());
        assert!(open.resolve("127.0.0.1", 5432).await.is_err());
    }
}
