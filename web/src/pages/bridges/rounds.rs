//! Rounds that can be laid together: what is saved, where, and how it was computed.

mod picture;

use self::picture::RoundsPicture;
use super::one::understood;
use super::purpose::{Onward, asked};
use crate::fragments::options::Choice;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use hebewerk_hub::{BridgeCard, Round, Rounds, RoundsWeek, RoundsWish};
use hebewerk_words::{date, number};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Weeks that count: a year with both its ends.
const WEEKS: usize = 53;
/// Codes of rounds named in a line.
const MOST_CODES: usize = 4;

/// A round laid together.
pub(crate) struct RoundLine {
    /// Number on the map.
    number: usize,
    codes: String,
    day: String,
    streets: String,
    orders: String,
    before: String,
    after: String,
    saved: String,
}

/// A month.
pub(crate) struct MonthLine {
    month: String,
    rounds_before: String,
    rounds_after: String,
    before: String,
    after: String,
    saved: String,
}

/// A figure with what it means.
struct Measure {
    number: String,
    what: String,
    of: String,
}

#[derive(Template)]
#[template(path = "bridges/rounds.html")]
struct RoundsPage {
    shell: Shell,
    w: Words,
    headline: String,
    lead: String,
    action: String,
    bridge_href: String,
    days: Vec<Choice>,
    rounds: Vec<Choice>,
    weeks: Vec<Choice>,
    measures: Vec<Measure>,
    picture: Option<RoundsPicture>,
    week_title: String,
    lines: Vec<RoundLine>,
    months: Vec<MonthLine>,
    how: Vec<String>,
    sql_href: String,
}

/// `GET /bruecken/{bridge}/touren`
pub(crate) async fn show(visitor: Visitor, Path(id): Path<String>, query: Query) -> PageResult {
    let w = visitor.words;
    let hub = visitor.hub();
    let card = hub.bridge(&visitor.principal, understood(&id)?).await?;
    if !card.leads_to_rounds() {
        return Err(Refusal::not_found());
    }
    let wish = RoundsWish {
        day: query.get("tag").map(str::to_owned),
        round: query.get("tour").map(str::to_owned),
    };
    let mut rounds = match hub.rounds(&visitor.principal, &card, &wish).await {
        Ok(rounds) => rounds,
        Err(error) => return asked(&visitor, &card, Onward::Rounds, error),
    };
    let spare = rounds.weeks.len().saturating_sub(WEEKS);
    rounds.weeks.drain(..spare);
    let chosen = chosen_week(&rounds, query.get("woche"));
    let action = format!("/bruecken/{}/touren", card.bridge.id);
    let bridge_href = format!("/bruecken/{}", card.bridge.id);
    let (bridges, bridge) = (w.t("nav-bridges"), w.t("bridge-one"));
    page(&RoundsPage {
        shell: Shell::new(&visitor, Place::Bridges, w.t("rounds-title"))
            .below(&[("/bruecken", &bridges), (&bridge_href, &bridge)]),
        headline: headline(w, &rounds),
        lead: lead(w, &card, &rounds),
        action,
        bridge_href,
        days: rounds
            .days
            .iter()
            .map(|day| Choice::new(&day.name, day.label.clone(), Some(&rounds.day.name)))
            .collect(),
        rounds: round_choices(w, &rounds),
        weeks: rounds
            .weeks
            .iter()
            .rev()
            .map(|week| {
                let monday = week.monday.to_string();
                let is_chosen = chosen.map(|chosen| chosen.monday.to_string());
                Choice::new(&monday, week_name(w, week), is_chosen.as_deref())
            })
            .collect(),
        measures: measures(w, &rounds),
        picture: chosen.and_then(|week| RoundsPicture::of(w, &rounds, week)),
        week_title: chosen.map_or_else(String::new, |week| week_title(w, week)),
        lines: chosen.map_or_else(Vec::new, |week| lines(w, week)),
        months: months(w, &rounds.weeks),
        how: how(w, &rounds),
        sql_href: Query::default().with("sql", &rounds.sql).href("/sql"),
        w,
    })
}

