//! What the city calls things.
//!
//! Every room speaks in these types; they hold no behaviour beyond checked construction.
//!
//! Domain words that stay German because English would lie are rare here: *AGS* and *ARS* (official
//! municipality and regional keys), *Stadtbezirk*, *Stichtag*. They appear as values, never as type names.
//!
//! # Invariants
//! - An identifier is a newtype; a bare `Uuid` or `String` never stands for a thing of the city.
//! - A [`Slug`] is a valid, unquoted SQL identifier and a URL segment at once: `umwelt.baumkataster` is both
//!   the table in SQL and the path of the page.
//! - A [`Finding`] carries a stable code and parameters, never a finished sentence: the sentence is made in the
//!   reader's language by `words`.
//!
//! # Deliberately absent
//! IO, async, SQL, HTTP status codes, the clock and random numbers. Identifiers and times are handed in.

mod access_key;
mod account;
mod bridge;
mod column;
mod comparator;
mod connection;
mod constant;
mod dataset;
mod delivery;
mod details;
mod dialect;
mod door;
mod drift;
mod erasure;
mod failure;
mod finding;
mod foreign;
pub mod geometry;
mod grant;
mod id;
mod inquiry;
mod inspection;
mod invitation;
mod language;
mod link;
mod mask;
mod organisation;
mod overview;
mod personal;
mod principal;
mod protection;
mod purpose;
mod recipe;
mod reference_dataset;
mod release;
mod saved_query;
mod saved_view;
mod session;
mod slug;
mod statistics;
mod subscription;
mod table;
mod table_name;
mod version;
mod visibility;

pub use access_key::{AccessKey, KeyHolder, KeyRight, KeyScope};
pub use account::{Account, Email, EmailError, Membership, Role};
pub use bridge::{
    Bridge, BridgeClimb, BridgeDecay, BridgeKind, BridgeMeasure, BridgeSide, BridgeState,
};
pub use column::written::UnknownType;
pub use column::{Column, ColumnId, ColumnType, SemanticType};
pub use comparator::Comparator;
pub use connection::{
    ChangedRows, Connection, ConnectionRun, Maker, PauseReason, Rhythm, RunDelivery, RunOutcome,
};
pub use constant::{Constant, Decimal};
pub use dataset::{Dataset, DatasetState, Description, Licence, Theme};
pub use delivery::{ContentHash, ContentHashError, Delivery, DeliveryOutcome};
pub use details::{
    Details, Frequency, HighValue, PlaceKey, PlaceKeyError, PlaceLevel, Span, WrittenRows,
};
pub use dialect::{Dialect, Newline};
pub use door::Door;
pub use drift::{Drift, DriftKind, Waiting};
pub use erasure::{ErasedRows, Erasure, ErasureScope};
pub use failure::{Failure, Kind};
pub use finding::{Finding, FindingCode, Severity};
pub use foreign::{
    Area, ForeignDataset, ForeignFile, ForeignRecord, HarvestCounts, Harvested, RejectReason,
    RejectedRecord,
};
pub use grant::{Grant, Grantee, HeldGrant, HeldGrants};
pub use id::{
    AccessKeyId, AccountId, BridgeId, CatalogueId, ConnectionId, ConnectionRunId, DatasetId,
    DeliveryId, ErasureId, ForeignId, GrantId, InvitationId, NoticeId, OrganisationId, OverviewId,
    PasskeyId, PurposeId, ReleaseId, SavedQueryId, SessionId, SubscriptionId, TableId, VersionId,
    ViewId,
};
pub use inquiry::{
    AggregateKind, ColumnRef, Condition, Denominator, Grouping, Inquiry, KeptGroups, Level,
    Measured, Ordered, Shape, Walk,
};
pub use inspection::{Confidence, Format, InspectedColumn, InspectedTable, Inspection};
pub use invitation::{Guest, Invitation, InvitationState};
pub use language::Language;
pub use link::{Link, Remark};
pub use mask::{Mask, Period};
pub use organisation::{Organisation, OrganisationKind};
pub use overview::{Overview, OverviewPart};
pub use personal::{PersonalBasis, PersonalData, PersonalEvidence, PersonalKind};
pub use principal::{Principal, Program};
pub use protection::{
    Binds, ColumnName, ColumnRule, PersonalColumn, PersonalReview, Protection, ProtectionChange,
    RowCondition, RowRule, Verdict,
};
pub use purpose::StatedPurpose;
pub use recipe::{ColumnRecipe, Recipe, RecipeChange, TableRecipe, occurrences};
pub use reference_dataset::{ReferenceDataset, ReferenceTerm};
pub use release::{Check, CheckKind, CheckOutcome, Release, ReleaseChoice, ReleaseState};
pub use saved_query::SavedQuery;
pub use saved_view::{ParameterKind, SavedView, ViewDefinition, ViewEdition, ViewParameter};
pub use session::{Browser, Client, OpenSession, OperatingSystem};
pub use slug::{Slug, SlugError};
pub use statistics::{ColumnStatistics, FrequentValue, Histogram, HistogramBin};
pub use subscription::{Line, LineSide, Notice, NoticeFeed, Posting, Subscription, Watched};
pub use table::{DataFile, Table, TableVersion};
pub use table_name::{TableName, TableNameError, VersionSelector};
pub use version::{Version, VersionChange, VersionNumber};
pub use visibility::Visibility;
