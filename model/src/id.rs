//! Identifiers: UUIDs (version 7, RFC 9562) that cannot be mixed up with each other.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes an identifier made elsewhere (`hub` makes new ones, `store` reads known ones).
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The bare UUID, for binding in SQL.
            pub const fn as_uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

identifier! {
    /// A person's or service's account.
    AccountId
}
identifier! {
    /// An office or company of the *Konzern Stadt*.
    OrganisationId
}
identifier! {
    /// A dataset across all its versions.
    DatasetId
}
identifier! {
    /// A system from which the hub fetches.
    ConnectionId
}
identifier! {
    /// One fetch of a connection.
    ConnectionRunId
}
identifier! {
    /// A dataset of another catalogue.
    ForeignId
}
identifier! {
    /// One table of a dataset across all its versions.
    TableId
}
identifier! {
    /// One arrival of a file.
    DeliveryId
}
identifier! {
    /// One immutable state of a dataset.
    VersionId
}
identifier! {
    /// A right to read that was granted to somebody.
    GrantId
}
identifier! {
    /// An erasure (DSGVO Art. 17).
    ErasureId
}
identifier! {
    /// A purpose somebody stated.
    PurposeId
}
identifier! {
    /// Columns of two datasets that fit together.
    BridgeId
}
identifier! {
    /// An application to make a version public.
    ReleaseId
}
identifier! {
    /// A catalogue; every copy of one is another.
    CatalogueId
}
identifier! {
    /// An access key.
    AccessKeyId
}
identifier! {
    /// A sign-in.
    SessionId
}
identifier! {
    /// A passkey.
    PasskeyId
}
identifier! {
    /// An invitation of somebody from outside.
    InvitationId
}
identifier! {
    /// A query somebody kept.
    SavedQueryId
}
identifier! {
    /// A view somebody saved.
    ViewId
}
identifier! {
    /// A page put together of views.
    OverviewId
}
identifier! {
    /// Somebody's wish to be told of something.
    SubscriptionId
}
identifier! {
    /// Something somebody was told.
    NoticeId
}