/// The week that was asked for; else the one in which most is saved.
fn chosen_week<'a>(rounds: &'a Rounds, wanted: Option<&str>) -> Option<&'a RoundsWeek> {
    let mut weeks = rounds.weeks.iter();
    let wanted = wanted.and_then(|wanted| weeks.find(|week| week.monday.to_string() == wanted));
    wanted.or_else(|| {
        let saved = |week: &RoundsWeek| week.km_before() - week.km_after();
        let weeks = rounds.weeks.iter();
        weeks.max_by(|one, two| saved(one).total_cmp(&saved(two)))
    })
}

fn week_name(w: Words, week: &RoundsWeek) -> String {
    let iso = week.monday.iso_week_date();
    let day = date::day(w.language, week.monday);
    w.t2("rounds-week", "week", i64::from(iso.week()), "day", day)
        .into_owned()
}

fn week_title(w: Words, week: &RoundsWeek) -> String {
    let merged = laid_together(week).count();
    let name = week_name(w, week);
    w.t2("rounds-week-title", "count", merged, "week", name)
        .into_owned()
}

/// Those that are several rounds in one.
pub(crate) fn laid_together(week: &RoundsWeek) -> impl Iterator<Item = &Round> {
    week.after.iter().filter(|round| round.codes.len() > 1)
}

/// Kilometres before and after, rounds before and after.
fn totals(weeks: &[RoundsWeek]) -> (f64, f64, usize, usize) {
    let km_before = weeks.iter().map(RoundsWeek::km_before).sum();
    let km_after = weeks.iter().map(RoundsWeek::km_after).sum();
    let before = weeks.iter().map(|week| week.before.len()).sum();
    let after = weeks.iter().map(|week| week.after.len()).sum();
    (km_before, km_after, before, after)
}

fn saving(before: f64, after: f64) -> f64 {
    if before > 0.0 {
        ((before - after) / before).max(0.0)
    } else {
        0.0
    }
}

fn headline(w: Words, rounds: &Rounds) -> String {
    let (before, after, ..) = totals(&rounds.weeks);
    let saved = saving(before, after);
    if rounds.weeks.is_empty() {
        w.t("rounds-headline-none").into_owned()
    } else if saved <= 0.0 {
        w.t("rounds-headline-nothing").into_owned()
    } else {
        let share = w.share(saved);
        w.t1("rounds-headline", "share", share).into_owned()
    }
}

fn lead(w: Words, card: &BridgeCard, rounds: &Rounds) -> String {
    let (orders, streets) = if rounds.orders_left {
        (&card.left, &card.right)
    } else {
        (&card.right, &card.left)
    };
    let (orders, streets) = (&orders.dataset, &streets.dataset);
    w.t2(
        "rounds-lead",
        "orders",
        &orders.description.title,
        "streets",
        &streets.description.title,
    )
    .into_owned()
}

fn round_choices(w: Words, rounds: &Rounds) -> Vec<Choice> {
    let chosen = rounds
        .round
        .as_ref()
        .map_or("", |round| round.name.as_str());
    let without = match &rounds.area {
        Some(area) => w.t1("rounds-by-area", "area", &area.label),
        None => w.t("rounds-by-day"),
    };
    let columns = rounds.rounds.iter();
    columns
        .map(|round| Choice::new(&round.name, round.label.clone(), Some(chosen)))
        .chain([Choice::new("", without, Some(chosen))])
        .collect()
}

