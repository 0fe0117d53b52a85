//! Looking at a staged file in the background: its beginning at once, the whole of it when it is read.

use super::rows::{PREVIEW_ROWS, PreviewTable, Source, first_rows};
use super::staged::{StagedId, StagedUpload};
use crate::ports::{Beginning, FileReader, FirstRows, ReadError};
use crate::take_in::unreadable;
use crate::{Draft, Hub, HubError};
use hebewerk_model::{Drift, Inspection, Principal, Recipe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Tables of which rows are shown.
const PREVIEW_TABLES: usize = 20;
/// What is asked of the beginning of a file.
const WANTED: FirstRows = FirstRows {
    tables: PREVIEW_TABLES,
    rows: PREVIEW_ROWS,
};
/// How long a page waits for something to show.
const PATIENCE: Duration = Duration::from_millis(700);
/// How long a page that could show the beginning waits for the whole: where little is missing it is not drawn twice.
const MOMENT: Duration = Duration::from_millis(150);
/// How long the whole waits for the beginning, so that the first rows have the machine to themselves.
const HEAD_START: Duration = Duration::from_secs(5);

/// What a staged file would become.
#[derive(Debug, Clone)]
pub struct Preview {
    /// What was recognised under the recipe.
    pub inspection: Inspection,
    /// First rows of the first tables of the inspection.
    pub tables: Vec<PreviewTable>,
    /// The corrections it was read with.
    pub recipe: Recipe,
    /// Whether it is of a beginning, and the whole may have further tables.
    pub lacks_tables: bool,
}

/// How far the look at a staged file is.
#[derive(Debug, Clone)]
pub struct Look {
    /// The file.
    pub upload: StagedUpload,
    /// What somebody has decided about it.
    pub draft: Draft,
    /// What was seen: of the whole file, or of its beginning.
    pub preview: Option<Arc<Preview>>,
    /// Bytes read so far of all, while the file is not read to its end.
    pub running: Option<(u64, u64)>,
    /// What the whole file does otherwise than the version it is to follow.
    pub drifts: Vec<Drift>,
}

/// What a look has seen so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Sight {
    done_bytes: u64,
    all_bytes: u64,
    beginning: Option<Arc<Preview>>,
    whole: Option<Result<Arc<Preview>, Arc<ReadError>>>,
}

impl Sight {
    fn shows_something(&self) -> bool {
        self.beginning.is_some() || self.whole.is_some()
    }
}

/// A look and the draft it is for.
pub(super) struct Looking {
    pub(super) draft: Draft,
    pub(super) sight: watch::Receiver<Sight>,
    /// Which look it was; older ones are forgotten first.
    pub(super) number: u64,
}

/// Everything a look needs.
struct Task {
    reader: Arc<dyn FileReader>,
    folder: PathBuf,
    name: String,
    draft: Draft,
    sight: watch::Sender<Sight>,
}

impl Hub {
    /// What is known of a staged file by now; begins to look at it if nobody has. Waits for the end of a look, but
    /// not for long.
    pub async fn look_at_upload(
        &self,
        principal: &Principal,
        id: StagedId,
    ) -> Result<Look, HubError> {
        let (upload, draft, mut sight) = self.looking(principal, id).await?;
        // Whatever comes first: the page shows what is there then.
        let begun = async {
            let _seen_or_gone = sight.wait_for(Sight::shows_something).await;
        };
        if tokio::time::timeout(PATIENCE, begun).await.is_ok() {
            let ended = sight.wait_for(|sight| sight.whole.is_some());
            let _in_time = tokio::time::timeout(MOMENT, ended).await;
        }
        let seen = sight.borrow().clone();
        let (preview, running) = match seen.whole {
            Some(Ok(whole)) => (Some(whole), None),
            Some(Err(error)) => return Err(self.look_failed(id, &error)),
            None if sight.has_changed().is_err() => {
                self.uploads.forget_look(id);
                return Err(HubError::Read(ended_early()));
            }
            None => {
                let all = seen.all_bytes.max(upload.size_bytes);
                (seen.beginning, Some((seen.done_bytes.min(all), all)))
            }
        };
        let drifts = match (&preview, running) {
            (Some(preview), None) => self.drifts_of_upload(principal, &draft, preview).await?,
            _ => Vec::new(),
        };
        Ok(Look {
            upload,
            draft,
            preview,
            running,
            drifts,
        })
    }

    /// What a staged file would become, however long that takes.
    pub(super) async fn looked_at_whole(
        &self,
        principal: &Principal,
        id: StagedId,
    ) -> Result<Arc<Preview>, HubError> {
        let (_upload, _draft, mut sight) = self.looking(principal, id).await?;
        let seen = match sight.wait_for(|sight| sight.whole.is_some()).await {
            Ok(seen) => seen.whole.clone(),
            Err(_gone) => None,
        };
        match seen {
            Some(Ok(whole)) => Ok(whole),
            Some(Err(error)) => Err(self.look_failed(id, &error)),
            None => {
                self.uploads.forget_look(id);
                Err(HubError::Read(ended_early()))
            }
        }
    }

