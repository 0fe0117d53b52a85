//! What the flows need from the world: small traits, one per aggregate, implemented by `store`, `lake`,
//! `intake`, `search` and `engine`.

mod access_keys;
mod accounts;
mod ask_error;
mod bridge_trail;
mod bridges;
mod chain;
mod clock;
mod connections;
mod connector;
mod counting_key;
mod data_type;
mod datasets;
mod engine;
mod erasures;
mod external_identities;
mod foreign;
mod grants;
mod held;
mod identity_providers;
mod index;
mod invitations;
mod journal;
mod mail;
mod map;
mod organisations;
mod overviews;
mod passkeys;
mod place;
mod prepared;
mod pseudonym_key;
mod purposes;
mod raw;
mod reader;
mod releases;
mod rows;
mod second_factors;
mod subjects;
mod subscriptions;
mod topics;
mod versions;
mod views;

pub use access_keys::AccessKeys;
pub use accounts::{
    AccountChange, AccountError, Accounts, Credentials, SavedQueries, Session, Sessions, TokenHash,
};
pub use ask_error::{AskError, Measured, Misfit, SyntaxProblem, Unoffered, ViewProblem};
pub use bridge_trail::{BridgeMapping, BridgeMeasured, BridgeStood, BridgeTrail};
pub use bridges::{
    BridgeChange, BridgeStep, Bridges, ChangedBridges, JointUses, KeptSketch, KeptTuple,
    SketchChange, SketchMark, SketchedTables, Togetherness,
};
pub use chain::{ChainHash, Head, HeadError, hash_of_entry, hash_of_event};
pub use clock::{Clock, Identifiers, SystemClock, SystemIdentifiers};
pub use connections::{ConnectionHistory, Connections, DueConnection};
pub use connector::{
    Brings, ConnectorForm, Connectors, Fetch, FetchError, FetchTick, Fetched, FetchedFile, Field,
    FieldKind, FormerFile, Offered, Secrets, Vault, VaultError,
};
pub use counting_key::CountingKey;
pub use data_type::data_type;
pub use datasets::{
    CatalogueMark, DatasetChange, DatasetCount, Datasets, OpenChange, OpenCount, OpenWindow,
};
pub use engine::{
    Answer, BatchStream, BoundValue, Cell, Cursor, Engine, Filter, GuardedTable, Limits, Page,
    PageRequest, Question, Selection, Sort, Statement, TracedColumn, View,
};
pub use erasures::{ErasedTable, ErasureStep, Erasures, UnfinishedErasure};
pub use external_identities::{EndedThere, ExternalIdentities, ExternalIdentity, ExternalSession};
pub use foreign::{Foreigns, NewForeign, PutForeign};
pub use grants::Grants;
pub use hebewerk_model::Comparator;
pub use held::{HeldVersion, HeldVersions};
pub use identity_providers::{
    IdentityProviders, LogoutNotice, ProviderError, Redeem, SentThere, VouchedFor,
};
pub use index::{
    FacetCount, Facets, Hit, IndexDocument, IndexError, SearchIndex, SearchRequest, SearchResult,
};
pub use invitations::{Acceptance, Invitations};
pub use journal::{
    Anchor, Anchors, AuditFilter, AuditTrail, ChainEnds, ChainLink, Event, Journal, Recorded,
};
pub use mail::{DecayedBridge, Mail, MailError, NoticeLetter, Reminder, ReminderCause};
pub use map::{MapField, MapOutline, NoMap, TileAddress};
pub use organisations::Organisations;
pub use overviews::Overviews;
pub use passkeys::{Passkey, Passkeys};
pub use place::Place;
pub use prepared::{NothingPrepared, PreparedRows, Slip, WrittenPage};
pub use pseudonym_key::PseudonymKey;
pub use purposes::Purposes;
pub use raw::{Kept, KeptBefore, RawDeliveries, RawError, StoredRaw};
pub use reader::{
    Beginning, EarlyEnd, EarlyReading, EarlyTick, FileReader, FirstRows, ReadError, Reading,
    SetAside, TableReading, WatchTick,
};
pub use releases::Releases;
pub use rows::{Condemned, Remaining, RowFiles, RowsError, TableFiles, WriteTable, WrittenTable};
pub use second_factors::{SecondFactor, SecondFactors};
pub use subjects::{BroughtDelivery, Holdings, SavedEdition, Subjects};
pub use subscriptions::{
    DueSubscription, LookedAt, MOST_NOTICES, NoticeFeeds, Notices, Subscriptions, WatchedSources,
};
pub use topics::{TopicReader, TopicText, Topics};
pub use versions::{
    Census, NewTable, NewVersion, NewestTable, StoreError, UnreadDelivery, Versions,
};
pub use views::Views;
