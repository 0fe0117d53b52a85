//! The connectors to databases against real servers and drivers. The servers `HEBEWERK_TEST_POSTGRES_URL` and
//! `HEBEWERK_TEST_MARIADB_URL` name: types and values are compared column by column.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may be blunt, also in its helpers"
)]

mod broken;
mod drivers;
mod mariadb;
mod newer;
mod odbc;
mod postgresql;
mod source;
