//! One-time codes as every authenticator knows them (RFC 6238): SHA-1, six digits, thirty seconds.

use super::NewSecret;
use crate::HubError;
use jiff::Timestamp;
use rand::RngCore;
use totp_rs::{Algorithm, Builder, Secret, Totp};

/// A fresh secret of 160 bits (RFC 4226 § 4) in base 32.
pub(super) fn fresh() -> String {
    let mut bytes = [0; 20];
    rand::rng().fill_bytes(&mut bytes);
    Secret::new_stack(bytes).to_base32()
}

/// The step whose code this is; one step before and after now count too, because clocks of phones go wrong.
pub(super) fn step_of(secret: &str, code: &str, now: Timestamp) -> Option<u64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let totp = totp(secret, "account", None).ok()?;
    totp.check(&code, u64::try_from(now.as_second()).ok()?)
}

/// A secret as it is put into a device.
pub(super) fn shown(secret: &str, account: &str, issuer: &str) -> Result<NewSecret, HubError> {
    // A colon parts issuer and account in the address.
    let plain = |text: &str| text.replace(':', " ");
    let totp = totp(secret, &plain(account), Some(plain(issuer)))?;
    let signs: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = signs
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    Ok(NewSecret {
        url: totp.to_url().map_err(|_error| unfit())?,
        text: groups.join(" "),
        proof: proof(secret),
    })
}

/// What only somebody can show who has seen the secret.
pub(super) fn proof(secret: &str) -> String {
    let key = blake3::derive_key("hebewerk 2026 second factor seen", secret.as_bytes());
    blake3::Hash::from_bytes(key).to_hex().to_string()
}

fn totp(secret: &str, account: &str, issuer: Option<String>) -> Result<Totp, HubError> {
    let secret = Secret::try_from_base32(secret).map_err(|_error| unfit())?;
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_skew(1)
        .with_secret(secret)
        .with_account_name(account)
        .with_issuer(issuer)
        .build()
        .map_err(|_error| unfit())
}

/// What was stored is no secret of ours, or a name cannot stand in an address.
const fn unfit() -> HubError {
    HubError::Invalid {
        field: "code",
        code: "second_factor_unfit",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of the test vectors in RFC 6238, appendix B: "12345678901234567890".
    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[track_caller]
    fn check(second: i64, code: &str, expected: Option<u64>) {
        let now = Timestamp::from_second(second).unwrap();
        assert_eq!(step_of(SECRET, code, now), expected, "{second}");
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        check(59, "287082", Some(1));
        check(1_111_111_109, "081804", Some(37_037_036));
        check(1_234_567_890, "005 924", Some(41_152_263));
        check(2_000_000_000, "279037", Some(66_666_666));
        check(59, "287083", None);
        check(59, "94287082", None);
        check(59, "", None);
    }

    #[test]
    fn a_code_counts_one_step_early_and_late_and_no_more() {
        for (second, counts) in [(0, true), (29, true), (89, true), (90, false)] {
            check(second, "287082", counts.then_some(1));
        }
    }

    #[test]
    fn a_secret_is_shown_with_who_it_is_for() {
        let shown = shown(SECRET, "a@b.example", "Datenhub: Musterstadt").unwrap();
        assert!(shown.url.starts_with("otpauth://totp/"), "{}", shown.url);
        assert!(shown.url.contains(SECRET), "{}", shown.url);
        assert_eq!(shown.text, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(fresh().len(), 32);
        assert_ne!(fresh(), fresh());
    }
}
