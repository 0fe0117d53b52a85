//! Time and identifiers, handed in so that flows can be tested and simulated.

use jiff::Timestamp;
use uuid::Uuid;

/// The time.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;
}

/// New identifiers.
pub trait Identifiers: Send + Sync {
    /// A fresh UUID, version 7: ordered by time.
    fn fresh(&self) -> Uuid;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the machine's clock"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Identifiers from the machine's clock and random source.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemIdentifiers;

impl Identifiers for SystemIdentifiers {
    fn fresh(&self) -> Uuid {
        Uuid::now_v7()
    }
}
