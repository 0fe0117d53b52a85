//! Archives in archives: how deep, and one count of unpacked bytes for all.

use super::damage::Damage;
use super::limits::{UnpackCount, UnpackLimits};
use std::sync::{Arc, Mutex, PoisonError};

/// Archives inside the outermost that are opened: one level.
const MAX_LEVEL: u8 = 1;

/// Where in nested archives we are.
#[derive(Debug, Clone)]
pub(crate) struct Nesting {
    level: u8,
    limits: UnpackLimits,
    count: Arc<Mutex<UnpackCount>>,
}

impl Nesting {
    /// The outermost archive, of so many bytes.
    pub(crate) fn outermost(limits: UnpackLimits, packed_bytes: u64) -> Self {
        Self {
            level: 0,
            limits,
            count: Arc::new(Mutex::new(UnpackCount::new(limits, packed_bytes))),
        }
    }

    /// One archive further inside.
    pub(super) fn deeper(&self) -> Result<Self, Damage> {
        if self.level >= MAX_LEVEL {
            return Err(Damage::TooDeep);
        }
        Ok(Self {
            level: self.level + 1,
            ..self.clone()
        })
    }

    /// Entries allowed in one archive.
    pub(super) fn entries(&self) -> usize {
        self.limits.entries
    }

    /// What may still be unpacked.
    pub(super) fn left(&self) -> UnpackLimits {
        let count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        UnpackLimits {
            bytes: count.left(),
            ..self.limits
        }
    }

    /// Counts unpacked bytes.
    pub(super) fn add(&self, bytes: u64) -> Result<(), Damage> {
        self.count
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .add(bytes)
    }
}
