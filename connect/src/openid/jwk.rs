//! Keys with which a provider signs (RFC 7517, RFC 7518 § 6, RFC 8037).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512, RsaParameters, RsaPublicKeyComponents,
    UnparsedPublicKey,
};
use serde::Deserialize;

/// The answer of a provider; what cannot be read of it is left out.
#[derive(Deserialize)]
pub(super) struct Jwks {
    keys: Vec<serde_json::Value>,
}

/// A public key.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Jwk {
    kty: String,
    pub(super) kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl Jwks {
    /// The keys that sign; kinds nobody knows yet harm nobody.
    pub(super) fn usable(self) -> Vec<Jwk> {
        let read = self.keys.into_iter().map(serde_json::from_value::<Jwk>);
        read.flatten()
            .filter(|key| {
                key.purpose
                    .as_deref()
                    .is_none_or(|purpose| purpose == "sig")
            })
            .collect()
    }
}

impl Jwk {
    /// Whether this key can have made a signature of an algorithm. Only those with a public and a private half: with
    /// a shared secret, or with none, everybody who may check could sign.
    pub(super) fn signs_with(&self, algorithm: &str) -> bool {
        let fits = match algorithm {
            "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" => self.kty == "RSA",
            "ES256" => self.is_on("EC", "P-256"),
            "ES384" => self.is_on("EC", "P-384"),
            "EdDSA" | "Ed25519" => self.is_on("OKP", "Ed25519"),
            _ => false,
        };
        fits && self.alg.as_deref().is_none_or(|own| own == algorithm)
    }

    fn is_on(&self, kind: &str, curve: &str) -> bool {
        self.kty == kind && self.crv.as_deref() == Some(curve)
    }

    /// Whether a signature is this key's.
    pub(super) fn has_signed(&self, algorithm: &str, message: &[u8], signature: &[u8]) -> bool {
        if !self.signs_with(algorithm) {
            return false;
        }
        match algorithm {
            "RS256" => self.rsa(&RSA_PKCS1_2048_8192_SHA256, message, signature),
            "RS384" => self.rsa(&RSA_PKCS1_2048_8192_SHA384, message, signature),
            "RS512" => self.rsa(&RSA_PKCS1_2048_8192_SHA512, message, signature),
            "PS256" => self.rsa(&RSA_PSS_2048_8192_SHA256, message, signature),
            "PS384" => self.rsa(&RSA_PSS_2048_8192_SHA384, message, signature),
            "PS512" => self.rsa(&RSA_PSS_2048_8192_SHA512, message, signature),
            "ES256" => self.curve(32).is_some_and(|point| {
                let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
                key.verify(message, signature).is_ok()
            }),
            "ES384" => self.curve(48).is_some_and(|point| {
                let key = UnparsedPublicKey::new(&ECDSA_P384_SHA384_FIXED, point);
                key.verify(message, signature).is_ok()
            }),
            _ => bytes(self.x.as_deref()).is_some_and(|point| {
                let key = UnparsedPublicKey::new(&ED25519, point);
                key.verify(message, signature).is_ok()
            }),
        }
    }

    fn rsa(&self, parameters: &'static RsaParameters, message: &[u8], signature: &[u8]) -> bool {
        let (Some(n), Some(e)) = (bytes(self.n.as_deref()), bytes(self.e.as_deref())) else {
            return false;
        };
        // Some providers write a zero before the number.
        let n = without_zeros(&n);
        let key = RsaPublicKeyComponents {
            n,
            e: without_zeros(&e),
        };
        key.verify(parameters, message, signature).is_ok()
    }

    /// The point as SEC 1 writes it, uncompressed.
    fn curve(&self, length: usize) -> Option<Vec<u8>> {
        let (x, y) = (bytes(self.x.as_deref())?, bytes(self.y.as_deref())?);
        (x.len() == length && y.len() == length).then(|| [&[4], x.as_slice(), &y].concat())
    }
}

fn without_zeros(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    number.get(zeros..).unwrap_or_default()
}

fn bytes(text: Option<&str>) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::rand::SystemRandom;
    use ring::signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
    };
    use serde_json::json;

    fn key(value: serde_json::Value) -> Jwk {
        serde_json::from_value(value).unwrap()
    }

    fn written(bytes: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode(bytes)
    }

    #[test]
    fn a_signature_is_that_of_its_key_and_of_its_algorithm() {
        let random = SystemRandom::new();
        let document = Ed25519KeyPair::generate_pkcs8(&random).unwrap();
        let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap();
        let edwards = key(json!({
            "kty": "OKP", "crv": "Ed25519", "x": written(pair.public_key().as_ref()),
        }));
        let signature = pair.sign(b"message");
        assert!(edwards.has_signed("EdDSA", b"message", signature.as_ref()));
        assert!(!edwards.has_signed("EdDSA", b"another", signature.as_ref()));
        for other in ["ES256", "RS256", "HS256", "none", ""] {
            assert!(!edwards.has_signed(other, b"message", signature.as_ref()));
        }
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).unwrap();
        let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
        let curve = json!({
            "kty": "EC", "crv": "P-256", "x": written(x), "y": written(y), "alg": "ES256",
        });
        let signature = pair.sign(&random, b"message").unwrap();
        assert!(key(curve.clone()).has_signed("ES256", b"message", signature.as_ref()));
        assert!(!key(curve).has_signed("ES384", b"message", signature.as_ref()));
        assert!(!edwards.has_signed("ES256", b"message", signature.as_ref()));
    }

    #[test]
    fn keys_for_other_uses_and_of_unknown_kinds_are_left_out() {
        let jwks: Jwks = serde_json::from_value(json!({ "keys": [
            { "kty": "RSA", "kid": "signs", "use": "sig", "n": "AQAB", "e": "AQAB" },
            { "kty": "RSA", "kid": "hides", "use": "enc", "n": "AQAB", "e": "AQAB" },
            { "kty": "oct", "kid": "shared", "k": "AQAB" },
            { "kty": 7 },
        ]}))
        .unwrap();
        let keys = jwks.usable();
        let names: Vec<_> = keys.iter().filter_map(|key| key.kid.as_deref()).collect();
        assert_eq!(names, ["signs", "shared"]);
        assert!(!keys[1].signs_with("HS256"), "whoever may check could sign");
        assert!(keys[0].signs_with("RS256"));
        // Too short a key is no key.
        assert!(!keys[0].has_signed("RS256", b"message", &[0; 256]));
    }
}
