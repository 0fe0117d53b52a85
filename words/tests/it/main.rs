//! The words as a whole: both languages say the same, and everything has a word.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may be blunt, also in its helpers"
)]

mod codes;
mod languages;
mod plurals;
mod sentences;
