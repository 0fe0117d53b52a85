//! A watched folder: what arrives is taken in, what vanishes is withdrawn.

use crate::commands::take_in::file_name;
use crate::config::Watch;
use hebewerk_hub::{Corrections, Destination, Hub, HubError, TakeIn};
use hebewerk_intake::folder::{FolderChange, FolderTiming, FolderWatch};
use hebewerk_model::{Principal, Visibility};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Scheme of sources that stand for a file in the watched folder. Uploads and files of the command line have
/// others, so that they are never missed there.
const SCHEME: &str = "folder:";

/// The source of a file in the watched folder.
pub(crate) fn source(organisation_dir: &str, relative_path: &str) -> String {
    format!("{SCHEME}{organisation_dir}/{relative_path}")
}

/// Follows a folder as long as the process lives; what fails is logged and tried again with the next change.
pub(crate) async fn follow(hub: Arc<Hub>, folder: PathBuf, config: Watch) {
    let known = match hub.live_sources(&Principal::Operator, SCHEME).await {
        Ok(sources) => sources,
        Err(error) => {
            tracing::error!(%error, "the watched folder cannot be followed");
            return;
        }
    };
    let timing = FolderTiming {
        settle: Duration::from_secs(config.settle_seconds),
        ..FolderTiming::default()
    };
    let known = known
        .into_iter()
        .filter_map(|source| source.strip_prefix(SCHEME).map(str::to_owned));
    let mut watch = match FolderWatch::start(&folder, timing, known) {
        Ok(watch) => watch,
        Err(error) => {
            tracing::error!(%error, "the watched folder cannot be followed");
            return;
        }
    };
    while let Some(change) = watch.next().await {
        if let Err(error) = apply(&hub, change, config.visibility).await {
            tracing::warn!(%error, "a change in the watched folder could not be taken over");
        }
    }
}

async fn apply(hub: &Hub, change: FolderChange, visibility: Visibility) -> Result<(), HubError> {
    match change {
        FolderChange::Arrived {
            organisation_dir,
            relative_path,
            absolute,
        } => {
            arrived(
                hub,
                &organisation_dir,
                &relative_path,
                &absolute,
                visibility,
            )
            .await
        }
        FolderChange::Vanished {
            organisation_dir,
            relative_path,
        } => {
            let operator = Principal::Operator;
            let organisation = hub.organisation_for(&operator, &organisation_dir).await?;
            let source = source(&organisation_dir, &relative_path);
            let withdrawn = hub
                .withdraw_source(&operator, organisation.id, &source)
                .await?;
            if let Some(dataset) = withdrawn {
                tracing::info!(dataset = %dataset.slug, "withdrawn: its file has vanished");
            }
            Ok(())
        }
    }
}

async fn arrived(
    hub: &Hub,
    organisation_dir: &str,
    relative_path: &str,
    file: &Path,
    visibility: Visibility,
) -> Result<(), HubError> {
    let operator = Principal::Operator;
    let organisation = hub.organisation_for(&operator, organisation_dir).await?;
    let request = TakeIn {
        organisation,
        into: Destination::BySource(source(organisation_dir, relative_path)),
        file: file.to_owned(),
        file_name: file_name(file),
        corrections: Corrections::Kept,
        description: None,
        visibility: Some(visibility),
        received_at: None,
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
