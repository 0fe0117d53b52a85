//! What a browser keeps while somebody is at a provider: sealed, so that the hub keeps nothing and nobody can write one.

use crate::ports::SentThere;
use crate::{HubError, tokens};
use hebewerk_model::AccountId;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What it is sealed for.
pub(super) const PURPOSE: &str = "way_to_a_provider";

/// How long somebody may take to sign in there: a second factor, a forgotten password.
const PATIENCE: SignedDuration = SignedDuration::from_mins(15);

/// Longest address to go on to that is remembered; a cookie holds 4 kB.
const LONGEST_ONWARD: usize = 1_000;

/// Where somebody was sent, and with what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Way {
    provider: String,
    state: String,
    nonce: String,
    verifier: String,
    back: String,
    pub(super) onward: String,
    begun: Timestamp,
    /// The account that is to be entered that way from now on; none for whoever wants to sign in.
    pub(super) link: Option<AccountId>,
}

impl Way {
    pub(super) fn to_sign_in(back: String, onward: &str) -> Self {
        let onward = if onward.len() > LONGEST_ONWARD {
            "/"
        } else {
            onward
        };
        Self {
            provider: String::new(),
            state: tokens::fresh().0,
            nonce: tokens::fresh().0,
            verifier: tokens::fresh().0,
            back,
            onward: onward.to_owned(),
            begun: Timestamp::UNIX_EPOCH,
            link: None,
        }
    }

    pub(super) fn to_link(back: String, account: AccountId) -> Self {
        Self {
            link: Some(account),
            ..Self::to_sign_in(back, "/")
        }
    }

    pub(super) fn begin(&mut self, provider: &str, now: Timestamp) {
        provider.clone_into(&mut self.provider);
        self.begun = now;
    }

    pub(super) fn sent(&self) -> SentThere {
        SentThere {
            back: self.back.clone(),
            state: self.state.clone(),
            nonce: self.nonce.clone(),
            verifier: self.verifier.clone(),
            now: self.begun,
        }
    }

    /// Whether somebody who comes from a provider with a state went there, and not too long ago.
    pub(super) fn is_from(&self, provider: &str, state: &str, now: Timestamp) -> bool {
        // Hashed, so that how long it takes tells nothing of the state.
        self.provider == provider
            && tokens::hash(&self.state) == tokens::hash(state)
            && now < self.begun + PATIENCE
    }

    pub(super) fn write(&self) -> Result<String, HubError> {
        serde_json::to_string(self).map_err(|_unwritten| HubError::SignInLapsed)
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}
