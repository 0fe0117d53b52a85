//! Fetching from systems: what `connect` offers.

use async_trait::async_trait;
use hebewerk_model::ConnectionId;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use thiserror::Error;

/// What a connector asks for; the form, the command line and the documentation are made of it.
///
/// Its words: `connector-<kind>` and `connector-<kind>-about`; of its fields `connector-<kind>-<field>` and
/// `connector-<kind>-<field>-help`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectorForm {
    /// Stable name: `http`, `postgresql` …
    pub kind: &'static str,
    /// What is asked, in this order.
    pub fields: &'static [Field],
    /// What it brings.
    pub brings: Brings,
}

/// What a connector brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brings {
    /// Files, which become datasets of an office.
    Files,
    /// What another catalogue says of its datasets.
    Catalogue,
}

/// One question of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Stable name.
    pub name: &'static str,
    /// What may be answered.
    pub kind: FieldKind,
    /// Whether it must be answered.
    pub required: bool,
    /// What stands there at first, and holds where nothing is answered.
    pub default: &'static str,
}

/// What may be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Text,
    /// A web address.
    Address,
    /// Host name or address, with a port if it is not the usual one.
    Host,
    /// Several lines: SQL.
    Query,
    /// A whole number between two bounds.
    Number(u32, u32),
    /// One of these codes; their words are `connector-<kind>-<field>-<code>`.
    Choice(&'static [&'static str]),
    /// Sealed as soon as it arrives, never shown again.
    Secret,
}

impl FieldKind {
    /// Stable name: `text`, `address`, `host`, `query`, `number`, `choice` or `secret`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Address => "address",
            Self::Host => "host",
            Self::Query => "query",
            Self::Number(..) => "number",
            Self::Choice(_) => "choice",
            Self::Secret => "secret",
        }
    }

    /// Least and most of a number.
    pub const fn bounds(self) -> Option<(u32, u32)> {
        match self {
            Self::Number(least, most) => Some((least, most)),
            _ => None,
        }
    }

    /// Codes of a choice; none of anything else.
    pub const fn choices(self) -> &'static [&'static str] {
        match self {
            Self::Choice(codes) => codes,
            _ => &[],
        }
    }
}

/// Secrets of a connection in the open, for as long as a fetch takes. They cannot be printed.
#[derive(Clone, Default)]
pub struct Secrets {
    given: BTreeMap<String, String>,
    forgotten: BTreeSet<String>,
}

impl Secrets {
    /// Takes secrets by field name.
    pub const fn new(secrets: BTreeMap<String, String>) -> Self {
        Self {
            given: secrets,
            forgotten: BTreeSet::new(),
        }
    }

    /// The same, and fields whose kept secret shall go. One that is also given anew is replaced.
    #[must_use]
    pub fn forgetting(mut self, fields: impl IntoIterator<Item = String>) -> Self {
        self.forgotten.extend(fields);
        self
    }

    /// The secret of a field.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.given.get(field).map(String::as_str)
    }

    /// All of them, for sealing.
    pub const fn all(&self) -> &BTreeMap<String, String> {
        &self.given
    }

    /// Whether the kept secret of a field shall go, and nothing comes in its place.
    pub fn forgets(&self, field: &str) -> bool {
        self.forgotten.contains(field) && self.get(field).is_none_or(str::is_empty)
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.given.keys()).finish()
    }
}

/// One thing to fetch.
#[derive(Debug, Clone)]
pub struct Fetch {
    /// Of which connection; none while it is only tried. By it a system may know us from one fetch to the next.
    pub connection: Option<ConnectionId>,
    /// Which connector.
    pub connector: String,
    /// Answers to its form.
    pub settings: BTreeMap<String, String>,
    /// Answers to its secret fields.
    pub secrets: Secrets,
    /// What the last successful fetch left behind (an ETag, the highest key …); opaque to everybody else.
    pub memory: Option<String>,
    /// The file the last successful fetch brought, if it brought just one and it is still kept.
    pub former: Option<FormerFile>,
    /// Most bytes that may come.
    pub most_bytes: u64,
    /// How long it may take altogether.
    pub time: Duration,
}

/// A file that was fetched before. It is the kept one: it may be read and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerFile {
    /// Where its bytes are.
    pub path: PathBuf,
    /// BLAKE3 of its bytes, in hexadecimal digits.
    pub content: String,
}

impl Fetch {
    /// The answer to a field; the form's default where nothing was answered.
    pub fn setting(&self, name: &str) -> Option<&str> {
        let answer = self.settings.get(name).map(|answer| answer.trim());
        answer.filter(|answer| !answer.is_empty())
    }
}

