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

use crate::form::{PASSWORD, TOKEN, USER};
use crate::http::{Ask, Http, Login};
use crate::pages::{Course, Repeated, beside, incomplete, small};
use capabilities::Capabilities;
use growing::Growing;
use hebewerk_hub::ports::{
    ConnectorForm, Fetch, FetchError, FetchTick, Fetched, FetchedFile, Field, FieldKind, Offered,
};
use request::Request;
use reqwest::Url;
use std::path::Path;

/// Features asked for at once; servers give fewer if they want. Each page is sorted anew, so few large ones are kinder
/// than many small ones.
const PAGE_FEATURES: u64 = 5_000;

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "wfs",
    fields: &[
        Field {
            name: "url",
            kind: FieldKind::Address,
            required: true,
            default: "",
        },
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
        sort_key(&mut course, &request).await
    } else {
        None
    };
    let paged = match sort_key {
        Some(key) => paged(&mut course, &request, (&key, expected), &path).await?,
        None => None,
    };
    let file = match paged {
        Some(file) => file,
        None => at_once(&mut course, &request, &path).await?,
    };
    if let Some(expected) = expected.filter(|expected| *expected != file.count()) {
        return Err(incomplete(file.count(), expected));
    }
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
async fn sort_key(course: &mut Course<'_>, request: &Request) -> Option<String> {
    let bytes = answer(course, &request.describe()).await.ok()?;
    feature_type::sort_key(&bytes, request.local_name())
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

/// All pages in the order of a key; none if the server cannot sort by it or does not turn pages.
async fn paged(
    course: &mut Course<'_>,
    request: &Request,
    (key, expected): (&str, Option<u64>),
    path: &Path,
) -> Result<Option<Growing>, FetchError> {
    let mut file = Growing::create(path, request.format())?;
    loop {
        let start = file.count();
        let url = request.page(key, start, PAGE_FEATURES);
        let page = match page(course, file, &url).await {
            Ok(page) => page,
            Err(error) if start == 0 && error.code == "fetch_request_refused" => return Ok(None),
            Err(error) => return Err(error),
        };
        file = page.0;
        if page.1 != Repeated::Nothing {
            return Ok(None);
        }
        let came = file.count() - start;
        if came == 0 || expected.is_some_and(|expected| file.count() >= expected) {
            return Ok(Some(file));
        }
    }
}

/// All features in one answer.
async fn at_once(
    course: &mut Course<'_>,
    request: &Request,
    path: &Path,
) -> Result<Growing, FetchError> {
    let file = Growing::create(path, request.format())?;
    let (file, _repeated) = page(course, file, &request.all()).await?;
    Ok(file)
}

async fn page(
    course: &mut Course<'_>,
    mut file: Growing,
    url: &Url,
) -> Result<(Growing, Repeated), FetchError> {
    let scratch = match course.page(url).await {
        Ok(scratch) => scratch.to_owned(),
        Err(error) if error.code == "fetch_request_refused" => {
            return Err(exception::told(course, url, error).await);
        }
        Err(error) => return Err(error),
    };
    let url = url.clone();
    beside(move || {
        let repeated = file.take(&scratch, &url)?;
        Ok((file, repeated))
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
