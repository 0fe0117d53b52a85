//! What a passkey has to sign: sealed, so that the hub keeps nothing that strangers could fill, and good for one answer.

use crate::ports::{TokenHash, VaultError};
use crate::{Hub, HubError, tokens};
use hebewerk_model::AccountId;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// What it is sealed for.
const PURPOSE: &str = "passkey_challenge";
/// How long an answer may take: the page of the sign-in may stand open a while.
const PATIENCE: SignedDuration = SignedDuration::from_mins(15);
/// Answers remembered; each was a right one.
const MOST: usize = 10_000;

#[derive(Serialize, Deserialize)]
struct Challenge {
    begun: Timestamp,
    once: String,
    /// The account that is to get a passkey; none for signing in.
    adds_to: Option<AccountId>,
}

/// Challenges that were answered, until they end by themselves.
#[derive(Default)]
pub(crate) struct Answered(Mutex<HashMap<TokenHash, Timestamp>>);

impl Answered {
    /// Whether this is the first right answer.
    fn is_first(&self, challenge: &str, now: Timestamp) -> bool {
        let mut answered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answered.len() >= MOST {
            answered.retain(|_challenge, until| *until > now);
        }
        // Rather nobody than one twice.
        answered.len() < MOST
            && answered
                .insert(tokens::hash(challenge), now + PATIENCE)
                .is_none()
    }
}

impl Hub {
    /// A fresh challenge.
    pub(super) fn challenge(&self, adds_to: Option<AccountId>) -> Result<String, HubError> {
        let challenge = Challenge {
            begun: self.parts.clock.now(),
            once: tokens::fresh().0,
            adds_to,
        };
        let text = serde_json::to_string(&challenge).map_err(|_unwritten| VaultError::Foreign)?;
        Ok(self.parts.vault.seal(PURPOSE, &text)?)
    }

    /// Whether a challenge is ours, for this, and of now.
    pub(super) fn is_ours(&self, challenge: &str, adds_to: Option<AccountId>) -> bool {
        let opened = self.parts.vault.open(PURPOSE, challenge).ok();
        let read = opened.and_then(|text| serde_json::from_str::<Challenge>(&text).ok());
        read.is_some_and(|read| {
            read.adds_to == adds_to && self.parts.clock.now() < read.begun + PATIENCE
        })
    }

    /// Uses a challenge up that was answered rightly; whether it was there to use.
    pub(super) fn use_up(&self, challenge: &str) -> bool {
        let now = self.parts.clock.now();
        self.answered_challenges.is_first(challenge, now)
    }
}
