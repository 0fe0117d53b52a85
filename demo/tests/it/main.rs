//! The demo city, judged from the files it writes.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets a surprise should stop"
)]

mod files;
mod story;