/// What a fetch brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// The source says that nothing is new.
    Unchanged,
    /// Files, whole and closed, in the folder that was given.
    Files {
        /// The files; one for most connectors.
        files: Vec<FetchedFile>,
        /// To be handed to the next fetch once all files have become deliveries.
        memory: Option<String>,
        /// Columns with values that have no place in a file (not a number, the end of time, a day in no calendar), and
        /// how many. They are missing in the files.
        beyond: Vec<(String, u64)>,
    },
    /// What another catalogue says of its datasets.
    Catalogue {
        /// A file with one [`hebewerk_model::Harvested`] in JSON a line.
        records: PathBuf,
        /// To be handed to the next fetch once all records are kept.
        memory: Option<String>,
        /// Whether what is not named in it is not there any more.
        is_whole: bool,
        /// Bytes that came.
        bytes: u64,
    },
}

/// A file a fetch brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedFile {
    /// Where its bytes are.
    pub path: PathBuf,
    /// Its name at the source, or one that says what it is.
    pub name: String,
    /// Which of the source's files it is, if the connection has several: by it the next one finds its dataset.
    pub part: Option<String>,
}

/// Something a system has to offer: a table, a layer, a file. For choosing while a connection is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Field of the form it answers.
    pub field: &'static str,
    /// The answer.
    pub value: String,
    /// Its title at the source, if it has one.
    pub title: Option<String>,
    /// Rows or bytes, if the source says.
    pub size: Option<u64>,
}

/// Why nothing came. No variant carries a secret or a value of the data; `detail` is the system's own short word
/// (a host, a status, an SQLSTATE), never its whole message.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{code}: {detail}")]
pub struct FetchError {
    /// Stable code that begins with `fetch_`; key of its sentence `error-<code>`.
    pub code: &'static str,
    /// Field of the form that is at fault, if one is.
    pub field: Option<&'static str>,
    /// Host, status, state.
    pub detail: String,
    /// Whether the same may succeed later without anybody changing anything.
    pub passing: bool,
    /// When the system wants to be asked again.
    pub retry_after: Option<Duration>,
}

impl FetchError {
    /// Something somebody must change.
    pub fn lasting(code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            code,
            field: None,
            detail: detail.into(),
            passing: false,
            retry_after: None,
        }
    }

    /// Something that may be over next time.
    pub fn passing(code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            passing: true,
            ..Self::lasting(code, detail)
        }
    }

    /// An answer of the form that cannot be.
    pub fn setting(field: &'static str, code: &'static str) -> Self {
        Self {
            field: Some(field),
            ..Self::lasting(code, field)
        }
    }

    /// The system wants to be asked later.
    pub fn busy(detail: impl Into<String>, retry_after: Option<Duration>) -> Self {
        Self {
            retry_after,
            ..Self::passing("fetch_busy", detail)
        }
    }
}

/// How far a fetch is: bytes so far, and of how many if the source says.
pub type FetchTick<'a> = &'a (dyn Fn(u64, Option<u64>) + Send + Sync);

/// Fetches from systems. Dropping a call stops it; nothing but files in the given folder is left behind.
#[async_trait]
pub trait Connectors: Send + Sync {
    /// The forms of all connectors, in the order in which people are asked.
    fn forms(&self) -> &'static [ConnectorForm];

    /// Asks the system what it has to offer. An empty list from a connector that has nothing to choose from; that it
    /// answers at all proves address and secrets.
    async fn look(&self, fetch: &Fetch) -> Result<Vec<Offered>, FetchError>;

    /// Fetches into a folder that is there and empty.
    async fn fetch(
        &self,
        fetch: &Fetch,
        into: &Path,
        tick: FetchTick<'_>,
    ) -> Result<Fetched, FetchError>;
}

/// Why a secret could not be sealed or opened.
#[derive(Debug, Error)]
pub enum VaultError {
    /// It was sealed with another key, for another purpose, or is damaged.
    #[error("a secret cannot be opened with this key")]
    Foreign,
    /// The key itself cannot be read or made.
    #[error("the key of the secrets cannot be used")]
    Key(#[from] std::io::Error),
}

/// Seals secrets so that the catalogue alone does not give them away.
pub trait Vault: Send + Sync {
    /// Seals a text for one purpose.
    fn seal(&self, purpose: &str, secret: &str) -> Result<String, VaultError>;

    /// Opens what was sealed for the same purpose.
    fn open(&self, purpose: &str, sealed: &str) -> Result<String, VaultError>;

    /// 32 bytes for one purpose, the same each time, from which nobody learns those of another.
    fn derive(&self, purpose: &str) -> Result<[u8; 32], VaultError>;
}
