//! Days and spans of days in a search.

use hebewerk_model::Span;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::str::FromStr;
use thiserror::Error;

/// A day, or the days from one to another; an open end goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval(Span);

/// A text that is neither a day nor a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "a moment or a span is written 2024-01-01, 2024-01-01T12:00:00Z, 2024-01-01/2024-12-31 or 2024-01-01/.."
)]
pub struct IntervalError;

impl Interval {
    /// Whether a dataset is about one of its days. One of which nobody has said when it is about is not.
    pub fn meets(&self, span: Span) -> bool {
        let begins_in_time = match (self.0.until, span.from) {
            (Some(until), Some(from)) => from <= until,
            _ => true,
        };
        let ends_in_time = match (self.0.from, span.until) {
            (Some(from), Some(until)) => until >= from,
            _ => true,
        };
        !span.is_empty() && begins_in_time && ends_in_time
    }
}

/// As the parameter `datetime` is written (RFC 3339, an open end is `..` or nothing). Datasets are about days, so moments are
/// the day they are on.
impl FromStr for Interval {
    type Err = IntervalError;

    fn from_str(text: &str) -> Result<Self, IntervalError> {
        let Some((from, until)) = text.split_once('/') else {
            let day = Some(day(text)?);
            return Ok(Self(Span {
                from: day,
                until: day,
            }));
        };
        let span = Span {
            from: end(from)?,
            until: end(until)?,
        };
        if span.is_empty() || !span.is_in_order() {
            return Err(IntervalError);
        }
        Ok(Self(span))
    }
}

fn end(text: &str) -> Result<Option<Date>, IntervalError> {
    match text.trim() {
        "" | ".." => Ok(None),
        text => day(text).map(Some),
    }
}

fn day(text: &str) -> Result<Date, IntervalError> {
    let text = text.trim();
    if text.len() == 10 {
        return text.parse().map_err(|_error| IntervalError);
    }
    let moment: Timestamp = text.parse().map_err(|_error| IntervalError)?;
    Ok(moment.to_zoned(TimeZone::UTC).date())
}
