//! The flows of the hub on a real catalogue and lake, with a reader, an index and an engine that do as they are told.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may be blunt: a broken premise ends them where it stands"
)]

mod access_keys;
mod announce;
mod audit;
mod audit_kept;
mod bridges;
mod bridges_over_steps;
mod bridges_over_time;
mod browse;
mod catalogue;
mod city;
mod compare;
mod connections;
mod deliver;
mod fakes;
mod grants;
mod held;
mod index;
mod invitations;
mod makers;
mod pending;
mod protection;
mod providers;
mod purposes;
mod raw;
mod releases;
mod reminders;
mod second_factor;
mod show;
mod signing_in;
mod subscriptions;
mod systems;
mod take_in;
mod tree;
mod upload;
mod views;
