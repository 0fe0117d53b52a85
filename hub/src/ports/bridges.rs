//! Memory of bridges: what is derived (sketches), what people decided, and how often offices ask across houses.

use super::{Event, StoreError};
use async_trait::async_trait;
use hebewerk_model::{
    Bridge, BridgeId, BridgeMeasure, BridgeState, DatasetId, OrganisationId, VersionNumber,
};
use jiff::Timestamp;

/// With what sketches were made, and up to which change of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SketchMark {
    /// Program and key: sketches of another form cannot be compared.
    pub form: String,
    /// Changes followed so far.
    pub sequence: i64,
}

/// What is kept of a column, or of a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSketch {
    /// Name of the table in SQL.
    pub table: String,
    /// Name of the column in SQL.
    pub column: String,
    /// Place of the column in its table.
    pub place: u32,
    /// Header as it stands in the file.
    pub label: String,
    /// Code of the normal form that took the part out.
    pub part: Option<String>,
    /// Rows of the table.
    pub rows: u64,
    /// The sketch as bytes.
    pub prints: Vec<u8>,
    /// Some values with the hash of their form. Payload.
    pub sample: Vec<(u64, String)>,
}

/// What is kept of several columns of a table together, where they may be a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptTuple {
    /// Name of the table in SQL.
    pub table: String,
    /// Names of the columns in SQL, in the order of the key.
    pub columns: Vec<String>,
    /// The sketch as bytes.
    pub prints: Vec<u8>,
}

/// The sketches of a dataset's current version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SketchedTables {
    /// The version.
    pub version: VersionNumber,
    /// Columns, by table and place.
    pub columns: Vec<KeptSketch>,
    /// Keys of several columns, by table and columns.
    pub tuples: Vec<KeptTuple>,
}

/// What becomes of the sketches of a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SketchChange {
    /// They are still those of its current version.
    Keep,
    /// These are.
    Put(SketchedTables),
}

/// A bridge as it shall stand.
#[derive(Debug, Clone, PartialEq)]
pub struct BridgeChange {
    /// The bridge.
    pub bridge: Bridge,
    /// In which state it was read; none for a new one. Somebody who decided in between is not overruled.
    pub was: Option<BridgeState>,
}

/// One dataset followed: everything becomes visible at once.
#[derive(Debug, Clone, PartialEq)]
pub struct BridgeStep {
    /// Which.
    pub dataset: DatasetId,
    /// Its sketches.
    pub sketches: SketchChange,
    /// Keys of several columns that were looked at, of this dataset's version and of others' as they stand.
    pub tuples: Vec<(DatasetId, KeptTuple)>,
    /// Bridges found or measured.
    pub put: Vec<BridgeChange>,
    /// Suggestions that are none any more.
    pub gone: Vec<BridgeId>,
    /// The change of the catalogue that was followed.
    pub sequence: i64,
}

/// Bridges that changed since somebody asked.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedBridges {
    /// Number of the last change of any bridge; grows with each.
    pub revision: i64,
    /// Those that are new or changed.
    pub changed: Vec<Bridge>,
    /// How many there are in all: fewer than are known means that some are gone.
    pub all: u64,
}

/// Bridges. Suggestions come and go with the data; what somebody decided stays.
#[async_trait]
pub trait Bridges: Send + Sync {
    /// With what the sketches were made; none before the first.
    async fn sketch_mark(&self) -> Result<Option<SketchMark>, StoreError>;

    /// Throws all sketches away and begins anew in this form. Bridges stay until they are measured again.
    async fn forget_sketches(&self, form: &str) -> Result<(), StoreError>;

    /// Datasets that have sketches, with the version they are of.
    async fn sketched(&self) -> Result<Vec<(DatasetId, VersionNumber)>, StoreError>;

    /// The sketches of a dataset, by table and place; none if it has none.
    async fn sketches(&self, dataset: DatasetId) -> Result<Option<SketchedTables>, StoreError>;

    /// Keeps what was found of one dataset and moves the mark, in **one** transaction. A new bridge that is known by its
    /// identity is left as it is.
    async fn advance(&self, step: &BridgeStep) -> Result<(), StoreError>;

    /// Those that changed after a revision, 0 for all of them; nothing is read where nothing changed.
    async fn changed(&self, since: i64) -> Result<ChangedBridges, StoreError>;

    /// Those in a state, or all of them, in no order.
    async fn all(&self, state: Option<BridgeState>) -> Result<Vec<Bridge>, StoreError>;

    /// Those that touch a dataset.
    async fn of_dataset(&self, dataset: DatasetId) -> Result<Vec<Bridge>, StoreError>;

    /// One.
    async fn get(&self, id: BridgeId) -> Result<Option<Bridge>, StoreError>;

    /// Sets the state of a bridge together with the entries in the audit; `accepted` is what was counted when it was
    /// taken over. A conflict if it is not in the state it was read in.
    async fn decide(
        &self,
        id: BridgeId,
        states: (BridgeState, BridgeState),
        accepted: Option<&BridgeMeasure>,
        events: &[Event],
    ) -> Result<(), StoreError>;

    /// Sealed houses that take part.
    async fn consents(&self) -> Result<Vec<OrganisationId>, StoreError>;

    /// Lets a sealed house take part, or no more; its datasets count as changed.
    async fn set_consent(
        &self,
        organisation: OrganisationId,
        agrees: bool,
        event: &Event,
    ) -> Result<(), StoreError>;
}

/// How answers used datasets in a time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Togetherness {
    /// Answers of the hub.
    pub answers: u64,
    /// Those that used data of two houses or more.
    pub across: u64,
    /// How often two datasets were used in one answer; the smaller identity first.
    pub together: Vec<((DatasetId, DatasetId), u64)>,
}

/// Statistics of what is used together: offices are counted, not persons.
#[async_trait]
pub trait JointUses: Send + Sync {
    /// Counts one answer to an organisation (none: the public) in the ISO week of `at`: over these datasets, of one
    /// house or of several.
    async fn count_answer(
        &self,
        by: Option<OrganisationId>,
        datasets: &[DatasetId],
        across: bool,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// What was counted from the week of one moment to that of another.
    async fn togetherness(
        &self,
        since: Timestamp,
        until: Timestamp,
    ) -> Result<Togetherness, StoreError>;
}
