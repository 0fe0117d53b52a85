//! The key by which a server proves that it is the one.

use russh::client::Handler;
use russh::keys::{HashAlg, PublicKeyOrCertificate};
use std::sync::{Arc, Mutex, PoisonError};

/// Compares the server's key with the fingerprints somebody has confirmed.
pub(super) struct Compare {
    confirmed: Vec<String>,
    shown: Shown,
}

/// The fingerprint a server has shown, for whoever has to compare it.
#[derive(Clone, Default)]
pub(super) struct Shown(Arc<Mutex<Option<String>>>);

impl Shown {
    pub(super) fn get(&self) -> Option<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn set(&self, fingerprint: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(fingerprint);
    }
}

impl Compare {
    /// With the fingerprints of a form; a server with several keys may have several.
    pub(super) fn with(confirmed: &str, shown: Shown) -> Self {
        let texts = confirmed
            .split([' ', ',', ';'])
            .filter(|text| !text.is_empty());
        Self {
            confirmed: texts.map(plain).collect(),
            shown,
        }
    }
}

/// `SHA256:…` as `ssh-keygen -l` writes it; some tools leave the name of the method away or pad the end.
fn plain(text: &str) -> String {
    let bare = text.strip_prefix("SHA256:").unwrap_or(text);
    format!("SHA256:{}", bare.trim_end_matches('='))
}

impl Handler for Compare {
    type Error = russh::Error;

    async fn check_server_key(
        &mut self,
        key: &PublicKeyOrCertificate,
    ) -> Result<bool, Self::Error> {
        let fingerprint = key.public_key().fingerprint(HashAlg::Sha256).to_string();
        let is_confirmed = self.confirmed.contains(&fingerprint);
        self.shown.set(fingerprint);
        Ok(is_confirmed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_understood_as_tools_write_them() {
        let full = "SHA256:ETNRpX6RQxtjNAoiUs2Vi8Fqe0ODlqHgOAVhGAiuNIg";
        for text in [
            full,
            "ETNRpX6RQxtjNAoiUs2Vi8Fqe0ODlqHgOAVhGAiuNIg",
            "SHA256:ETNRpX6RQxtjNAoiUs2Vi8Fqe0ODlqHgOAVhGAiuNIg=",
        ] {
            let compare = Compare::with(&format!("SHA256:other, {text}"), Shown::default());
            assert!(compare.confirmed.contains(&full.to_owned()), "{text}");
        }
        assert!(Compare::with("", Shown::default()).confirmed.is_empty());
    }
}
