//! Integration tests of the web door: its routes, its words, its answers over an empty hub.

mod answers;
mod empty_hub;
mod routes;
mod templates;
mod words;
