//! Catalogues of spatial data: CSW 2.0.2 (OGC 07-006r1) with records in ISO 19139.
//!
//! Records are asked for by `POST`, which every server has to answer; by address is optional in the standard, and not the
//! same everywhere.

use super::kept::Place;
use super::lines::Lines;
use super::{MOST_PAGES, MOST_RECORDS, endless, unreadable};
use crate::form::{PASSWORD, TOKEN, URL, USER};
use crate::http::{Ask, Http, Login, disk, host};
use crate::pages::{Course, beside, query_of};
use hebewerk_exchange::harvest::{IsoPage, PageError, read_iso_page};
use hebewerk_hub::ports::{
    Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, Field, FieldKind, Offered,
};
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Url};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "csw",
    brings: Brings::Catalogue,
    fields: &[
        URL,
        Field {
            name: "filter",
            kind: FieldKind::Text,
            required: false,
            default: "",
        },
        USER,
        PASSWORD,
        TOKEN,
    ],
};

/// Records asked for at once: many servers give no more, and larger answers often break off.
const ROWS: u64 = 50;

/// Bytes by which a catalogue is recognised.
const BEGINNING: usize = 64 << 10;

/// Whether a catalogue answers; there is nothing to choose from.
pub(crate) async fn look(http: &Http, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let service = Service::of(fetch)?;
    let ask = service.ask(1, 1);
    http.get(&ask, fetch.time).await?;
    let beginning = http.whatever_it_says(&ask, BEGINNING).await?;
    match read_iso_page(beginning.as_slice(), &mut |_record| Ok(())) {
        // One record may be longer than what is looked at.
        Ok(_) | Err(PageError::Syntax(_)) if names_results(&beginning) => Ok(Vec::new()),
        Ok(_) => Err(FetchError::lasting("fetch_no_catalogue", host(&ask.url))),
        Err(error) => Err(no_answer(error, host(&ask.url))),
    }
}

fn names_results(beginning: &[u8]) -> bool {
    let name = b"GetRecordsResponse";
    beginning.windows(name.len()).any(|window| window == name)
}

/// Fetches all records, page by page.
pub(crate) async fn fetch(
    http: &Http,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let service = Service::of(fetch)?;
    let place = host(&service.ask.url);
    let mut course = Course::new(http, service.ask.clone(), (fetch, into), tick);
    let (lines, stood) = Lines::begin(fetch, into)?;
    let (mut lines, mut start, so_far) = match stood {
        Some(stood) => go_on(lines, &stood, (&service, &mut course)).await?,
        None => (lines, 1, SoFar::default()),
    };
    let (mut bytes, mut is_complete) = (so_far.bytes, !so_far.is_incomplete);
    for _page in 0..MOST_PAGES {
        let page = course.answer(&service.ask(start, ROWS)).await?.to_owned();
        bytes += size(&page).await?;
        let told;
        (lines, told) = read(lines, page, place.clone()).await?;
        let told = told?;
        // What an answer says to hold and does not, something may be missing for.
        is_complete &= told.returned.is_none_or(|returned| returned <= told.seen);
        let so_far = SoFar {
            bytes,
            is_incomplete: !is_complete,
        };
        let of = serde_json::to_value(so_far).unwrap_or_default();
        lines.turn(&place, &start.to_string(), of)?;
        let Some(next) = next_start(start, &told, &place)? else {
            is_complete &= told
                .matched
                .is_none_or(|matched| lines.distinct() >= matched);
            course.end().await?;
            return end(lines, bytes, is_complete, place).await;
        };
        start = next;
    }
    Err(endless(format!("{place} {start}")))
}

/// What all pages so far came to.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct SoFar {
    bytes: u64,
    is_incomplete: bool,
}

