//! Handing a staged file over: it goes on in the background, once, whether somebody waits for it or not.

use super::draft::{Draft, DraftWords};
use super::outcome::{HAND_OVER, Kept, Standing};
use super::staged::{StagedId, write};
use crate::authorise::authorise;
use crate::take_in::{Corrections, Destination, OnDrift, Progress, TakeIn};
use crate::{Hub, HubError, TakenIn};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{Failure, Organisation, Principal, Visibility};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::watch;

/// What somebody says when they hand a file over.
pub struct HandOver {
    /// What is said about a new dataset; nothing for a new version.
    pub words: Option<DraftWords>,
    /// Whether they have confirmed that everybody will be able to read it.
    pub confirmed_public: bool,
}

/// Everything is checked; this can be taken in.
struct Ready {
    id: StagedId,
    folder: PathBuf,
    file_name: String,
    organisation: Organisation,
    into: Destination,
    words: Option<DraftWords>,
}

/// Whatever happens to the task, the file is not on its way any more.
struct Way {
    hub: Arc<Hub>,
    id: StagedId,
}

impl Drop for Way {
    fn drop(&mut self) {
        self.hub.uploads.end_hand_over(self.id);
    }
}

impl Hub {
    /// Hands a staged file over. Returns once it is on its way; where it stands is told by
    /// [`Hub::upload_standing`]. A file that is on its way, or has arrived, is not taken in again.
    pub async fn hand_over(
        self: &Arc<Self>,
        principal: &Principal,
        id: StagedId,
        request: HandOver,
    ) -> Result<(), HubError> {
        let _turn = self.uploads.turn.lock().await;
        let staged = self.staged(principal, id).await?;
        let standing = self.standing_of(principal, id, &staged).await?;
        if matches!(standing, Standing::Running { .. } | Standing::Done(_)) {
            return Ok(());
        }
        let mut draft = self.upload_draft(principal, id).await?;
        if request.words.is_some() {
            draft.words = request.words;
        }
        let (organisation, into) = self
            .destination(principal, &draft, request.confirmed_public)
            .await?;
        let begun = Kept::Begun {
            at: self.parts.clock.now(),
            target: draft.target.clone(),
            house: organisation.slug.to_string(),
        };
        write(&staged.folder, HAND_OVER, &begun).await?;
        let ready = Ready {
            id,
            folder: staged.folder,
            file_name: staged.upload.file_name,
            organisation,
            words: draft.words.filter(|_words| into == Destination::New),
            into,
        };
        let (sender, receiver) = watch::channel(running("look", 0, staged.upload.size_bytes));
        self.uploads.begin_hand_over(id, receiver);
        let way = Way {
            hub: Arc::clone(self),
            id,
        };
        tokio::spawn(take_in(way, principal.clone(), ready, sender));
        Ok(())
    }

    /// Where a draft goes, if that is allowed and, should everybody be able to read it, confirmed.
    async fn destination(
        &self,
        principal: &Principal,
        draft: &Draft,
        confirmed_public: bool,
    ) -> Result<(Organisation, Destination), HubError> {
        let aimed_at = self.aimed_at(principal, &draft.target).await?;
        let (organisation, into, visibility) = match (aimed_at, &draft.words) {
            (Some((organisation, dataset)), _) => (
                organisation,
                Destination::Existing(dataset.id),
                dataset.visibility,
            ),
            (None, Some(words)) => {
                crate::describe::checked(words.description.clone())?;
                let organisation = self.organisation_named(&words.house).await?;
                (organisation, Destination::New, words.visibility)
            }
            (None, None) => return Err(invalid("title", "invalid_title")),
        };
        authorise(
            principal,
            Action::TakeIn,
            &Resource::Organisation(organisation.id),
        )?;
        if visibility == Visibility::Public && !confirmed_public {
            return Err(invalid("bestaetigt", "unconfirmed_public"));
        }
        Ok((organisation, into))
    }

    async fn take_in_staged(
        &self,
        principal: &Principal,
        ready: &Ready,
        progress: Progress,
    ) -> Result<TakenIn, HubError> {
        // The look knows the tables by name, and with it which corrections fit; mostly it has long been taken.
        let preview = self.looked_at_whole(principal, ready.id).await;
        let recipe = match preview {
            Ok(preview) => preview.recipe.clone(),
            // A file that cannot be read is a delivery too: its bytes are kept, with the reason.
            Err(HubError::Read(_)) => self.upload_draft(principal, ready.id).await?.recipe,
            Err(error) => return Err(error),
        };
        let words = ready.words.clone();
        let request = TakeIn {
            organisation: ready.organisation.clone(),
            into: ready.into.clone(),
            file: ready.folder.join("file"),
            file_name: ready.file_name.clone(),
            corrections: Corrections::Exactly(recipe),
            visibility: words.as_ref().map(|words| words.visibility),
            description: words
                .map(|words| crate::describe::checked(words.description))
                .transpose()?,
            received_at: None,
            // The page has shown it.
            on_drift: OnDrift::Accept,
        };
        self.take_in(principal, request, progress).await
    }
}

async fn take_in(way: Way, principal: Principal, ready: Ready, standing: watch::Sender<Standing>) {
    let hub = &way.hub;
    let standing = Arc::new(standing);
    let told = Arc::clone(&standing);
    let progress: Progress = Arc::new(move |stage, done, of| {
        told.send_replace(running(stage, done, of));
    });
    let taken = hub.take_in_staged(&principal, &ready, progress).await;
    let kept = match taken {
        Ok(taken) => match hub.handed_over(taken).await {
            Ok(handed_over) => Kept::Done { handed_over },
            // It arrived; asked for where it stands, the catalogue will be asked again.
            Err(error) => {
                tracing::warn!(%error, "an upload arrived, but its version could not be looked up");
                return;
            }
        },
        Err(error) => failed(&error),
    };
    let is_done = matches!(kept, Kept::Done { .. });
    if let Err(error) = write(&ready.folder, HAND_OVER, &kept).await {
        tracing::warn!(%error, "what became of an upload could not be kept");
        return;
    }
    if is_done {
        hub.uploads.forget_look(ready.id);
        forget_bytes(&ready.folder).await;
    }
}

/// The raw store has the bytes now.
async fn forget_bytes(folder: &Path) {
    if let Err(error) = tokio::fs::remove_file(folder.join("file")).await {
        tracing::warn!(%error, "an upload that was taken in could not be removed");
    }
}

fn failed(error: &HubError) -> Kept {
    match error.kind() {
        hebewerk_model::Kind::Internal | hebewerk_model::Kind::Unavailable => {
            tracing::error!(%error, "an upload could not be taken in");
        }
        _ => tracing::info!(%error, "an upload was not taken in"),
    }
    Kept::Failed {
        code: error.code().to_owned(),
    }
}

fn running(stage: &'static str, done: u64, of: u64) -> Standing {
    Standing::Running { stage, done, of }
}

fn invalid(field: &'static str, code: &'static str) -> HubError {
    HubError::Invalid { field, code }
}
