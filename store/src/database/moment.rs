//! Points in time and identifiers as the two databases keep them.
//!
//! PostgreSQL has types for both. SQLite keeps text: a fixed-width UTC time, which sorts like the time itself and is
//! what DuckDB writes, and the usual hyphenated UUID.

use jiff::Timestamp;
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::types::Oid;
use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo, PgValueFormat, PgValueRef};
use sqlx::sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, Encode, Postgres, Sqlite, Type};
use uuid::Uuid;

/// OID of PostgreSQL's `timestamptz`.
const TIMESTAMPTZ: Oid = Oid(1184);
/// OID of PostgreSQL's `uuid`.
const UUID: Oid = Oid(2950);
/// 2000-01-01 in microseconds since 1970: where PostgreSQL counts from.
const POSTGRES_EPOCH_US: i64 = 946_684_800_000_000;

/// A point in time in whole microseconds: what both databases and the manifest keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(Timestamp);

impl Moment {
    /// The time, in whole microseconds.
    pub(crate) fn timestamp(self) -> Timestamp {
        self.0
    }

    /// The next moment there is.
    pub(crate) fn next(self) -> Self {
        Timestamp::from_microsecond(self.0.as_microsecond().saturating_add(1)).map_or(self, Self)
    }

    fn parse(text: &str) -> Result<Self, BoxDynError> {
        Ok(Self(text.parse()?))
    }
}

impl From<Timestamp> for Moment {
    fn from(at: Timestamp) -> Self {
        Self(Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at))
    }
}

impl Type<Sqlite> for Moment {
    fn type_info() -> SqliteTypeInfo {
        <String as Type<Sqlite>>::type_info()
    }
}

impl Encode<'_, Sqlite> for Moment {
    fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        let text = self.0.strftime("%Y-%m-%d %H:%M:%S%.6f+00").to_string();
        Encode::<Sqlite>::encode(text, buffer)
    }
}

impl Decode<'_, Sqlite> for Moment {
    fn decode(value: SqliteValueRef<'_>) -> Result<Self, BoxDynError> {
        Self::parse(&<String as Decode<Sqlite>>::decode(value)?)
    }
}

impl Type<Postgres> for Moment {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(TIMESTAMPTZ)
    }
}

impl Encode<'_, Postgres> for Moment {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Postgres>::encode(self.0.as_microsecond() - POSTGRES_EPOCH_US, buffer)
    }
}

impl Decode<'_, Postgres> for Moment {
    fn decode(value: PgValueRef<'_>) -> Result<Self, BoxDynError> {
        match value.format() {
            PgValueFormat::Binary => {
                let since_2000 = <i64 as Decode<Postgres>>::decode(value)?;
                let since_1970 = since_2000
                    .checked_add(POSTGRES_EPOCH_US)
                    .ok_or("the time is out of range")?;
                Ok(Self(Timestamp::from_microsecond(since_1970)?))
            }
            PgValueFormat::Text => Self::parse(value.as_str()?),
        }
    }
}

/// A UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Id(pub(crate) Uuid);

impl Type<Sqlite> for Id {
    fn type_info() -> SqliteTypeInfo {
        <String as Type<Sqlite>>::type_info()
    }
}

impl Encode<'_, Sqlite> for Id {
    fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Sqlite>::encode(self.0.hyphenated().to_string(), buffer)
    }
}

impl Decode<'_, Sqlite> for Id {
    fn decode(value: SqliteValueRef<'_>) -> Result<Self, BoxDynError> {
        Ok(Self(<String as Decode<Sqlite>>::decode(value)?.parse()?))
    }
}

impl Type<Postgres> for Id {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(UUID)
    }
}

impl Encode<'_, Postgres> for Id {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        buffer.extend_from_slice(self.0.as_bytes());
        Ok(IsNull::No)
    }
}

impl Decode<'_, Postgres> for Id {
    fn decode(value: PgValueRef<'_>) -> Result<Self, BoxDynError> {
        match value.format() {
            PgValueFormat::Binary => Ok(Self(Uuid::from_slice(value.as_bytes()?)?)),
            PgValueFormat::Text => Ok(Self(value.as_str()?.parse()?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_keeps_microseconds_and_grows_by_one() {
        let at: Timestamp = "2026-11-22T08:26:31.042826999Z".parse().unwrap();
        let moment = Moment::from(at);
        assert_eq!(
            moment.timestamp().to_string(),
            "2026-11-22T08:26:31.042826Z"
        );
        assert_eq!(
            moment.next().timestamp().to_string(),
            "2026-11-22T08:26:31.042827Z"
        );
    }

    #[test]
    fn the_text_of_a_moment_is_read_again() {
        let moment = Moment::parse("2026-11-22 08:26:31.042826+00").unwrap();
        assert_eq!(
            moment.timestamp().to_string(),
            "2026-11-22T08:26:31.042826Z"
        );
    }
}
