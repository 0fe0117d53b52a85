//! The flows of the hub and the ports they need.
//!
//! A flow is one file and reads like the sentence in a council paper: authorise → do → record → enqueue.
//!
//! # Invariants
//! - Every flow begins with a [`hebewerk_model::Principal`] and asks `guard`.
//! - A delivery is acknowledged only after one catalogue transaction has made it a version, and after its bytes are
//!   synced.
//! - Rows reach a door only as a [`ports::GuardedTable`] answered by the engine.
//!
//! # Deliberately absent
//! axum, sqlx, DataFusion, file formats: they live behind the ports.

pub mod ports;
