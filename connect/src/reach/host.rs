//! Hosts an administrator allows.

use std::str::FromStr;
use thiserror::Error;

/// A host that may be reached although its address lies inside: `name`, `name:port`, `address` or `address:port`
/// (IPv6 addresses with a port in brackets). Without a port every port is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedHost {
    host: String,
    port: Option<u16>,
}

/// What was written is no host.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is no host with or without a port")]
pub struct AllowedHostError(String);

impl AllowedHost {
    /// Whether this is the host and the port.
    pub(super) fn covers(&self, host: &str, port: u16) -> bool {
        self.is(host) && self.port.is_none_or(|allowed| allowed == port)
    }

    /// Whether this is the host, whatever the port.
    pub(super) fn is(&self, host: &str) -> bool {
        self.host == plain(host)
    }

    pub(super) fn port(&self) -> Option<u16> {
        self.port
    }
}

impl FromStr for AllowedHost {
    type Err = AllowedHostError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || AllowedHostError(text.to_owned());
        let text = text.trim();
        let (host, port) = match text.strip_prefix('[') {
            Some(bracketed) => {
                let (host, rest) = bracketed.split_once(']').ok_or_else(wrong)?;
                (host, rest.strip_prefix(':'))
            }
            // More than one colon is an IPv6 address without a port.
            None if text.matches(':').count() == 1 => {
                let (host, port) = text.split_once(':').ok_or_else(wrong)?;
                (host, Some(port))
            }
            None => (text, None),
        };
        let port = port.map(str::parse).transpose().map_err(|_no| wrong())?;
        let is_host = !host.is_empty()
            && host
                .chars()
                .all(|sign| sign.is_alphanumeric() || matches!(sign, '.' | '-' | '_' | ':'));
        if !is_host {
            return Err(wrong());
        }
        Ok(Self {
            host: plain(host),
            port,
        })
    }
}

/// Without the final dot of a full name, in small letters.
fn plain(host: &str) -> String {
    host.trim_end_matches('.').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_read_with_and_without_port() {
        let allowed = |text: &str| text.parse::<AllowedHost>().unwrap();
        assert!(allowed("db.intern").covers("DB.intern.", 1));
        assert!(allowed("db.intern:5432").covers("db.intern", 5432));
        assert!(!allowed("db.intern:5432").covers("db.intern", 22));
        assert!(allowed("[::1]:80").covers("::1", 80));
        assert!(allowed("fd00::1").covers("fd00::1", 80));
        for wrong in ["", ":80", "db:x", "http://db", "a b", "db:70000"] {
            assert!(wrong.parse::<AllowedHost>().is_err(), "{wrong}");
        }
    }
}
