//! How often and how patiently a folder is looked at.

use super::wholeness::Wholeness;
use std::time::Duration;

/// A text that does not end with a line must not change for so many times as long as others.
const UNSURE_FACTOR: u32 = 5;

/// How often and how patiently a folder is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FolderTiming {
    /// How long a file must not change before it counts as whole.
    pub settle: Duration,
    /// How often the folder is looked through without any notice from the system.
    pub rescan: Duration,
    /// How long a file must be missing before it counts as vanished.
    pub grace: Duration,
    /// How long half a file must not change before it is taken as it is.
    pub patience: Duration,
}

impl Default for FolderTiming {
    /// Two seconds to settle, a look every thirty, three minutes to be missing, five to stay half.
    fn default() -> Self {
        Self {
            settle: Duration::from_secs(2),
            rescan: Duration::from_secs(30),
            grace: Duration::from_mins(3),
            patience: Duration::from_mins(5),
        }
    }
}

impl FolderTiming {
    /// How long a file that looks so must not change.
    pub(super) fn quiet(&self, wholeness: Wholeness) -> Duration {
        match wholeness {
            Wholeness::Whole => self.settle,
            Wholeness::Unsure => self.settle * UNSURE_FACTOR,
            Wholeness::Half => self.patience.max(self.settle * UNSURE_FACTOR),
        }
    }
}