/// Asks once more for the page at which the try before stood, and says where it goes on.
async fn go_on(
    lines: Lines,
    stood: &Place,
    (service, course): (&Service, &mut Course<'_>),
) -> Result<(Lines, u64, SoFar), FetchError> {
    let start: u64 = stood.at.parse().unwrap_or(1);
    let place = host(&service.ask.url);
    let page = match course.answer(&service.ask(start, ROWS)).await {
        Ok(page) => page.to_owned(),
        Err(error) if error.passing => return Err(error),
        // Not there any more.
        Err(_gone) => return anew(lines),
    };
    let (mut lines, told) = read(lines, page, place.clone()).await?;
    let Ok(told) = told else {
        return anew(lines);
    };
    // If it is the last one by now, what its end says is looked at as ever.
    match next_start(start, &told, &place)? {
        Some(next) if lines.stands_at(stood)? => {
            let so_far = serde_json::from_value(stood.of.clone()).unwrap_or_default();
            Ok((lines, next, so_far))
        }
        _ => anew(lines),
    }
}

fn anew(mut lines: Lines) -> Result<(Lines, u64, SoFar), FetchError> {
    lines.anew()?;
    Ok((lines, 1, SoFar::default()))
}

/// Where the next page begins; none behind the last one.
fn next_start(start: u64, told: &IsoPage, place: &str) -> Result<Option<u64>, FetchError> {
    let held = told.returned.unwrap_or(told.seen).max(told.seen);
    if held == 0 || told.next == Some(0) {
        return Ok(None);
    }
    let next = told.next.unwrap_or(start.saturating_add(held));
    if next <= start || next > MOST_RECORDS {
        return Err(endless(format!("{place} {next}")));
    }
    // Some name a next page behind the last record.
    let is_behind = told.matched.is_some_and(|matched| next > matched);
    Ok((!is_behind).then_some(next))
}

async fn end(
    lines: Lines,
    bytes: u64,
    is_whole: bool,
    place: String,
) -> Result<Fetched, FetchError> {
    if lines.count() == 0 {
        return Err(FetchError::passing("fetch_catalogue_empty", place));
    }
    let records = beside(move || lines.end()).await?;
    Ok(Fetched::Catalogue {
        records,
        memory: None,
        is_whole,
        bytes,
    })
}

/// Reads a page beside the tasks that wait for the network.
async fn read(
    mut lines: Lines,
    page: PathBuf,
    place: String,
) -> Result<(Lines, Result<IsoPage, FetchError>), FetchError> {
    beside(move || {
        let file = File::open(&page).map_err(|error| disk(&error))?;
        let file = BufReader::with_capacity(1 << 18, file);
        let told = read_iso_page(file, &mut |one| lines.write(&one));
        Ok((lines, told.map_err(|error| no_answer(error, place))))
    })
    .await
}

/// What comes is XML, and no page of RDF.
fn no_answer(error: PageError, place: String) -> FetchError {
    match error {
        PageError::Syntax(at) if at.is_empty() => FetchError::passing("fetch_cut_off", place),
        PageError::Syntax(_) => FetchError::lasting("fetch_answer_invalid", place),
        other => unreadable(other, place),
    }
}

async fn size(path: &Path) -> Result<u64, FetchError> {
    let found = tokio::fs::metadata(path).await;
    Ok(found.map_err(|error| disk(&error))?.len())
}

struct Service {
    ask: Ask,
    filter: Option<String>,
}

impl Service {
    fn of(fetch: &Fetch) -> Result<Self, FetchError> {
        let entered = fetch.setting("url").unwrap_or_default();
        let mut ask = Ask::new("url", entered, Login::of(fetch))?;
        // Addresses are handed on with the request that shows what there is.
        let url: Url = query_of(
            &ask.url,
            &["service", "request", "version", "acceptversions"],
            &[],
        );
        ask.method = Method::POST;
        ask.headers
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/xml"));
        ask.headers.insert(
            ACCEPT,
            HeaderValue::from_static("application/xml, text/xml;q=0.9"),
        );
        Ok(Self {
            ask: ask.at(url),
            filter: fetch.setting("filter").map(str::to_owned),
        })
    }

    /// The request for some records, the first one of all being the first.
    fn ask(&self, start: u64, rows: u64) -> Ask {
        let constraint = self.filter.as_deref().map_or_else(String::new, |filter| {
            let filter = escaped(filter);
            format!(r#"<csw:Constraint version="1.1.0"><csw:CqlText>{filter}</csw:CqlText></csw:Constraint>"#)
        });
        let body = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<csw:GetRecords xmlns:csw="http://www.opengis.net/cat/csw/2.0.2" xmlns:gmd="http://www.isotc211.org/2005/gmd" service="CSW" version="2.0.2" resultType="results" startPosition="{start}" maxRecords="{rows}" outputFormat="application/xml" outputSchema="http://www.isotc211.org/2005/gmd"><csw:Query typeNames="gmd:MD_Metadata"><csw:ElementSetName>full</csw:ElementSetName>{constraint}</csw:Query></csw:GetRecords>"#
        );
        let mut ask = self.ask.clone();
        ask.body = body.into();
        ask
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
