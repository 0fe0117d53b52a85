//! A watched folder: what arrives is taken in, what vanishes is withdrawn.

mod claims;
mod held;

pub(crate) use held::Held;

use crate::commands::take_in::file_name;
use crate::config::Watch;
use crate::home::Home;
use claims::Claims;
use hebewerk_hub::{Corrections, Destination, Hub, HubError, OnDrift, TakeIn};
use hebewerk_intake::folder::{Answer, FolderChange, FolderTiming, FolderWatch};
use hebewerk_model::{Principal, Visibility};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Scheme of sources that stand for a file in the watched folder. Uploads and files of the command line have
/// others, so that they are never missed there.
const SCHEME: &str = "folder:";
/// Time between two looks for a folder that is not there, or at a catalogue that does not answer.
const BETWEEN: Duration = Duration::from_secs(30);

/// The source of a file in the watched folder.
pub(crate) fn source(organisation_dir: &str, relative_path: &str) -> String {
    format!("{SCHEME}{organisation_dir}/{relative_path}")
}

/// What is followed, and where.
pub(crate) struct Following {
    pub(crate) hub: Arc<Hub>,
    pub(crate) folder: PathBuf,
    pub(crate) home: Home,
    pub(crate) config: Watch,
}

/// Follows a folder as long as the process lives; what fails is logged and tried again.
pub(crate) async fn follow(following: Following) {
    Held::clear(&following.home);
    let mut is_silent = false;
    loop {
        match Followed::begin(&following).await {
            Ok(followed) => followed.follow().await,
            Err(error) if !is_silent => {
                tracing::warn!(
                    error = format!("{error:#}"),
                    "the watched folder cannot be followed; it is tried again"
                );
                is_silent = true;
            }
            Err(_said) => {}
        }
        tokio::time::sleep(BETWEEN).await;
    }
}

/// A folder that is there, being followed.
struct Followed<'a> {
    following: &'a Following,
    watch: FolderWatch,
    claims: Claims,
    is_holding: bool,
}

impl<'a> Followed<'a> {
    async fn begin(following: &'a Following) -> anyhow::Result<Self> {
        let root = tokio::fs::canonicalize(&following.folder).await?;
        anyhow::ensure!(root.is_dir(), "it is no folder");
        let live = following
            .hub
            .live_sources(&Principal::Operator, SCHEME)
            .await?;
        let claims = Claims::open(&following.home, &root)?;
        // What came from another folder is not missed in this one.
        let known: Vec<String> = live
            .into_iter()
            .filter(|source| claims.holds(source))
            .filter_map(|source| source.strip_prefix(SCHEME).map(str::to_owned))
            .collect();
        let timing = FolderTiming {
            settle: Duration::from_secs(following.config.settle_seconds),
            grace: Duration::from_secs(following.config.missing_seconds),
            ..FolderTiming::default()
        };
        Ok(Self {
            following,
            watch: FolderWatch::start(root, timing, known)?,
            claims,
            is_holding: false,
        })
    }

    async fn follow(mut self) {
        while let Some(change) = self.watch.next().await {
            match change {
                FolderChange::Held { missing, of } => self.held(&missing, of).await,
                FolderChange::Released => self.released(),
                change => {
                    let key = change.key().unwrap_or_default();
                    let answer = match self.apply(change).await {
                        Ok(()) => Answer::Done,
                        Err(error) => {
                            tracing::warn!(
                                %error,
                                "a change in the watched folder could not be taken over; it is tried again"
                            );
                            Answer::Failed
                        }
                    };
                    self.watch.answer(key, answer);
                }
            }
        }
    }

    async fn apply(&mut self, change: FolderChange) -> Result<(), HubError> {
        match change {
            FolderChange::Arrived {
                organisation_dir,
                relative_path,
                absolute,
            } => {
                self.arrived(&organisation_dir, &relative_path, &absolute)
                    .await
            }
            FolderChange::Vanished {
                organisation_dir,
                relative_path,
            } => self.vanished(&organisation_dir, &relative_path).await,
            FolderChange::Held { .. } | FolderChange::Released => Ok(()),
        }
    }

    async fn arrived(
        &mut self,
        organisation_dir: &str,
        relative_path: &str,
        file: &Path,
    ) -> Result<(), HubError> {
        let Following { hub, config, .. } = self.following;
        let source = source(organisation_dir, relative_path);
        // First: a dataset without its claim would never be missed, a claim without a dataset does no harm.
        if let Err(error) = self.claims.add(source.clone()) {
            // The worst that follows: its vanishing will not be noticed.
            tracing::warn!(%error, "it could not be noted which folder a file came from");
        }
        take_in(hub, organisation_dir, source, file, config.visibility).await?;
        Ok(())
    }

    async fn vanished(&self, organisation_dir: &str, relative_path: &str) -> Result<(), HubError> {
        let hub = &self.following.hub;
        let operator = Principal::Operator;
        let organisation = hub.organisation_for(&operator, organisation_dir).await?;
        let source = source(organisation_dir, relative_path);
        let withdrawn = hub
            .withdraw_source(&operator, organisation.id, &source)
            .await?;
        if let Some(dataset) = withdrawn {
            tracing::info!(dataset = %dataset.slug, "withdrawn: its file has vanished");
        }
        Ok(())
    }

    /// Says once that files are missing, and forgets those an operator has withdrawn.
    async fn held(&mut self, missing: &[String], of: usize) {
        let held = Held {
            folder: self.following.folder.display().to_string(),
            missing: missing.len(),
            of,
        };
        held.note(&self.following.home);
        if !self.is_holding {
            tracing::warn!(
                missing = missing.len(),
                of,
                "many files are missing in the watched folder: nothing is withdrawn until they are back or an operator withdraws their datasets"
            );
            self.is_holding = true;
        }
        let live = self
            .following
            .hub
            .live_sources(&Principal::Operator, SCHEME)
            .await;
        let live: HashSet<String> = match live {
            Ok(live) => live.into_iter().collect(),
            // Asked again at the next look.
            Err(_unavailable) => return,
        };
        for key in missing {
            if !live.contains(&format!("{SCHEME}{key}")) {
                self.watch.forget(key.clone());
            }
        }
    }

    fn released(&mut self) {
        tracing::info!("no files are missing in the watched folder any more");
        self.is_holding = false;
        Held::clear(&self.following.home);
    }
}

async fn take_in(
    hub: &Hub,
    organisation_dir: &str,
    source: String,
    file: &Path,
    visibility: Visibility,
) -> Result<(), HubError> {
    let operator = Principal::Operator;
    let organisation = hub.organisation_for(&operator, organisation_dir).await?;
    let request = TakeIn {
        organisation,
        into: Destination::BySource(source),
        file: file.to_owned(),
        file_name: file_name(file),
        corrections: Corrections::Kept,
        description: None,
        visibility: Some(visibility),
        received_at: None,
        on_drift: OnDrift::Hold,
    };
    let taken = hub
        .take_in(&operator, request, Arc::new(|_stage, _done, _of| {}))
        .await?;
    tracing::info!(
        dataset = %taken.dataset.slug,
        outcome = taken.delivery.outcome.code(),
        "a file in the watched folder was taken in"
    );
    Ok(())
}
