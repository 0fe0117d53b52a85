//! What must be right before a passkey is taken or believed (WebAuthn Level 2, §§ 7.1 and 7.2), without attestation: who
//! makes the device is not asked.

use super::public_key;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use serde::Deserialize;

/// Longest part of an answer that is looked at.
const MOST_BYTES: usize = 8 << 10;
/// Longest identity of a credential (§ 4).
const LONGEST_CREDENTIAL: usize = 1_023;

/// Somebody was there; who they are was found out by the device itself (PIN, finger, face); a credential is attached.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTACHED: u8 = 0x40;

/// The hub as browsers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Host without port: what passkeys are bound to.
    pub host: String,
    /// Scheme, host and port.
    pub origin: String,
}

/// What a browser says it was asked for.
#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    cross_origin: bool,
}

/// What an authenticator says (§ 6.1).
struct Authenticator<'a> {
    bytes: &'a [u8],
    flags: u8,
    counter: u32,
    attached: &'a [u8],
}

/// Bytes as browsers send them.
pub(super) fn decoded(text: &str) -> Option<Vec<u8>> {
    if text.is_empty() || text.len() > MOST_BYTES {
        return None;
    }
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// Bytes as they stand in a page.
pub(super) fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The challenge that was answered, if a browser was asked for this, here, by us.
pub(super) fn answered(kind: &str, client: &[u8], site: &Site) -> Option<String> {
    let said: ClientData = serde_json::from_slice(client).ok()?;
    if said.kind != kind || said.origin != site.origin || said.cross_origin {
        return None;
    }
    String::from_utf8(decoded(&said.challenge)?).ok()
}

/// Identity and counter of a credential that was made for us with a key that can be used.
pub(super) fn made<'a>(
    authenticator: &'a [u8],
    (algorithm, key): (i64, &[u8]),
    site: &Site,
) -> Option<(&'a [u8], u32)> {
    let said = said(authenticator, site)?;
    if said.flags & ATTACHED == 0 || !public_key::is_usable(algorithm, key) {
        return None;
    }
    // Which kind of device it is stands first; nobody asks.
    let (_kind, rest) = said.attached.split_at_checked(16)?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let length = usize::from(u16::from_be_bytes(*length));
    let credential = rest.get(..length)?;
    ((1..=LONGEST_CREDENTIAL).contains(&length)).then_some((credential, said.counter))
}

/// The counter, if a key has signed what a browser and an authenticator say.
pub(super) fn signed(
    (client, authenticator, signature): (&[u8], &[u8], &[u8]),
    (algorithm, key): (i64, &[u8]),
    site: &Site,
) -> Option<u32> {
    let said = said(authenticator, site)?;
    let message = [said.bytes, digest(&SHA256, client).as_ref()].concat();
    public_key::has_signed(algorithm, key, &message, signature).then_some(said.counter)
}

/// What an authenticator says, if it speaks of us and of somebody it knows.
fn said<'a>(bytes: &'a [u8], site: &Site) -> Option<Authenticator<'a>> {
    let (host, rest) = bytes.split_first_chunk::<32>()?;
    let (flags, rest) = rest.split_first()?;
    let (counter, attached) = rest.split_first_chunk::<4>()?;
    let is_ours = host.as_slice() == digest(&SHA256, site.host.as_bytes()).as_ref();
    let knows = PRESENT | VERIFIED;
    (is_ours && flags & knows == knows).then_some(Authenticator {
        bytes,
        flags: *flags,
        counter: u32::from_be_bytes(*counter),
        attached,
    })
}

#[cfg(test)]
mod tests {
    use super::super::public_key::tests::Signer;
    use super::*;

    fn site() -> Site {
        Site {
            host: "daten.stadt.example".to_owned(),
            origin: "https://daten.stadt.example".to_owned(),
        }
    }

    fn client(kind: &str, origin: &str, challenge: &str) -> Vec<u8> {
        let challenge = encoded(challenge.as_bytes());
        format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","other":1}}"#)
            .into_bytes()
    }

