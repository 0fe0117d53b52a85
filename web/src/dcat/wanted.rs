//! Which form of RDF a request asks for, if it asks for one.

use axum::http::{HeaderMap, header};
use hebewerk_exchange::rdf::RdfForm;

/// The form that `Accept` prefers to a page for people (RFC 9110 § 12.5.1); none for browsers.
pub(crate) fn wanted(headers: &HeaderMap) -> Option<RdfForm> {
    let accept = headers.get(header::ACCEPT)?.to_str().ok()?;
    let mut best: Option<(RdfForm, f32)> = None;
    let mut page = 0.0_f32;
    for entry in accept.split(',') {
        let (media_type, weight) = weighed(entry);
        if matches!(media_type.as_str(), "text/html" | "application/xhtml+xml") {
            page = page.max(weight);
        }
        let Some(form) = RdfForm::of_media_type(&media_type) else {
            continue;
        };
        if weight > 0.0 && best.is_none_or(|(_form, known)| weight > known) {
            best = Some((form, weight));
        }
    }
    best.filter(|(_form, weight)| *weight > page)
        .map(|(form, _weight)| form)
}

/// A media type and how much it is wanted.
pub(crate) fn weighed(entry: &str) -> (String, f32) {
    let mut parts = entry.split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
    let weight = parts
        .find_map(|part| part.strip_prefix("q="))
        .map_or(Some(1.0), |weight| weight.parse().ok());
    (media_type, weight.unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[track_caller]
    fn check(accept: &'static str, expected: Option<RdfForm>) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        assert_eq!(wanted(&headers), expected, "{accept}");
    }

    #[test]
    fn rdf_is_for_those_who_like_it_better_than_a_page() {
        check("text/turtle", Some(RdfForm::Turtle));
        check("application/rdf+xml, text/turtle;q=0.9", Some(RdfForm::Xml));
        check(
            "text/html;q=0.5, application/ld+json",
            Some(RdfForm::JsonLd),
        );
        check("text/html, application/ld+json;q=0.9, */*;q=0.1", None);
        check("*/*", None);
        check("text/turtle;q=0", None);
    }
}
