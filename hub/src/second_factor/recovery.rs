//! Recovery codes: ten, each for one sign-in without the device. 120 random bits each, so that a fast hash is enough
//! (OWASP ASVS 5.0, 6.5.2 asks for 112). Codes made before have 80 and go on to work.

use crate::ports::TokenHash;
use crate::tokens;
use rand::RngCore;

/// Codes of one set.
const CODES: usize = 10;
/// Signs that people do not mistake for each other (Crockford's base 32, lower case).
const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Fresh codes: `7k2m-9x4q-…`, six groups of four.
pub(super) fn fresh() -> Vec<String> {
    (0..CODES).map(|_number| one()).collect()
}

fn one() -> String {
    let mut bytes = [0; 24];
    rand::rng().fill_bytes(&mut bytes);
    let mut code = String::with_capacity(29);
    for (place, byte) in bytes.into_iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        // 256 is a multiple of 32: every sign is as likely as any other.
        let sign = SIGNS.get(usize::from(byte % 32)).copied().unwrap_or(b'0');
        code.push(char::from(sign));
    }
    code
}

/// The hash under which a code is kept, however its groups are typed.
pub(super) fn hash(code: &str) -> TokenHash {
    let signs: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    tokens::hash(&format!("recovery code {}", signs.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_codes_differ_and_are_read_however_they_are_typed() {
        let codes = fresh();
        let hashes: std::collections::HashSet<_> = codes.iter().map(|code| hash(code)).collect();
        assert_eq!(hashes.len(), 10);
        assert!(codes.iter().all(|code| code.len() == 29));
        assert_eq!(hash("7k2m-9x4q-0000-zzzz"), hash(" 7K2M 9X4Q0000zzzz"));
    }
}
