//! Features behind a WFS (OGC 09-025r2): a layer as one file of GeoJSON or GML.
//!
//! A server may stop in the middle without a word, so what came is always compared with what it counted before.

mod capabilities;
mod exception;
mod feature_type;
mod gml_file;
mod growing;
mod request;
mod xml;

use crate::form::{PASSWORD, TOKEN, URL, USER};
use crate::http::{Ask, Http, Login};
use crate::pages::{Course, Repeated, beside, incomplete, small};
use capabilities::Capabilities;
use growing::Growing;
use hebewerk_hub::ports::{
    Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, FetchedFile, Field, FieldKind,
    Offered,
};
use request::Request;
use reqwest::Url;
use std::path::{Path, PathBuf};

/// Features asked for at once; servers give fewer if they want. Each page is sorted anew, so few large ones are kinder
/// than many small ones.
const PAGE_FEATURES: u64 = 5_000;

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "wfs",
    brings: Brings::Files,
    fields: &[
        URL,
        Field {
            name: "layer",
            kind: FieldKind::Text,
            required: false,
            default: "",
        },
        USER,
        PASSWORD,
        TOKEN,
    ],
};

/// The layers.
pub(crate) async fn look(http: &Http, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let ask = ask(fetch)?;
    let capabilities = capabilities(http, &ask, fetch).await?;
    let layers = capabilities.layers.into_iter();
    let offered = layers.map(|layer| Offered {
        field: "layer",
        value: layer.name,
        title: layer.title,
        size: None,
    });
    Ok(offered.collect())
}

/// Fetches all features of a layer.
pub(crate) async fn fetch(
    http: &Http,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let ask = ask(fetch)?;
    let layer = fetch
        .setting("layer")
        .ok_or_else(|| FetchError::setting("layer", "fetch_missing"))?;
    let capabilities = capabilities(http, &ask, fetch).await?;
    let request = Request::new(&ask.url, &capabilities, layer)
        .ok_or_else(|| FetchError::setting("layer", "fetch_not_allowed"))?;
    let path = into.join("features");
    let mut course = Course::new(http, ask, (fetch, into), tick);
    let expected = hits(&mut course, &request).await?;
    let sort_key = if capabilities.pages() {
        sort_key(&mut course, &request).await?
    } else {
        None
    };
    let paged = match sort_key {
        Some(key) => paged(&mut course, &request, (&key, expected), &path).await?,
        None => None,
    };
    let file = if let Some(file) = paged {
        file
    } else {
        let file = at_once(&mut course, &request, &path).await?;
        require_all(file.count(), expected, capabilities.most_at_once)?;
        file
    };
    course.end().await?;
    beside(|| file.close()).await?;
    let plain = layer.replace(['/', '\\', ':'], "_");
    Ok(Fetched::Files {
        files: vec![FetchedFile {
            path,
            name: format!("{plain}.{}", request.format().ending()),
            part: None,
        }],
        memory: None,
        beyond: Vec::new(),
    })
}

/// How many features there are, if the server can say.
async fn hits(course: &mut Course<'_>, request: &Request) -> Result<Option<u64>, FetchError> {
    let url = request.hits();
    let bytes = answer(course, &url).await?;
    exception::none_in(&bytes, &url)?;
    Ok(xml::matched(&bytes))
}

/// By what pages are sorted. None if the server does not describe its features in a way we understand; then they are
/// fetched at once.
async fn sort_key(
    course: &mut Course<'_>,
    request: &Request,
) -> Result<Option<String>, FetchError> {
    match answer(course, &request.describe()).await {
        Ok(bytes) => Ok(feature_type::sort_key(&bytes, request.local_name())),
        // A line that breaks just now says nothing of the server.
        Err(error) if error.passing && error.code != "fetch_server_error" => Err(error),
        Err(_cannot_describe) => Ok(None),
    }
}

async fn answer(course: &mut Course<'_>, url: &Url) -> Result<Vec<u8>, FetchError> {
    let ask = course.ask(url.clone());
    let answer = small(course.http(), &ask, course.left()).await;
    match answer {
        Err(error) if error.code == "fetch_request_refused" => {
            Err(exception::told(course, url, error).await)
        }
        answer => answer,
    }
}

