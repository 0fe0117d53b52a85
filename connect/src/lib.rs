//! Fetching from the systems in which offices keep their data: one file a connector.
//!
//! A connector turns what a system has into files; from there they go the way of every delivery. So a table of a
//! database is kept, read, profiled and versioned exactly like a file somebody brought.
//!
//! # Invariants
//! - Nothing is sent to loopback, link-local, private or metadata addresses unless the administrator allows that host,
//!   whatever a name resolves to and wherever an answer redirects.
//! - A fetch ends with whole files or with an error: what is cut off is never handed on.
//! - No error and no log line carries a secret or a value of the data.
//!
//! # Deliberately absent
//! The catalogue, the clock of fetches and the meaning of what comes: they are the hub's and intake's.

mod ckan;
mod connect;
mod database;
mod files;
mod folder;
mod form;
mod gtfs;
mod harvest;
mod http;
mod mail;
mod mqtt;
mod mysql;
mod objects;
mod odbc;
mod ogc_features;
mod openid;
mod pages;
mod postgresql;
mod reach;
mod s3;
mod sensorthings;
mod sftp;
mod vault;
mod webdav;
mod wfs;

pub use connect::{Connect, forms};
pub use folder::AllowedFolders;
pub use mail::{About, Letter, MailEncryption, MailServer, Mailer, Writes};
pub use odbc::{DriverProcess, run_driver};
pub use openid::{OpenIdProviders, ProviderAddress, ProviderAddressError};
pub use reach::{AllowedHost, AllowedHostError, Reach};
pub use vault::KeyFile;
