//! *Datei hochladen*: stage a file, look, correct, look again, take in.

use crate::ports::{FileReader, ReadError, Reading};
use crate::take_in::{Corrections, Destination, Progress, TakeIn, TakenIn};
use crate::{Hub, HubError};
use arrow::util::display::{ArrayFormatter, FormatOptions};
use hebewerk_guard::{Action, Resource, Rule, decide};
use hebewerk_model::{
    AccountId, Description, Inspection, Organisation, Principal, Recipe, Visibility,
};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// Rows a preview shows of each table.
const PREVIEW_ROWS: usize = 20;
/// How long a file that nobody takes in is kept.
const KEPT: Duration = Duration::from_hours(24);

/// A file that waits to be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StagedId(Uuid);

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

/// First rows of one table as they would be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewTable {
    /// Cells as text in standard notation; none where there is no value.
    pub rows: Vec<Vec<Option<String>>>,
}

/// What a staged file would become.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The file.
    pub upload: StagedUpload,
    /// What was recognised under the recipe.
    pub inspection: Inspection,
    /// First rows, one entry for each table of the inspection.
    pub tables: Vec<PreviewTable>,
}

/// Where a staged file goes.
pub struct Commit {
    /// Slug of the organisation.
    pub organisation: String,
    /// Slug of the dataset it is a new delivery of; a new dataset if none.
    pub dataset: Option<String>,
    /// Words for a new dataset.
    pub description: Description,
    /// Circle of a new dataset.
    pub visibility: Visibility,
    /// Corrections.
    pub recipe: Recipe,
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

    /// A fresh local path for the bytes of an upload, which the door writes.
    pub async fn staging_file(&self, principal: &Principal) -> Result<PathBuf, HubError> {
        if principal.account().is_none() {
            return Err(HubError::Refused(Rule::NotPublic));
        }
        if self.stewarded(principal).await?.is_empty() {
            return Err(HubError::Refused(Rule::NotASteward));
        }
        self.sweep_staging().await;
        let folder = self
            .parts
            .staging
            .join(self.parts.identifiers.fresh().to_string());
        tokio::fs::create_dir_all(&folder)
            .await
            .map_err(io("made"))?;
        Ok(folder.join("file"))
    }

    /// Names a file written to [`Hub::staging_file`], so that it can be looked at.
    pub async fn stage(
        &self,
        principal: &Principal,
        file: &Path,
        file_name: &str,
    ) -> Result<StagedId, HubError> {
        let account = principal
            .account()
            .ok_or(HubError::Refused(Rule::NotPublic))?;
        let missing = || HubError::not_found("upload", "");
        let folder = file.parent().ok_or_else(missing)?;
        let id = folder
            .file_name()
            .and_then(|name| name.to_str())
            .and_then(|name| name.parse().ok())
            .ok_or_else(missing)?;
        let size_bytes = tokio::fs::metadata(file).await.map_err(io("read"))?.len();
        let upload = StagedUpload {
            account,
            file_name: plain_file_name(file_name),
            size_bytes,
        };
        let text = serde_json::to_vec(&upload).map_err(|error| HubError::Io {
            doing: "described",
            source: error.into(),
        })?;
        tokio::fs::write(folder.join("upload.json"), text)
            .await
            .map_err(io("described"))?;
        Ok(id)
    }

    /// What a staged file would become under a recipe.
    pub async fn preview(
        &self,
        principal: &Principal,
        id: StagedId,
        recipe: &Recipe,
    ) -> Result<Preview, HubError> {
        let (upload, file) = self.staged(principal, id).await?;
        let (reader, name, recipe) = (
            self.parts.reader.clone(),
            upload.file_name.clone(),
            recipe.clone(),
        );
        let (inspection, tables) = tokio::task::spawn_blocking(move || {
            let inspection = reader.inspect(&file, &name, &recipe, &|_done, _of| {})?;
            let tables = (0..inspection.tables.len())
                .map(|number| {
                    first_rows(reader.as_ref(), &file, &name, &recipe, &inspection, number)
                })
                .collect::<Result<Vec<_>, _>>()?;
            Ok::<_, ReadError>((inspection, tables))
        })
        .await??;
        Ok(Preview {
            upload,
            inspection,
            tables,
        })
    }

