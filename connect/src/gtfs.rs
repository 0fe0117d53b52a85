//! Timetables (GTFS Schedule) behind web addresses.
//!
//! A file on the web, with one check more: what is no timetable, or lacks a table no timetable can be read without,
//! does not replace one that is there.

use crate::form::{PASSWORD, TOKEN, URL, USER};
use crate::http::{self, Http, disk};
use hebewerk_hub::ports::{Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, Offered};
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "gtfs",
    brings: Brings::Files,
    fields: &[URL, USER, PASSWORD, TOKEN],
};

/// Tables without which there is no timetable (GTFS Schedule Reference, dataset files).
const REQUIRED: [&str; 5] = [
    "agency.txt",
    "routes.txt",
    "stop_times.txt",
    "stops.txt",
    "trips.txt",
];

/// Of these at least one.
const CALENDARS: [&str; 2] = ["calendar.txt", "calendar_dates.txt"];

/// Whether the address answers; there is nothing to choose from.
pub(crate) async fn look(http: &Http, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    http::look(http, fetch).await
}

/// Fetches the timetable, unless the source says that it is the same as last time.
pub(crate) async fn fetch(
    http: &Http,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let mut fetched = http::fetch(http, fetch, into, tick).await?;
    let Fetched::Files { files, .. } = &mut fetched else {
        return Ok(fetched);
    };
    for file in files {
        let path = file.path.clone();
        let checked = tokio::task::spawn_blocking(move || check(path)).await;
        checked.unwrap_or_else(|_ended| Err(FetchError::passing("fetch_disk", "")))?;
        // Some servers name it after the script that gives it out.
        let ending = Path::new(&file.name).extension();
        if !ending.is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
            file.name.push_str(".zip");
        }
    }
    Ok(fetched)
}

/// Whether the file is an archive with all tables that are required.
fn check(path: PathBuf) -> Result<(), FetchError> {
    let file = File::open(path).map_err(|error| disk(&error))?;
    let archive =
        ZipArchive::new(file).map_err(|_no_archive| FetchError::lasting("fetch_no_archive", ""))?;
    let names: BTreeSet<String> = archive
        .file_names()
        .filter_map(|name| name.rsplit('/').next())
        .map(str::to_lowercase)
        .collect();
    let mut missing: Vec<&str> = REQUIRED
        .into_iter()
        .filter(|name| !names.contains(*name))
        .collect();
    if !CALENDARS.iter().any(|name| names.contains(*name)) {
        missing.push(CALENDARS[0]);
    }
    if missing.is_empty() {
        return Ok(());
    }
    let missing = missing.join(", ");
    Err(FetchError::lasting("fetch_timetable_incomplete", missing))
}
