//! Finding datasets: words, facets, hits with the reason why.

mod facets;
mod hit;

use self::facets::FacetGroup;
use self::hit::HitView;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use hebewerk_hub::{FindRequest, Found};

/// Hits of a page.
const PAGE: usize = 20;

/// A chosen facet value and the address without it.
pub(crate) struct Chosen {
    label: String,
    href: String,
}

#[derive(Template)]
#[template(path = "find.html")]
struct FindPage {
    shell: Shell,
    w: Words,
    text: String,
    total: u64,
    headline: String,
    groups: Vec<FacetGroup>,
    chosen: Vec<Chosen>,
    everything_href: String,
    hits: Vec<HitView>,
    range: String,
    previous: Option<String>,
    next: Option<(String, u64)>,
    suggestion: Option<(String, String)>,
    nearest: Vec<HitView>,
}

/// `GET /daten`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let w = visitor.words;
    let offset: usize = query
        .get("ab")
        .and_then(|from| from.parse().ok())
        .unwrap_or(0);
    let request = FindRequest {
        text: query.get("q").unwrap_or_default().to_owned(),
        facets: facets::chosen(&query),
        offset,
        limit: PAGE,
    };
    let found = visitor.hub().find(&visitor.principal, &request).await?;
    let organisations = visitor.hub().organisations(&visitor.principal).await?;
    let labels = facets::Labels::new(w, &organisations);
    let nearest = if found.total == 0 {
        nearest(&visitor, &request).await?
    } else {
        Vec::new()
    };
    let title = w.t("nav-find");
    page(&FindPage {
        shell: Shell::new(&visitor, Place::Find, title).below(&[]),
        w,
        headline: headline(w, &request.text, &found),
        total: found.total,
        groups: facets::groups(&labels, &found.facets, &query),
        chosen: facets::chosen_values(&labels, &query),
        everything_href: Query::default().with("q", &request.text).href("/daten"),
        range: range(w, offset, &found),
        previous: (offset > 0).then(|| page_href(&query, offset.saturating_sub(PAGE))),
        next: next(&query, offset, &found),
        suggestion: found.suggestion.as_ref().map(|words| {
            let href = query.with("q", words).without("ab").href("/daten");
            (href, words.clone())
        }),
        hits: found
            .hits
            .iter()
            .map(|hit| HitView::of(w, hit, &request.text))
            .collect(),
        nearest,
        text: request.text,
    })
}

/// When nothing was found: what comes nearest without the filters, or what is newest.
async fn nearest(visitor: &Visitor, request: &FindRequest) -> Result<Vec<HitView>, crate::Refusal> {
    let mut wider = FindRequest {
        text: request.text.clone(),
        limit: 3,
        ..FindRequest::default()
    };
    let mut found = visitor.hub().find(&visitor.principal, &wider).await?;
    if found.total == 0 {
        wider.text.clear();
        found = visitor.hub().find(&visitor.principal, &wider).await?;
    }
    let hits = found.hits.iter();
    Ok(hits
        .map(|hit| HitView::of(visitor.words, hit, &wider.text))
        .collect())
}

fn headline(w: Words, text: &str, found: &Found) -> String {
    match (text.is_empty(), found.total) {
        (_, 0) => w.t("find-nothing").into_owned(),
        (true, total) => w.t1("find-count", "count", total).into_owned(),
        (false, total) => w
            .t2("find-count-for", "count", total, "text", text)
            .into_owned(),
    }
}

fn range(w: Words, offset: usize, found: &Found) -> String {
    let (from, to) = (offset + 1, offset + found.hits.len());
    w.t_with(
        "find-range",
        &[("from", &from), ("to", &to), ("total", &found.total)],
    )
    .into_owned()
}

fn page_href(query: &Query, offset: usize) -> String {
    let query = query.without("ab");
    if offset == 0 {
        query.href("/daten")
    } else {
        query.with("ab", offset).href("/daten")
    }
}

fn next(query: &Query, offset: usize, found: &Found) -> Option<(String, u64)> {
    let behind = (offset + PAGE) as u64;
    (behind < found.total).then(|| {
        let count = (found.total - behind).min(PAGE as u64);
        (page_href(query, offset + PAGE), count)
    })
}

pub(crate) use self::hit::{HitView as Hit, beginning, quality as quality_words};
