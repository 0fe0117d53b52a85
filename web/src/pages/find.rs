//! Finding datasets: words, facets, hits with the reason why.

mod facets;
mod hit;

use self::facets::FacetGroup;
use self::hit::HitView;
use crate::pages::foreign::{ForeignLine, ROOT};
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::ports::Facets;
use hebewerk_hub::{FindForeign, FindRequest, Found, OrganisationSummary};

/// Hits of a page.
const PAGE: usize = 20;
/// Hits that can be passed over at most.
const LAST: usize = 100_000;

/// Hits of others below ours.
const MOST_ELSEWHERE: usize = 3;

/// Most filters for which is counted what would be found without them.
const MOST_COUNTED: usize = 5;

/// What a page without hits offers.
struct Help {
    /// Addresses without one filter each, with what is found there.
    without_one: Vec<(String, String)>,
    /// Who may know more: name and mailbox of the houses chosen, else of the hub.
    contacts: Vec<(String, String)>,
    /// Words that find something, with the address of what they find.
    instead: Vec<(String, String)>,
    nearest: Vec<HitView>,
    /// Whether the nearest ones have anything to do with the words.
    is_near: bool,
}

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
    help: Option<Help>,
    /// What others have, where something was looked for in everything.
    elsewhere: Option<Elsewhere>,
}

/// What others have.
struct Elsewhere {
    hits: Vec<ForeignLine>,
    href: String,
    label: String,
}

/// `GET /daten`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let w = visitor.words;
    let offset: usize = query
        .get("ab")
        .and_then(|from| from.parse().ok())
        .unwrap_or(0)
        .min(LAST);
    let request = FindRequest {
        text: query.get("q").unwrap_or_default().to_owned(),
        facets: facets::chosen(&query),
        offset,
        limit: PAGE,
    };
    let found = visitor.hub().find(&visitor.principal, &request).await?;
    let organisations = visitor.hub().organisations(&visitor.principal).await?;
    let labels = facets::Labels::new(w, &organisations);
    if found.hits.is_empty() && offset as u64 >= found.total && found.total > 0 {
        // The list has become shorter, or somebody has typed the address: its last page answers.
        let last = (found.total - 1) / PAGE as u64 * PAGE as u64;
        return Ok(Redirect::to(&page_href(&query, last)).into_response());
    }
    let help = if found.total == 0 {
        Some(
            help(
                &visitor,
                &labels,
                (&request, &found),
                &query,
                &organisations,
            )
            .await?,
        )
    } else {
        None
    };
    let elsewhere = elsewhere(&visitor, &request, &query).await?;
    let title = w.t("nav-find");
    page(&FindPage {
        shell: Shell::new(&visitor, Place::Find, title)
            .below(&[])
            .with_catalogue_feed(),
        w,
        headline: headline(w, &request.text, &found),
        total: found.total,
        groups: facets::groups(&labels, &found.facets, &query),
        chosen: facets::chosen_values(&labels, &query),
        everything_href: Query::default().with("q", &request.text).href("/daten"),
        range: range(w, offset, &found),
        previous: (offset > 0).then(|| page_href(&query, offset.saturating_sub(PAGE) as u64)),
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
        help,
        elsewhere,
        text: request.text,
    })
}

/// What others have to the words, below what is ours: on the first page, and where no filter is set that theirs have not.
async fn elsewhere(
    visitor: &Visitor,
    request: &FindRequest,
    query: &Query,
) -> Result<Option<Elsewhere>, Refusal> {
    if request.offset > 0 || request.facets != Facets::default() {
        return Ok(None);
    }
    let wanted = FindForeign {
        text: request.text.clone(),
        limit: MOST_ELSEWHERE,
        ..FindForeign::default()
    };
    let hub = visitor.hub();
    let found = hub.find_foreign(&visitor.principal, &wanted).await?;
    if found.total == 0 {
        return Ok(None);
    }
    let w = visitor.words;
    let hits = found.hits.iter().filter(|_hit| !request.text.is_empty());
    Ok(Some(Elsewhere {
        hits: hits.map(|card| ForeignLine::of(w, card)).collect(),
        href: query.only(&["q"]).href(ROOT),
        label: w.t1("foreign-all", "count", found.total).into_owned(),
    }))
}

/// When nothing was found: which filter stands in the way, whom to ask, what comes nearest.
async fn help(
    visitor: &Visitor,
    labels: &facets::Labels,
    (request, found): (&FindRequest, &Found),
    query: &Query,
    organisations: &[OrganisationSummary],
) -> Result<Help, Refusal> {
    let (nearest, is_near) = nearest(visitor, request).await?;
    let mut without_one = Vec::new();
    for (chosen, wider) in facets::without_each(labels, query)
        .into_iter()
        .take(MOST_COUNTED)
    {
        let one = FindRequest {
            facets: facets::chosen(&wider),
            offset: 0,
            limit: 1,
            ..request.clone()
        };
        let found = visitor.hub().find(&visitor.principal, &one).await?;
        if found.total > 0 {
            let words = visitor.words.t2(
                "find-without-one",
                "filter",
                chosen.label,
                "count",
                found.total,
            );
            without_one.push((chosen.href, words.into_owned()));
        }
    }
    let instead = found.instead.iter().map(|word| {
        let href = Query::default().with("q", word).href("/daten");
        (href, word.clone())
    });
    Ok(Help {
        instead: instead.collect(),
        without_one,
        contacts: contacts(visitor, request, organisations),
        nearest,
        is_near,
    })
}

/// The mailboxes of the houses chosen, else of the hub.
fn contacts(
    visitor: &Visitor,
    request: &FindRequest,
    organisations: &[OrganisationSummary],
) -> Vec<(String, String)> {
    let chosen = &request.facets.organisations;
    let mut contacts: Vec<(String, String)> = organisations
        .iter()
        .map(|house| &house.organisation)
        .filter(|house| chosen.contains(&house.slug.to_string()))
        .filter_map(|house| Some((house.name.clone(), house.contact.clone()?)))
        .collect();
    if contacts.is_empty() {
        let settings = &visitor.state.settings;
        let own = settings.contact.clone();
        contacts.extend(own.map(|contact| (settings.hub_title.clone(), contact)));
    }
    contacts
}

/// What comes nearest without the filters, else what is newest; and whether it is near.
async fn nearest(
    visitor: &Visitor,
    request: &FindRequest,
) -> Result<(Vec<HitView>, bool), Refusal> {
    let mut wider = FindRequest {
        text: request.text.clone(),
        limit: 3,
        ..FindRequest::default()
    };
    let mut found = visitor.hub().find(&visitor.principal, &wider).await?;
    if found.total == 0
        && let Some(words) = &found.suggestion
    {
        wider.text.clone_from(words);
        found = visitor.hub().find(&visitor.principal, &wider).await?;
    }
    let is_near = found.total > 0 && !wider.text.is_empty();
    if !is_near {
        wider.text.clear();
        found = visitor.hub().find(&visitor.principal, &wider).await?;
    }
    let hits = found.hits.iter();
    let views = hits.map(|hit| HitView::of(visitor.words, hit, &wider.text));
    Ok((views.collect(), is_near))
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

fn page_href(query: &Query, offset: u64) -> String {
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
        (page_href(query, behind), count)
    })
}

pub(crate) use self::hit::{HitView as Hit, beginning, quality as quality_words};
