//! Notices as a feed (Atom 1.0, RFC 4287) at a link of their reader's own.

use super::line::{href, what};
use crate::{Refusal, Visitor, Words};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hebewerk_hub::{FeedReading, NoticeView};

#[derive(Template)]
#[template(path = "subscriptions/feed.xml")]
struct Feed {
    w: Words,
    id: String,
    title: String,
    hub: String,
    base: String,
    /// Where it is itself, which RFC 4287 wants said.
    here: String,
    /// The newest notice, or since when there is the link (RFC 3339).
    updated: String,
    entries: Vec<Entry>,
}

/// A notice. Its identity is the same for good, whatever its subject is called by then.
struct Entry {
    id: String,
    title: String,
    updated: String,
    href: String,
}

impl Entry {
    fn of(w: Words, base: &str, view: &NoticeView) -> Self {
        let what = what(w, &view.notice);
        Self {
            id: format!("urn:uuid:{}", view.notice.id),
            title: writable(&format!("{}: {what}", view.subject.title)),
            updated: view.notice.at.to_string(),
            href: format!("{base}{}", href(&view.subject.place)),
        }
    }
}

impl Feed {
    fn of(visitor: &Visitor, (base, secret): (String, &str), reading: &FeedReading) -> Self {
        let w = Words {
            language: reading.language,
            ..visitor.words
        };
        let newest = reading.notices.first().map(|view| view.notice.at);
        let hub = writable(&visitor.state.settings.hub_title);
        Self {
            id: format!("urn:uuid:{}", reading.feed.id),
            title: w.t1("feed-title", "hub", &hub).into_owned(),
            updated: newest.unwrap_or(reading.feed.made_at).to_string(),
            entries: reading
                .notices
                .iter()
                .map(|view| Entry::of(w, &base, view))
                .collect(),
            hub,
            here: format!("{base}/benachrichtigungen/{secret}"),
            base,
            w,
        }
    }
}

/// `GET /benachrichtigungen/{token}`
pub(crate) async fn show(
    visitor: Visitor,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let reading = visitor.hub().read_notice_feed(&secret).await?;
    let base = visitor.base_url(&headers);
    let text = Feed::of(&visitor, (base, &secret), &reading).render()?;
    let tag = format!("\"{}\"", blake3::hash(text.as_bytes()).to_hex());
    let known = headers.get_all(header::IF_NONE_MATCH).iter();
    let mut known = known
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(','))
        .map(|one| one.trim().trim_start_matches("W/"));
    let mut response = if known.any(|one| one == tag || one == "*") {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind = [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")];
        (kind, text).into_response()
    };
    let tag = HeaderValue::from_str(&tag).map_err(Refusal::internal)?;
    response.headers_mut().insert(header::ETAG, tag);
    // The link is a secret: search engines that come across it leave it alone.
    let none = HeaderValue::from_static("noindex");
    response.headers_mut().insert("x-robots-tag", none);
    Ok(response)
}

/// XML 1.0 has no place for most control characters, escaped or not.
fn writable(text: &str) -> String {
    text.replace(
        |sign: char| sign.is_control() || matches!(sign, '\u{fffe}' | '\u{ffff}'),
        " ",
    )
}
