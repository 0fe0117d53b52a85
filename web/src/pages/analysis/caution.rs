//! What to mind about an answer: what goes missing, what repeats, what is not of the same day.

use super::fields::{is_rate, title};
use super::sentence::column_words;
use crate::Words;
use crate::words::Parameter;
use hebewerk_hub::inquiry::{Setting, StepRows};
use hebewerk_model::{AggregateKind, BridgeState, Inquiry};
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Days between two states of data that need not be told.
const DAYS: i32 = 31;

/// A note: its point, what it means, and where to look.
pub(super) struct Caution {
    pub(super) point: String,
    pub(super) text: String,
    pub(super) look: Option<(String, String)>,
}

/// What to mind.
pub(super) fn cautions(
    w: Words,
    inquiry: &Inquiry,
    setting: &Setting,
    rows: Option<&StepRows>,
) -> Vec<Caution> {
    let mut cautions = bridges(w, setting);
    cautions.extend(by_hand(w, setting));
    if let Some(rows) = rows {
        cautions.extend(partners(w, inquiry, setting, rows));
        cautions.extend(repeated(w, inquiry, setting, rows));
        cautions.extend(missing(w, setting, rows));
        cautions.extend(few(w, inquiry, rows));
    }
    cautions.extend(days(w, setting));
    cautions
}

fn caution(w: Words, key: &str, parameters: &[(&str, &dyn Parameter)]) -> Caution {
    Caution {
        point: w.t_with(&format!("{key}-point"), parameters).into_owned(),
        text: w.t_with(key, parameters).into_owned(),
        look: None,
    }
}

fn bridges(w: Words, setting: &Setting) -> Vec<Caution> {
    let told = setting.told.iter().enumerate();
    let bridges = told.filter_map(|(place, told)| {
        let bridge = &told.bridge.as_ref()?.bridge;
        let key = match bridge.state {
            BridgeState::Suggested => "analysis-caution-suggested",
            BridgeState::Decayed => "analysis-caution-decayed",
            BridgeState::Accepted | BridgeState::Rejected => return None,
        };
        let mut caution = caution(w, key, &[("title", &title(setting, place))]);
        let words = w.t("analysis-look-at-bridge").into_owned();
        caution.look = Some((format!("/bruecken/{}", bridge.id), words));
        Some(caution)
    });
    bridges.collect()
}

/// Steps over values that people put together.
fn by_hand(w: Words, setting: &Setting) -> Vec<Caution> {
    let tables = setting.tables.iter().zip(&setting.told).enumerate();
    let cautions = tables.filter_map(|(place, (table, told))| {
        table.footing.as_ref()?.by_hand.as_ref()?;
        let mut caution = caution(
            w,
            "analysis-caution-by-hand",
            &[("title", &title(setting, place))],
        );
        let bridge = told.bridge.as_ref()?.bridge.id;
        let words = w.t("analysis-look-at-bridge").into_owned();
        caution.look = Some((format!("/bruecken/{bridge}"), words));
        Some(caution)
    });
    cautions.collect()
}

fn partners(w: Words, inquiry: &Inquiry, setting: &Setting, rows: &StepRows) -> Vec<Caution> {
    let mut before = rows.all;
    let mut cautions = Vec::new();
    for (place, (found, walk)) in rows.partners.iter().zip(&inquiry.joins).enumerate() {
        let lost = before.saturating_sub(*found);
        if lost > 0 {
            let share = w.share(lost as f64 / before as f64);
            let key = if walk.keeps_all {
                "analysis-caution-alone"
            } else {
                "analysis-caution-lost"
            };
            let title = title(setting, place + 1);
            let parameters: [(&str, &dyn Parameter); 4] = [
                ("count", &lost),
                ("of", &before),
                ("share", &share),
                ("title", &title),
            ];
            cautions.push(caution(w, key, &parameters));
        }
        before = *found;
    }
    cautions
}

fn repeated(w: Words, inquiry: &Inquiry, setting: &Setting, rows: &StepRows) -> Option<Caution> {
    if rows.joined <= rows.left {
        return None;
    }
    let key = if inquiry.counts() {
        "analysis-caution-repeated"
    } else {
        "analysis-caution-repeated-rows"
    };
    let title = title(setting, 0);
    let parameters: [(&str, &dyn Parameter); 3] = [
        ("rows", &rows.left),
        ("joined", &rows.joined),
        ("title", &title),
    ];
    Some(caution(w, key, &parameters))
}

fn missing(w: Words, setting: &Setting, rows: &StepRows) -> Vec<Caution> {
    let missing = rows.missing.iter();
    let cautions = missing.map(|(column, count)| {
        let (name, title) = (column_words(column, setting), title(setting, column.table));
        let parameters: [(&str, &dyn Parameter); 3] =
            [("count", count), ("column", &name), ("title", &title)];
        caution(w, "analysis-caution-missing", &parameters)
    });
    cautions.collect()
}

fn few(w: Words, inquiry: &Inquiry, rows: &StepRows) -> Option<Caution> {
    let values = inquiry.values();
    let minds = values.iter().any(|value| {
        is_rate(value) || matches!(value.kind, AggregateKind::Mean | AggregateKind::Median)
    });
    (minds && rows.few > 0).then(|| caution(w, "analysis-caution-few", &[("count", &rows.few)]))
}

/// Tables of different days.
fn days(w: Words, setting: &Setting) -> Option<Caution> {
    let told = setting.told.iter().enumerate();
    let mut days: Vec<(String, Date)> = told
        .map(|(place, told)| {
            let arrived = told
                .version
                .created_at
                .to_zoned(TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC));
            let said = said_day(&told.title).or_else(|| said_day(&told.text));
            (
                title(setting, place),
                said.unwrap_or_else(|| arrived.date()),
            )
        })
        .collect();
    days.sort_by_key(|(_title, day)| *day);
    let (first, last) = (days.first()?, days.last()?);
    let apart = last.1.since(first.1).ok()?.get_days();
    if apart <= DAYS {
        return None;
    }
    let written = |day: Date| hebewerk_words::date::day(w.language, day);
    let (older, newer) = (written(first.1), written(last.1));
    let parameters: [(&str, &dyn Parameter); 4] = [
        ("older", &first.0),
        ("older_day", &older),
        ("newer", &last.0),
        ("newer_day", &newer),
    ];
    Some(caution(w, "analysis-caution-days", &parameters))
}

/// A day that a title says, the last one if there are several: *Einwohner am 31.12.2025*.
fn said_day(text: &str) -> Option<Date> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let words = text.split(|c| !is_part(c));
    words
        .filter_map(|word| {
            let mut parts = word.trim_end_matches('.').split('.');
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            if parts.next().is_some() || year.len() != 4 {
                return None;
            }
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        })
        .next_back()
}

#[cfg(test)]
mod tests {
    use super::said_day;

    #[test]
    fn a_title_tells_its_day() {
        let day = |text| said_day(text).map(|day| day.to_string());
        assert_eq!(
            day("Einwohner am 31.12.2025 nach Bezirk").as_deref(),
            Some("2025-12-31")
        );
        assert_eq!(day("Stand: 1.8.2026.").as_deref(), Some("2026-08-01"));
        assert_eq!(day("Nr. 12.345 aus 2025"), None);
        assert_eq!(day("31.02.2026"), None);
    }
}
