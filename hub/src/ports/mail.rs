//! Reminders by mail: what `connect` offers.

use crate::NoticeView;
use async_trait::async_trait;
use hebewerk_model::{BridgeDecay, BridgeId, ConnectionId, Email, Language};
use thiserror::Error;

/// Why somebody is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReminderCause {
    /// Nothing new came for longer than promised.
    Late {
        /// How often the source promises something new.
        promised_minutes: u32,
    },
    /// Fetches failed one after the other.
    Failing {
        /// How many.
        times: u32,
    },
}

/// A reminder. It says which connection is meant and why, and nothing that was fetched, sealed or personal: mail is
/// read by more machines than one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The connection.
    pub connection: ConnectionId,
    /// What it is called.
    pub name: String,
    /// What its office is called.
    pub organisation: String,
    /// Why.
    pub cause: ReminderCause,
}

/// A bridge bears no longer. Like a reminder it says which one and why, and no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecayedBridge {
    /// The bridge.
    pub bridge: BridgeId,
    /// Title of the dataset of one bank.
    pub left: String,
    /// And of the other.
    pub right: String,
    /// Why.
    pub decay: BridgeDecay,
}

/// What somebody wanted to be told. Titles and what happened, and no value.
#[derive(Debug, Clone, PartialEq)]
pub struct NoticeLetter {
    /// What is told, the oldest first.
    pub notices: Vec<NoticeView>,
}

/// Why a mail was not sent.
#[derive(Debug, Error)]
pub enum MailError {
    /// The server does not answer, or its certificate is none of ours.
    #[error("the mail server cannot be spoken to")]
    Unreachable,
    /// The server refuses name, sender or receiver.
    #[error("the mail server refuses with status {0}")]
    Refused(u16),
    /// An address cannot be written into a letter.
    #[error("an address is none of mail")]
    Address,
}

/// Sends mail.
#[async_trait]
pub trait Mail: Send + Sync {
    /// Reminds one person, in their language.
    async fn remind(
        &self,
        to: &Email,
        language: Language,
        reminder: &Reminder,
    ) -> Result<(), MailError>;

    /// Tells one person, in their language, that a bridge bears no longer.
    async fn tell_of_decay(
        &self,
        to: &Email,
        language: Language,
        bridge: &DecayedBridge,
    ) -> Result<(), MailError>;

    /// Tells one person, in their language, what they subscribed to.
    async fn tell_of_notices(
        &self,
        to: &Email,
        language: Language,
        letter: &NoticeLetter,
    ) -> Result<(), MailError>;
}
