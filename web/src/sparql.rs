//! `/sparql`: questions to the catalogue that portals read, in SPARQL 1.1.
//!
//! *Architecture invariant:* as in [`crate::dcat`] everything is asked for as somebody who is not signed in, whoever asks; the
//! graph is made of the same pages and by the same hands. A query is evaluated by a process of its own that knows nothing
//! but this graph (decision 0053).

mod description;
mod desk;
pub(crate) mod endpoint;
mod graph;
mod page;
mod process;
mod wanted;

pub(crate) use desk::Desk;
pub(crate) use wanted::wants_page;

/// Where questions are asked.
pub(crate) const PATH: &str = "/sparql";