    /// A look that failed is not remembered: the next one may have more luck.
    fn look_failed(&self, id: StagedId, error: &ReadError) -> HubError {
        self.uploads.forget_look(id);
        HubError::Read(match error {
            ReadError::Io(error) => ReadError::Io(std::io::Error::from(error.kind())),
            ReadError::Unreadable {
                format,
                cause,
                reason,
            } => ReadError::Unreadable {
                format,
                cause,
                reason: reason.clone(),
            },
            ReadError::Stopped { reason, by_file } => ReadError::Stopped {
                reason: reason.clone(),
                by_file: *by_file,
            },
            ReadError::Again => ReadError::Again,
        })
    }

    async fn looking(
        &self,
        principal: &Principal,
        id: StagedId,
    ) -> Result<(StagedUpload, Draft, watch::Receiver<Sight>), HubError> {
        let staged = self.staged(principal, id).await?;
        let draft = self.upload_draft(principal, id).await?;
        let (sender, receiver) = watch::channel(Sight::default());
        let (sight, is_new) = self.uploads.look_or(id, &draft, receiver);
        if is_new {
            let task = Task {
                reader: self.parts.reader.clone(),
                folder: staged.folder,
                name: staged.upload.file_name.clone(),
                draft: draft.clone(),
                sight: sender,
            };
            tokio::spawn(look(task, self.uploads.places.clone()));
        }
        Ok((staged.upload, draft, sight))
    }
}

/// The beginning at once; the whole when there is a place for it.
async fn look(task: Task, places: Arc<tokio::sync::Semaphore>) {
    let task = Arc::new(task);
    let first = Arc::clone(&task);
    let begun = tokio::task::spawn_blocking(move || {
        if let Some(beginning) = look_at_beginning(&first) {
            first
                .sight
                .send_modify(|sight| sight.beginning = Some(Arc::new(beginning)));
        }
    });
    // One that takes longer goes on beside the whole.
    if let Ok(Err(error)) = tokio::time::timeout(HEAD_START, begun).await {
        tracing::error!(%error, "looking at the beginning of a file ended unexpectedly");
    }
    let Ok(_place) = places.acquire_owned().await else {
        return;
    };
    let whole = Arc::clone(&task);
    let ended = tokio::task::spawn_blocking(move || {
        let seen = look_at(&whole, &whole.folder.join("file"));
        whole
            .sight
            .send_modify(|sight| sight.whole = Some(seen.map(Arc::new).map_err(Arc::new)));
    });
    if let Err(error) = ended.await {
        tracing::error!(%error, "looking at a file ended unexpectedly");
    }
}

fn look_at_beginning(task: &Task) -> Option<Preview> {
    let file = task.folder.join("file");
    let mut recipe = task.draft.recipe.clone();
    let look = |recipe: &Recipe| match task.reader.beginning(&file, &task.name, recipe, WANTED) {
        Ok(seen) => seen,
        Err(error) => {
            // The look at the whole says what is the matter.
            tracing::debug!(%error, "the beginning of an upload could not be looked at");
            None
        }
    };
    let mut seen = look(&recipe)?;
    // Corrections of an only table may be those of one that is not seen yet.
    if !seen.lacks_tables {
        let fitting = task.draft.recipe_for(&names(&seen.inspection));
        if fitting != recipe {
            recipe = fitting;
            seen = look(&recipe)?;
        }
    }
    let Beginning {
        inspection,
        tables,
        lacks_tables,
    } = seen;
    let tables = tables.iter().map(|batches| PreviewTable::of(batches));
    Some(Preview {
        tables: tables.collect::<Result<_, _>>().ok()?,
        inspection,
        recipe,
        lacks_tables,
    })
}

fn names(inspection: &Inspection) -> Vec<&str> {
    let tables = inspection.tables.iter();
    tables.map(|table| table.name.as_str()).collect()
}

fn look_at(task: &Task, file: &Path) -> Result<Preview, ReadError> {
    let tick = |done_bytes, all_bytes| {
        task.sight.send_modify(|sight| {
            sight.done_bytes = done_bytes;
            sight.all_bytes = all_bytes;
        });
    };
    let mut recipe = task.draft.recipe.clone();
    let mut inspection = match task.reader.inspect(file, &task.name, &recipe, &tick) {
        // The page says why, and the file can be kept all the same.
        Err(error) if error.lies_in_the_file() => {
            return Ok(Preview {
                inspection: unreadable(error.cause()),
                tables: Vec::new(),
                recipe,
                lacks_tables: false,
            });
        }
        seen => seen?,
    };
    let fitting = task.draft.recipe_for(&names(&inspection));
    if fitting != recipe {
        recipe = fitting;
        inspection = task.reader.inspect(file, &task.name, &recipe, &tick)?;
    }
    let source = Source {
        reader: task.reader.as_ref(),
        file,
        name: &task.name,
        recipe: &recipe,
    };
    let tables = (0..inspection.tables.len().min(PREVIEW_TABLES))
        .map(|number| first_rows(&source, &inspection, number))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Preview {
        inspection,
        tables,
        recipe,
        lacks_tables: false,
    })
}

fn ended_early() -> ReadError {
    ReadError::Stopped {
        reason: "the reader ended unexpectedly".to_owned(),
        by_file: false,
    }
}
