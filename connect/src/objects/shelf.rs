//! The files of a service.

use super::failure;
use super::transport::{Guarded, carried};
use crate::files::{Copying, Listed, MOST_LISTED, Shelf, too_many};
use crate::http::Http;
use async_trait::async_trait;
use futures::TryStreamExt;
use hebewerk_hub::ports::{Fetch, FetchError};
use opendal::{Builder, HttpTransporter, Metadata, OperationContext, Operator};
use std::collections::VecDeque;
use std::time::Duration;

/// A file that was not changed for so long is not being written any more: most servers tell whole seconds.
const SETTLING: Duration = Duration::from_secs(2);

/// What differs between the services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Objects appear whole; folders are only what their names have in common.
    Whole,
    /// Files are written where they lie; each folder is listed by itself.
    Written,
}

/// A folder of a service.
pub(crate) struct Objects {
    operator: Operator,
    kind: Kind,
    /// With a slash at its end; empty for all.
    folder: String,
    /// Host and port, for errors.
    place: String,
}

impl Objects {
    /// Speaks to the service through the guarded client.
    pub(crate) fn new(
        http: &Http,
        (builder, kind): (impl Builder, Kind),
        fetch: &Fetch,
        place: String,
    ) -> Result<Self, FetchError> {
        let transport = HttpTransporter::new(Guarded(http.clone()));
        let context = OperationContext::new().with_http_transport(transport);
        let operator = Operator::new(builder)
            .map_err(|_unusable| FetchError::setting("url", "fetch_not_allowed"))?
            .with_context(context);
        let folder = fetch.setting("folder").unwrap_or_default();
        let folder = match folder.trim_matches('/') {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        Ok(Self {
            operator,
            kind,
            folder,
            place,
        })
    }

    fn failed(&self, error: &opendal::Error) -> FetchError {
        failure::of(error, &self.place)
    }

    fn path(&self, file: &Listed) -> String {
        format!("{}{}", self.folder, file.path)
    }

    fn listed(&self, path: &str, about: &Metadata) -> Option<Listed> {
        let below = path.strip_prefix(&self.folder)?;
        // A name is what a server says: it must not lead elsewhere.
        let is_plain =
            !below.is_empty() && !below.split('/').any(|part| matches!(part, "" | "." | ".."));
        let bytes = about.content_length();
        let modified = about.last_modified();
        is_plain.then(|| Listed {
            path: below.to_owned(),
            // Some servers do not say how long a file is.
            bytes: (bytes > 0 || self.kind == Kind::Whole).then_some(bytes),
            modified: modified.map(|time| time.into_inner().as_second()),
            mark: mark(about),
        })
    }
}

#[async_trait]
impl Shelf for Objects {
    fn timed_out(&self) -> FetchError {
        FetchError::passing("fetch_timeout", self.place.as_str())
    }

    async fn list(&self, below: bool) -> Result<Vec<Listed>, FetchError> {
        let all_at_once = below && self.kind == Kind::Whole;
        let mut found = Vec::new();
        let mut folders = VecDeque::from([self.folder.clone()]);
        let mut looked_at = 0;
        while let Some(folder) = folders.pop_front() {
            let lister = self.operator.lister_with(&folder).recursive(all_at_once);
            let mut entries = lister.await.map_err(|error| self.failed(&error))?;
            while let Some(entry) = entries
                .try_next()
                .await
                .map_err(|error| self.failed(&error))?
            {
                let (path, about) = entry.into_parts();
                if about.is_file() {
                    found.extend(self.listed(&path, &about));
                } else if below && !all_at_once && is_within(&path, &folder) {
                    folders.push_back(path);
                }
                looked_at += 1;
                if looked_at > MOST_LISTED {
                    return Err(too_many(MOST_LISTED));
                }
            }
        }
        Ok(found)
    }

    async fn mark(&self, file: &Listed) -> Result<Option<String>, FetchError> {
        match self.operator.stat(&self.path(file)).await {
            Ok(now) => Ok(Some(mark(&now))),
            Err(error) => match self.failed(&error) {
                gone if gone.code == "fetch_not_found" => Ok(None),
                error => Err(error),
            },
        }
    }

    async fn read(&self, file: &Listed, copy: &mut Copying<'_>) -> Result<(), FetchError> {
        if file.bytes == Some(copy.bytes()) {
            return Ok(());
        }
        let path = self.path(file);
        let reader = self.operator.reader_with(&path);
        let reader = match etag(&file.mark) {
            Some(etag) => reader.if_match(etag).await,
            None => reader.await,
        };
        let reading = async {
            let mut pieces = reader?.into_stream(copy.bytes()..).await?;
            while let Some(piece) = pieces.try_next().await? {
                for part in piece {
                    copy.add(&part).await.map_err(carried)?;
                }
            }
            Ok(())
        };
        let read: opendal::Result<()> = reading.await;
        match read {
            Ok(()) => Ok(()),
            Err(error) => self.refused(&error, copy).await,
        }
    }

    fn settling(&self) -> Duration {
        match self.kind {
            Kind::Whole => Duration::ZERO,
            Kind::Written => SETTLING,
        }
    }
}

impl Objects {
    /// What follows when a server does not give what was asked for.
    async fn refused(
        &self,
        error: &opendal::Error,
        copy: &mut Copying<'_>,
    ) -> Result<(), FetchError> {
        let error = self.failed(error);
        match error.code {
            // It changed since it was listed, which its mark will tell.
            "fetch_changed_meanwhile" => Ok(()),
            "fetch_range_refused" if copy.bytes() > 0 => {
                copy.begin_anew().await?;
                Err(FetchError::passing("fetch_cut_off", self.place.as_str()))
            }
            _ => Err(error),
        }
    }
}

/// Whether a folder lies in another; each also lists itself.
fn is_within(path: &str, folder: &str) -> bool {
    path != "/" && path.len() > folder.len() && path.starts_with(folder)
}

fn mark(about: &Metadata) -> String {
    let modified = about
        .last_modified()
        .map(|time| time.into_inner().as_second());
    let modified = modified.map_or("?".to_owned(), |second| second.to_string());
    let etag = about.etag().unwrap_or_default();
    format!("{}/{modified}/{etag}", about.content_length())
}

/// The ETag in a mark; a weak one does not promise the same bytes.
fn etag(mark: &str) -> Option<&str> {
    let etag = mark.splitn(3, '/').nth(2)?;
    (!etag.is_empty() && !etag.starts_with("W/")).then_some(etag)
}
