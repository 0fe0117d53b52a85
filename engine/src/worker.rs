//! Worker processes for SQL typed by people: one question each, with limits the operating system keeps.
//!
//! ```text
//! parent ── stdin: the order as JSON ──────────────────────────► child
//!        ◄─ stdout: mark, then the answer as Arrow IPC stream ──
//!        ◄─ stderr: the error as one line of JSON, if any ──────
//! ```
//! The child puts its limits on itself before it reads a word of SQL. The parent kills it at the deadline and when
//! the answer is dropped.

mod child;
mod ending;
mod order;
mod parent;

pub use child::run;
pub(crate) use parent::Workers;
