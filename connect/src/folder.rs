//! Files in a folder of this machine, or of a drive that is mounted there.
//!
//! The administrator says which folders may be read; whatever a link or a path with dots leads to is judged by where
//! it really lies. The hub's own directory is never one of them: its key opens all secrets.

mod places;
mod shelf;

pub use places::AllowedFolders;

use crate::files::{self, DEPTH, PATTERN, WHICH};
use hebewerk_hub::ports::{
    Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, Field, FieldKind, Offered,
};
use shelf::Local;
use std::path::Path;
use tokio::time::timeout;

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "folder",
    brings: Brings::Files,
    fields: &[
        Field {
            name: "folder",
            kind: FieldKind::Text,
            required: true,
            default: "",
        },
        PATTERN,
        DEPTH,
        WHICH,
    ],
};

/// The files that would come.
pub(crate) async fn look(
    allowed: &AllowedFolders,
    fetch: &Fetch,
) -> Result<Vec<Offered>, FetchError> {
    let local = local(allowed, fetch).await?;
    files::look(&local, fetch).await
}

/// Fetches the files that are new or changed.
pub(crate) async fn fetch(
    allowed: &AllowedFolders,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let local = local(allowed, fetch).await?;
    files::fetch(&local, fetch, into, tick).await
}

async fn local(allowed: &AllowedFolders, fetch: &Fetch) -> Result<Local, FetchError> {
    let folder = fetch.setting("folder").unwrap_or_default().to_owned();
    let allowed = allowed.clone();
    // A drive that hangs must not hold up anybody else.
    let placed = tokio::task::spawn_blocking(move || {
        allowed
            .place(Path::new(&folder))
            .map(|folder| Local::new(folder, allowed))
    });
    let placed = timeout(fetch.time, placed).await;
    placed
        .map_err(|_elapsed| timed_out())?
        .map_err(|_ended| timed_out())?
}

fn timed_out() -> FetchError {
    FetchError::passing("fetch_timeout", "folder")
}
