//! The lake as its users see it, and on a disk that loses power.

#![expect(
    clippy::unwrap_used,
    reason = "a test that meets the unexpected shall fail where it stands"
)]

mod bounds;
mod changes;
mod filling_disk;
mod opening;
mod power_loss;
mod raw;
mod rows;
mod samples;
mod simulated_disk;
mod sweep;
