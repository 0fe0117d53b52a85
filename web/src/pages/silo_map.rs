//! The silo map: houses, and the bridges between them.

pub(crate) mod council;

use crate::fragments::silo::{Arc, ArcKind, SiloPicture};
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use hebewerk_hub::{SiloMap, SiloSheet, SiloSpan};
use hebewerk_words::date;
use jiff::civil::Date;

/// Arcs of suggestions that are drawn: with more of them nobody sees any; all stand in the table.
const MOST_SUGGESTED: usize = 20;

/// A month of the list.
struct MonthLine {
    href: String,
    name: String,
    bridges: String,
    is_shown: bool,
}

/// A figure with what it means.
struct Measure {
    number: String,
    what: String,
    of: Option<String>,
}

/// A connection in the table.
struct SpanLine {
    href: String,
    name: String,
    accepted: String,
    suggested: String,
    uses: String,
    state: String,
    sign: &'static str,
}

/// A house in the table.
struct PlaceLine {
    href: String,
    name: String,
    datasets: String,
    is_island: bool,
    state: String,
}

#[derive(Template)]
#[template(path = "silo_map.html")]
struct SiloMapPage {
    shell: Shell,
    w: Words,
    headline: String,
    silo: Option<SiloPicture>,
    measures: Vec<Measure>,
    above: String,
    months: Vec<MonthLine>,
    council_href: String,
    spans: Vec<SpanLine>,
    places: Vec<PlaceLine>,
}

/// `GET /silokarte`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let w = visitor.words;
    let hub = visitor.hub();
    let sheet = hub.silo_sheet(&visitor.principal, month_of(&query)).await?;
    let map = &sheet.map;
    let houses = visitor.hub().organisations(&visitor.principal).await?;
    let city = &visitor.state.settings.city_name;
    let bridges: u64 = map.spans.iter().map(|span| span.accepted).sum();
    let way = w.t("nav-bridges");
    page(&SiloMapPage {
        shell: Shell::new(&visitor, Place::Bridges, w.t("silomap-title"))
            .below(&[("/bruecken", &way)]),
        headline: w.t1("silomap-headline", "bridges", bridges).into_owned(),
        silo: SiloPicture::with_arcs(w, &houses, city, &arcs(map)),
        measures: measures(w, map),
        above: match sheet.month {
            Some(month) => {
                let day = date::day(w.language, month.last_of_month());
                w.t1("silomap-then", "day", day).into_owned()
            }
            None => w.t("silomap-above").into_owned(),
        },
        months: months(w, &sheet),
        council_href: match sheet.month {
            Some(month) => format!("/silokarte/rat?monat={}", month.strftime("%Y-%m")),
            None => "/silokarte/rat".to_owned(),
        },
        spans: map.spans.iter().map(|span| line(w, map, span)).collect(),
        places: map
            .places
            .iter()
            .map(|place| PlaceLine {
                href: Query::default()
                    .with("haus", &place.organisation.slug)
                    .href("/bruecken"),
                name: place.organisation.name.clone(),
                datasets: w.count(place.datasets),
                is_island: place.is_island,
                state: w
                    .t(if place.is_island {
                        "silomap-place-island"
                    } else {
                        "silomap-place-bound"
                    })
                    .into_owned(),
            })
            .collect(),
        w,
    })
}

/// The month an address names (`2026-10`), by its first day.
fn month_of(query: &Query) -> Option<Date> {
    let month = query.get("monat")?;
    format!("{month}-01").parse().ok()
}

