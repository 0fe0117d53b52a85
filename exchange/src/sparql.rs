//! SPARQL 1.1 over a graph that is published anyway: queries only (<https://www.w3.org/TR/sparql11-query/>), answered in the
//! forms of the protocol (<https://www.w3.org/TR/sparql11-protocol/>).
//!
//! A query is a program of a stranger. Libraries that evaluate it look at their watch only while they read statements: a
//! product of written-out values, a text that doubles itself or a thousand brackets never get there. So [`child`] speaks in a
//! process of its own, which limits its memory and its time, and whose end is nobody else's.
//!
//! Deliberately absent: updates, `SERVICE` (nothing is fetched for a stranger), named graphs.

mod answer;
mod child;
mod order;

pub use answer::{Answered, answer};
pub use child::serve;
pub use order::{AnswerKind, Begin, Mistake, Order, Reply, SolutionsForm, TIME_IS_UP};

#[cfg(test)]
mod tests;
