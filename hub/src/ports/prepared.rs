//! Tables kept in memory in a compact form: what `prepared` offers.

use super::{Cursor, GuardedTable, MapOutline, NoMap, Page, PageRequest, TileAddress};
use async_trait::async_trait;

/// A page whose rows are written already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenPage {
    /// The rows as a JSON array, byte for byte what the encoder of JSON makes of the engine's page.
    pub rows: String,
    /// Rows in all, if counted.
    pub total: Option<u64>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// For a page that is not kept yet: what was begun before something was erased is not kept afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip(pub u64);

/// Pages and maps from forms that were built of what the guard let through. They are never the truth: pages that they cannot
/// answer, and whatever is wrong about a request, the engine answers; of maps it is the table that is true.
#[async_trait]
pub trait PreparedRows: Send + Sync {
    /// The page a request asks for; none if there is no form of this table under these conditions (yet), or if it cannot
    /// answer the request.
    async fn page(&self, table: &GuardedTable, request: &PageRequest) -> Option<WrittenPage>;

    /// A small page as the engine has read it before, or where it may be put once it is read.
    fn known_page(&self, table: &GuardedTable, request: &PageRequest) -> Result<Page, Slip>;

    /// Keeps a page that the engine has read since `slip` was given out, if it is small.
    fn keep_page(&self, slip: Slip, table: &GuardedTable, request: &PageRequest, page: &Page);

    /// A tile of the table as vector tile (MVT 2.1) with one layer of the table's name; empty where nothing lies. Waits
    /// until the map is there, if it has to be made.
    async fn tile(&self, table: &GuardedTable, at: TileAddress) -> Result<Vec<u8>, NoMap>;

    /// What the map of the table says of itself. Waits as for a tile.
    async fn map(&self, table: &GuardedTable) -> Result<MapOutline, NoMap>;

    /// Drops all forms and pages: something was erased, and must not be found in memory either.
    fn forget(&self);
}

/// No forms at all, so no maps: for commands, which ask once, and where no memory is set aside for them.
#[derive(Debug, Clone, Copy, Default)]
pub struct NothingPrepared;

#[async_trait]
impl PreparedRows for NothingPrepared {
    async fn page(&self, _table: &GuardedTable, _request: &PageRequest) -> Option<WrittenPage> {
        None
    }

    fn known_page(&self, _table: &GuardedTable, _request: &PageRequest) -> Result<Page, Slip> {
        Err(Slip(0))
    }

    fn keep_page(&self, _: Slip, _: &GuardedTable, _: &PageRequest, _: &Page) {}

    async fn tile(&self, _table: &GuardedTable, _at: TileAddress) -> Result<Vec<u8>, NoMap> {
        Err(NoMap::TooLarge)
    }

    async fn map(&self, _table: &GuardedTable) -> Result<MapOutline, NoMap> {
        Err(NoMap::TooLarge)
    }

    fn forget(&self) {}
}
