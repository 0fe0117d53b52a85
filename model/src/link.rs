//! What somebody says of a dataset beside the data the hub has: files elsewhere, and words no field is made for.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A file or interface elsewhere (`dcat:Distribution` with an `accessURL` that is not ours; a resource of CKAN with an
/// address). The hub has no row of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Identity: the one it was brought with, or a new one.
    pub id: Uuid,
    /// Title.
    pub name: String,
    /// What it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Where it is: `http` or `https`.
    pub url: String,
    /// The form as somebody said it: `CSV`, `WMS` …
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// Media type, if somebody said one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
}

/// Something that was said under a name of somebody else's (`extras` of CKAN).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Name.
    pub key: String,
    /// What was said.
    pub value: String,
}

impl Link {
    /// Whether a text is an address that browsers are sent to and that triples may hold: `http` or `https`, a host that is
    /// a name or an IPv4 address, perhaps a port, and only signs an IRI may have (RFC 3987, section 2.2).
    pub fn is_address(text: &str) -> bool {
        let rest = ["http://", "https://"]
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme));
        let Some(rest) = rest else {
            return false;
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
        let is_sign = |sign: char| {
            !sign.is_control() && !sign.is_whitespace() && !"<>\"{}|\\^`[]".contains(sign)
        };
        let mut escapes = rest.split('%').skip(1);
        host.starts_with(char::is_alphanumeric)
            && !host.contains('@')
            && port.bytes().all(|byte| byte.is_ascii_digit())
            && rest.chars().all(is_sign)
            && rest.matches('#').count() <= 1
            && escapes.all(|escape| {
                let digits = escape.bytes().take(2).filter(u8::is_ascii_hexdigit);
                digits.count() == 2
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_what_triples_may_hold() {
        for address in [
            "https://karten.example/wms?service=WMS&layers=a,b",
            "http://127.0.0.1:8080",
            "https://umlaute-köln.example/straße%20a#b",
        ] {
            assert!(Link::is_address(address), "{address}");
        }
        for text in [
            "",
            "https://",
            "https:///a",
            "ftp://x.example/a",
            "javascript:alert(1)",
            "https://x.example/a b",
            "https://x.example/<a>",
            "https://x.example/\"a",
            "https://x.example/100%",
            "https://x.example/%2",
            "https://x.example/#a#b",
            "https://x.example:80a/",
            "https://wer@x.example/",
            "https://x.example/\u{85}",
        ] {
            assert!(!Link::is_address(text), "{text}");
        }
    }
}
