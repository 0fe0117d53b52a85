//! Integration tests of the web door: its routes, its words, its answers over an empty hub and a small city.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "tests may be blunt; the program may not"
)]

mod administering;
mod answers;
mod api;
mod ask_pages;
mod audit;
mod bridges;
mod changes;
mod city;
mod ckan_writes;
mod connections;
mod dataset_pages;
mod details;
mod erasures;
mod fake;
mod fake_audit;
mod fake_bridges;
mod fake_connections;
mod fake_erasures;
mod fake_foreign;
mod fake_overviews;
mod fake_purposes;
mod fake_subscriptions;
mod fake_views;
mod feeds;
mod find_pages;
mod grants;
mod held;
mod keys;
mod machines;
mod portals;
mod records;
mod releases;
mod routes;
mod second_factor;
mod serving;
mod signing_in;
mod subscriptions;
mod templates;
mod upload;
mod views;
mod words;