    /// Takes a staged file in.
    pub async fn commit_upload(
        &self,
        principal: &Principal,
        id: StagedId,
        commit: Commit,
        progress: Progress,
    ) -> Result<TakenIn, HubError> {
        let (upload, file) = self.staged(principal, id).await?;
        let organisation = self.organisation_named(&commit.organisation).await?;
        let into = match &commit.dataset {
            Some(slug) => {
                Destination::Existing(self.known_dataset(principal, &organisation, slug).await?.id)
            }
            None => Destination::New,
        };
        let request = TakeIn {
            organisation,
            into,
            file: file.clone(),
            file_name: upload.file_name,
            corrections: Corrections::KeptWith(commit.recipe),
            description: Some(crate::describe::checked(commit.description)?),
            visibility: Some(commit.visibility),
            received_at: None,
        };
        let taken = self.take_in(principal, request, progress).await?;
        self.discard_upload(principal, id).await?;
        Ok(taken)
    }

    /// Forgets a staged file.
    pub async fn discard_upload(
        &self,
        principal: &Principal,
        id: StagedId,
    ) -> Result<(), HubError> {
        let (_upload, file) = self.staged(principal, id).await?;
        if let Some(folder) = file.parent() {
            tokio::fs::remove_dir_all(folder)
                .await
                .map_err(io("removed"))?;
        }
        Ok(())
    }

    /// What is known of one of one's own staged files.
    pub async fn staged_upload(
        &self,
        principal: &Principal,
        id: StagedId,
    ) -> Result<StagedUpload, HubError> {
        let (upload, _file) = self.staged(principal, id).await?;
        Ok(upload)
    }

    /// The staged file, if it is the principal's own; else the same answer as if it did not exist.
    async fn staged(
        &self,
        principal: &Principal,
        id: StagedId,
    ) -> Result<(StagedUpload, PathBuf), HubError> {
        let missing = || HubError::not_found("upload", id);
        let folder = self.parts.staging.join(id.to_string());
        let text = tokio::fs::read(folder.join("upload.json"))
            .await
            .map_err(|_error| missing())?;
        let upload: StagedUpload = serde_json::from_slice(&text).map_err(|_error| missing())?;
        if principal.account() != Some(upload.account) {
            return Err(missing());
        }
        Ok((upload, folder.join("file")))
    }

    /// Removes staged files older than a day; what cannot be removed is tried again next time.
    async fn sweep_staging(&self) {
        let Ok(mut entries) = tokio::fs::read_dir(&self.parts.staging).await else {
            return;
        };
        while let Ok(Some(entry)) = entries.next_entry().await {
            let age = entry
                .metadata()
                .await
                .ok()
                .and_then(|metadata| metadata.modified().ok())
                .and_then(|modified| {
                    SystemTime::from(self.parts.clock.now())
                        .duration_since(modified)
                        .ok()
                });
            if age.is_some_and(|age| age > KEPT) {
                let removed = tokio::fs::remove_dir_all(entry.path()).await;
                if let Err(error) = removed {
                    tracing::warn!(%error, "an old upload could not be removed");
                }
            }
        }
    }
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

fn first_rows(
    reader: &dyn FileReader,
    file: &Path,
    name: &str,
    recipe: &Recipe,
    inspection: &Inspection,
    number: usize,
) -> Result<PreviewTable, ReadError> {
    let mut rows = Vec::new();
    for reading in reader.read(file, name, recipe, inspection, number)? {
        let Reading::Rows(batch) = reading? else {
            continue;
        };
        let options = FormatOptions::default();
        let formatters = batch
            .columns()
            .iter()
            .map(|column| ArrayFormatter::try_new(column.as_ref(), &options))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| ReadError::Unreadable {
                format: "preview",
                reason: error.to_string(),
            })?;
        for row in 0..batch.num_rows().min(PREVIEW_ROWS - rows.len()) {
            rows.push(
                formatters
                    .iter()
                    .zip(batch.columns())
                    .map(|(formatter, column)| {
                        column
                            .is_valid(row)
                            .then(|| formatter.value(row).to_string())
                    })
                    .collect(),
            );
        }
        if rows.len() == PREVIEW_ROWS {
            break;
        }
    }
    Ok(PreviewTable { rows })
}

fn io(doing: &'static str) -> impl FnOnce(std::io::Error) -> HubError {
    move |source| HubError::Io { doing, source }
}
