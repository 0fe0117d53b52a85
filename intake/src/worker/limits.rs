//! What a worker process may use.

use std::time::Duration;

/// Limits of one worker process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkerLimits {
    /// Address space in bytes (`RLIMIT_AS`).
    pub memory_bytes: u64,
    /// Processor time in seconds (`RLIMIT_CPU`).
    pub cpu_seconds: u64,
    /// Time on the clock after which the parent ends the child.
    pub wall: Duration,
    /// Largest file the child may write (`RLIMIT_FSIZE`).
    pub file_bytes: u64,
}

impl Default for WorkerLimits {
    /// 1.5 GiB, 120 s, 8 GiB.
    fn default() -> Self {
        Self {
            memory_bytes: 3 << 29,
            cpu_seconds: 120,
            wall: Duration::from_mins(2),
            file_bytes: 8 << 30,
        }
    }
}
