//! Secrets at rest: sealed with a key that lies beside the catalogue, not in it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hebewerk_hub::ports::{Vault, VaultError};
use rand::TryRngCore;
use rand::rngs::OsRng;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Ending of the key to which everything is being sealed anew.
const NEXT: &str = "next";

/// Bytes of a key and of a nonce of XChaCha20-Poly1305.
const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// What derived keys are for: BLAKE3 asks for a text that no other program uses.
const DERIVED: &str = "hebewerk 2026-11 key of one purpose";

/// Tells this way of sealing from later ones.
const MARK: &str = "x1:";

/// Seals with XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha); the purpose is authenticated with the text, so that a
/// sealed secret is worth nothing beside another connection. The nonce is random: 24 bytes never meet twice.
///
/// The key is a file of 32 bytes that only its owner may read. It is made when the first secret is sealed. Whoever loses
/// it has to enter the secrets again; nothing else is lost.
///
/// When the key is changed, the 32 bytes from which other keys are derived stay behind the new one: pseudonyms that were
/// handed out must not change. Until everything is sealed anew, the key to come lies beside the old one, and what opens
/// with neither alone opens with both.
#[derive(Debug, Clone)]
pub struct KeyFile {
    path: PathBuf,
}

impl KeyFile {
    /// The key at this path, there already or not yet.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    fn key(&self, make: bool) -> Result<[u8; KEY_BYTES], VaultError> {
        match read(&self.path) {
            Err(error) if make && error.kind() == io::ErrorKind::NotFound => {
                create(&self.path)?;
                Ok(read(&self.path)?)
            }
            key => Ok(key?),
        }
    }

    fn next(&self) -> Self {
        Self::at(self.path.with_extension(NEXT))
    }

    /// Whether there is a key at all: without one nothing has been sealed.
    pub fn is_there(&self) -> bool {
        self.path.exists()
    }

    /// The key to which everything is sealed anew: made now, or left by a run that was broken off.
    pub fn prepare_next(&self) -> Result<Self, VaultError> {
        let next = self.next();
        if !next.is_there() {
            let mut content = random::<KEY_BYTES>()?.to_vec();
            content.extend(self.root()?);
            write(&next.path, &content)?;
        }
        Ok(next)
    }

    /// Puts the next key in the place of this one, which is gone then. To be called when nothing is sealed with it any
    /// more.
    pub fn take_over(&self) -> Result<(), VaultError> {
        fs::rename(&self.next().path, &self.path)?;
        File::open(self.path.parent().unwrap_or(Path::new(".")))?.sync_all()?;
        Ok(())
    }

    /// What other keys are derived from: the first key of this hub.
    fn root(&self) -> Result<[u8; KEY_BYTES], VaultError> {
        let key = self.key(true)?;
        let bytes = fs::read(&self.path)?;
        let behind = bytes.get(KEY_BYTES..).unwrap_or_default();
        Ok(behind.try_into().unwrap_or(key))
    }

    fn open_alone(&self, purpose: &str, sealed: &str) -> Result<String, VaultError> {
        let text = sealed.strip_prefix(MARK).ok_or(VaultError::Foreign)?;
        let bytes = STANDARD
            .decode(text)
            .map_err(|_not_ours| VaultError::Foreign)?;
        let (nonce, sealed) = bytes
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(VaultError::Foreign)?;
        let payload = Payload {
            msg: sealed,
            aad: purpose.as_bytes(),
        };
        let opened = self
            .cipher(false)?
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_another_key_or_purpose| VaultError::Foreign)?;
        String::from_utf8(opened).map_err(|_not_text| VaultError::Foreign)
    }

    fn cipher(&self, make: bool) -> Result<XChaCha20Poly1305, VaultError> {
        Ok(XChaCha20Poly1305::new(&self.key(make)?.into()))
    }
}

impl Vault for KeyFile {
    fn seal(&self, purpose: &str, secret: &str) -> Result<String, VaultError> {
        let cipher = self.cipher(true)?;
        let nonce = random::<NONCE_BYTES>()?;
        let payload = Payload {
            msg: secret.as_bytes(),
            aad: purpose.as_bytes(),
        };
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_too_long| VaultError::Foreign)?;
        let mut bytes = nonce.to_vec();
        bytes.extend(sealed);
        Ok(format!("{MARK}{}", STANDARD.encode(bytes)))
    }

    fn open(&self, purpose: &str, sealed: &str) -> Result<String, VaultError> {
        match self.open_alone(purpose, sealed) {
            Err(VaultError::Foreign) if self.next().is_there() => {
                self.next().open_alone(purpose, sealed)
            }
            opened => opened,
        }
    }

    fn derive(&self, purpose: &str) -> Result<[u8; 32], VaultError> {
        let mut material = self.root()?.to_vec();
        material.extend_from_slice(purpose.as_bytes());
        Ok(blake3::derive_key(DERIVED, &material))
    }
}

