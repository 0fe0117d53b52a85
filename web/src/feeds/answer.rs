//! A document that others ask for again and again: tagged by its content and by its time.

use crate::Visitor;
use crate::dcat::open_answer;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The answer with `Last-Modified`; who has it already, by its tag or by its time, is told so (RFC 9110 § 13.2.2: the tag
/// decides where both are given).
pub(super) fn answer(
    visitor: &Visitor,
    headers: &HeaderMap,
    (text, media_type): (String, &'static str),
    modified: Option<Timestamp>,
) -> Response {
    let mut response = open_answer(headers, text.into_bytes(), media_type);
    // The header knows whole seconds: of the one that is not over yet, more may come.
    let is_over =
        |at: &Timestamp| at.duration_until(visitor.words.now) >= SignedDuration::from_secs(1);
    let Some(modified) = modified.filter(is_over) else {
        return response;
    };
    let has_it = !headers.contains_key(header::IF_NONE_MATCH)
        && since(headers).is_some_and(|since| modified.as_second() <= since.as_second());
    if has_it {
        let known = std::mem::take(response.headers_mut());
        response = StatusCode::NOT_MODIFIED.into_response();
        *response.headers_mut() = known;
        response.headers_mut().remove(header::CONTENT_TYPE);
    }
    let day = modified.to_zoned(TimeZone::UTC);
    let written = day.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(written) = HeaderValue::from_str(&written) {
        response
            .headers_mut()
            .insert(header::LAST_MODIFIED, written);
    }
    response
}

fn since(headers: &HeaderMap) -> Option<Timestamp> {
    let since = headers.get(header::IF_MODIFIED_SINCE)?.to_str().ok()?;
    let since = DateTimeParser::new().parse_timestamp(since);
    since.ok()
}
