//! The index as a whole, on a disk of its own.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may be blunt, also in its helpers"
)]

mod city;

mod answers;
mod disk;
mod facets;
mod leaks;
mod words;
