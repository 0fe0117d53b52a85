//! A private key as people paste it.

use hebewerk_hub::ports::FetchError;
use russh::keys::{PrivateKey, decode_secret_key};

/// Reads a key in the form of OpenSSH, PKCS#1, PKCS#8 or PuTTY.
pub(super) fn read(text: &str, passphrase: Option<&str>) -> Result<PrivateKey, FetchError> {
    decode_secret_key(&in_lines(text), passphrase)
        // The library's own text could name parts of the key.
        .map_err(|_unreadable| FetchError::setting("key", "fetch_key_unreadable"))
}

/// A field of one line loses the ends of lines, by which the key is read.
fn in_lines(text: &str) -> String {
    let text = text.trim();
    let parts = || {
        let (label, rest) = text.strip_prefix("-----BEGIN ")?.split_once("-----")?;
        let (body, end) = rest.split_once("-----END ")?;
        let is_one_line = !text.contains('\n') && end.starts_with(label);
        // Of a key with a header of its own nobody knows where that ends.
        let is_bare = !body.contains(':');
        let body: String = body.split_whitespace().collect();
        (is_one_line && is_bare)
            .then(|| format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n"))
    };
    parts().unwrap_or_else(|| text.replace("\r\n", "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use russh::keys::ssh_key::LineEnding;
    use russh::keys::ssh_key::private::Ed25519Keypair;

    #[test]
    fn a_key_is_read_with_and_without_its_lines() {
        let key = PrivateKey::from(Ed25519Keypair::from_seed(&[7; 32]));
        let text = key.to_openssh(LineEnding::LF).unwrap();
        let whole = read(&text, None).unwrap();
        let in_one = text.replace('\n', "");
        let with_spaces = text.trim().replace('\n', " ");
        let from_windows = text.replace('\n', "\r\n");
        for text in [in_one, with_spaces, from_windows] {
            let key = read(&text, None).unwrap();
            assert_eq!(key.public_key(), whole.public_key());
        }
    }

    #[test]
    fn what_is_no_key_says_nothing_of_itself() {
        let error = read("geheim", None).unwrap_err();
        assert_eq!(
            (error.code, error.detail.as_str()),
            ("fetch_key_unreadable", "key")
        );
    }
}
