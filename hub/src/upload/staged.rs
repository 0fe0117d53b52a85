//! Files that wait to be taken in, and whose they are.

use super::outcome::{HAND_OVER, Kept};
use crate::{Hub, HubError};
use hebewerk_model::{AccountId, Principal};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use uuid::Uuid;

/// Who uploaded it, under which name.
pub(super) const UPLOAD: &str = "upload.json";

/// A file that waits to be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StagedId(pub(super) Uuid);

impl fmt::Display for StagedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for StagedId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self)
    }
}

/// What is known of a staged file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StagedUpload {
    /// Who uploaded it; nobody else may look.
    pub account: AccountId,
    /// Name as it arrived.
    pub file_name: String,
    /// Size in bytes.
    pub size_bytes: u64,
}

/// One of one's own files that wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingUpload {
    /// Its address.
    pub id: StagedId,
    /// What is known of it.
    pub upload: StagedUpload,
    /// Whether it was handed over: its page says what became of it, or how far it is.
    pub is_handed_over: bool,
}

/// A staged file that the asker may see.
pub(super) struct Staged {
    pub(super) upload: StagedUpload,
    pub(super) folder: PathBuf,
}

impl Hub {
    /// What is known of one of one's own staged files.
    pub async fn staged_upload(
        &self,
        principal: &Principal,
        id: StagedId,
    ) -> Result<StagedUpload, HubError> {
        Ok(self.staged(principal, id).await?.upload)
    }

    /// One's own files that nobody has taken in or thrown away yet, oldest first.
    pub async fn waiting_uploads(
        &self,
        principal: &Principal,
    ) -> Result<Vec<WaitingUpload>, HubError> {
        let mut waiting = Vec::new();
        for id in staged_ids(&self.parts.staging).await {
            let Ok(staged) = self.staged(principal, id).await else {
                continue;
            };
            let kept: Option<Kept> = read(&staged.folder, HAND_OVER).await;
            if !matches!(kept, Some(Kept::Done { .. })) {
                waiting.push(WaitingUpload {
                    id,
                    upload: staged.upload,
                    is_handed_over: kept.is_some(),
                });
            }
        }
        // Identifiers carry their time.
        waiting.sort_by_key(|waiting| waiting.id);
        Ok(waiting)
    }

    /// Forgets a staged file, unless it is being taken in right now.
    pub async fn discard_upload(
        &self,
        principal: &Principal,
        id: StagedId,
    ) -> Result<(), HubError> {
        let _turn = self.uploads.turn.lock().await;
        let staged = self.staged(principal, id).await?;
        if self.uploads.is_handing_over(id) {
            return Err(HubError::Invalid {
                field: "upload",
                code: "upload_running",
            });
        }
        self.uploads.forget_look(id);
        tokio::fs::remove_dir_all(&staged.folder)
            .await
            .map_err(io("removed"))
    }

    /// The staged file, if it is the principal's own; else the same answer as if it did not exist.
    pub(super) async fn staged(
        &self,
        principal: &Principal,
        id: StagedId,
    ) -> Result<Staged, HubError> {
        let missing = || HubError::not_found("upload", id);
        let folder = self.parts.staging.join(id.to_string());
        let upload: StagedUpload = read(&folder, UPLOAD).await.ok_or_else(missing)?;
        if principal.account() != Some(upload.account) {
            return Err(missing());
        }
        Ok(Staged { upload, folder })
    }
}

/// The folders of staged files, whosever they are.
pub(super) async fn staged_ids(staging: &Path) -> Vec<StagedId> {
    let mut ids = Vec::new();
    let Ok(mut entries) = tokio::fs::read_dir(staging).await else {
        return ids;
    };
    while let Ok(Some(entry)) = entries.next_entry().await {
        if let Some(id) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok())
        {
            ids.push(id);
        }
    }
    ids
}

/// What a file of a staging folder says; none if it is not there or half written by a program that died.
pub(super) async fn read<T: DeserializeOwned>(folder: &Path, name: &str) -> Option<T> {
    let text = tokio::fs::read(folder.join(name)).await.ok()?;
    serde_json::from_slice(&text).ok()
}

/// Writes a file of a staging folder whole or not at all.
pub(super) async fn write<T: Serialize>(
    folder: &Path,
    name: &str,
    value: &T,
) -> Result<(), HubError> {
    let text = serde_json::to_vec(value).map_err(|error| HubError::Io {
        doing: "described",
        source: error.into(),
    })?;
    // Two requests at once must not write into one another's half file.
    let draft = folder.join(format!("{name}.{}", Uuid::now_v7()));
    tokio::fs::write(&draft, text)
        .await
        .map_err(io("described"))?;
    tokio::fs::rename(&draft, folder.join(name))
        .await
        .map_err(io("described"))
}

/// A file name without folders and control characters, at most 200 characters.
pub(crate) fn plain_file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let plain: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
    if plain.trim().is_empty() || plain == "." || plain == ".." {
        "datei".to_owned()
    } else {
        plain
    }
}

pub(super) fn io(doing: &'static str) -> impl FnOnce(std::io::Error) -> HubError {
    move |source| HubError::Io { doing, source }
}
