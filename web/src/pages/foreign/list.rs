//! Finding what others have.

use super::{ForeignLine, ROOT};
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use hebewerk_hub::{FindForeign, FoundForeign};

/// Hits of a page.
const PAGE: usize = 20;

/// A source that can be chosen, or the way back to all.
struct Choice {
    href: String,
    label: String,
    count: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "foreign/list.html")]
struct ListPage {
    shell: Shell,
    w: Words,
    text: String,
    source: String,
    headline: String,
    total: u64,
    hits: Vec<ForeignLine>,
    sources: Vec<Choice>,
    everything_href: Option<String>,
    own_href: String,
    range: String,
    previous: Option<String>,
    next: Option<(String, u64)>,
}

/// `GET /anderswo`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let w = visitor.words;
    let offset: usize = query
        .get("ab")
        .and_then(|from| from.parse().ok())
        .unwrap_or(0);
    let text = query.get("q").unwrap_or_default().to_owned();
    let source = query.get("quelle").and_then(|id| id.parse().ok());
    let request = FindForeign {
        text: text.clone(),
        source,
        offset,
        limit: PAGE,
    };
    let found = visitor
        .hub()
        .find_foreign(&visitor.principal, &request)
        .await?;
    let behind = (offset + PAGE) as u64;
    let choices = found.sources.iter().map(|(id, name, count)| Choice {
        href: query.without("ab").with("quelle", id).href(ROOT),
        label: name.clone(),
        count: w.count(*count),
        is_chosen: source == Some(*id),
    });
    page(&ListPage {
        shell: Shell::new(&visitor, Place::Find, w.t("foreign-title"))
            .below(&[("/daten", &w.t("nav-find"))]),
        headline: headline(w, &text, found.total),
        total: found.total,
        sources: choices.collect(),
        hits: found
            .hits
            .iter()
            .map(|card| ForeignLine::of(w, card))
            .collect(),
        everything_href: source.map(|_one| query.only(&["q"]).href(ROOT)),
        own_href: query.only(&["q"]).href("/daten"),
        range: range(w, offset, &found),
        previous: (offset > 0).then(|| at(&query, offset.saturating_sub(PAGE))),
        next: (behind < found.total).then(|| {
            let count = (found.total - behind).min(PAGE as u64);
            (at(&query, offset + PAGE), count)
        }),
        source: source.map(|id| id.to_string()).unwrap_or_default(),
        w,
        text,
    })
}

fn at(query: &Query, offset: usize) -> String {
    let query = query.without("ab");
    if offset == 0 {
        query.href(ROOT)
    } else {
        query.with("ab", offset).href(ROOT)
    }
}

fn headline(w: Words, text: &str, total: u64) -> String {
    match (text.is_empty(), total) {
        (_, 0) => w.t("foreign-nothing").into_owned(),
        (true, total) => w.t1("foreign-count", "count", total).into_owned(),
        (false, total) => w
            .t2("foreign-count-for", "count", total, "text", text)
            .into_owned(),
    }
}

fn range(w: Words, offset: usize, found: &FoundForeign) -> String {
    let (from, to) = (offset + 1, offset + found.hits.len());
    w.t_with(
        "find-range",
        &[("from", &from), ("to", &to), ("total", &found.total)],
    )
    .into_owned()
}
