//! Sign-ins between password and code: minutes long, in memory only. Whoever is cut off by a restart begins anew.

use crate::ports::{ExternalSession, TokenHash};
use crate::tokens;
use hebewerk_model::{AccountId, Client};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How long the code may take.
const PATIENCE: SignedDuration = SignedDuration::from_mins(5);
/// Codes tried before the password is asked for again.
const MOST_ATTEMPTS: u32 = 5;
/// Sign-ins under way at most; each took a right password.
const MOST: usize = 10_000;

/// Somebody whose password was right, or whom a provider vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BegunSignIn {
    pub(crate) account: AccountId,
    /// Hash of the password that was right.
    pub(crate) password_hash: Option<String>,
    pub(crate) client: Client,
    /// Where they signed in, if not here.
    pub(crate) external: Option<ExternalSession>,
}

struct Entry {
    begun: BegunSignIn,
    until: Timestamp,
    attempts: u32,
}

/// The sign-ins under way, by the hash of their secret.
#[derive(Default)]
pub(crate) struct BegunSignIns(Mutex<HashMap<TokenHash, Entry>>);

impl BegunSignIns {
    /// Remembers a sign-in; the secret that leads on.
    pub(crate) fn begin(&self, begun: BegunSignIn, now: Timestamp) -> String {
        let (secret, hash) = tokens::fresh();
        let mut entries = self.entries();
        if entries.len() >= MOST {
            entries.retain(|_hash, entry| entry.until > now);
        }
        if entries.len() < MOST {
            let entry = Entry {
                begun,
                until: now + PATIENCE,
                attempts: 0,
            };
            entries.insert(hash, entry);
        }
        secret
    }

    /// The sign-in of a secret, for one code more; none when time or attempts have run out. Counted before the code is
    /// looked at, so that guesses made at once do not slip through.
    pub(crate) fn attempt(&self, secret: &str, now: Timestamp) -> Option<BegunSignIn> {
        let hash = tokens::hash(secret);
        let mut entries = self.entries();
        let entry = entries.get_mut(&hash)?;
        if entry.until <= now || entry.attempts >= MOST_ATTEMPTS {
            entries.remove(&hash);
            return None;
        }
        entry.attempts += 1;
        Some(entry.begun.clone())
    }

    /// Whose the sign-in of a secret is, without counting.
    pub(crate) fn whose(&self, secret: &str, now: Timestamp) -> Option<AccountId> {
        let entries = self.entries();
        let entry = entries.get(&tokens::hash(secret))?;
        (entry.until > now).then_some(entry.begun.account)
    }

    /// Forgets a sign-in.
    pub(crate) fn end(&self, secret: &str) {
        self.entries().remove(&tokens::hash(secret));
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<TokenHash, Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn begun() -> BegunSignIn {
        BegunSignIn {
            account: AccountId::from_uuid(Uuid::from_u128(1)),
            password_hash: None,
            client: Client::UNKNOWN,
            external: None,
        }
    }

    #[test]
    fn a_sign_in_lapses_with_time_and_with_attempts() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let sign_ins = BegunSignIns::default();
        let slow = sign_ins.begin(begun(), at(0));
        assert_eq!(sign_ins.attempt(&slow, at(299)), Some(begun()));
        assert_eq!(sign_ins.attempt(&slow, at(300)), None);
        let guesser = sign_ins.begin(begun(), at(0));
        for _ in 0..MOST_ATTEMPTS {
            assert!(sign_ins.attempt(&guesser, at(1)).is_some());
        }
        assert_eq!(sign_ins.attempt(&guesser, at(1)), None);
        let done = sign_ins.begin(begun(), at(0));
        sign_ins.end(&done);
        assert_eq!(sign_ins.attempt(&done, at(1)), None);
        assert_eq!(sign_ins.attempt("made up", at(1)), None);
    }
}