fn read(path: &Path) -> io::Result<[u8; KEY_BYTES]> {
    let mut key = [0; KEY_BYTES];
    File::open(path)?.read_exact(&mut key)?;
    Ok(key)
}

/// A key of a new hub.
fn create(path: &Path) -> io::Result<()> {
    write(path, &random::<KEY_BYTES>()?)
}

/// Whole or not at all, and on the disk before anything is sealed with it.
fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let draft = path.with_extension("draft");
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&draft)?;
    file.write_all(content)?;
    file.sync_all()?;
    // Another one may have been made meanwhile: that one counts.
    match fs::hard_link(&draft, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _made_or_there => {}
    }
    fs::remove_file(&draft)?;
    File::open(folder)?.sync_all()
}

fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    OsRng.try_fill_bytes(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn derived_keys_stay_the_same_and_differ_by_purpose_and_hub() {
        let folder = tempfile::tempdir().unwrap();
        let vault = KeyFile::at(folder.path().join("secrets.key"));
        let of = |purpose| vault.derive(purpose).unwrap();
        assert_eq!(of("pseudonyms 1"), of("pseudonyms 1"));
        assert_ne!(of("pseudonyms 1"), of("pseudonyms 2"));
        let other = KeyFile::at(folder.path().join("other.key"));
        assert_ne!(of("pseudonyms 1"), other.derive("pseudonyms 1").unwrap());
    }

    #[test]
    fn a_new_key_takes_over_and_derives_what_the_first_one_did() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secrets.key");
        let vault = KeyFile::at(&path);
        let sealed = vault.seal("x", "geheim").unwrap();
        let (first, pseudonyms) = (fs::read(&path).unwrap(), vault.derive("names").unwrap());
        for _twice in 0..2 {
            let next = vault.prepare_next().unwrap();
            let again = vault.prepare_next().unwrap();
            assert_eq!(next.path, again.path);
            // Half way: what is sealed anew opens, and what is not yet.
            let anew = next.seal("x", "geheim").unwrap();
            assert_eq!(vault.open("x", &anew).unwrap(), "geheim");
            assert!(vault.open("y", &anew).is_err());
            vault.take_over().unwrap();
            assert_eq!(vault.open("x", &anew).unwrap(), "geheim");
            assert!(vault.open("x", &sealed).is_err(), "the old key is gone");
            assert_eq!(vault.derive("names").unwrap(), pseudonyms);
        }
        let key = fs::read(&path).unwrap();
        assert_eq!(key.len(), 2 * KEY_BYTES);
        assert!(key[..KEY_BYTES] != first[..] && key[KEY_BYTES..] == first[..]);
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_secret_opens_with_the_same_key_for_the_same_purpose_only() {
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("secrets.key");
        let vault = KeyFile::at(&key);
        let sealed = vault.seal("connection 1/password", "geheim ä").unwrap();
        assert!(!sealed.contains("geheim"));
        assert_ne!(
            sealed,
            vault.seal("connection 1/password", "geheim ä").unwrap()
        );
        let again = KeyFile::at(&key);
        assert_eq!(
            again.open("connection 1/password", &sealed).unwrap(),
            "geheim ä"
        );
        assert!(again.open("connection 2/password", &sealed).is_err());
        let other = KeyFile::at(folder.path().join("other.key"));
        assert!(matches!(
            other.open("connection 1/password", &sealed),
            Err(VaultError::Key(_))
        ));
        other.seal("x", "y").unwrap();
        assert!(matches!(
            other.open("connection 1/password", &sealed),
            Err(VaultError::Foreign)
        ));
        let cut = sealed.get(..sealed.len() - 4).unwrap();
        for damaged in ["", "x1:", "x1:AAAA", "klartext", cut] {
            assert!(again.open("connection 1/password", damaged).is_err());
        }
    }

    #[test]
    fn only_the_owner_may_read_the_key() {
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("secrets.key");
        KeyFile::at(&key).seal("x", "y").unwrap();
        let mode = fs::metadata(&key).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1);
    }
}
