//! Raw deliveries, kept by their hash.

use async_trait::async_trait;
use bytes::Bytes;
use futures::stream::BoxStream;
use hebewerk_model::ContentHash;
use std::ops::Range;
use std::path::Path;
use thiserror::Error;

/// Why raw bytes could not be kept or read.
#[derive(Debug, Error)]
pub enum RawError {
    /// The disk is full, or would be soon.
    #[error("no room is left for the file")]
    NoRoom,
    /// The source file changed or vanished while it was read.
    #[error("the file changed while it was read")]
    Changed,
    /// No delivery has this hash.
    #[error("there is no delivery with hash {0}")]
    Missing(ContentHash),
    /// Reading or writing failed.
    #[error("raw bytes could not be {doing}")]
    Io {
        /// `kept`, `read` or `removed`.
        doing: &'static str,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRaw {
    /// Its hash, under which it is found again.
    pub content: ContentHash,
    /// Its size in bytes.
    pub size_bytes: u64,
}

/// Whether a file is expected to be in the store already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptBefore {
    /// As after a restart, when all files of a folder are looked at again.
    Likely,
    /// As with what has just arrived.
    Unlikely,
}

/// A file on its way into the store. Dropped before it is settled, it may or may not be there.
#[async_trait]
pub trait Kept: Send + Sync {
    /// What it is, if that is known before it is settled.
    fn stored(&self) -> Option<&StoredRaw>;

    /// A local path from which its bytes can be read until it is settled: the file it is copied from, while it is copied.
    fn path(&self) -> &Path;

    /// Returns when bytes and name survive a loss of power. What was read from [`Self::path`] before are the bytes of
    /// the store: otherwise this fails with [`RawError::Changed`].
    async fn settle(self: Box<Self>) -> Result<StoredRaw, RawError>;
}

/// The raw store: add-only, content-addressed, durable.
#[async_trait]
pub trait RawDeliveries: Send + Sync {
    /// Refuses with [`RawError::NoRoom`] when `more_bytes` beside the store would leave too little for the catalogue
    /// and the log.
    async fn require_room(&self, more_bytes: u64) -> Result<(), RawError>;

    /// Begins to copy a local file into the store (streaming, hashed on the way). It may be read at once; before
    /// anything is built on it that stays, it is to be settled. A file that is there already is not written again where
    /// that is `Likely`, and then known when this returns; otherwise it is noticed afterwards.
    async fn keep(&self, file: &Path, before: KeptBefore) -> Result<Box<dyn Kept>, RawError>;

    /// Whether the store is there at all.
    async fn reach(&self) -> Result<(), RawError>;

    /// The bytes of a delivery, or a range of them.
    async fn open(
        &self,
        content: ContentHash,
        range: Option<Range<u64>>,
    ) -> Result<BoxStream<'static, Result<Bytes, RawError>>, RawError>;

    /// Removes the bytes of a delivery for good; the directory is synced before it returns. Bytes that are not there are
    /// no error.
    async fn remove(&self, content: ContentHash) -> Result<(), RawError>;

    /// A local path from which the bytes can be read at random (the stored file itself, or a spool copy).
    async fn local_path(&self, content: ContentHash) -> Result<std::path::PathBuf, RawError>;
}