    fn authenticator(host: &str, flags: u8, counter: u32, attached: &[u8]) -> Vec<u8> {
        let host = digest(&SHA256, host.as_bytes());
        [host.as_ref(), &[flags], &counter.to_be_bytes(), attached].concat()
    }

    #[test]
    fn an_answer_to_somebody_else_or_to_something_else_is_none() {
        let here = "https://daten.stadt.example";
        let get = client("webauthn.get", here, "once");
        assert_eq!(
            answered("webauthn.get", &get, &site()).as_deref(),
            Some("once")
        );
        assert_eq!(answered("webauthn.create", &get, &site()), None);
        for origin in [
            "https://daten.stadt.example.evil.example",
            "http://daten.stadt.example",
            "https://daten.stadt.example:8443",
        ] {
            let there = client("webauthn.get", origin, "once");
            assert_eq!(answered("webauthn.get", &there, &site()), None, "{origin}");
        }
        let framed = br#"{"type":"webauthn.get","challenge":"b25jZQ","origin":"https://daten.stadt.example","crossOrigin":true}"#;
        assert_eq!(answered("webauthn.get", framed, &site()), None);
        assert_eq!(answered("webauthn.get", b"{}", &site()), None);
    }

    #[test]
    fn only_a_signature_over_all_of_it_counts() {
        let (signer, here) = (Signer::new(), "daten.stadt.example");
        let client = client("webauthn.get", "https://daten.stadt.example", "once");
        let said = authenticator(here, PRESENT | VERIFIED, 9, &[]);
        let message = [said.as_slice(), digest(&SHA256, &client).as_ref()].concat();
        let signature = signer.sign(&message);
        let key = signer.public();
        let of = |said: &[u8], client: &[u8]| {
            signed(
                (client, said, signature.as_slice()),
                (-7, key.as_slice()),
                &site(),
            )
        };
        assert_eq!(of(&said, &client), Some(9));
        assert_eq!(of(&said, b"{}"), None);
        assert_eq!(
            of(&authenticator(here, PRESENT | VERIFIED, 10, &[]), &client),
            None
        );
        for (host, flags) in [
            ("evil.example", PRESENT | VERIFIED),
            (here, PRESENT),
            (here, VERIFIED),
        ] {
            let said = authenticator(host, flags, 9, &[]);
            let message = [said.as_slice(), digest(&SHA256, &client).as_ref()].concat();
            let signature = signer.sign(&message);
            let told = signed(
                (client.as_slice(), said.as_slice(), signature.as_slice()),
                (-7, key.as_slice()),
                &site(),
            );
            assert_eq!(told, None, "{host} {flags}");
        }
    }

    #[test]
    fn a_credential_is_read_whole_or_not_at_all() {
        let (signer, here) = (Signer::new(), "daten.stadt.example");
        let attached = [[0; 16].as_slice(), &[0, 3], b"abc", b"the key as CBOR"].concat();
        let all = PRESENT | VERIFIED | ATTACHED;
        let whole = authenticator(here, all, 0, &attached);
        let key = signer.public();
        let credential = made(&whole, (-7, key.as_slice()), &site());
        assert_eq!(credential, Some((b"abc".as_slice(), 0)));
        assert_eq!(made(&whole, (-8, key.as_slice()), &site()), None);
        let bare = authenticator(here, PRESENT | VERIFIED, 0, &attached);
        assert_eq!(made(&bare, (-7, key.as_slice()), &site()), None);
        for end in 0..37 + 16 + 2 + 3 {
            assert_eq!(
                made(&whole[..end], (-7, key.as_slice()), &site()),
                None,
                "{end}"
            );
        }
        let none = [[0; 16].as_slice(), &[0, 0]].concat();
        let none = authenticator(here, all, 0, &none);
        assert_eq!(made(&none, (-7, key.as_slice()), &site()), None);
    }
}
