//! Receiving the bytes of an upload: as much as there is room for, and nothing left behind when it breaks off.

use super::staged::{StagedId, StagedUpload, UPLOAD, io, plain_file_name, read, staged_ids, write};
use crate::ports::{RawDeliveries, RawError};
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, Rule, decide};
use hebewerk_model::{AccountId, Organisation, Principal};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::AsyncWriteExt;

/// Bytes written between two looks at the room that is left.
const ROOM_STEP_BYTES: u64 = 16 << 20;

/// Bytes that accounts are sending right now.
pub(super) type Arriving = Arc<Mutex<HashMap<AccountId, u64>>>;

/// A file on its way in. Dropped before [`Receiving::finish`] or [`Receiving::arrived`], what has arrived is removed at once.
pub struct Receiving {
    id: StagedId,
    account: AccountId,
    folder: PathBuf,
    file: tokio::fs::File,
    received_bytes: u64,
    /// Up to here there was room.
    checked_bytes: u64,
    /// What the account may still bring.
    left_bytes: u64,
    arriving: Arriving,
    raw: Arc<dyn RawDeliveries>,
    is_whole: bool,
}

impl Hub {
    /// Organisations whose files the principal may take in.
    pub async fn stewarded(&self, principal: &Principal) -> Result<Vec<Organisation>, HubError> {
        let all = self.parts.organisations.list().await?;
        Ok(all
            .into_iter()
            .filter(|organisation| {
                decide(
                    principal,
                    Action::TakeIn,
                    &Resource::Organisation(organisation.id),
                )
                .allowed
            })
            .collect())
    }

    /// Begins to receive a file of about `expected_bytes`, for those who may take in files of some organisation and
    /// have less than `quota_bytes` waiting.
    pub async fn receive(
        &self,
        principal: &Principal,
        expected_bytes: u64,
        quota_bytes: u64,
    ) -> Result<Receiving, HubError> {
        let account = self.sender(principal).await?;
        self.receiving(account, expected_bytes, quota_bytes).await
    }

    /// Begins to receive a file of an account that may bring one.
    pub(crate) async fn receiving(
        &self,
        account: AccountId,
        expected_bytes: u64,
        quota_bytes: u64,
    ) -> Result<Receiving, HubError> {
        self.sweep_staging().await;
        let waiting_bytes = self.staged_bytes(account).await;
        let left_bytes = quota_bytes.saturating_sub(waiting_bytes);
        if left_bytes < expected_bytes.max(1) {
            return Err(staging_full());
        }
        self.parts.raw.require_room(expected_bytes).await?;
        let id = StagedId(self.parts.identifiers.fresh());
        let folder = self.parts.staging.join(id.to_string());
        tokio::fs::create_dir_all(&folder)
            .await
            .map_err(io("made"))?;
        let file = match tokio::fs::File::create(folder.join("file")).await {
            Ok(file) => file,
            Err(error) => {
                remove(&folder);
                return Err(io("made")(error));
            }
        };
        Ok(Receiving {
            id,
            account,
            folder,
            file,
            received_bytes: 0,
            checked_bytes: expected_bytes,
            left_bytes,
            arriving: self.uploads.arriving.clone(),
            raw: self.parts.raw.clone(),
            is_whole: false,
        })
    }

    /// Whether the principal may bring files of some organisation at all.
    pub async fn may_upload(&self, principal: &Principal) -> Result<(), HubError> {
        self.sender(principal).await.map(|_account| ())
    }

    /// The account, if it may take in files of some organisation.
    async fn sender(&self, principal: &Principal) -> Result<AccountId, HubError> {
        let account = principal
            .account()
            .ok_or(HubError::Refused(Rule::NotPublic))?;
        if self.stewarded(principal).await?.is_empty() {
            return Err(HubError::Refused(Rule::NotASteward));
        }
        Ok(account)
    }

    /// What waits of an account, in bytes, with what is arriving.
    async fn staged_bytes(&self, account: AccountId) -> u64 {
        let mut bytes = self
            .uploads
            .arriving
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&account)
            .copied()
            .unwrap_or_default();
        for id in staged_ids(&self.parts.staging).await {
            let folder = self.parts.staging.join(id.to_string());
            let Some(upload) = read::<StagedUpload>(&folder, UPLOAD).await else {
                continue;
            };
            // What was taken in has left its bytes in the raw store.
            if upload.account == account
                && let Ok(there) = tokio::fs::metadata(folder.join("file")).await
            {
                bytes += there.len();
            }
        }
        bytes
    }
}

impl Receiving {
    /// Takes the next bytes.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), HubError> {
        let more = bytes.len() as u64;
        self.received_bytes += more;
        *self
            .arriving
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(self.account)
            .or_default() += more;
        if self.received_bytes > self.left_bytes {
            return Err(staging_full());
        }
        if self.received_bytes > self.checked_bytes {
            self.raw.require_room(ROOM_STEP_BYTES).await?;
            self.checked_bytes = self.received_bytes + ROOM_STEP_BYTES;
        }
        self.file.write_all(bytes).await.map_err(written)
    }

    /// All bytes are there: the path of the file, for [`crate::Deliver`].
    pub async fn arrived(mut self) -> Result<PathBuf, HubError> {
        self.file.flush().await.map_err(written)?;
        self.is_whole = true;
        Ok(self.folder.join("file"))
    }

    /// All bytes are there: the file can be looked at.
    pub async fn finish(mut self, file_name: &str) -> Result<StagedId, HubError> {
        self.file.flush().await.map_err(written)?;
        let upload = StagedUpload {
            account: self.account,
            file_name: plain_file_name(file_name),
            size_bytes: self.received_bytes,
        };
        write(&self.folder, UPLOAD, &upload).await?;
        self.is_whole = true;
        Ok(self.id)
    }
}

impl Drop for Receiving {
    fn drop(&mut self) {
        let mut arriving = self.arriving.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = arriving.get_mut(&self.account) {
            *bytes = bytes.saturating_sub(self.received_bytes);
            if *bytes == 0 {
                arriving.remove(&self.account);
            }
        }
        drop(arriving);
        if !self.is_whole {
            remove(&self.folder);
        }
    }
}

fn remove(folder: &std::path::Path) {
    if let Err(error) = std::fs::remove_dir_all(folder) {
        tracing::warn!(%error, "a part of an upload could not be removed");
    }
}

fn written(error: std::io::Error) -> HubError {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            HubError::Raw(RawError::NoRoom)
        }
        _ => io("written")(error),
    }
}

fn staging_full() -> HubError {
    HubError::Invalid {
        field: "datei",
        code: "staging_full",
    }
}
