//! A row that was read, whichever database it came from.

use super::{Id, Moment};
use hebewerk_hub::ports::StoreError;
use jiff::Timestamp;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Postgres, Row as _, Sqlite, Type};
use std::fmt::Display;
use std::str::FromStr;
use uuid::Uuid;

/// A row; columns are taken by name.
pub(crate) enum Row {
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL.
    Postgres(PgRow),
}

impl Row {
    /// The value of a column.
    pub(crate) fn get<'r, T>(&'r self, name: &'static str) -> Result<T, StoreError>
    where
        T: Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres>,
    {
        match self {
            Self::Sqlite(row) => row.try_get(name),
            Self::Postgres(row) => row.try_get(name),
        }
        .map_err(|error| corrupt(name, error))
    }

    /// A UUID.
    pub(crate) fn uuid(&self, name: &'static str) -> Result<Uuid, StoreError> {
        Ok(self.get::<Id>(name)?.0)
    }

    /// A UUID, if there is one.
    pub(crate) fn optional_uuid(&self, name: &'static str) -> Result<Option<Uuid>, StoreError> {
        Ok(self.get::<Option<Id>>(name)?.map(|id| id.0))
    }

    /// A point in time.
    pub(crate) fn time(&self, name: &'static str) -> Result<Timestamp, StoreError> {
        Ok(self.get::<Moment>(name)?.timestamp())
    }

    /// A point in time, if there is one.
    pub(crate) fn optional_time(
        &self,
        name: &'static str,
    ) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.get::<Option<Moment>>(name)?.map(Moment::timestamp))
    }

    /// A number that counts something.
    pub(crate) fn count(&self, name: &'static str) -> Result<u64, StoreError> {
        u64::try_from(self.get::<i64>(name)?).map_err(|error| corrupt(name, error))
    }

    /// A small number that counts something.
    pub(crate) fn small_count(&self, name: &'static str) -> Result<u32, StoreError> {
        u32::try_from(self.get::<i64>(name)?).map_err(|error| corrupt(name, error))
    }

    /// A text that stands for a checked value.
    pub(crate) fn parsed<T>(&self, name: &'static str) -> Result<T, StoreError>
    where
        T: FromStr<Err: Display>,
    {
        self.get::<String>(name)?
            .parse()
            .map_err(|error| corrupt(name, error))
    }
}

/// A stored value this program cannot read.
pub(crate) fn corrupt(what: &'static str, error: impl Display) -> StoreError {
    StoreError::Corrupt {
        what,
        detail: error.to_string(),
    }
}
