//! Who may see what, and why: policy in, decision out.
//!
//! # Invariants
//! - A decision is data: it says whether, and which rules determined it. The same value answers "why was I
//!   refused?", writes the audit and builds the plan of the engine.
//! - The right to know that a dataset exists is not the right to read a row.
//! - What no rule allows is refused.
//!
//! # Deliberately absent
//! IO, the clock, names of tables in SQL, and any knowledge of doors.

mod access;
mod audience;
mod conditions;
mod decide;
mod decision;

pub use access::{Access, Comparison, Counts, Literal, RowFilter};
pub use audience::{Audience, metadata_audiences, payload_audiences};
pub use conditions::{Conditions, HeldBack, HeldBackWhat, HeldBackWhy};
pub use decide::{Action, Resource, decide};
pub use decision::{Decision, Rule};
