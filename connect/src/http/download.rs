//! One file, whole or not at all.

use super::client::{Ask, Http, TRIES, failed, host, timed_out, value};
use super::coding::{Coding, plain_name, undo};
use super::file_name;
use hebewerk_hub::ports::{Fetch, FetchError, FetchTick};
use reqwest::header::{self, HeaderMap};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use std::io;
use std::path::Path;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;
use tokio::time::{Instant, timeout_at};

/// What a server said of a file: by it the next fetch asks whether it has changed (RFC 9110, 13.1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Known {
    etag: Option<String>,
    last_modified: Option<String>,
}

impl Known {
    /// What was left behind by a fetch from this address.
    pub(crate) fn read(memory: Option<&str>, url: &str) -> Self {
        let memory: Value = memory
            .and_then(|memory| serde_json::from_str(memory).ok())
            .unwrap_or_default();
        if memory["url"] != url {
            return Self::default();
        }
        let text = |key: &str| memory[key].as_str().map(str::to_owned);
        Self {
            etag: text("etag"),
            last_modified: text("last_modified"),
        }
    }

    /// To be left behind, also where the server gave nothing to ask by: what it said of an older file must not be
    /// asked by any more.
    pub(crate) fn write(&self, url: &str) -> String {
        json!({"url": url, "etag": self.etag, "last_modified": self.last_modified}).to_string()
    }

    fn of(headers: &HeaderMap) -> Self {
        let text = |name| {
            let value = headers.get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        Self {
            etag: text(header::ETAG),
            last_modified: text(header::LAST_MODIFIED),
        }
    }

    /// By what a server recognises the same bytes when the rest is asked for; a weak ETag does not promise that.
    fn validator(&self) -> Option<&str> {
        let strong = self.etag.as_deref().filter(|tag| !tag.starts_with("W/"));
        strong.or(self.last_modified.as_deref())
    }
}

/// What became of a download.
pub(crate) enum Outcome {
    /// The file is the one that is known.
    Same,
    /// The file is written.
    File {
        /// Its name at the source.
        name: String,
        /// What the server said of it.
        known: Known,
    },
}

/// Writes the file behind an address to a new file. What breaks off is taken up where it ended, if the server offers
/// that and promises that the file is still the same.
pub(crate) async fn download(
    http: &Http,
    ask: &Ask,
    known: &Known,
    (path, fetch): (&Path, &Fetch),
    tick: FetchTick<'_>,
) -> Result<Outcome, FetchError> {
    let deadline = Instant::now() + fetch.time;
    let left = || deadline.saturating_duration_since(Instant::now());
    let response = http.get(&conditional(ask, known), left()).await?;
    if response.status() == StatusCode::NOT_MODIFIED {
        return Ok(Outcome::Same);
    }
    let mut now = Known::of(response.headers());
    let name = file_name::of(response.headers(), response.url());
    let mut codings = Coding::of(response.headers(), &ask.url)?;
    let mut file = Part::create(path, fetch.most_bytes, response.content_length()).await?;
    let mut response = response;
    for _try in 1..TRIES {
        let read = file.take(response, ask, tick);
        let ended = timeout_at(deadline, read)
            .await
            .unwrap_or_else(|_elapsed| Err(timed_out(&ask.url)));
        let error = match ended {
            Ok(()) => {
                file.close().await?;
                let plain = unpacked(path, codings, (ask, fetch.most_bytes), name);
                let name = timeout_at(deadline, plain).await;
                let name = name.unwrap_or_else(|_elapsed| Err(timed_out(&ask.url)))?;
                return Ok(Outcome::File { name, known: now });
            }
            Err(error) => error,
        };
        let Some(rest) = rest_of(ask, &now, file.bytes).filter(|_rest| error.passing) else {
            return Err(error);
        };
        let before = error.clone();
        response = http.get(&rest, left()).await.map_err(|_again| before)?;
        match response.status() {
            StatusCode::PARTIAL_CONTENT if file.continues(&response, &now) => {}
            StatusCode::OK => {
                now = Known::of(response.headers());
                codings = Coding::of(response.headers(), &ask.url)?;
                file.begin_anew(response.content_length()).await?;
            }
            // Another piece than the one that was asked for.
            _ => return Err(error),
        }
    }
    let last = timeout_at(deadline, file.take(response, ask, tick)).await;
    last.unwrap_or_else(|_elapsed| Err(timed_out(&ask.url)))?;
    file.close().await?;
    let name = unpacked(path, codings, (ask, fetch.most_bytes), name).await?;
    Ok(Outcome::File { name, known: now })
}

/// Undoes what a file was packed with for the way; its name then.
async fn unpacked(
    path: &Path,
    codings: Vec<Coding>,
    (ask, most): (&Ask, u64),
    name: String,
) -> Result<String, FetchError> {
    if codings.is_empty() {
        return Ok(name);
    }
    let (path, url) = (path.to_owned(), ask.url.clone());
    let undoing = tokio::task::spawn_blocking(move || {
        undo(&path, &codings, (&url, most))?;
        Ok(plain_name(name, &codings, &path))
    });
    undoing
        .await
        .unwrap_or_else(|_ended| Err(FetchError::passing("fetch_disk", "")))
}

fn conditional(ask: &Ask, known: &Known) -> Ask {
    let mut ask = ask.clone();
    let pairs = [
        (header::IF_NONE_MATCH, &known.etag),
        (header::IF_MODIFIED_SINCE, &known.last_modified),
    ];
    for (name, text) in pairs {
        if let Some(value) = text.as_deref().and_then(value) {
            ask.headers.insert(name, value);
        }
    }
    ask
}

/// A request for what is missing; none if the server gave no means to tell that it is the same file.
fn rest_of(ask: &Ask, known: &Known, from: u64) -> Option<Ask> {
    let validator = value(known.validator()?)?;
    let mut ask = ask.clone();
    ask.headers.insert(header::IF_RANGE, validator);
    let range = value(&format!("bytes={from}-"))?;
    ask.headers.insert(header::RANGE, range);
    Some(ask)
}

/// A file that grows.
struct Part {
    file: File,
    bytes: u64,
    most: u64,
    /// Bytes of the whole file, if the server says.
    promised: Option<u64>,
}

impl Part {
    async fn create(path: &Path, most: u64, promised: Option<u64>) -> Result<Self, FetchError> {
        let file = File::create_new(path).await.map_err(|error| disk(&error))?;
        let part = Self {
            file,
            bytes: 0,
            most,
            promised,
        };
        part.require_fit()?;
        Ok(part)
    }

