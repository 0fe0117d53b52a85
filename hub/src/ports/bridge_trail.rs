//! What is remembered of bridges over time: names of their views, how they stood, what was counted, who walked.

use super::StoreError;
use async_trait::async_trait;
use hebewerk_model::{BridgeId, BridgeMeasure, BridgeState, DatasetId, OrganisationId, Slug};
use jiff::Timestamp;

/// What was counted of a bridge that was taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct BridgeMeasured {
    /// When.
    pub at: Timestamp,
    /// What.
    pub measure: BridgeMeasure,
}

/// How a bridge stood from a moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BridgeStood {
    /// Which.
    pub bridge: BridgeId,
    /// From when on.
    pub at: Timestamp,
    /// In which state.
    pub state: BridgeState,
}

/// Which dataset keeps the values of a bridge that people put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BridgeMapping {
    /// The bridge.
    pub bridge: BridgeId,
    /// The dataset.
    pub dataset: DatasetId,
    /// Whether values of the left got partners on the right; else the other way round.
    pub of_left: bool,
}

/// The trail of bridges. How they stood and what was counted is written by [`super::Bridges`], in the transaction that
/// changes the bridge.
#[async_trait]
pub trait BridgeTrail: Send + Sync {
    /// Bridges that have a view, with its name, by name.
    async fn views(&self) -> Result<Vec<(BridgeId, Slug)>, StoreError>;

    /// The bridge whose view has this name.
    async fn viewed(&self, name: &Slug) -> Result<Option<BridgeId>, StoreError>;

    /// Names the view of a bridge for good; false if another one has the name. A bridge that has one keeps it.
    async fn name_view(&self, bridge: BridgeId, name: &Slug) -> Result<bool, StoreError>;

    /// What was counted at each pair of versions, oldest first.
    async fn measures(&self, bridge: BridgeId) -> Result<Vec<BridgeMeasured>, StoreError>;

    /// How all bridges stood, oldest first.
    async fn stood(&self) -> Result<Vec<BridgeStood>, StoreError>;

    /// Counts an answer over the view of a bridge to an organisation (none: the public) in the ISO week of `at`.
    async fn count_walk(
        &self,
        bridge: BridgeId,
        by: Option<OrganisationId>,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Answers over views since a moment.
    async fn walks(&self, since: Timestamp) -> Result<Vec<(BridgeId, u64)>, StoreError>;

    /// Bridges that bear no longer and of which nobody was told since, with the moment from which they do not.
    async fn untold(&self) -> Result<Vec<(BridgeId, Timestamp)>, StoreError>;

    /// Writes down that it was told; false if somebody else has done so.
    async fn note_told(
        &self,
        bridge: BridgeId,
        since: Timestamp,
        at: Timestamp,
    ) -> Result<bool, StoreError>;

    /// The datasets that keep which values of bridges people put together.
    async fn mappings(&self) -> Result<Vec<BridgeMapping>, StoreError>;

    /// Says which dataset does.
    async fn set_mapping(&self, mapping: BridgeMapping) -> Result<(), StoreError>;

    /// Says that none does any more. The dataset stays.
    async fn forget_mapping(&self, bridge: BridgeId) -> Result<(), StoreError>;
}
