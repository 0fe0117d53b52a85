//! One foreign dataset: what its source says, and where it came from.

use super::line::day;
use super::{ROOT, href};
use crate::render::{PageResult, page_with};
use crate::shell::{Place, Shell};
use crate::words::Parameter;
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use hebewerk_exchange::dcat::licence_entry;
use hebewerk_hub::ForeignView;
use hebewerk_words::number;

/// Files shown; the page at the source has the others.
const SHOWN_FILES: usize = 200;

struct FileLine {
    title: String,
    format: String,
    url: String,
    host: String,
}

/// Something said, with where it leads.
struct Fact {
    label: String,
    text: String,
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "foreign/show.html")]
struct ShowPage {
    shell: Shell,
    w: Words,
    title: String,
    source: String,
    publisher: Option<String>,
    /// Since when the source does not name it any more.
    gone: Option<String>,
    text: Vec<String>,
    files: Vec<FileLine>,
    more_files: usize,
    page: Option<String>,
    origin: Vec<Fact>,
    facts: Vec<Fact>,
    twins: Vec<(String, String)>,
    tags: Vec<(String, String)>,
}

/// `GET /anderswo/{id}`
pub(crate) async fn show(visitor: Visitor, Path(text): Path<String>) -> PageResult {
    let w = visitor.words;
    let id = text.parse().map_err(|_no_id| Refusal::not_found())?;
    let view = visitor.hub().foreign(&visitor.principal, id).await?;
    let record = &view.dataset.record;
    let gone = view.dataset.gone_at;
    let files = record.files.iter().take(SHOWN_FILES);
    let template = ShowPage {
        shell: Shell::new(&visitor, Place::Find, record.title.clone())
            .below(&[("/daten", &w.t("nav-find")), (ROOT, &w.t("foreign-title"))]),
        w,
        title: record.title.clone(),
        source: view.source.clone(),
        publisher: record.publisher.clone(),
        gone: gone.map(|at| {
            w.t2("foreign-gone", "source", &view.source, "day", w.day(at))
                .into_owned()
        }),
        text: record
            .text
            .split('\n')
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
        files: files
            .map(|file| FileLine {
                title: if file.title.is_empty() {
                    record.title.clone()
                } else {
                    file.title.clone()
                },
                format: file.format.clone(),
                host: host(&file.url),
                url: file.url.clone(),
            })
            .collect(),
        more_files: record.files.len().saturating_sub(SHOWN_FILES),
        page: record.page.clone().or_else(|| web_address(&record.key)),
        origin: origin(w, &view),
        facts: facts(w, &view),
        twins: view
            .twins
            .iter()
            .map(|twin| (href(twin.id), twin.source.clone()))
            .collect(),
        tags: record
            .tags
            .iter()
            .map(|tag| {
                let query = crate::query::Query::default().with("q", tag);
                (query.href(ROOT), tag.clone())
            })
            .collect(),
    };
    let status = gone.map_or(StatusCode::OK, |_at| StatusCode::GONE);
    page_with(status, &template)
}

/// The way it took: through other catalogues, then from the source to us.
fn origin(w: Words, view: &ForeignView) -> Vec<Fact> {
    let record = &view.dataset.record;
    let fact = |key: &str, text: String| Fact {
        label: w.t(key).into_owned(),
        href: web_address(&text),
        text,
    };
    let mut origin: Vec<Fact> = record
        .hops
        .iter()
        .map(|hop| fact("foreign-hop", hop.clone()))
        .collect();
    origin.push(fact("foreign-source", view.source.clone()));
    origin.push(fact("foreign-key", record.key.clone()));
    let others = record.identifiers.iter().filter(|id| **id != record.key);
    origin.extend(others.map(|id| fact("foreign-identifier", id.clone())));
    origin.push(fact("foreign-first-seen", w.day(view.dataset.first_seen)));
    origin
}

fn facts(w: Words, view: &ForeignView) -> Vec<Fact> {
    let record = &view.dataset.record;
    let fact = |key: &str, text: String, href: Option<String>| Fact {
        label: w.t(key).into_owned(),
        text,
        href,
    };
    let mut facts = Vec::new();
    if let Some(licence) = &record.licence {
        let entry = licence_entry(licence);
        let text = entry.map_or_else(|| licence.clone(), |entry| entry.title.to_owned());
        let href = entry.map_or_else(|| web_address(licence), |entry| web_address(entry.url));
        facts.push(fact("licence", text, href));
    }
    let contact = record.contact.iter().map(|contact| {
        let mail = contact.contains('@') && !contact.contains('/');
        let href = if mail {
            Some(format!("mailto:{contact}"))
        } else {
            web_address(contact)
        };
        fact("foreign-contact", contact.clone(), href)
    });
    facts.extend(contact);
    let themes = record.themes.iter();
    facts
        .extend(themes.map(|code| fact("foreign-theme", w.code("theme", code).into_owned(), None)));
    let places = record.places.iter();
    facts.extend(places.map(|place| fact("foreign-place", place.clone(), web_address(place))));
    let area = record.area.map(|area| {
        let [west, south, east, north] = area
            .degrees()
            .map(|side| number::shortest(w.language, side));
        let sides: [(&str, &dyn Parameter); 4] = [
            ("west", &west),
            ("south", &south),
            ("east", &east),
            ("north", &north),
        ];
        w.t_with("foreign-area-text", &sides).into_owned()
    });
    facts.extend(area.map(|text| fact("foreign-area", text, None)));
    let days = w.days(record.span);
    facts.extend(days.map(|text| fact("catalogue-said-span", text, None)));
    for (key, date) in [
        ("foreign-issued", &record.issued),
        ("foreign-modified", &record.modified),
    ] {
        facts.extend(date.iter().map(|date| fact(key, day(w, date), None)));
    }
    facts
}

/// Only addresses of the web are links.
fn web_address(text: &str) -> Option<String> {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web.then(|| text.to_owned())
}

fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_scheme, rest)| rest);
    rest.split(['/', '?', '#'])
        .next()
        .unwrap_or_default()
        .to_owned()
}
