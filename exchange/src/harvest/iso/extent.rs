//! Where and when.

use super::element::Element;
use crate::harvest::record::distinct;
use crate::harvest::words;
use hebewerk_model::{Area, Span};
use jiff::civil::Date;

fn extents(data: &Element) -> Vec<&Element> {
    data.all(&["extent", "EX_Extent"])
}

/// Names and official keys of places.
pub(super) fn places(data: &Element) -> Vec<String> {
    let way = [
        "geographicElement",
        "EX_GeographicDescription",
        "geographicIdentifier",
    ];
    let mut found = Vec::new();
    for extent in extents(data) {
        for place in extent.all(&way) {
            found.extend(place.first(&["*", "code"]).map(words::line));
        }
        found.extend(extent.first(&["description"]).map(words::line));
    }
    distinct(found.into_iter())
}

/// The box around all boxes.
pub(super) fn area(data: &Element) -> Option<Area> {
    let boxes = extents(data)
        .into_iter()
        .flat_map(|extent| extent.all(&["geographicElement", "EX_GeographicBoundingBox"]));
    let corners = boxes.filter_map(|one| {
        let degrees = |side: &str| one.first(&[side])?.replace(',', ".").parse::<f64>().ok();
        Some([
            degrees("westBoundLongitude")?,
            degrees("southBoundLatitude")?,
            degrees("eastBoundLongitude")?,
            degrees("northBoundLatitude")?,
        ])
    });
    let around = corners.reduce(|[west, south, east, north], [w, s, e, n]| {
        [west.min(w), south.min(s), east.max(e), north.max(n)]
    });
    Area::of_degrees(around?)
}

/// From the first day to the last of all spans; an end that nobody has set stays open.
pub(super) fn span(data: &Element) -> Span {
    let mut moments = Vec::new();
    for extent in extents(data) {
        moments.extend(extent.all(&["temporalElement", "*", "extent", "*"]));
    }
    let mut spans = moments.into_iter().filter_map(|time| {
        if time.name == "TimeInstant" {
            let day = time.first(&["timePosition"]).and_then(day);
            return day.map(|day| (Some(day), Some(day)));
        }
        let end = |own: &str, named: &str| {
            let own = time.first(&[own]);
            own.or_else(|| time.first(&[named, "TimeInstant", "timePosition"]))
        };
        let from = end("beginPosition", "begin").and_then(day);
        let until = end("endPosition", "end").and_then(last_day);
        (from.is_some() || until.is_some()).then_some((from, until))
    });
    let Some((mut from, mut until)) = spans.next() else {
        return Span::default();
    };
    for (other_from, other_until) in spans {
        from = from.zip(other_from).map(|(one, other)| one.min(other));
        until = until.zip(other_until).map(|(one, other)| one.max(other));
    }
    let span = Span { from, until };
    if span.is_in_order() {
        span
    } else {
        Span::default()
    }
}

/// The first day of a year, a month, a day or a moment.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    match text.len() {
        4 => format!("{text}-01-01").parse().ok(),
        7 => format!("{text}-01").parse().ok(),
        _ => text.get(..10)?.parse().ok(),
    }
}

/// The last day of the same.
fn last_day(text: &str) -> Option<Date> {
    let first = day(text)?;
    Some(match text.trim().len() {
        4 => first.last_of_year(),
        7 => first.last_of_month(),
        _ => first,
    })
}