/// What came at once is what was counted. Whoever gives no more than a limit also counts no further, so exactly as many
/// as that are not known to be all.
fn require_all(got: u64, expected: Option<u64>, limit: Option<u64>) -> Result<(), FetchError> {
    match expected {
        Some(expected) if expected != got => Err(incomplete(got, expected)),
        _ if limit == Some(got) => {
            let detail = format!("{got}/>{got}");
            Err(FetchError::lasting("fetch_incomplete", detail))
        }
        _ => Ok(()),
    }
}

/// All pages in the order of a key, up to an empty one; none if the server cannot sort by it or does not turn pages.
async fn paged(
    course: &mut Course<'_>,
    request: &Request,
    (key, expected): (&str, Option<u64>),
    path: &Path,
) -> Result<Option<Growing>, FetchError> {
    let mut file = Growing::create(path, request.format())?;
    let mut first_page = None;
    loop {
        let start = file.count();
        let url = request.page(key, start, PAGE_FEATURES);
        let scratch = match scratch(course, &url).await {
            Ok(scratch) => scratch,
            Err(error) if error.code != "fetch_request_refused" => return Err(error),
            Err(_cannot_sort) if start == 0 => return Ok(None),
            // Some refuse to turn beyond the last page.
            Err(_no_more) if expected == Some(start) => return Ok(Some(file)),
            Err(error) => return Err(error),
        };
        let (back, taken) = take(file, scratch, &url).await?;
        file = back;
        match taken {
            Ok(Repeated::Nothing) => {}
            Ok(_again) => return Ok(None),
            Err(error) if error.code != "fetch_request_refused" => return Err(error),
            Err(_cannot_sort) if start == 0 => return Ok(None),
            Err(_no_more) if expected == Some(start) => return Ok(Some(file)),
            Err(error) => return Err(error),
        }
        let first_page = *first_page.get_or_insert(file.count());
        if file.count() > start {
            continue;
        }
        return match expected {
            // Whoever gives no more at once than a limit also counts no further.
            Some(expected) if expected != start && expected != first_page => {
                Err(incomplete(start, expected))
            }
            _ => Ok(Some(file)),
        };
    }
}

/// All features in one answer.
async fn at_once(
    course: &mut Course<'_>,
    request: &Request,
    path: &Path,
) -> Result<Growing, FetchError> {
    let file = Growing::create(path, request.format())?;
    let url = request.all();
    let scratch = scratch(course, &url).await?;
    let (file, taken) = take(file, scratch, &url).await?;
    taken?;
    Ok(file)
}

async fn scratch(course: &mut Course<'_>, url: &Url) -> Result<PathBuf, FetchError> {
    match course.page(url).await {
        Ok(scratch) => Ok(scratch.to_owned()),
        Err(error) if error.code == "fetch_request_refused" => {
            Err(exception::told(course, url, error).await)
        }
        Err(error) => Err(error),
    }
}

/// Appends a page; gives the file back whatever the page is.
async fn take(
    mut file: Growing,
    scratch: PathBuf,
    url: &Url,
) -> Result<(Growing, Result<Repeated, FetchError>), FetchError> {
    let url = url.clone();
    beside(move || {
        let taken = file.take(&scratch, &url);
        Ok((file, taken))
    })
    .await
}

async fn capabilities(http: &Http, ask: &Ask, fetch: &Fetch) -> Result<Capabilities, FetchError> {
    let url = request::capabilities(&ask.url);
    let mut course = Course::new(http, ask.clone(), (fetch, Path::new("")), &|_, _| {});
    let bytes = answer(&mut course, &url).await?;
    exception::none_in(&bytes, &url)?;
    Capabilities::read(&bytes, &url)
}

fn ask(fetch: &Fetch) -> Result<Ask, FetchError> {
    let url = fetch.setting("url").unwrap_or_default();
    Ask::new("url", url, Login::of(fetch))
}
