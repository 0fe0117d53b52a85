//! Everything the house says to people: German first, English second.
//!
//! Sentences live in `locales/{de,en}/*.ftl` ([Fluent](https://projectfluent.org)) and are built into the binary.
//! Every room speaks in stable codes; here a code becomes a sentence:
//!
//! | what | key |
//! |---|---|
//! | finding `ragged_row` | `finding-ragged-row` |
//! | error `not_offered` | `error-not-offered` |
//! | code `free_text` of a semantic type | `semantic-type-free-text` |
//!
//! # Invariants
//! - Both languages have the same keys with the same parameters; a test compares them.
//! - Numbers given as numbers are written as the language writes them (`1.208`), so a sentence never formats.
//! - Times are stored in UTC and said in the time of Berlin; the rules of time zones are built in, so that a bare
//!   machine says the same.
//!
//! # Deliberately absent
//! The choice of the language (doors make it), HTML, and the clock: `now` is handed in.

mod finding;
mod speech;
mod value;

pub mod date;
pub mod number;
pub mod release;

pub use finding::finding;
pub use speech::{code, has, keys, t, t_with};
pub use value::Value;
