//! Reading files, whole ways.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test that meets the unexpected shall fail where it stands; where the shared data lie is said by the environment"
)]

mod mutated;
mod office;
mod text;
