//! Secrets handed to people: 256 random bits, stored only as a hash.

use crate::ports::TokenHash;
use rand::RngCore;

/// A fresh secret as 64 hexadecimal digits, with its hash.
pub(crate) fn fresh() -> (String, TokenHash) {
    let mut bytes = [0_u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    let text = blake3::Hash::from(bytes).to_hex().to_string();
    let hash = hash(&text);
    (text, hash)
}

/// The hash under which a secret is stored.
pub(crate) fn hash(text: &str) -> TokenHash {
    *blake3::hash(text.as_bytes()).as_bytes()
}
