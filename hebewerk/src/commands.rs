//! The commands, one file each.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod bridges;
pub(crate) mod connect;
pub(crate) mod connection;
pub(crate) mod connections;
pub(crate) mod datasets;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod fetch;
pub(crate) mod grant;
pub(crate) mod held;
pub(crate) mod init;
pub(crate) mod inspect;
pub(crate) mod man;
pub(crate) mod protection;
pub(crate) mod reindex;
pub(crate) mod release;
pub(crate) mod restore;
pub(crate) mod serve;
pub(crate) mod sql;
pub(crate) mod status;
pub(crate) mod take_in;
pub(crate) mod watch;
pub(crate) mod worker;
