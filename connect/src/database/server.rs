//! Where a database answers.

use super::TLS_OFF;
use crate::reach::Reach;
use hebewerk_hub::ports::{Fetch, FetchError};
use std::net::SocketAddr;
use std::time::Duration;

/// How long signing in may take.
pub(crate) const SIGN_IN: Duration = Duration::from_secs(30);

/// A server and who signs in there.
pub(crate) struct Server<'a> {
    pub(crate) host: &'a str,
    pub(crate) port: u16,
    pub(crate) database: &'a str,
    pub(crate) user: &'a str,
    pub(crate) password: &'a str,
    pub(crate) encrypted: bool,
}

impl<'a> Server<'a> {
    /// What the form says; `port` is the usual one.
    pub(crate) fn of(fetch: &'a Fetch, port: u16) -> Result<Self, FetchError> {
        let (host, port) = host_and_port(fetch.setting("host").unwrap_or_default(), port)
            .ok_or_else(|| FetchError::setting("host", "fetch_not_allowed"))?;
        Ok(Self {
            host,
            port,
            database: fetch.setting("database").unwrap_or_default(),
            user: fetch.setting("user").unwrap_or_default(),
            password: fetch.secrets.get("password").unwrap_or_default(),
            encrypted: fetch.setting("tls") != Some(TLS_OFF),
        })
    }

    /// The addresses that may be connected to.
    pub(crate) async fn addresses(&self, reach: &Reach) -> Result<Vec<SocketAddr>, FetchError> {
        reach.resolve(self.host, self.port).await
    }

    /// Host and port, for errors.
    pub(crate) fn name(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }
}

/// `host`, `host:port`, `[address]:port`, or an address of version 6 alone.
pub(crate) fn host_and_port(text: &str, usual: u16) -> Option<(&str, u16)> {
    let (host, port) = if let Some(rest) = text.strip_prefix('[') {
        let (host, rest) = rest.split_once(']')?;
        (
            host,
            rest.strip_prefix(':').or((rest.is_empty()).then_some("")),
        )
    } else {
        match text.split_once(':') {
            Some((_, rest)) if rest.contains(':') => (text, Some("")),
            Some((host, port)) => (host, Some(port)),
            None => (text, Some("")),
        }
    };
    let is_name = !host.is_empty() && !host.contains(['/', '@', ' ', ',']);
    let port = match port? {
        "" => usual,
        port => port.parse().ok().filter(|port| *port != 0)?,
    };
    is_name.then_some((host, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_may_carry_its_port() {
        let check = |text, expect| assert_eq!(host_and_port(text, 5432), expect, "{text}");
        check("db.stadt.example", Some(("db.stadt.example", 5432)));
        check("db:6432", Some(("db", 6432)));
        check("10.0.0.1:1", Some(("10.0.0.1", 1)));
        check("[::1]:6432", Some(("::1", 6432)));
        check("[::1]", Some(("::1", 5432)));
        check("fe80::1", Some(("fe80::1", 5432)));
        check("db:0", None);
        check("db:port", None);
        check("/var/run/postgresql", None);
        check("user@db", None);
        check("one,two", None);
        check("[::1]x", None);
    }
}