/// Months to choose from, the newest first; that of today is the map as it is now.
fn months(w: Words, sheet: &SiloSheet) -> Vec<MonthLine> {
    let newest = sheet.months.last().map(|month| month.first_day);
    let months = sheet.months.iter().rev();
    months
        .map(|month| {
            let is_now = Some(month.first_day) == newest;
            MonthLine {
                href: if is_now {
                    "/silokarte".to_owned()
                } else {
                    format!("/silokarte?monat={}", month.first_day.strftime("%Y-%m"))
                },
                name: if is_now {
                    w.t("silomap-months-now").into_owned()
                } else {
                    let (number, year) = (month.first_day.month(), month.first_day.year());
                    let year = year.to_string();
                    w.t2("month-of-year", "month", i64::from(number), "year", year)
                        .into_owned()
                },
                bridges: w.count(month.accepted),
                is_shown: sheet.month.or(newest) == Some(month.first_day),
            }
        })
        .collect()
}

fn arcs(map: &SiloMap) -> Vec<Arc> {
    let house = |place: usize| map.places.get(place).map(|place| place.organisation.id);
    let taken = map
        .spans
        .iter()
        .filter(|span| kind(span) != ArcKind::Suggested);
    let suggested = map
        .spans
        .iter()
        .filter(|span| kind(span) == ArcKind::Suggested);
    let arcs = taken.chain(suggested.take(MOST_SUGGESTED));
    let arcs = arcs.filter_map(|span| {
        Some(Arc {
            from: house(span.from)?,
            to: house(span.to)?,
            kind: kind(span),
            uses: span.uses,
        })
    });
    arcs.collect()
}

const fn kind(span: &SiloSpan) -> ArcKind {
    if span.accepted > 0 && span.uses > 0 {
        ArcKind::Walked
    } else if span.accepted > 0 || span.decayed > 0 {
        ArcKind::Still
    } else {
        ArcKind::Suggested
    }
}

fn measures(w: Words, map: &SiloMap) -> Vec<Measure> {
    let islands = map.places.iter().filter(|place| place.is_island).count();
    let mut measures = vec![Measure {
        number: if map.joinable == 0 {
            "–".to_owned()
        } else {
            w.share(map.joined as f64 / map.joinable as f64)
        },
        what: w.t("silomap-measure-joined").into_owned(),
        of: Some(if map.joinable == 0 {
            w.t("silomap-measure-joined-none").into_owned()
        } else {
            let (joined, joinable) = (map.joined, map.joinable);
            w.t2(
                "silomap-measure-joined-of",
                "joined",
                joined,
                "all",
                joinable,
            )
            .into_owned()
        }),
    }];
    if let Some((across, all)) = map.answers {
        measures.push(Measure {
            number: if all == 0 {
                "–".to_owned()
            } else {
                w.share(across as f64 / all as f64)
            },
            what: w.t("silomap-measure-answers").into_owned(),
            of: Some(if all == 0 {
                w.t("silomap-measure-answers-none").into_owned()
            } else {
                w.t2("silomap-measure-answers-of", "across", across, "all", all)
                    .into_owned()
            }),
        });
    }
    measures.push(Measure {
        number: w.count(islands as u64),
        what: w
            .t1("silomap-measure-islands", "count", islands)
            .into_owned(),
        of: None,
    });
    measures
}

fn line(w: Words, map: &SiloMap, span: &SiloSpan) -> SpanLine {
    let house = |place: usize| map.places.get(place);
    let name = |place: usize| house(place).map_or("", |place| place.organisation.name.as_str());
    let slug = house(span.from).map_or("", |place| place.organisation.slug.as_str());
    let (key, sign) = match kind(span) {
        ArcKind::Walked => ("silomap-state-walked", "gut"),
        ArcKind::Still if span.accepted == 0 => ("silomap-state-decayed", "halt"),
        ArcKind::Still => ("silomap-state-still", "acht"),
        ArcKind::Suggested => ("silomap-state-suggested", "aus"),
    };
    SpanLine {
        href: Query::default().with("haus", slug).href("/bruecken"),
        name: w
            .t2(
                "silomap-between",
                "one",
                name(span.from),
                "two",
                name(span.to),
            )
            .into_owned(),
        accepted: w.count(span.accepted),
        suggested: w.count(span.suggested),
        uses: w.count(span.uses),
        state: w.t(key).into_owned(),
        sign,
    }
}
