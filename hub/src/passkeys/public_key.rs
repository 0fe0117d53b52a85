//! Public keys as browsers hand them over (SubjectPublicKeyInfo, RFC 5280 § 4.1) and what they have signed.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey,
    VerificationAlgorithm,
};

/// Numbers in the COSE registry of those that are taken, the best first: every authenticator has one of them.
pub(super) const ALGORITHMS: [i64; 3] = [-7, -8, -257];

/// `id-ecPublicKey` on `prime256v1`, `Ed25519`, `rsaEncryption`: everything before the bits of the key, without lengths.
const P256: &[u8] = &[
    0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48,
    0xce, 0x3d, 0x03, 0x01, 0x07,
];
const EDWARDS: &[u8] = &[0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70];
const RSA: &[u8] = &[
    0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
];

/// The bits of a key, if it is of the algorithm.
fn bits(algorithm: i64, key: &[u8]) -> Option<&[u8]> {
    let (whole, rest) = element(0x30, key)?;
    if !rest.is_empty() {
        return None;
    }
    let (kind, length) = match algorithm {
        -7 => (P256, Some(65)),
        -8 => (EDWARDS, Some(32)),
        -257 => (RSA, None),
        _ => return None,
    };
    let (bits, rest) = element(0x03, whole.strip_prefix(kind)?)?;
    // The first octet says how many bits at the end do not count: none.
    let bits = bits.strip_prefix(&[0])?;
    (rest.is_empty() && length.is_none_or(|length| bits.len() == length)).then_some(bits)
}

/// The content of a DER element of this tag, and what follows it.
fn element(tag: u8, bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let rest = bytes.strip_prefix(&[tag])?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        short @ 0..=0x7f => (usize::from(*short), rest),
        0x81 => rest
            .split_first()
            .map(|(one, rest)| (usize::from(*one), rest))?,
        0x82 => {
            let (two, rest) = rest.split_first_chunk::<2>()?;
            (usize::from(u16::from_be_bytes(*two)), rest)
        }
        _ => return None,
    };
    rest.split_at_checked(length)
}

/// Whether a key can be used.
pub(super) fn is_usable(algorithm: i64, key: &[u8]) -> bool {
    bits(algorithm, key).is_some()
}

/// Whether a key has signed a message.
pub(super) fn has_signed(algorithm: i64, key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let Some(bits) = bits(algorithm, key) else {
        return false;
    };
    let how: &dyn VerificationAlgorithm = match algorithm {
        -7 => &ECDSA_P256_SHA256_ASN1,
        -8 => &ED25519,
        _ => &RSA_PKCS1_2048_8192_SHA256,
    };
    UnparsedPublicKey::new(how, bits)
        .verify(message, signature)
        .is_ok()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use ring::rand::SystemRandom;
    use ring::signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
    };

    /// A key that signs, as an authenticator has one, and its public half as a browser writes it.
    pub(crate) struct Signer {
        pair: EcdsaKeyPair,
        random: SystemRandom,
    }

    impl Signer {
        pub(crate) fn new() -> Self {
            let random = SystemRandom::new();
            let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random);
            let made = made.unwrap();
            let pair =
                EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, made.as_ref(), &random);
            Self {
                pair: pair.unwrap(),
                random,
            }
        }

        pub(crate) fn public(&self) -> Vec<u8> {
            written(P256, self.pair.public_key().as_ref())
        }

        pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
            let signed = self.pair.sign(&self.random, message).unwrap();
            signed.as_ref().to_vec()
        }
    }

    fn written(kind: &[u8], bits: &[u8]) -> Vec<u8> {
        let string = [[0x03, bits.len() as u8 + 1, 0].as_slice(), bits].concat();
        let whole = [kind, string.as_slice()].concat();
        [[0x30, whole.len() as u8].as_slice(), &whole].concat()
    }

    #[test]
    fn a_signature_is_that_of_its_key_and_its_message() {
        let signer = Signer::new();
        let (key, sealed) = (signer.public(), signer.sign(b"message"));
        assert!(has_signed(-7, &key, b"message", &sealed));
        assert!(!has_signed(-7, &key, b"another", &sealed));
        assert!(!has_signed(
            -7,
            &Signer::new().public(),
            b"message",
            &sealed
        ));
        for other in [-8, -257, -37, 0] {
            assert!(!has_signed(other, &key, b"message", &sealed), "{other}");
        }
    }

    #[test]
    fn keys_of_edwards_curves_are_read_too() {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
        let key = written(EDWARDS, pair.public_key().as_ref());
        let signed = pair.sign(b"message");
        assert!(has_signed(-8, &key, b"message", signed.as_ref()));
    }

    #[test]
    fn a_key_of_two_lengths_is_read_and_what_is_cut_off_or_longer_is_not() {
        let modulus = vec![7; 270];
        let string = [[0x03, 0x82, 0x01, 0x0f, 0].as_slice(), &modulus].concat();
        let whole = [RSA, string.as_slice()].concat();
        let key = [[0x30, 0x82, 0x01, 0x22].as_slice(), &whole].concat();
        assert!(is_usable(-257, &key));
        assert!(!is_usable(-7, &key));
        for end in 0..key.len() {
            assert!(!is_usable(-257, &key[..end]), "{end}");
        }
        assert!(!is_usable(-257, &[key.as_slice(), &[0]].concat()));
    }
}
