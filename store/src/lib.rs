//! The memory of the hub: catalogue, DuckLake manifest, accounts and the two books, on SQLite or PostgreSQL.
//!
//! [`Store`] implements the ports of `hub` that begin with *memory of*. The manifest of every version (DuckLake 1.0)
//! lies in the same database as our own rows, so **one** transaction makes a version and everything said about it
//! visible.
//!
//! # Invariants
//! - Nothing is remembered in the process that the database does not say: a process may end at any moment.
//! - Only this crate writes the manifest; triggers refuse everybody else (`migrations/*/0003_only_writer.sql`).
//! - One invalid row would make the whole lake unreadable for other readers: a version is checked before it is
//!   written (`commit::rules`) and once more before it is committed (`manifest::checks`).
//! - File statistics hold counts only. Bounds would be cell values, and table-wide ones answer wrongly for old versions.
//! - SQL is written once for both databases. What differs lies in `database` and `migrations`.
//!
//! # Deliberately absent
//! Business decisions (they are made by the flows in `hub`), bytes of any file, caches, the clock.

mod access_keys;
mod accounts;
mod beside;
mod bridge_trail;
mod bridges;
mod census;
mod change;
mod commit;
mod connections;
mod database;
mod dataset_rows;
mod datasets;
mod erasures;
mod external_identities;
mod foreigns;
mod grants;
mod held;
mod invitations;
mod joint_use;
mod journal;
mod maintenance;
mod manifest;
mod migrations;
mod notices;
mod open_changes;
mod options;
mod organisations;
mod overviews;
mod passkeys;
mod protections;
mod purposes;
mod reading_order;
mod recipes;
mod record;
mod releases;
mod remembered;
mod resealing;
mod saved_queries;
mod second_factors;
mod sessions;
mod store;
mod stored;
mod subjects;
mod subscriptions;
mod table_rows;
mod versions;
mod views;

pub use beside::{Belonging, BesideError, Figures, Inventory};
pub use journal::AnchorFile;
pub use maintenance::{Integrity, Problem};
pub use options::{StoreOptions, StoreUrl, StoreUrlError};
pub use resealing::{Anew, Resealed};
pub use store::Store;
