//! Values bound to a statement, in the few types our tables have.

use super::{Id, Moment};
use hebewerk_model::{
    AccessKeyId, AccountId, BridgeId, ConnectionId, ConnectionRunId, DatasetId, DeliveryId,
    ErasureId, ForeignId, GrantId, InvitationId, OrganisationId, PasskeyId, ReleaseId,
    SavedQueryId, SessionId, Slug, TableId, VersionId,
};
use jiff::Timestamp;
use sqlx::Arguments;
use sqlx::error::BoxDynError;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use uuid::Uuid;

/// A value to bind. Every absent value keeps its type, which PostgreSQL needs.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// `bigint`
    Integer(Option<i64>),
    /// `double precision`
    Real(f64),
    /// `text`
    Text(Option<String>),
    /// `bytea`
    Bytes(Vec<u8>),
    /// `boolean`
    Boolean(Option<bool>),
    /// `uuid`
    Id(Option<Id>),
    /// `timestamptz`
    Moment(Option<Moment>),
}

/// Binds values for SQLite.
pub(crate) fn for_sqlite(values: Vec<Value>) -> Result<SqliteArguments, BoxDynError> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        match value {
            Value::Integer(value) => arguments.add(value)?,
            Value::Real(value) => arguments.add(value)?,
            Value::Text(value) => arguments.add(value)?,
            Value::Bytes(value) => arguments.add(value)?,
            Value::Boolean(value) => arguments.add(value)?,
            Value::Id(value) => arguments.add(value)?,
            Value::Moment(value) => arguments.add(value)?,
        }
    }
    Ok(arguments)
}

/// Binds values for PostgreSQL.
pub(crate) fn for_postgres(values: Vec<Value>) -> Result<PgArguments, BoxDynError> {
    let mut arguments = PgArguments::default();
    for value in values {
        match value {
            Value::Integer(value) => arguments.add(value)?,
            Value::Real(value) => arguments.add(value)?,
            Value::Text(value) => arguments.add(value)?,
            Value::Bytes(value) => arguments.add(value)?,
            Value::Boolean(value) => arguments.add(value)?,
            Value::Id(value) => arguments.add(value)?,
            Value::Moment(value) => arguments.add(value)?,
        }
    }
    Ok(arguments)
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(Some(value))
    }
}

impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Self::Integer(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Integer(Some(value.into()))
    }
}

/// Counts and sizes; no file or table comes near the bound of 2⁶³.
impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Self::Integer(Some(i64::try_from(value).unwrap_or(i64::MAX)))
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Self::from(value as u64)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Some(storable(value)))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::from(value.as_str())
    }
}

impl From<Option<&str>> for Value {
    fn from(value: Option<&str>) -> Self {
        Self::Text(value.map(storable))
    }
}

/// Text as both databases keep it: PostgreSQL has no U+0000, and a header or file name may hold one.
fn storable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

impl From<&Slug> for Value {
    fn from(value: &Slug) -> Self {
        Self::from(value.as_str())
    }
}

impl From<&[u8; 32]> for Value {
    fn from(value: &[u8; 32]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(Some(value))
    }
}

impl From<Uuid> for Value {
    fn from(value: Uuid) -> Self {
        Self::Id(Some(Id(value)))
    }
}

impl From<Option<Uuid>> for Value {
    fn from(value: Option<Uuid>) -> Self {
        Self::Id(value.map(Id))
    }
}

impl From<Moment> for Value {
    fn from(value: Moment) -> Self {
        Self::Moment(Some(value))
    }
}

impl From<Timestamp> for Value {
    fn from(value: Timestamp) -> Self {
        Self::Moment(Some(value.into()))
    }
}

impl From<Option<Timestamp>> for Value {
    fn from(value: Option<Timestamp>) -> Self {
        Self::Moment(value.map(Moment::from))
    }
}

impl From<AccountId> for Value {
    fn from(value: AccountId) -> Self {
        value.as_uuid().into()
    }
}

impl From<ConnectionId> for Value {
    fn from(value: ConnectionId) -> Self {
        value.as_uuid().into()
    }
}

impl From<ConnectionRunId> for Value {
    fn from(value: ConnectionRunId) -> Self {
        value.as_uuid().into()
    }
}

impl From<DatasetId> for Value {
    fn from(value: DatasetId) -> Self {
        value.as_uuid().into()
    }
}

impl From<DeliveryId> for Value {
    fn from(value: DeliveryId) -> Self {
        value.as_uuid().into()
    }
}

impl From<ForeignId> for Value {
    fn from(value: ForeignId) -> Self {
        value.as_uuid().into()
    }
}

impl From<ErasureId> for Value {
    fn from(value: ErasureId) -> Self {
        value.as_uuid().into()
    }
}

impl From<GrantId> for Value {
    fn from(value: GrantId) -> Self {
        value.as_uuid().into()
    }
}

impl From<BridgeId> for Value {
    fn from(value: BridgeId) -> Self {
        value.as_uuid().into()
    }
}

impl From<PasskeyId> for Value {
    fn from(value: PasskeyId) -> Self {
        value.as_uuid().into()
    }
}

impl From<InvitationId> for Value {
    fn from(value: InvitationId) -> Self {
        value.as_uuid().into()
    }
}

impl From<ReleaseId> for Value {
    fn from(value: ReleaseId) -> Self {
        value.as_uuid().into()
    }
}

impl From<OrganisationId> for Value {
    fn from(value: OrganisationId) -> Self {
        value.as_uuid().into()
    }
}

impl From<SavedQueryId> for Value {
    fn from(value: SavedQueryId) -> Self {
        value.as_uuid().into()
    }
}

impl From<AccessKeyId> for Value {
    fn from(value: AccessKeyId) -> Self {
        value.as_uuid().into()
    }
}

impl From<SessionId> for Value {
    fn from(value: SessionId) -> Self {
        value.as_uuid().into()
    }
}

impl From<TableId> for Value {
    fn from(value: TableId) -> Self {
        value.as_uuid().into()
    }
}

impl From<VersionId> for Value {
    fn from(value: VersionId) -> Self {
        value.as_uuid().into()
    }
}
