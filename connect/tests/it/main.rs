//! The connectors against servers that misbehave: what breaks off is taken up again or is an error, never a short file.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may be blunt, also in its helpers"
)]

mod broken;
mod ckan;
mod fetching;
mod harvest;
mod http;
mod inside;
mod ogc_features;
mod sensorthings;
mod server;
mod wfs;
