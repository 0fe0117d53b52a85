//! Features behind an OGC API – Features (Part 1: Core, OGC 17-069r4): a collection as one GeoJSON file.

mod address;

use crate::form::{PASSWORD, TOKEN, URL, USER};
use crate::http::{Ask, Http, Login, host};
use crate::pages::{
    Course, ItemFile, Page, Shape, Told, beside, incomplete, on_same_server, query_of, small, walk,
};
use address::Address;
use hebewerk_hub::ports::{
    Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, FetchedFile, Field, FieldKind,
    Offered,
};
use reqwest::Url;
use reqwest::header::{ACCEPT, HeaderValue};
use serde_json::{Value, json};
use std::path::Path;

/// Features asked for at once. Servers give fewer if they want.
const PAGE_FEATURES: &str = "1000";

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "ogc_features",
    brings: Brings::Files,
    fields: &[
        URL,
        Field {
            name: "collection",
            kind: FieldKind::Text,
            required: false,
            default: "",
        },
        USER,
        PASSWORD,
        TOKEN,
    ],
};

/// The collections.
pub(crate) async fn look(http: &Http, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let ask = ask(fetch)?;
    let address = Address::of(&ask.url);
    let mut url = query_of(
        &address.below(&["collections"]),
        &["limit", "offset", "f"],
        &[],
    );
    if address.is_landing_page {
        let page = json_of(http, &ask, fetch).await?;
        if let Some(link) = link(&page, "data") {
            url = on_same_server(&ask.url, link)?;
        }
    }
    let list = json_of(http, &ask.at(url), fetch).await?;
    let collections = list["collections"].as_array();
    let collections =
        collections.ok_or_else(|| FetchError::lasting("fetch_answer_invalid", host(&ask.url)))?;
    let offered = collections.iter().filter_map(|collection| {
        // Collections of coverages and records may stand beside those of features.
        let kind = collection["itemType"].as_str().unwrap_or("feature");
        let value = collection["id"].as_str().filter(|_id| kind == "feature")?;
        Some(Offered {
            field: "collection",
            value: value.to_owned(),
            title: collection["title"].as_str().map(str::to_owned),
            size: None,
        })
    });
    Ok(offered.collect())
}

/// Fetches all features of a collection.
pub(crate) async fn fetch(
    http: &Http,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let ask = ask(fetch)?;
    let address = Address::of(&ask.url);
    let chosen = fetch
        .setting("collection")
        .or(address.collection.as_deref());
    let collection = chosen
        .ok_or_else(|| FetchError::setting("collection", "fetch_missing"))?
        .to_owned();
    let items = address.below(&["collections", &collection, "items"]);
    let first = query_of(&items, &["offset", "f"], &[("limit", PAGE_FEATURES)]);
    let path = into.join("features.geojson");
    let mut file = ItemFile::create(&path, Shape::Features)?;
    let crs = ask.url.query_pairs().find(|(name, _value)| name == "crs");
    if let Some((_name, crs)) = crs {
        file.declare(json!({"type": "name", "properties": {"name": crs}}));
    }
    let mut course = Course::new(http, ask, (fetch, into), tick);
    let no_list = |host: &str| FetchError::lasting("fetch_answer_invalid", host);
    let file = walk(&mut course, file, first, told, no_list).await?;
    course.end().await?;
    beside(|| file.close()).await?;
    Ok(Fetched::Files {
        files: vec![FetchedFile {
            path,
            name: format!("{}.geojson", collection.replace(['/', '\\'], "_")),
            part: None,
        }],
        memory: None,
        beyond: Vec::new(),
    })
}

/// What a page says; it has as many features as it says it has.
fn told(page: &Page, _url: &Url) -> Result<Told, FetchError> {
    let number = |name: &str| page.members.get(name).and_then(Value::as_u64);
    match number("numberReturned") {
        Some(returned) if returned != page.count => return Err(incomplete(page.count, returned)),
        _ => {}
    }
    let links = page.members.get("links");
    let next = links.and_then(|links| link_in(links, "next"));
    Ok(Told {
        next: next.map(str::to_owned),
        // Pages before the last may guess.
        all: match next {
            Some(_next) => None,
            None => number("numberMatched"),
        },
    })
}

fn ask(fetch: &Fetch) -> Result<Ask, FetchError> {
    let url = fetch.setting("url").unwrap_or_default();
    let mut ask = Ask::new("url", url, Login::of(fetch))?;
    let accept = HeaderValue::from_static("application/geo+json, application/json;q=0.9");
    ask.headers.insert(ACCEPT, accept);
    Ok(ask)
}

async fn json_of(http: &Http, ask: &Ask, fetch: &Fetch) -> Result<Value, FetchError> {
    let bytes = small(http, ask, fetch.time).await?;
    serde_json::from_slice(&bytes)
        .map_err(|_no_json| FetchError::lasting("fetch_answer_invalid", host(&ask.url)))
}

fn link<'a>(page: &'a Value, relation: &str) -> Option<&'a str> {
    link_in(&page["links"], relation)
}

/// Where a relation leads; to JSON rather than to a page for people.
fn link_in<'a>(links: &'a Value, relation: &str) -> Option<&'a str> {
    let links = links.as_array()?.iter().filter(|link| {
        let short = link["rel"].as_str().unwrap_or_default();
        // Full names of relations are in use too (OGC 17-069r4, 5.2).
        short == relation || short.ends_with(&format!("/{relation}"))
    });
    let best = links.min_by_key(|link| {
        let kind = link["type"].as_str().unwrap_or("json");
        !kind.contains("json")
    });
    best?["href"].as_str()
}
