//! The whole program from outside: spawns the built binary and speaks to it as people and programs do.
//!
//! # Invariants
//! - Nothing of the server is linked: what is tested is the binary that is shipped.
//! - A server's log is clean when a test ends: no warning, no error, no panic that the test did not announce.
//!
//! # Deliberately absent
//! Sleeping: tests wait for what they need, with a limit.

mod home;
mod server;
mod shared;
mod visitor;

pub use home::{Home, Output};
pub use server::{Server, ServerOptions};
pub use shared::shared;
pub use visitor::{GIVEN, Visitor};
