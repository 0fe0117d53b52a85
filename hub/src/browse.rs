//! Paging through a table.

use crate::ports::{GuardedTable, Page, PageRequest, Place, WrittenPage};
use crate::{Hub, HubError};
use hebewerk_guard::{Access, Action, Decision};
use hebewerk_model::{Dataset, Principal, TableName, TableVersion, Version};

/// Rows of a page that takes no place of a download.
const LIGHT_PAGE_ROWS: u32 = 1_000;

/// A table that may be read, before anything of it is: what a door checks a request against.
pub struct OpenTable {
    /// The dataset.
    pub dataset: Dataset,
    /// The version the name means.
    pub version: Version,
    /// The table with the columns that exist for this reader, as masks leave them.
    pub table: TableVersion,
    /// Why it may be read, and under which conditions.
    pub decision: Decision,
    guarded: GuardedTable,
}

impl OpenTable {
    /// Strong ETag of the answer to a request; equal to [`Browsed::etag`] for the same [`PageRequest`].
    pub fn etag(&self, request: &impl std::hash::Hash) -> String {
        etag(&self.version, &self.guarded, request)
    }

    /// What is held back from this reader.
    pub const fn access(&self) -> &Access {
        &self.guarded.access
    }

    pub(crate) const fn guarded(&self) -> &GuardedTable {
        &self.guarded
    }
}

/// A page of rows, as the engine reads it or as it lies in memory.
pub enum RowsPage {
    /// Read by the engine; still to be written.
    Read(Page),
    /// From a form in memory, written already: the same bytes.
    Written(WrittenPage),
}

/// A page of a table with what it belongs to.
pub struct Browsed {
    /// The dataset.
    pub dataset: Dataset,
    /// The version read.
    pub version: Version,
    /// The table with the columns that exist for this reader, as masks leave them.
    pub table: TableVersion,
    /// Why it may be read, and under which conditions.
    pub decision: Decision,
    /// The rows.
    pub page: Page,
    guarded: GuardedTable,
}

impl Browsed {
    /// Strong ETag of the answer to this request: version, table, policy class and request decide the bytes.
    pub fn etag(&self, request: &PageRequest) -> String {
        etag(&self.version, &self.guarded, request)
    }

    /// What is held back from this reader.
    pub const fn access(&self) -> &Access {
        &self.guarded.access
    }
}

/// Strong ETag: the same version, table, policy class and request give the same bytes.
pub(crate) fn etag(
    version: &Version,
    table: &GuardedTable,
    request: &impl std::hash::Hash,
) -> String {
    let mut hasher = StableHasher(blake3::Hasher::new());
    request.hash(&mut hasher);
    // A version keeps its number when something is erased from it.
    for file in &table.files {
        std::hash::Hash::hash(&file.content, &mut hasher);
    }
    let request = hasher.0.finalize().to_hex();
    let request = request.get(..16).unwrap_or_default();
    format!(
        "\"{}-{}-{}-{request}\"",
        version.id,
        table.name.table,
        table.access.policy_class()
    )
}

/// A hasher whose result is the same in every process, unlike the standard library's.
struct StableHasher(blake3::Hasher);

impl std::hash::Hasher for StableHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

impl Hub {
    /// A table that may be read, without reading it.
    pub async fn open_table(
        &self,
        principal: &Principal,
        name: &TableName,
    ) -> Result<OpenTable, HubError> {
        let resolved = self
            .guarded_table(principal, (Action::ReadRows, "read_rows"), name)
            .await?;
        Ok(OpenTable {
            dataset: resolved.dataset,
            version: resolved.version,
            table: resolved.table,
            decision: resolved.decision,
            guarded: resolved.guarded,
        })
    }

    /// A page of an open table, and the place to hold until its rows are written: many rows at once weigh as much as a
    /// download (of areas, a row may have as many bytes as it has corners), so they are as many at once as downloads.
    pub async fn rows(
        &self,
        principal: &Principal,
        table: &OpenTable,
        request: &PageRequest,
    ) -> Result<(Page, Place), HubError> {
        let place = self.place_for(principal, request).await?;
        let page = self.page_of(table.dataset.id, &table.guarded, request);
        Ok((page.await?, place))
    }

    /// The same for a door that writes rows as JSON: where they lie in memory, they are written already.
    pub async fn rows_for_json(
        &self,
        principal: &Principal,
        table: &OpenTable,
        request: &PageRequest,
    ) -> Result<(RowsPage, Place), HubError> {
        let place = self.place_for(principal, request).await?;
        let page = self.rows_page_of(table.dataset.id, &table.guarded, request);
        Ok((page.await?, place))
    }

    async fn place_for(
        &self,
        principal: &Principal,
        request: &PageRequest,
    ) -> Result<Place, HubError> {
        if request.limit > LIGHT_PAGE_ROWS {
            self.downloads.take(principal).await
        } else {
            Ok(Place::default())
        }
    }

    /// A page of a table.
    pub async fn browse(
        &self,
        principal: &Principal,
        name: &TableName,
        request: &PageRequest,
    ) -> Result<Browsed, HubError> {
        let resolved = self
            .guarded_table(principal, (Action::ReadRows, "read_rows"), name)
            .await?;
        let page = self
            .page_of(resolved.dataset.id, &resolved.guarded, request)
            .await?;
        Ok(Browsed {
            dataset: resolved.dataset,
            version: resolved.version,
            table: resolved.table,
            decision: resolved.decision,
            guarded: resolved.guarded,
            page,
        })
    }
}
