//! All datasets of a portal that runs CKAN (its action API, version 3).

use super::kept::Place;
use super::lines::Lines;
use super::{MOST_PAGES, endless};
use crate::ckan::{login, result, start_page};
use crate::form::{TOKEN, URL};
use crate::http::{Ask, Http, disk, host};
use crate::pages::{beside, incomplete, small};
use hebewerk_exchange::harvest::package;
use hebewerk_hub::ports::{
    Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, Field, FieldKind, Offered,
};
use hebewerk_model::Harvested;
use reqwest::Url;
use serde_json::Value;
use std::path::Path;
use std::time::Duration;
use tokio::time::Instant;

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "ckan_portal",
    brings: Brings::Catalogue,
    fields: &[
        URL,
        Field {
            name: "filter",
            kind: FieldKind::Text,
            required: false,
            default: "",
        },
        TOKEN,
    ],
};

/// Datasets asked for at once: what harvesters ask for, and what every portal gives.
const ROWS: u64 = 100;

/// Whether the portal answers; there is nothing to choose from.
pub(crate) async fn look(http: &Http, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let portal = Portal::of(http, fetch)?;
    portal.page(0, fetch.time).await?;
    Ok(Vec::new())
}

/// Fetches all datasets, in the order of their identifiers.
pub(crate) async fn fetch(
    http: &Http,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let portal = Portal::of(http, fetch)?;
    let deadline = Instant::now() + fetch.time;
    let (lines, stood) = Lines::begin(fetch, into)?;
    let (mut lines, mut start, mut bytes) = match stood {
        Some(place) => go_on(lines, &place, &portal, fetch.time).await?,
        None => (lines, 0, 0),
    };
    let mut of = 0;
    for _page in 0..MOST_PAGES {
        let left = deadline.saturating_duration_since(Instant::now());
        let page = portal.page(start, left).await?;
        bytes += page.bytes;
        if bytes > fetch.most_bytes {
            let megabytes = fetch.most_bytes >> 20;
            return Err(FetchError::lasting(
                "fetch_too_large",
                megabytes.to_string(),
            ));
        }
        tick(bytes, None);
        of = page.count;
        if page.packages.is_empty() {
            // Fewer than were counted: somebody is changing them, or a part of the portal does not answer.
            if start < of {
                return Err(incomplete(start, of));
            }
            return end(lines, bytes, &portal.ask.url).await;
        }
        let (at, place) = (start.to_string(), host(&portal.ask.url));
        start += page.packages.len() as u64;
        lines = write(lines, page.packages, &portal.ask.url).await?;
        lines.turn(&place, &at, bytes.into())?;
    }
    Err(endless(format!("{} {start}/{of}", host(&portal.ask.url))))
}

/// Asks once more for the page at which the try before stood: from where it goes on, and how many bytes came before.
async fn go_on(
    lines: Lines,
    place: &Place,
    portal: &Portal<'_>,
    time: Duration,
) -> Result<(Lines, u64, u64), FetchError> {
    let start: u64 = place.at.parse().unwrap_or_default();
    let page = portal.page(start, time).await?;
    let behind = start + page.packages.len() as u64;
    let mut lines = write(lines, page.packages, &portal.ask.url).await?;
    if lines.stands_at(place)? {
        Ok((lines, behind, place.of.as_u64().unwrap_or_default()))
    } else {
        Ok((lines, 0, 0))
    }
}

/// Writes the datasets of a page beside the tasks that wait for the network.
async fn write(mut lines: Lines, packages: Vec<Value>, url: &Url) -> Result<Lines, FetchError> {
    let site = url.clone();
    beside(move || {
        for one in &packages {
            if let Some(read) = package(one) {
                let written = lines.write(&with_page(read, one, &site));
                written.map_err(|error| disk(&error))?;
            }
        }
        Ok(lines)
    })
    .await
}

async fn end(lines: Lines, bytes: u64, url: &Url) -> Result<Fetched, FetchError> {
    if lines.count() == 0 {
        return Err(FetchError::passing("fetch_catalogue_empty", host(url)));
    }
    let records = beside(move || lines.end()).await?;
    Ok(Fetched::Catalogue {
        records,
        memory: None,
        is_whole: true,
        bytes,
    })
}

/// A dataset without a page of its own has one at the portal.
fn with_page(read: Harvested, package: &Value, site: &Url) -> Harvested {
    match read {
        Harvested::Record(mut record) if record.page.is_none() => {
            if let Some(name) = package["name"].as_str() {
                let mut url = site.clone();
                if let Ok(mut segments) = url.path_segments_mut() {
                    segments.pop_if_empty().extend(["dataset", name]);
                }
                record.page = Some(url.to_string());
            }
            Harvested::Record(record)
        }
        other => other,
    }
}

struct Portal<'a> {
    http: &'a Http,
    /// Its start page.
    ask: Ask,
    filter: Option<String>,
}

struct Page {
    count: u64,
    packages: Vec<Value>,
    bytes: u64,
}

impl<'a> Portal<'a> {
    fn of(http: &'a Http, fetch: &Fetch) -> Result<Self, FetchError> {
        let entered = fetch.setting("url").unwrap_or_default();
        let ask = Ask::new("url", entered, login(fetch))?;
        let (start, _dataset) = start_page(&ask.url);
        Ok(Self {
            http,
            ask: ask.at(start),
            filter: fetch.setting("filter").map(str::to_owned),
        })
    }

    async fn page(&self, start: u64, time: Duration) -> Result<Page, FetchError> {
        let mut url = self.ask.url.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments
                .pop_if_empty()
                .extend(["api", "3", "action", "package_search"]);
        }
        url.query_pairs_mut()
            .clear()
            .append_pair("rows", &ROWS.to_string())
            .append_pair("start", &start.to_string())
            .append_pair("sort", "id asc");
        if let Some(filter) = &self.filter {
            url.query_pairs_mut().append_pair("fq", filter);
        }
        let ask = self.ask.at(url);
        let bytes = small(self.http, &ask, time).await?;
        let mut found = result(&bytes, &ask)?;
        let invalid = || FetchError::lasting("fetch_answer_invalid", host(&ask.url));
        let Some(Value::Array(packages)) = found.remove("results") else {
            return Err(invalid());
        };
        Ok(Page {
            count: found.get("count").and_then(Value::as_u64).unwrap_or(0),
            packages,
            bytes: bytes.len() as u64,
        })
    }
}
