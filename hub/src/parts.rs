//! The hub: its ports, held together.

use crate::places::Places;
use crate::ports::{
    AccessKeys, Accounts, Anchors, AuditTrail, BridgeTrail, Bridges, Clock, Connections,
    Connectors, Datasets, Engine, Erasures, FileReader, Foreigns, Grants, HeldVersions,
    Identifiers, Invitations, JointUses, Journal, Limits, Mail, NoticeFeeds, Notices,
    Organisations, Overviews, Passkeys, PreparedRows, Purposes, RawDeliveries, Releases, RowFiles,
    SavedQueries, SearchIndex, SecondFactors, Sessions, Subjects, Subscriptions, TopicReader,
    Vault, Versions, Views,
};
use crate::providers::Providers;
use hebewerk_model::Door;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// Everything a hub is made of; the binary fills it in.
pub struct HubParts {
    /// Organisations.
    pub organisations: Arc<dyn Organisations>,
    /// Datasets.
    pub datasets: Arc<dyn Datasets>,
    /// Deliveries and versions.
    pub versions: Arc<dyn Versions>,
    /// Versions that wait to be accepted.
    pub held: Arc<dyn HeldVersions>,
    /// Accounts.
    pub accounts: Arc<dyn Accounts>,
    /// Rights to read that were granted.
    pub grants: Arc<dyn Grants>,
    /// Access keys.
    pub access_keys: Arc<dyn AccessKeys>,
    /// Second factors.
    pub second_factors: Arc<dyn SecondFactors>,
    /// Passkeys.
    pub passkeys: Arc<dyn Passkeys>,
    /// What became public, and on which evidence.
    pub releases: Arc<dyn Releases>,
    /// Whether it takes a release to make something public.
    pub releases_needed: bool,
    /// Bridges between datasets.
    pub bridges: Arc<dyn Bridges>,
    /// Bridges over time.
    pub bridge_trail: Arc<dyn BridgeTrail>,
    /// What is used together.
    pub joint_uses: Arc<dyn JointUses>,
    /// People from outside who were invited.
    pub invitations: Arc<dyn Invitations>,
    /// Providers that vouch for people; none for a hub that has accounts of its own only.
    pub providers: Option<Providers>,
    /// Sessions.
    pub sessions: Arc<dyn Sessions>,
    /// Saved queries.
    pub saved_queries: Arc<dyn SavedQueries>,
    /// Views people save.
    pub views: Arc<dyn Views>,
    /// Pages put together of views.
    pub overviews: Arc<dyn Overviews>,
    /// Who wants to be told when something changes.
    pub subscriptions: Arc<dyn Subscriptions>,
    /// What they were told.
    pub notices: Arc<dyn Notices>,
    /// Links to feeds of that.
    pub notice_feeds: Arc<dyn NoticeFeeds>,
    /// Connections to other systems.
    pub connections: Arc<dyn Connections>,
    /// What fetches from them.
    pub connectors: Arc<dyn Connectors>,
    /// What other catalogues say of their datasets.
    pub foreigns: Arc<dyn Foreigns>,
    /// What seals their secrets.
    pub vault: Arc<dyn Vault>,
    /// What sends reminders by mail, if somebody set that up.
    pub mail: Option<Arc<dyn Mail>>,
    /// Audit and usage.
    pub journal: Arc<dyn Journal>,
    /// The audit as it is read and checked.
    pub trail: Arc<dyn AuditTrail>,
    /// Heads of the audit noted outside the catalogue.
    pub anchors: Arc<dyn Anchors>,
    /// What is held of a person beside the account and the audit.
    pub subjects: Arc<dyn Subjects>,
    /// What data of several houses were joined for.
    pub purposes: Arc<dyn Purposes>,
    /// What was erased.
    pub erasures: Arc<dyn Erasures>,
    /// Days after which entries of the audit are removed; 0 keeps them.
    pub audit_days: u32,
    /// Raw deliveries.
    pub raw: Arc<dyn RawDeliveries>,
    /// Rows at rest.
    pub rows: Arc<dyn RowFiles>,
    /// Reader of files.
    pub reader: Arc<dyn FileReader>,
    /// What says what a dataset is about.
    pub topics: Arc<dyn TopicReader>,
    /// Search index.
    pub index: Arc<dyn SearchIndex>,
    /// The same for what other catalogues have.
    pub foreign_index: Arc<dyn SearchIndex>,
    /// Query engine.
    pub engine: Arc<dyn Engine>,
    /// Tables kept in memory, for pages of rows.
    pub prepared: Arc<dyn PreparedRows>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New identifiers.
    pub identifiers: Arc<dyn Identifiers>,
    /// Folder for uploads that are not taken in yet.
    pub staging: PathBuf,
    /// Whether only those run the hub, or watch over its record, who have a second factor.
    pub privileged_need_second_factor: bool,
    /// Whether everybody who signs in here has to have one.
    pub everybody_needs_second_factor: bool,
    /// Limits of one question typed by a person.
    pub question_limits: Limits,
    /// Limits of a page planned by us.
    pub page_limits: Limits,
    /// Limits of a download planned by us.
    pub download_limits: Limits,
}

