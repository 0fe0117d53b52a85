//! Files behind web addresses: the connector, and the client all connectors over HTTP share.

mod client;
mod coding;
mod download;
mod file_name;
mod tls;

pub(crate) use client::{Ask, Http, Login, host};
pub(crate) use download::{Known, Outcome, disk, download};
pub(crate) use tls::{client_config, trusted};

use crate::form::{PASSWORD, TOKEN, URL, USER};
use hebewerk_hub::ports::{
    Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, FetchedFile, Offered,
};
use std::path::Path;

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "http",
    brings: Brings::Files,
    fields: &[URL, USER, PASSWORD, TOKEN],
};

/// Whether the address answers; there is nothing to choose from.
pub(crate) async fn look(http: &Http, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let ask = ask(fetch)?;
    http.get(&ask, fetch.time).await?;
    Ok(Vec::new())
}

/// Fetches the file, unless the source says that it is the same as last time.
pub(crate) async fn fetch(
    http: &Http,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let url = fetch.setting("url").unwrap_or_default();
    let known = Known::read(fetch.memory.as_deref(), url);
    let path = into.join("file");
    let outcome = download(http, &ask(fetch)?, &known, (&path, fetch), tick).await?;
    match outcome {
        Outcome::Same => Ok(Fetched::Unchanged),
        Outcome::File { name, known } => Ok(Fetched::Files {
            files: vec![FetchedFile {
                path,
                name,
                part: None,
            }],
            memory: Some(known.write(url)),
            beyond: Vec::new(),
        }),
    }
}

fn ask(fetch: &Fetch) -> Result<Ask, FetchError> {
    Ask::new(
        "url",
        fetch.setting("url").unwrap_or_default(),
        Login::of(fetch),
    )
}
