//! Tables in a compact form in memory: pages of rows and vector tiles without SQL.
//!
//! A version never changes, and readers under the same conditions see the same of it. So whatever is built of a version
//! and these conditions is never stale: a form holds, column by column, codes of sorted values (or whole numbers as they
//! are), the values already written as JSON, and the orders somebody asked for.
//!
//! # Invariants
//! - A form is built of what [`hebewerk_hub::ports::Engine::numbered`] hands over: hidden rows are not in it, and of
//!   masked columns it holds what masks leave. Row numbers in its cursors have gaps where rows are hidden, as those of
//!   the engine have: the hub hides them from those who must not count.
//! - A page of a form is, byte for byte, what the engine and the encoder of JSON make. What a form cannot answer so, the
//!   engine answers: every `None` in this room means that.
//! - A small page that is kept is the engine's own, for the same version, conditions and request.
//! - All forms together, with the one being built, stay within a budget of bytes. Each may be dropped at any time.
//!
//! # Deliberately absent
//! Decisions (whoever builds a form has asked the guard); files; SQL; counts where only counts are told.

mod build;
mod codes;
mod column;
mod condition;
mod form;
mod gather;
mod kept;
mod key;
mod keys;
mod map;
mod map_kept;
mod order;
mod page;
mod shelf;
mod small_pages;
mod walk;
mod written;

pub use build::{FormBuilder, Unfit};
pub use form::Form;
pub use kept::Prepared;
pub use map::{Map, MapBuilder};