impl HubParts {
    /// Days after which entries of the audit are removed: two years.
    pub const AUDIT_DAYS: u32 = 730;

    /// Limits for questions: 30 s, 512 MiB, 100,000 rows.
    pub const QUESTION_LIMITS: Limits = Limits {
        time: Duration::from_secs(30),
        memory_bytes: 512 << 20,
        rows: 100_000,
    };

    /// Limits for pages: 30 s; all pages together have 512 MiB.
    pub const PAGE_LIMITS: Limits = Limits {
        time: Duration::from_secs(30),
        memory_bytes: 512 << 20,
        rows: u64::MAX,
    };

    /// Limits for downloads: an hour, 96 MiB each (sorting goes on on disk beyond that), no row limit.
    pub const DOWNLOAD_LIMITS: Limits = Limits {
        time: Duration::from_hours(1),
        memory_bytes: 96 << 20,
        rows: u64::MAX,
    };
}

/// The hub. One per process; each door holds it as seen through that door, and all of them share what is in it.
#[derive(Clone)]
pub struct Hub {
    /// Where those come in who speak with it; the audit says so.
    pub(crate) door: Door,
    pub(crate) parts: Arc<HubParts>,
    /// One updater of the index at a time: two would overtake each other's sequence.
    pub(crate) index_turn: Arc<Mutex<()>>,
    /// The same for the index of foreign records.
    pub(crate) foreign_turn: Arc<Mutex<()>>,
    /// Sketches of current versions; none until they are needed. One looks at changes at a time.
    pub(crate) banks: Arc<Mutex<Option<crate::bridges::Banks>>>,
    /// Bridges and what is needed to say who may see them.
    pub(crate) board: Arc<Mutex<crate::bridges::Board>>,
    /// What is known of all datasets, for searches with conditions of other systems.
    pub(crate) known: Arc<Mutex<crate::catalogue::Known>>,
    pub(crate) throttle: Arc<crate::throttle::Throttle>,
    pub(crate) passwords: Arc<crate::passwords::Passwords>,
    pub(crate) begun_sign_ins: Arc<crate::begun_sign_ins::BegunSignIns>,
    pub(crate) answered_challenges: Arc<crate::passkeys::challenge::Answered>,
    pub(crate) failed_sign_ins: Arc<crate::failed_sign_ins::FailedSignIns>,
    pub(crate) intake_turns: Arc<crate::take_in::Turns>,
    pub(crate) questions: Arc<Places>,
    pub(crate) downloads: Arc<Places>,
    pub(crate) offers: Arc<crate::offered::Known>,
    pub(crate) uploads: Arc<crate::upload::Running>,
    pub(crate) fetching: Arc<crate::connections::Fetching>,
    pub(crate) compared: Arc<crate::compare::Kept>,
    pub(crate) read_book: Arc<crate::record::ReadBook>,
    pub(crate) usage_failing: Arc<crate::record::FailingSince>,
    pub(crate) chain_checked: Arc<crate::audit::LastCheck>,
}

impl Hub {
    /// Puts the parts together, for the command line; other doors take [`Hub::through`].
    pub fn new(parts: HubParts) -> Self {
        Self {
            door: Door::Command,
            parts: Arc::new(parts),
            index_turn: Arc::default(),
            foreign_turn: Arc::default(),
            banks: Arc::default(),
            board: Arc::default(),
            known: Arc::default(),
            throttle: Arc::default(),
            passwords: Arc::default(),
            begun_sign_ins: Arc::default(),
            answered_challenges: Arc::default(),
            failed_sign_ins: Arc::default(),
            intake_turns: Arc::default(),
            questions: Arc::new(Places::for_questions()),
            downloads: Arc::new(Places::for_downloads()),
            offers: Arc::default(),
            uploads: Arc::default(),
            fetching: Arc::default(),
            compared: Arc::default(),
            read_book: Arc::default(),
            usage_failing: Arc::default(),
            chain_checked: Arc::default(),
        }
    }

    /// The same hub as it is seen through a door.
    #[must_use]
    pub fn through(&self, door: Door) -> Self {
        Self {
            door,
            ..self.clone()
        }
    }
}
