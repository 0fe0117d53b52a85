//! The hub: its ports, held together.

use crate::places::Places;
use crate::ports::{
    AccessKeys, Accounts, Clock, Connections, Connectors, Datasets, Engine, FileReader, Grants,
    HeldVersions, Identifiers, Journal, Limits, Mail, Organisations, RawDeliveries, RowFiles,
    SavedQueries, SearchIndex, SecondFactors, Sessions, Vault, Versions,
};
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
    /// Sessions.
    pub sessions: Arc<dyn Sessions>,
    /// Saved queries.
    pub saved_queries: Arc<dyn SavedQueries>,
    /// Connections to other systems.
    pub connections: Arc<dyn Connections>,
    /// What fetches from them.
    pub connectors: Arc<dyn Connectors>,
    /// What seals their secrets.
    pub vault: Arc<dyn Vault>,
    /// What sends reminders by mail, if somebody set that up.
    pub mail: Option<Arc<dyn Mail>>,
    /// Audit and usage.
    pub journal: Arc<dyn Journal>,
    /// Raw deliveries.
    pub raw: Arc<dyn RawDeliveries>,
    /// Rows at rest.
    pub rows: Arc<dyn RowFiles>,
    /// Reader of files.
    pub reader: Arc<dyn FileReader>,
    /// Search index.
    pub index: Arc<dyn SearchIndex>,
    /// Query engine.
    pub engine: Arc<dyn Engine>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New identifiers.
    pub identifiers: Arc<dyn Identifiers>,
    /// Folder for uploads that are not taken in yet.
    pub staging: PathBuf,
    /// Whether only those run the hub who have a second factor.
    pub administrators_need_second_factor: bool,
    /// Limits of one question typed by a person.
    pub question_limits: Limits,
    /// Limits of a page planned by us.
    pub page_limits: Limits,
    /// Limits of a download planned by us.
    pub download_limits: Limits,
}

impl HubParts {
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

/// The hub. One per process; doors hold it in an `Arc`.
pub struct Hub {
    pub(crate) parts: HubParts,
    /// One updater of the index at a time: two would overtake each other's sequence.
    pub(crate) index_turn: Mutex<()>,
    pub(crate) throttle: crate::throttle::Throttle,
    pub(crate) passwords: crate::passwords::Passwords,
    pub(crate) begun_sign_ins: crate::begun_sign_ins::BegunSignIns,
    pub(crate) failed_sign_ins: crate::failed_sign_ins::FailedSignIns,
    pub(crate) intake_turns: crate::take_in::Turns,
    pub(crate) questions: Places,
    pub(crate) downloads: Places,
    pub(crate) offers: crate::offered::Known,
    pub(crate) uploads: crate::upload::Running,
    pub(crate) fetching: Arc<crate::connections::Fetching>,
    pub(crate) compared: crate::compare::Kept,
    pub(crate) read_book: crate::record::ReadBook,
    pub(crate) usage_failing: crate::record::FailingSince,
}

impl Hub {
    /// Puts the parts together.
    pub fn new(parts: HubParts) -> Self {
        Self {
            parts,
            index_turn: Mutex::new(()),
            throttle: crate::throttle::Throttle::default(),
            passwords: crate::passwords::Passwords::default(),
            begun_sign_ins: crate::begun_sign_ins::BegunSignIns::default(),
            failed_sign_ins: crate::failed_sign_ins::FailedSignIns::default(),
            intake_turns: crate::take_in::Turns::default(),
            questions: Places::for_questions(),
            downloads: Places::for_downloads(),
            offers: crate::offered::Known::default(),
            uploads: crate::upload::Running::default(),
            fetching: Arc::default(),
            compared: crate::compare::Kept::default(),
            read_book: crate::record::ReadBook::default(),
            usage_failing: crate::record::FailingSince::default(),
        }
    }
}