fn measures(w: Words, rounds: &Rounds) -> Vec<Measure> {
    let (before, after, rounds_before, rounds_after) = totals(&rounds.weeks);
    let (Some(first), Some(last)) = (rounds.weeks.first(), rounds.weeks.last()) else {
        return Vec::new();
    };
    let (from, to) = (
        date::day(w.language, first.monday),
        date::day(w.language, sunday(last.monday)),
    );
    vec![
        Measure {
            number: w.share(saving(before, after)),
            what: w.t("rounds-measure-saved").into_owned(),
            of: w
                .t2("rounds-measure-time", "from", from, "to", to)
                .into_owned(),
        },
        Measure {
            number: km(w, before - after),
            what: w.t("rounds-measure-km").into_owned(),
            of: w
                .t2(
                    "rounds-measure-km-of",
                    "before",
                    km(w, before),
                    "after",
                    km(w, after),
                )
                .into_owned(),
        },
        Measure {
            number: w.count(rounds_before.saturating_sub(rounds_after) as u64),
            what: w.t("rounds-measure-rounds").into_owned(),
            of: w
                .t2(
                    "rounds-measure-rounds-of",
                    "before",
                    rounds_before,
                    "after",
                    rounds_after,
                )
                .into_owned(),
        },
    ]
}

fn sunday(monday: Date) -> Date {
    monday
        .checked_add(jiff::Span::new().days(6))
        .unwrap_or(monday)
}

fn lines(w: Words, week: &RoundsWeek) -> Vec<RoundLine> {
    laid_together(week)
        .enumerate()
        .map(|(place, round)| {
            let mut codes: Vec<&str> = round.codes.iter().map(String::as_str).collect();
            let more = codes.len().saturating_sub(MOST_CODES);
            codes.truncate(MOST_CODES);
            if more > 0 {
                codes.push("…");
            }
            RoundLine {
                number: place + 1,
                codes: codes.join(" + "),
                day: date::day(w.language, round.day),
                streets: w.count(round.stops.len() as u64),
                orders: w.count(round.orders),
                before: km(w, round.km_before),
                after: km(w, round.km),
                saved: w.share(saving(round.km_before, round.km)),
            }
        })
        .collect()
}

fn months(w: Words, weeks: &[RoundsWeek]) -> Vec<MonthLine> {
    let mut months: BTreeMap<(i16, i8), Vec<RoundsWeek>> = BTreeMap::new();
    for week in weeks {
        let month = (week.monday.year(), week.monday.month());
        months.entry(month).or_default().push(week.clone());
    }
    months
        .iter()
        .rev()
        .map(|((year, month), weeks)| {
            let (before, after, rounds_before, rounds_after) = totals(weeks);
            MonthLine {
                month: w
                    .t2(
                        "month-of-year",
                        "month",
                        i64::from(*month),
                        "year",
                        year.to_string(),
                    )
                    .into_owned(),
                rounds_before: w.count(rounds_before as u64),
                rounds_after: w.count(rounds_after as u64),
                before: km(w, before),
                after: km(w, after),
                saved: w.share(saving(before, after)),
            }
        })
        .collect()
}

/// How it was computed, in plain sentences.
fn how(w: Words, rounds: &Rounds) -> Vec<String> {
    let mut how = vec![
        match &rounds.round {
            Some(round) => w.t2(
                "rounds-how-round",
                "round",
                &round.label,
                "day",
                &rounds.day.label,
            ),
            None => match &rounds.area {
                Some(area) => w.t2(
                    "rounds-how-area",
                    "area",
                    &area.label,
                    "day",
                    &rounds.day.label,
                ),
                None => w.t1("rounds-how-day", "day", &rounds.day.label),
            },
        },
        w.t("rounds-how-together"),
        w.t("rounds-how-most"),
        w.t1(
            "rounds-how-way",
            "factor",
            number::decimal(w.language, rounds.detour, 2),
        ),
        w.t("rounds-how-depot"),
        w.t(if rounds.has_length {
            "rounds-how-length"
        } else {
            "rounds-how-no-length"
        }),
        w.t2(
            "rounds-how-orders",
            "found",
            rounds.orders,
            "all",
            rounds.all_orders,
        ),
    ];
    if let Some(state) = &rounds.leaves_out {
        how.push(w.t1("rounds-how-state", "column", &state.label));
    }
    if rounds.is_cut {
        how.push(w.t("rounds-how-cut"));
    }
    how.into_iter().map(std::borrow::Cow::into_owned).collect()
}

pub(crate) fn km(w: Words, km: f64) -> String {
    let places = usize::from(km.abs() < 100.0);
    format!("{}\u{a0}km", number::decimal(w.language, km, places))
}
