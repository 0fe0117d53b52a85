//! Catalogues in RDF (DCAT), as one file or in pages (Hydra, in both spellings).

use super::kept::Place;
use super::lines::Lines;
use super::{MOST_PAGES, endless, unreadable};
use crate::form::{PASSWORD, TOKEN, URL, USER};
use crate::http::{Ask, Http, Known, Login, Outcome, disk, download, host};
use crate::pages::{Course, beside, on_same_server};
use hebewerk_exchange::harvest::{PageTold, begins_catalogue, read_page};
use hebewerk_hub::ports::{Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, Offered};
use reqwest::Url;
use reqwest::header::{ACCEPT, HeaderValue};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "dcat",
    brings: Brings::Catalogue,
    fields: &[URL, USER, PASSWORD, TOKEN],
};

/// The forms that are read, those first that can be read while they come.
const FORMS: &str = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.8, \
                     application/ld+json;q=0.5, */*;q=0.1";

/// Bytes by which a catalogue is recognised.
const BEGINNING: usize = 16 << 10;

/// Largest page.
const MOST_PAGE_BYTES: u64 = 4 << 30;

/// Whether a catalogue is there; there is nothing to choose from.
pub(crate) async fn look(http: &Http, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let ask = ask(fetch)?;
    http.get(&ask, fetch.time).await?;
    let beginning = http.whatever_it_says(&ask, BEGINNING).await?;
    begins_catalogue(&beginning).map_err(|error| unreadable(error, host(&ask.url)))?;
    Ok(Vec::new())
}

/// Fetches all pages, unless the source says that its only one is the same as last time.
pub(crate) async fn fetch(
    http: &Http,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let ask = ask(fetch)?;
    let first = ask.url.clone();
    let (lines, stood) = Lines::begin(fetch, into)?;
    let limited = Fetch {
        most_bytes: fetch.most_bytes.min(MOST_PAGE_BYTES),
        ..fetch.clone()
    };
    let mut course = Course::new(http, ask.clone(), (&limited, into), tick);
    let (lines, gone_on) = match stood {
        Some(place) => go_on(lines, &place, &mut course).await?,
        None => (lines, None),
    };
    let mut known = known(fetch);
    let (mut lines, mut so_far, mut next, mut url) = if let Some((so_far, next, url)) = gone_on {
        (lines, so_far, next, url)
    } else {
        let scratch = into.join("first.part");
        let outcome = download(http, &ask, &known, (&scratch, &limited), tick).await?;
        let Outcome::File { known: newer, .. } = outcome else {
            return Ok(Fetched::Unchanged);
        };
        known = newer;
        let (lines, so_far, next) = take(lines, scratch.clone(), &first, SoFar::default()).await?;
        tokio::fs::remove_file(&scratch)
            .await
            .map_err(|error| disk(&error))?;
        (lines, so_far, next, first.clone())
    };
    let mut visited = HashSet::from([first.clone(), url.clone()]);
    while let Some(link) = next {
        url = on_same_server(&url, &link)?;
        // A link to itself, or back to a page that was there, is no page.
        if !visited.insert(url.clone()) || so_far.pages == MOST_PAGES {
            return Err(endless(host(&url)));
        }
        let page = course.page(&url).await?.to_owned();
        (lines, so_far, next) = take(lines, page, &url, so_far).await?;
    }
    course.end().await?;
    if lines.count() == 0 {
        return Err(FetchError::passing("fetch_catalogue_empty", host(&first)));
    }
    let records = lines.end()?;
    Ok(Fetched::Catalogue {
        records,
        memory: Some(memory(&known, &first, so_far.pages)),
        is_whole: so_far.mistakes == 0,
        bytes: so_far.bytes,
    })
}

/// What all pages so far came to.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct SoFar {
    pages: u32,
    mistakes: u64,
    bytes: u64,
}

/// What was before the place, the link behind it, and its address; none if the catalogue is another one by now.
type GoneOn = Option<(SoFar, Option<String>, Url)>;

/// Asks once more for the page at which the try before stood.
async fn go_on(
    lines: Lines,
    place: &Place,
    course: &mut Course<'_>,
) -> Result<(Lines, GoneOn), FetchError> {
    let so_far = serde_json::from_value::<SoFar>(place.of.clone());
    let (Ok(url), Ok(so_far)) = (Url::parse(&place.at), so_far) else {
        return anew(lines);
    };
    let page = match course.page(&url).await {
        Ok(page) => page.to_owned(),
        Err(error) if error.passing => return Err(error),
        // Not there any more.
        Err(_gone) => return anew(lines),
    };
    let (mut lines, told) = read(lines, page, &url).await?;
    match told {
        Ok(told) if lines.stands_at(place)? => Ok((lines, Some((so_far, told.next, url)))),
        _ => anew(lines),
    }
}

fn anew(mut lines: Lines) -> Result<(Lines, GoneOn), FetchError> {
    lines.anew()?;
    Ok((lines, None))
}

/// Takes the records of a page, and the link behind it.
async fn take(
    lines: Lines,
    page: PathBuf,
    url: &Url,
    mut so_far: SoFar,
) -> Result<(Lines, SoFar, Option<String>), FetchError> {
    so_far.bytes += size(&page).await?;
    let (mut lines, told) = read(lines, page, url).await?;
    let told = told?;
    so_far.pages += 1;
    so_far.mistakes += told.mistakes;
    let of = serde_json::to_value(so_far).unwrap_or_default();
    lines.turn(&host(url), url.as_str(), of)?;
    Ok((lines, so_far, told.next))
}

/// Reads a page beside the tasks that wait for the network.
async fn read(
    mut lines: Lines,
    page: PathBuf,
    url: &Url,
) -> Result<(Lines, Result<PageTold, FetchError>), FetchError> {
    let (base, place) = (url.to_string(), host(url));
    beside(move || {
        let scratch = page.with_extension("texts");
        let texts = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open(&scratch)
            .map_err(|error| disk(&error))?;
        let file = File::open(&page).map_err(|error| disk(&error))?;
        let file = BufReader::with_capacity(1 << 18, file);
        let told = read_page(file, &base, texts, &mut |one| lines.write(&one));
        std::fs::remove_file(&scratch).map_err(|error| disk(&error))?;
        Ok((lines, told.map_err(|error| unreadable(error, place))))
    })
    .await
}

async fn size(path: &Path) -> Result<u64, FetchError> {
    let found = tokio::fs::metadata(path).await;
    Ok(found.map_err(|error| disk(&error))?.len())
}

fn ask(fetch: &Fetch) -> Result<Ask, FetchError> {
    let url = fetch.setting("url").unwrap_or_default();
    let mut ask = Ask::new("url", url, Login::of(fetch))?;
    ask.headers.insert(ACCEPT, HeaderValue::from_static(FORMS));
    Ok(ask)
}

/// What is known of the first page, if it was the only one: of several, one that is the same says nothing of the others.
fn known(fetch: &Fetch) -> Known {
    let memory = fetch.memory.as_deref();
    let parsed: Value = memory
        .and_then(|memory| serde_json::from_str(memory).ok())
        .unwrap_or_default();
    if parsed["pages"] != 1 {
        return Known::default();
    }
    let url = fetch.setting("url").unwrap_or_default();
    let url = Url::parse(url).map_or_else(|_no_address| url.to_owned(), String::from);
    Known::read(memory, &url)
}

fn memory(known: &Known, url: &Url, pages: u32) -> String {
    let written = known.write(url.as_str());
    let mut memory: Value =
        serde_json::from_str(&written).unwrap_or_else(|_none| serde_json::json!({}));
    memory["pages"] = pages.into();
    memory.to_string()
}
