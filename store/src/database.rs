//! The seam between our SQL and the two databases: everything above it is written once.

mod connect;
mod moment;
mod query;
mod row;
mod scrub;
mod session;
mod value;

pub(crate) use connect::{Database, SMALLEST_SQLITE, sqlite_is_safe};
pub(crate) use moment::{Id, Moment};
pub(crate) use query::{Query, insert, query};
pub(crate) use row::{Row, corrupt};
pub(crate) use session::Session;
pub(crate) use value::Value;

use hebewerk_hub::ports::StoreError;

/// Wraps what a database said. A name that is taken and a thing that is not there are conflicts, the rest failures.
pub(crate) fn failure(doing: &'static str, error: sqlx::Error) -> StoreError {
    let clashes = error
        .as_database_error()
        .is_some_and(|said| said.is_unique_violation() || said.is_foreign_key_violation());
    if clashes {
        StoreError::Conflict { what: doing }
    } else {
        StoreError::Database {
            doing,
            source: Box::new(error),
        }
    }
}
