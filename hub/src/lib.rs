//! The flows of the hub and the ports they need.
//!
//! A flow is one file and reads like the sentence in a council paper: authorise → do → record → enqueue.
//!
//! # Invariants
//! - Every flow begins with a [`hebewerk_model::Principal`] and asks `guard`.
//! - A delivery is acknowledged only after one catalogue transaction has made it a version, and after its bytes are
//!   synced.
//! - Rows reach a door only as a [`ports::GuardedTable`] answered by the engine.
//!
//! # Deliberately absent
//! axum, sqlx, DataFusion, file formats: they live behind the ports.

mod access_keys;
mod accounts;
mod administer;
mod announce;
mod ask;
mod audit;
mod authorise;
mod begun_sign_ins;
mod bridges;
mod browse;
mod catalogue;
mod columns;
mod compare;
mod completeness;
mod connections;
mod deliver;
mod describe;
mod download;
mod drift;
mod earlier_deliveries;
mod erasure;
mod error;
mod everything;
mod failed_sign_ins;
mod figures;
mod find;
mod foreign;
mod grants;
mod health;
mod held;
mod hidden_numbers;
mod index;
mod inherited;
pub mod inquiry;
mod invitations;
mod key;
mod maps;
mod news;
mod offered;
mod open_changes;
mod organisations;
mod overviews;
mod parts;
mod passkeys;
mod passwords;
mod pending;
mod places;
pub mod ports;
mod proposals;
mod protection;
mod provider_sign_in;
mod providers;
mod purposes;
mod raw_file;
mod reading;
mod recipes;
mod record;
mod release;
mod rewrite;
mod row_texts;
mod saved_queries;
mod schema;
pub mod sealed_for;
mod second_factor;
mod sessions;
mod set_up;
mod show;
mod sign_in;
mod subject;
mod subscriptions;
mod tables;
mod take_in;
mod throttle;
mod tokens;
mod upload;
mod versions;
mod views;
mod withdraw;

pub use access_keys::{HouseKeys, KeyView, MadeKey, NewKey, PasswordAgain};
pub use accounts::{NewAccount, OwnPassword};
pub use administer::HubStatus;
pub use announce::Announce;
pub use ask::Asked;
pub use audit::{
    AuditColumns, AuditEntry, AuditPage, AuditWish, ChainCheck, Fault, FaultKind, Say, check_chain,
};
pub use bridges::{
    BridgeBank, BridgeBecause, BridgeCard, BridgeColumn, BridgeDecision, BridgeFilter, BridgeGroup,
    BridgeKeys, BridgeReason, BridgeRows, BridgesFollowed, Climbed, FreshnessCaution, GroupKind,
    HeadersAgree, JoinedRows, Learned, Lesson, LessonSign, MendChoice, MendedValue, Mending,
    OpenValue, Round, RoundStop, Rounds, RoundsWeek, RoundsWish, SiloMap, SiloMonth, SiloPlace,
    SiloSheet, SiloSpan, Speaks, Territory, each_as_text,
};
pub use browse::{Browsed, OpenTable, RowsPage};
pub use catalogue::{
    CatalogueEntry, CataloguePage, CatalogueState, CatalogueTable, KnownDataset, KnownDatasets,
};
pub use compare::{
    ColumnChanges, Comparison, Examples, MOST_COMPARED_ROWS, RowChanges, TableComparison,
};
pub use completeness::{Completeness, Missing};
pub use connections::{
    Brought, ConnectionCard, ConnectionView, ConnectionWords, FetchProgress, NewConnection,
    Punctuality,
};
pub use deliver::Deliver;
pub use describe::Edit;
pub use download::{Download, RawDownload};
pub use erasure::{DatasetErasures, ErasurePreview, ErasureView, ErasureWish, VersionPreview};
pub use error::HubError;
pub use figures::HubFigures;
pub use find::{FindRequest, Found, FoundDataset};
pub use foreign::{FindForeign, ForeignCard, ForeignTwin, ForeignView, FoundForeign, HarvestView};
pub use grants::{DatasetGrants, GrantView, NewGrant, NewGrantee};
pub use health::HubHealth;
pub use held::{Acceptance, DriftExample, HeldView, WaitingVersion};
pub use index::Refreshed;
pub use invitations::{HouseInvitations, InvitationView, NewGuest, NewInvitation, OpenInvitation};
pub use key::key_column;
pub use news::News;
pub use open_changes::{ChangeToken, ChangesSince, NewestChanges, NoToken, Since, ToldChange};
pub use organisations::OrganisationSummary;
pub use overviews::{NewOverview, OverviewCard, OverviewWords};
pub use parts::{Hub, HubParts};
pub use passkeys::{Assertion, NewPasskey, PasskeyOffer, SecondStep, Site};
pub use pending::Pending;
pub use proposals::Proposals;
pub use protection::{ProtectedColumn, ProtectedTable, ProtectionView, SeenBy, SeenTable, Viewer};
pub use provider_sign_in::{CameBack, OwnIdentity, Returned, SentAway};
pub use providers::{Given, GroupRule, OfferedProvider, ProviderRules, Providers};
pub use purposes::{PROCESSING_COLUMNS, Processing, ProcessingKind, PurposeWish};
pub use release::{
    ReleaseApplication, ReleaseRemedy, ReleaseSubject, ReleaseTable, ReleaseView, ReleaseWords,
    WaitingRelease,
};
pub use rewrite::{NextVersion, WholeTable, WritersTurn};
pub use schema::SchemaTable;
pub use second_factor::{Identified, NewSecret, SecondFactorView};
pub use sessions::{AccountStanding, InPerson};
pub use set_up::FirstAdministrator;
pub use show::{DatasetCard, DatasetView, TableView};
pub use sign_in::{Arrival, Recognised, SignIn, SignedIn, Token};
pub use subject::Disclosure;
pub use subscriptions::{
    FeedReading, NewSubscription, NoticeView, Subject, SubjectPlace, SubscriptionView, WatchWish,
};
pub use take_in::{Behind, Corrections, Destination, OnDrift, Progress, TakeIn, TakenIn};
pub use upload::{
    Draft, DraftWords, HandOver, HandedOver, Look, Offer, Preview, PreviewTable, Receiving,
    StagedId, StagedUpload, Standing, Target, WaitingUpload,
};
pub use views::{
    ColumnSource, NewView, SourceKind, ViewCard, ViewColumn, ViewShown, ViewSource, ViewWords,
};