    fn require_fit(&self) -> Result<(), FetchError> {
        if self.bytes > self.most || self.promised.is_some_and(|promised| promised > self.most) {
            let megabytes = self.most >> 20;
            return Err(FetchError::lasting(
                "fetch_too_large",
                megabytes.to_string(),
            ));
        }
        Ok(())
    }

    /// Appends a body up to its end.
    async fn take(
        &mut self,
        mut response: Response,
        ask: &Ask,
        tick: FetchTick<'_>,
    ) -> Result<(), FetchError> {
        loop {
            let piece = response.chunk().await;
            let Some(piece) = piece.map_err(|error| failed(&error, &ask.url))? else {
                break;
            };
            self.bytes += piece.len() as u64;
            self.require_fit()?;
            self.file
                .write_all(&piece)
                .await
                .map_err(|error| disk(&error))?;
            tick(self.bytes, self.promised);
        }
        match self.promised {
            Some(promised) if promised != self.bytes => {
                let detail = format!("{} {}/{promised}", host(&ask.url), self.bytes);
                Err(FetchError::passing("fetch_cut_off", detail))
            }
            _ => Ok(()),
        }
    }

    /// Whether an answer goes on exactly where this file ends (`Content-Range`, RFC 9110, 14.4), and with the same
    /// file: some servers do not mind what they were asked by.
    fn continues(&mut self, response: &Response, known: &Known) -> bool {
        let etag = Known::of(response.headers()).etag;
        let range = response.headers().get(header::CONTENT_RANGE);
        let range = range
            .and_then(|range| range.to_str().ok())
            .and_then(|range| range.strip_prefix("bytes "))
            .and_then(|range| range.split_once('-'));
        let Some((from, rest)) = range else {
            return false;
        };
        let total = rest.split_once('/').and_then(|(_to, all)| all.parse().ok());
        let is_same = etag.is_none() || etag == known.etag;
        let is_as_long = total.is_none() || self.promised.is_none() || total == self.promised;
        self.promised = self.promised.or(total);
        from.parse() == Ok(self.bytes) && is_same && is_as_long
    }

    async fn begin_anew(&mut self, promised: Option<u64>) -> Result<(), FetchError> {
        use tokio::io::AsyncSeekExt;
        self.file.set_len(0).await.map_err(|error| disk(&error))?;
        self.file.rewind().await.map_err(|error| disk(&error))?;
        self.bytes = 0;
        self.promised = promised;
        self.require_fit()
    }

    async fn close(mut self) -> Result<(), FetchError> {
        self.file.flush().await.map_err(|error| disk(&error))
    }
}

/// What the local disk said.
pub(crate) fn disk(error: &io::Error) -> FetchError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            FetchError::passing("fetch_no_room", "")
        }
        kind => {
            tracing::warn!(?kind, "a fetched file could not be written");
            FetchError::passing("fetch_disk", "")
        }
    }
}
