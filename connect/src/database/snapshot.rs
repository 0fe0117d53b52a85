//! One fetch from a database, whichever it is: nothing new, only what is newer, or all rows.

use super::merge::{Parts, merge, schema};
use super::newer::{Kept, Newer, is_wanted};
use super::{Kind, Seen, Server};
use arrow::datatypes::DataType;
use hebewerk_hub::ports::{Fetch, FetchError, FetchTick, Fetched, FetchedFile};
use std::path::{Path, PathBuf};

/// What was written of a table.
pub(crate) enum Streamed {
    /// Everything that was asked for; columns with values that have no place in the file, and how many.
    Whole(Vec<(String, u64)>),
    /// A column does not hold all of its values; no file then.
    Misfit(usize),
}

/// A table or query on one state of the database, as good as the database can.
pub(crate) trait Snapshot {
    /// The highest value of the column that grows, and how many rows there are; none if nobody names one.
    async fn seen(&mut self) -> Result<Option<Seen>, FetchError>;

    /// Names and kinds of the columns.
    fn columns(&self) -> Vec<(String, Kind)>;

    /// Reads a column as something that holds more from now on.
    fn widen(&mut self, column: usize);

    /// Writes all rows, or those for which the condition holds.
    async fn stream(
        &mut self,
        condition: Option<&str>,
        path: &Path,
        tick: FetchTick<'_>,
    ) -> Result<Streamed, FetchError>;

    /// A column's name in a condition.
    fn quoted(&self, column: &str) -> String;

    /// The mark in a condition; none where it cannot be written for certain.
    fn literal(&self, newer: &Newer<'_>, kind: Kind) -> Option<String> {
        newer.literal(kind)
    }
}

/// What a fetch came to.
pub(crate) enum Came {
    Unchanged,
    /// The file is whole; what the next fetch is to know, and what had no place in the file.
    Whole(Option<String>, Vec<(String, u64)>),
}

/// What becomes of it: one file with this name, or nothing new.
pub(crate) fn fetched(came: Came, path: PathBuf, name: String) -> Fetched {
    match came {
        Came::Unchanged => Fetched::Unchanged,
        Came::Whole(memory, beyond) => Fetched::Files {
            files: vec![FetchedFile {
                path,
                name,
                part: None,
            }],
            memory,
            beyond,
        },
    }
}

/// Waits for an answer as long as the fetch may take.
pub(crate) async fn within<T>(
    fetch: &Fetch,
    server: &Server<'_>,
    answer: impl Future<Output = Result<T, FetchError>>,
) -> Result<T, FetchError> {
    let answered = tokio::time::timeout(fetch.time, answer).await;
    answered.unwrap_or_else(|_elapsed| Err(FetchError::passing("fetch_timeout", server.name())))
}

/// Fetches into a file that is not there yet.
pub(crate) async fn fetch(
    snapshot: &mut impl Snapshot,
    fetch: &Fetch,
    path: &Path,
    tick: FetchTick<'_>,
) -> Result<Came, FetchError> {
    let seen = snapshot.seen().await?;
    let Some(seen) = seen else {
        let beyond = written(snapshot, None, path, tick).await?;
        return Ok(Came::Whole(None, beyond));
    };
    if seen.is_known(fetch) {
        return Ok(Came::Unchanged);
    }
    if !is_wanted(fetch)? {
        let beyond = written(snapshot, None, path, tick).await?;
        return Ok(Came::Whole(Some(seen.memory(fetch, None)), beyond));
    }
    require_key(snapshot, fetch)?;
    let newer = Newer::of(fetch);
    let merged = match &newer {
        Some(newer) => merged(snapshot, (newer, &seen), (fetch, path), tick).await?,
        None => None,
    };
    let (newer, beyond) = match merged {
        Some(beyond) => (newer.as_ref(), beyond),
        None => (None, written(snapshot, None, path, tick).await?),
    };
    let kept = Kept::of(path, newer);
    let kept = kept.map_err(|error| FetchError::passing("fetch_disk", error.kind().to_string()))?;
    Ok(Came::Whole(Some(seen.memory(fetch, Some(&kept))), beyond))
}

fn require_key(snapshot: &impl Snapshot, fetch: &Fetch) -> Result<(), FetchError> {
    let Some(key) = fetch.setting("key") else {
        return Ok(());
    };
    if snapshot.columns().iter().any(|(name, _kind)| name == key) {
        return Ok(());
    }
    Err(FetchError {
        field: Some("key"),
        ..FetchError::lasting("fetch_column_missing", key)
    })
}

/// Writes rows, reading columns as something wider as often as they ask for it: text holds everything.
async fn written(
    snapshot: &mut impl Snapshot,
    condition: Option<&str>,
    path: &Path,
    tick: FetchTick<'_>,
) -> Result<Vec<(String, u64)>, FetchError> {
    loop {
        match snapshot.stream(condition, path, tick).await? {
            Streamed::Misfit(column) => snapshot.widen(column),
            Streamed::Whole(beyond) => return Ok(beyond),
        }
    }
}

/// Puts what is newer together with what is kept; none, and no file, if that are not all rows there are.
async fn merged(
    snapshot: &mut impl Snapshot,
    (newer, seen): (&Newer<'_>, &Seen),
    (fetch, path): (&Fetch, &Path),
    tick: FetchTick<'_>,
) -> Result<Option<Vec<(String, u64)>>, FetchError> {
    let columns = snapshot.columns();
    let is_it = |(name, _kind): &&(String, Kind)| name == newer.column;
    let column = columns.iter().find(is_it);
    let literal = column.and_then(|(_name, kind)| snapshot.literal(newer, *kind));
    let Some(literal) = literal else {
        return Ok(None);
    };
    // What did not fit once is text in the file.
    let Ok(schema) = schema(newer.former) else {
        return Ok(None);
    };
    for (index, (field, (_, kind))) in schema.fields().iter().zip(&columns).enumerate() {
        if *field.data_type() == DataType::Utf8 && *kind != Kind::Text {
            snapshot.widen(index);
        }
    }
    let condition = format!(
        "{} {} {literal}",
        snapshot.quoted(newer.column),
        newer.sign()
    );
    let part = path.with_extension("newer");
    let beyond = written(snapshot, Some(&condition), &part, tick).await?;
    let (former, key) = (newer.former.to_owned(), newer.key.map(str::to_owned));
    let (most_bytes, whole) = (fetch.most_bytes, path.to_owned());
    let rows = tokio::task::spawn_blocking(move || {
        let parts = Parts {
            former: &former,
            newer: &part,
            key: key.as_deref(),
        };
        let rows = merge(&parts, &whole, most_bytes);
        // Scratch in a folder that is removed as a whole in any case.
        let _removed = std::fs::remove_file(&part);
        rows
    });
    let rows = rows
        .await
        .unwrap_or_else(|_fault| Err(FetchError::passing("fetch_disk", "merge")))?;
    let is_all = rows.is_some_and(|rows| i64::try_from(rows) == Ok(seen.rows));
    if rows.is_some() && !is_all {
        let removed = tokio::fs::remove_file(path).await;
        removed.map_err(|error| FetchError::passing("fetch_disk", error.kind().to_string()))?;
    }
    Ok(is_all.then_some(beyond))
}
