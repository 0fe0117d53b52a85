//! The web door: pages for people, and the frame in which the REST interface hangs.
//!
//! # Invariants
//! - Every route is an entry of [`router::contents`] with the right it asks for; what is not listed does not exist.
//! - A handler is thin: typed input → [`Visitor`] → one call of the hub → a view. Who may do what is decided there.
//! - Whatever goes wrong leaves as a [`Refusal`] and gets its face (page or problem document) in one place.
//! - No template holds a sentence: all words come from `hebewerk-words`, in the reader's language.
//! - A page works without JavaScript, and no page carries inline script or style.
//!
//! # Deliberately absent
//! SQL, business rules, file formats (they lie in `exchange`), the clock.

mod api;
mod arriving;
mod assets;
mod attachment;
mod audit_file;
mod ckan;
mod client_address;
mod cookies;
mod dcat;
mod drawing;
mod feeds;
mod form;
mod fragments;
mod held_bytes;
mod metrics_recorder;
mod middleware;
mod ogc;
mod onward;
mod pages;
mod query;
mod refusal;
mod render;
mod router;
mod serve;
mod settings;
mod shapefile_words;
mod shell;
mod sparql;
mod state;
mod streaming;
mod visitor;
mod words;

pub use api::{Operation, operations};
pub use metrics_recorder::record_metrics;
pub use refusal::Refusal;
pub use router::{Entry, Right, contents, router};
pub use serve::{Certificate, CertificateError, Onward, redirect, serve};
pub use settings::{GroundMap, OfferedQuestion, OpenData, Patience, SparqlSettings, WebSettings};
pub use state::WebState;
pub use visitor::Visitor;
pub use words::{Parameter, Words};
