//! For those who found a weakness: whom to tell (RFC 9116).

use crate::{Refusal, WebState};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use jiff::tz::TimeZone;

/// How long the file is to be believed; below the year that the RFC recommends as the longest.
const VALID: SignedDuration = SignedDuration::from_hours(24 * 180);

/// `GET /.well-known/security.txt`
pub(crate) async fn show(State(state): State<WebState>) -> Response {
    let settings = &state.settings;
    let contact = settings.security_contact.as_ref();
    let Some(contact) = contact.or(settings.contact.as_ref()) else {
        return Refusal::not_found().into_response();
    };
    let contact = if contact.starts_with("https://") {
        contact.clone()
    } else {
        format!("mailto:{contact}")
    };
    // A whole day, so that the text is the same from one request to the next.
    let ends = (state.house.clock.now() + VALID)
        .to_zoned(TimeZone::UTC)
        .date();
    let mut text =
        format!("Contact: {contact}\nExpires: {ends}T00:00:00Z\nPreferred-Languages: de, en\n");
    if let Some(base) = &settings.base_url
        && let Ok(place) = base.join("/.well-known/security.txt")
    {
        text.push_str(&format!("Canonical: {place}\n"));
    }
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (plain, text).into_response()
}
