//! Paging through a table.

use crate::ports::{Page, PageRequest};
use crate::{Hub, HubError};
use hebewerk_guard::Decision;
use hebewerk_model::{Dataset, Principal, TableName, TableVersion, Version};

/// A page of a table with what it belongs to.
pub struct Browsed {
    /// The dataset.
    pub dataset: Dataset,
    /// The version read.
    pub version: Version,
    /// The table with its columns.
    pub table: TableVersion,
    /// Why it may be read, and under which conditions.
    pub decision: Decision,
    /// The rows.
    pub page: Page,
}

impl Browsed {
    /// Strong ETag of the answer to this request: version, table, policy class and request decide the bytes.
    pub fn etag(&self, request: &PageRequest) -> String {
        etag(&self.version, &self.table, &self.decision, request)
    }
}

/// Strong ETag: the same version, table, policy class and request give the same bytes.
pub(crate) fn etag(
    version: &Version,
    table: &TableVersion,
    decision: &Decision,
    request: &impl std::hash::Hash,
) -> String {
    let mut hasher = StableHasher(blake3::Hasher::new());
    request.hash(&mut hasher);
    let request = hasher.0.finalize().to_hex();
    let request = request.get(..16).unwrap_or_default();
    format!(
        "\"{}-{}-{}-{request}\"",
        version.id,
        table.table.sql_name,
        decision.access.policy_class()
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
    /// A page of a table.
    pub async fn browse(
        &self,
        principal: &Principal,
        name: &TableName,
        request: &PageRequest,
    ) -> Result<Browsed, HubError> {
        let resolved = self.guarded_table(principal, name).await?;
        let page = self
            .parts
            .engine
            .page(&resolved.guarded, request, self.parts.page_limits)
            .await?;
        Ok(Browsed {
            dataset: resolved.dataset,
            version: resolved.version,
            table: resolved.table,
            decision: resolved.decision,
            page,
        })
    }
}
