//! The whole program: the binary over its command line, HTTP, a browser and DuckDB.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that meets the unexpected shall fail where it stands"
)]

mod analysis;
mod backup;
mod beside_a_server;
mod bridges;
mod bridges_of_a_city;
mod browser;
mod command_line;
mod connect_databases;
mod connect_files;
mod connect_geo;
mod connecting;
mod described;
mod downloads;
mod duckdb_reads;
mod erasures;
mod folder_watch;
mod forms_in_memory;
mod geographic;
mod harvesting;
mod held;
mod hostile_files;
mod hub_bridges;
mod hub_steps;
mod identity;
mod invitations;
mod leak;
mod linking;
mod office;
mod passkeys;
mod portals;
mod power_loss;
mod providers;
mod real_files;
mod recipes;
mod record;
mod releases;
mod reminding;
mod rest;
mod rights;
mod scanner;
mod sudden_death;
mod tight_disks;
mod tls;
mod topics;
mod what_changed;
mod whole_answers;
