//! `GET /catalog.ttl?modified_since=…`: what changed in the catalogue since a moment, or since it was read last.
//!
//! The same document as the catalogue, with the datasets that changed and marks of those that were removed; the parameter is
//! called as CKAN calls it. Where a reader goes on the next time stands in the header `Link`.

use super::answer::answer;
use super::catalogue::{PAGE, catalogue, german, media_type, mirror};
use super::{Addresses, described};
use crate::query::Query;
use crate::render::PageResult;
use crate::{Refusal, Visitor};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use hebewerk_exchange::dcat::{Hydra, Removed};
use hebewerk_exchange::rdf::RdfForm;
use hebewerk_hub::{CataloguePage, ChangeToken, Since};
use hebewerk_model::Kind;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// What the link to the changes of the next time is called: the name that OData gave to it, which others know.
const DELTA: &str = "http://docs.oasis-open.org/odata/ns/delta";

pub(super) async fn respond(
    visitor: &Visitor,
    headers: &HeaderMap,
    query: &Query,
    (ending, form): (&str, RdfForm),
    since: &str,
) -> PageResult {
    let found = visitor.hub().changes_since(parsed(since)?, PAGE).await?;
    let told = found.ok_or_else(begin_anew)?;
    let addresses = Addresses::below(visitor.base_url(headers));
    let w = german(visitor);
    let modified = told.changes.iter().map(|told| told.change.at).max();
    let mut entries = Vec::new();
    let mut removed = Vec::new();
    for one in told.changes {
        match one.entry {
            Some(entry) => entries.push(entry),
            None => removed.push(Removed {
                iri: addresses.dataset(one.change.dataset),
                at: one.change.at,
            }),
        }
    }
    let settings = &visitor.state.settings;
    let datasets: Vec<_> = entries
        .iter()
        .map(|entry| described(w, settings, &addresses, entry))
        .collect();
    let path = addresses.path(&format!("/catalog.{ending}"));
    let here = query.only(&["legacy", "modified_since"]).href(&path);
    let next = told
        .next
        .map(|next| address(&addresses, query, ending, next));
    let hydra = Hydra {
        page: here.clone(),
        first: here,
        next: next.clone(),
        total: told.total,
        per_page: u64::from(PAGE),
    };
    let page = CataloguePage {
        entries,
        total: told.total,
        modified,
        next: None,
    };
    let catalogue = catalogue(visitor, &addresses, &page);
    let mut graph = catalogue.graph(&datasets, Some(&hydra), mirror(visitor, query));
    for one in &removed {
        one.write(&mut graph);
    }
    let mut response = answer(headers, &graph, form, media_type(ending, form))?;
    if next.is_none() {
        let end = address(&addresses, query, ending, told.end);
        name_next_time(&mut response, &end);
    }
    Ok(response)
}

/// Where changes behind a token are.
pub(super) fn address(
    addresses: &Addresses,
    query: &Query,
    ending: &str,
    token: ChangeToken,
) -> String {
    let path = addresses.path(&format!("/catalog.{ending}"));
    let kept = query.only(&["legacy"]);
    kept.with("modified_since", token).href(&path)
}

/// Says where to go on the next time (RFC 8288).
pub(super) fn name_next_time(response: &mut Response, address: &str) {
    if let Ok(link) = HeaderValue::from_str(&format!("<{address}>; rel=\"{DELTA}\"")) {
        response.headers_mut().append(header::LINK, link);
    }
}

/// A token, a moment, or a day or a time of day in UTC.
fn parsed(text: &str) -> Result<Since, Refusal> {
    if let Ok(token) = text.parse::<ChangeToken>() {
        return Ok(Since::Token(token));
    }
    // In an address a plus sign is a space.
    let text = text.replace(' ', "+");
    let moment = text.parse::<Timestamp>().or_else(|_no_moment| {
        let time: DateTime = text.parse()?;
        time.to_zoned(TimeZone::UTC).map(|at| at.timestamp())
    });
    moment.map(Since::Moment).map_err(|_no_time| {
        let start: String = text.chars().take(100).collect();
        Refusal::invalid("invalid_parameter")
            .with("name", "modified_since")
            .with("value", start)
    })
}

/// What changed in another catalogue, or in one that was set back since, nobody knows here.
fn begin_anew() -> Refusal {
    let mut refusal = Refusal::new(Kind::NotFound, "changes_unknown");
    refusal.status = StatusCode::GONE;
    refusal.hint = Some("hint-changes-unknown");
    refusal
}
