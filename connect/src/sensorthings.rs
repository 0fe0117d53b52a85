//! Entities behind an OGC SensorThings API 1.1 (OGC 18-088), one a line.

use crate::form::{PASSWORD, TOKEN, URL, USER};
use crate::http::{Ask, Http, Login, host};
use crate::pages::{Course, ItemFile, Page, Shape, Told, beside, query_of, small, walk};
use hebewerk_hub::ports::{
    Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, FetchedFile, Field, FieldKind,
    Offered,
};
use reqwest::Url;
use serde_json::Value;
use std::path::Path;

/// What is fetched if nobody says anything else.
const USUAL: &str = "Things?$expand=Locations";

/// Entities asked for at once. Servers give fewer if they want.
const PAGE_ENTITIES: &str = "1000";

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "sensorthings",
    brings: Brings::Files,
    fields: &[
        URL,
        Field {
            name: "query",
            kind: FieldKind::Text,
            required: false,
            default: USUAL,
        },
        USER,
        PASSWORD,
        TOKEN,
    ],
};

/// The sets of entities.
pub(crate) async fn look(http: &Http, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let ask = ask(fetch)?;
    let invalid = || FetchError::lasting("fetch_answer_invalid", host(&ask.url));
    let bytes = small(http, &ask, fetch.time).await?;
    let root: Value = serde_json::from_slice(&bytes).map_err(|_no_json| invalid())?;
    let sets = root["value"].as_array().ok_or_else(invalid)?;
    let offered = sets.iter().filter_map(|set| {
        Some(Offered {
            field: "query",
            value: set["name"].as_str()?.to_owned(),
            title: None,
            size: None,
        })
    });
    Ok(offered.collect())
}

/// Fetches all entities a query finds.
pub(crate) async fn fetch(
    http: &Http,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let ask = ask(fetch)?;
    let query = fetch.setting("query").unwrap_or(USUAL);
    let first = first_page(&ask.url, query)
        .ok_or_else(|| FetchError::setting("query", "fetch_not_allowed"))?;
    let path = into.join("entities.ndjson");
    let file = ItemFile::create(&path, Shape::Lines)?;
    let mut course = Course::new(http, ask, (fetch, into), tick);
    // One entity alone has no list: it was asked for by its number.
    let no_list = |_host: &str| FetchError::setting("query", "fetch_not_allowed");
    let file = walk(&mut course, file, first, told, no_list).await?;
    course.end().await?;
    beside(|| file.close()).await?;
    Ok(Fetched::Files {
        files: vec![FetchedFile {
            path,
            name: format!("{}.ndjson", set_of(query)),
            part: None,
        }],
        memory: None,
        beyond: Vec::new(),
    })
}

/// What a page says (18-088, 9.3.3.2). Its entities do not go on elsewhere: half a list would be taken for a whole one.
fn told(page: &Page, url: &Url) -> Result<Told, FetchError> {
    if page.has_more_inside {
        return Err(FetchError::lasting("fetch_cut_inside", host(url)));
    }
    let member = |name: &str| page.members.get(name);
    let count = member("@iot.count").or_else(|| member("@count"));
    let next = member("@iot.nextLink").and_then(Value::as_str);
    Ok(Told {
        next: next.map(str::to_owned),
        all: count.and_then(Value::as_u64),
    })
}

/// The address of a query below the root, with a count and a size of the page unless the query says its own.
fn first_page(root: &Url, query: &str) -> Option<Url> {
    let (path, parameters) = query.split_once('?').unwrap_or((query, ""));
    let path = path.trim_matches('/');
    // Nothing but sets, numbers and names: the query leads nowhere else.
    if path.is_empty() || path.contains("..") || path.contains(['\\', '#', ':']) {
        return None;
    }
    let mut url = root.clone();
    url.path_segments_mut()
        .ok()?
        .pop_if_empty()
        .extend(path.split('/'));
    for (name, value) in url::form_urlencoded::parse(parameters.as_bytes()) {
        url.query_pairs_mut().append_pair(&name, &value);
    }
    let has = |wanted: &str| url.query_pairs().any(|(name, _value)| name == wanted);
    let mut set = vec![("$count", "true")];
    if !has("$top") {
        set.push(("$top", PAGE_ENTITIES));
    }
    Some(query_of(&url, &[], &set))
}

/// What the entities are called: the last set on the way.
fn set_of(query: &str) -> &str {
    let path = query.split('?').next().unwrap_or_default();
    let last = path.trim_matches('/').rsplit('/').next();
    let set = last.unwrap_or_default().split('(').next();
    set.filter(|set| !set.is_empty()).unwrap_or("Things")
}

fn ask(fetch: &Fetch) -> Result<Ask, FetchError> {
    let url = fetch.setting("url").unwrap_or_default();
    Ask::new("url", url, Login::of(fetch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_stays_below_the_root_and_is_counted() {
        let root = Url::parse("https://s.example/v1.1/").unwrap();
        let check = |query: &str, expected: Option<&str>| {
            let url = first_page(&root, query);
            let url = url.map(|url| url.as_str().replace("%24", "$"));
            let expected = expected.map(|rest| format!("https://s.example/v1.1/{rest}"));
            assert_eq!(url, expected, "{query}");
        };
        check("Things", Some("Things?$count=true&$top=1000"));
        check(
            "/Datastreams(1)/Observations?$filter=result gt 5&$top=7&$count=false",
            Some("Datastreams(1)/Observations?$filter=result+gt+5&$top=7&$count=true"),
        );
        check(
            "Things('a')/Locations",
            Some("Things('a')/Locations?$count=true&$top=1000"),
        );
        for elsewhere in ["", "/", "../admin", "https://x.example/", "a#b"] {
            check(elsewhere, None);
        }
    }

    #[test]
    fn a_file_is_named_after_its_entities() {
        assert_eq!(set_of(USUAL), "Things");
        assert_eq!(set_of("Datastreams(1)/Observations?$top=1"), "Observations");
    }
}
