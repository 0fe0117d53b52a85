//! Connections: systems from which the hub fetches by itself.

use crate::{
    AccountId, ConnectionId, ConnectionRunId, DatasetId, DeliveryId, OrganisationId, Principal,
    VersionNumber, Visibility,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A system of an office from which the hub fetches, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// Identity.
    pub id: ConnectionId,
    /// Whose it is, and whose its datasets become.
    pub organisation: OrganisationId,
    /// What it is called; the title of the dataset it makes.
    pub name: String,
    /// Which connector: `http`, `postgresql` …
    pub connector: String,
    /// What the connector's form was filled in with, without secrets.
    pub settings: BTreeMap<String, String>,
    /// Circle of a dataset it makes. Datasets that are there keep theirs.
    pub visibility: Visibility,
    /// When it is fetched.
    pub rhythm: Rhythm,
    /// How often the source promises something new, in minutes; a longer silence is a reminder.
    pub promised_minutes: Option<u32>,
    /// Whether the clock leaves it alone.
    pub paused: bool,
    /// Why the clock does, if nobody has said so.
    pub pause_reason: Option<PauseReason>,
    /// On whose behalf the clock fetches it.
    pub maker: Maker,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
}

/// Who made a connection or changed it last. The clock fetches on their behalf, for as long as they may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Maker {
    /// Nobody knows: it was made before this was written down.
    #[default]
    Unknown,
    /// Whoever holds the data directory.
    Operator,
    /// Somebody with an account.
    Account(AccountId),
}

impl Maker {
    /// Who this is.
    pub fn of(principal: &Principal) -> Self {
        match principal {
            Principal::Operator => Self::Operator,
            Principal::Person { account, .. } => Self::Account(*account),
            // No program makes a connection: it would go on after its key has ended.
            Principal::Anonymous | Principal::Program(_) | Principal::Guest(_) => Self::Unknown,
        }
    }

    /// The account, if it is one.
    pub const fn account(self) -> Option<AccountId> {
        match self {
            Self::Account(account) => Some(account),
            Self::Unknown | Self::Operator => None,
        }
    }
}

/// Why the clock leaves a connection alone that nobody has paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// Who made it or changed it last may not write in its office any more.
    MakerWithoutRight,
}

impl PauseReason {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MakerWithoutRight => "maker_without_right",
        }
    }

    /// The reason with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        (code == Self::MakerWithoutRight.code()).then_some(Self::MakerWithoutRight)
    }
}

/// When a connection is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// When somebody says so.
    ByHand,
    /// Every so many minutes, at least 1, and a little later so that not all come at once.
    Every(u32),
}

impl Rhythm {
    /// The rhythm for a number of minutes; by hand for 0.
    pub const fn from_minutes(minutes: u32) -> Self {
        match minutes {
            0 => Self::ByHand,
            minutes => Self::Every(minutes),
        }
    }

    /// Minutes between two fetches; 0 by hand.
    pub const fn minutes(self) -> u32 {
        match self {
            Self::ByHand => 0,
            Self::Every(minutes) => minutes,
        }
    }
}

/// One fetch of a connection, as its log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionRun {
    /// Identity.
    pub id: ConnectionRunId,
    /// Of which connection.
    pub connection: ConnectionId,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended; none while it is under way, and for one that was cut off by the end of the program.
    pub ended_at: Option<Timestamp>,
    /// What became of it.
    pub outcome: RunOutcome,
    /// Stable code of what went wrong; key of its sentence `error-<code>`.
    pub problem: Option<String>,
    /// What the sentence needs: host, status, seconds. Never a secret, never a value.
    pub details: BTreeMap<String, String>,
    /// Bytes that came.
    pub bytes: u64,
    /// What each file became.
    pub deliveries: Vec<RunDelivery>,
}

/// What a fetched file became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunDelivery {
    /// The dataset.
    pub dataset: DatasetId,
    /// The delivery.
    pub delivery: DeliveryId,
    /// Number of the version, if it became one.
    pub version: Option<VersionNumber>,
    /// Rows of that version's tables.
    pub rows: u64,
    /// How many of them changed against the version before; none where nobody counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<ChangedRows>,
}

/// How many rows changed between two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ChangedRows {
    /// Rows that are new.
    pub inserted: u64,
    /// Rows with other values; none where nothing names the rows: then a changed one is gone, and another is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<u64>,
    /// Rows that are gone.
    pub deleted: u64,
}

/// What became of a fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunOutcome {
    /// It is under way.
    Running,
    /// Something new came.
    Delivered,
    /// The source has nothing new.
    Unchanged,
    /// It failed; nothing was changed.
    Failed,
    /// The program ended meanwhile, or somebody stopped it.
    Stopped,
}

impl RunOutcome {
    /// All, in the order of a fetch's life.
    pub const ALL: [Self; 5] = [
        Self::Running,
        Self::Delivered,
        Self::Unchanged,
        Self::Failed,
        Self::Stopped,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Delivered => "delivered",
            Self::Unchanged => "unchanged",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
        }
    }

    /// The outcome with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}
