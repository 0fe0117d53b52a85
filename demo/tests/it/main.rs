//! The demo city, judged from the files it writes.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets a surprise should stop"
)]

mod files;
mod story;
