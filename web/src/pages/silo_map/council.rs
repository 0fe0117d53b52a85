//! One page for the council: figures, the map, and what is not good yet.

use super::{Measure, arcs, measures, month_of};
use crate::fragments::silo::SiloPicture;
use crate::query::Query;
use crate::render::{PageResult, page};
use crate::shell::{Place, Shell};
use crate::{Visitor, Words};
use askama::Template;
use hebewerk_hub::{SiloMap, SiloMonth, SiloSheet};
use hebewerk_words::date;

/// Bridges named.
const MOST_WALKED: usize = 6;
/// Months with a bar.
const MONTHS: usize = 12;
/// Width of the room of a bar, and of the picture.
const SLOT: f64 = 66.0;
const BAR: f64 = 48.0;
const FLOOR: f64 = 118.0;
const TALLEST: f64 = 96.0;

/// A bridge that is walked.
struct WalkedLine {
    href: String,
    name: String,
    houses: String,
    uses: String,
}

/// A month.
struct Bar {
    x: String,
    y: String,
    width: String,
    height: String,
    middle: String,
    number_y: String,
    number: String,
    name: String,
}

/// Bars of months.
struct Bars {
    label: String,
    width: String,
    months: Vec<Bar>,
}

#[derive(Template)]
#[template(path = "silo_council.html")]
struct CouncilPage {
    shell: Shell,
    w: Words,
    city: String,
    day: String,
    headline: String,
    lead: String,
    measures: Vec<Measure>,
    silo: Option<SiloPicture>,
    walked: Vec<WalkedLine>,
    bars: Option<Bars>,
    not_good: Vec<String>,
    back: String,
}

/// `GET /silokarte/rat`
pub(crate) async fn show(visitor: Visitor, query: Query) -> PageResult {
    let w = visitor.words;
    let hub = visitor.hub();
    let sheet = hub.silo_sheet(&visitor.principal, month_of(&query)).await?;
    let houses = hub.organisations(&visitor.principal).await?;
    let city = visitor.state.settings.city_name.clone();
    let accepted: u64 = sheet.map.spans.iter().map(|span| span.accepted).sum();
    let islands: Vec<&str> = islands(&sheet.map);
    let (bridges, map) = (w.t("nav-bridges"), w.t("silomap-title"));
    page(&CouncilPage {
        shell: Shell::new(&visitor, Place::Bridges, w.t("council-title"))
            .below(&[("/bruecken", &bridges), ("/silokarte", &map)]),
        day: match sheet.month {
            Some(month) => date::day(w.language, month.last_of_month()),
            None => w.day(w.now),
        },
        headline: w
            .t2(
                "council-headline",
                "bridges",
                accepted,
                "islands",
                islands.len(),
            )
            .into_owned(),
        lead: lead(w, &sheet, accepted),
        measures: measures(w, &sheet.map),
        silo: SiloPicture::with_arcs(w, &houses, &city, &arcs(&sheet.map)),
        walked: walked(w, &sheet),
        bars: bars(w, &sheet.months),
        not_good: not_good(w, &sheet, &islands),
        back: match sheet.month {
            Some(month) => format!("/silokarte?monat={}", month.strftime("%Y-%m")),
            None => "/silokarte".to_owned(),
        },
        city,
        w,
    })
}

fn islands(map: &SiloMap) -> Vec<&str> {
    let places = map.places.iter().filter(|place| place.is_island);
    places
        .map(|place| place.organisation.name.as_str())
        .collect()
}

/// Then and now, where there is a then.
fn lead(w: Words, sheet: &SiloSheet, accepted: u64) -> String {
    let shown = sheet.month;
    let before = sheet.months.iter().rfind(|month| {
        let behind = shown.or_else(|| sheet.months.last().map(|last| last.first_day));
        behind.is_some_and(|behind| month.first_day < behind)
    });
    match before {
        Some(before) => w
            .t2(
                "council-lead-then",
                "then",
                before.accepted,
                "now",
                accepted,
            )
            .into_owned(),
        None => w.t("council-lead").into_owned(),
    }
}

fn walked(w: Words, sheet: &SiloSheet) -> Vec<WalkedLine> {
    let walked = sheet.walked.iter().take(MOST_WALKED);
    walked
        .map(|(card, uses)| {
            let (left, right) = (&card.left, &card.right);
            WalkedLine {
                href: format!("/bruecken/{}", card.bridge.id),
                name: format!(
                    "{} – {}",
                    left.dataset.description.title, right.dataset.description.title
                ),
                houses: format!("{} – {}", left.organisation.name, right.organisation.name),
                uses: w.count(*uses),
            }
        })
        .collect()
}

fn bars(w: Words, months: &[SiloMonth]) -> Option<Bars> {
    let spare = months.len().saturating_sub(MONTHS);
    let months = months.get(spare..).unwrap_or_default();
    let most = months.iter().map(|month| month.accepted).max();
    let most = most.filter(|most| *most > 0)?;
    let bars = months.iter().enumerate().map(|(place, month)| {
        let height = TALLEST * month.accepted as f64 / most as f64;
        let x = SLOT * place as f64 + (SLOT - BAR) / 2.0;
        let px = crate::drawing::px;
        Bar {
            x: px(x),
            y: px(FLOOR - height),
            width: px(BAR),
            height: px(height),
            middle: px(x + BAR / 2.0),
            number_y: px(FLOOR - height - 6.0),
            number: w.count(month.accepted),
            name: month.first_day.strftime("%m/%y").to_string(),
        }
    });
    Some(Bars {
        label: w
            .t1("council-bars-label", "count", months.len())
            .into_owned(),
        width: crate::drawing::px(SLOT * months.len().max(3) as f64),
        months: bars.collect(),
    })
}

fn not_good(w: Words, sheet: &SiloSheet, islands: &[&str]) -> Vec<String> {
    let mut said = Vec::new();
    if !islands.is_empty() {
        let names = islands.join(", ");
        said.push(w.t2("council-islands", "count", islands.len(), "names", names));
    }
    let idle = sheet
        .walked
        .iter()
        .filter(|(_card, uses)| *uses == 0)
        .count();
    if idle > 0 {
        said.push(w.t1("council-idle", "count", idle));
    }
    let decayed: u64 = sheet.map.spans.iter().map(|span| span.decayed).sum();
    if decayed > 0 {
        said.push(w.t1("council-decayed", "count", decayed));
    }
    let open = sheet.map.joinable.saturating_sub(sheet.map.joined);
    if open > 0 {
        said.push(w.t1("council-open", "count", open));
    }
    said.into_iter().map(std::borrow::Cow::into_owned).collect()
}
