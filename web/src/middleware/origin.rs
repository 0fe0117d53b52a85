//! Whatever changes something must come from our own pages (OWASP: CSRF; no exemptions).

use crate::{WebState, form};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses unsafe requests that a browser sends on behalf of another site.
pub(crate) async fn check(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let base_host = base_host(&state);
    if request.method().is_safe() || is_ours(request.headers(), base_host.as_deref()) {
        return next.run(request).await;
    }
    form::foreign().into_response()
}

/// Host and port of the configured address.
pub(crate) fn base_host(state: &WebState) -> Option<String> {
    let base = state.settings.base_url.as_ref();
    base.and_then(|url| authority(url.as_str()))
}

/// Every browser of the last years sends one of the two headers with an unsafe request; programs send none, and have
/// no cookies somebody else could make use of.
fn is_ours(headers: &HeaderMap, base_host: Option<&str>) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else {
        return true;
    };
    let Some(origin) = authority(origin) else {
        return false;
    };
    text(header::HOST.as_str()) == Some(origin.as_str()) || base_host == Some(origin.as_str())
}

/// Host and port of an address.
pub(crate) fn authority(address: &str) -> Option<String> {
    let (_scheme, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    (!authority.is_empty()).then(|| authority.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::is_ours;
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    #[track_caller]
    fn check(headers: &[(&'static str, &'static str)], expected: bool) {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
        assert_eq!(
            is_ours(&map, Some("daten.stadt.example")),
            expected,
            "{headers:?}"
        );
    }

    #[test]
    fn requests_of_other_sites_are_foreign() {
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[("sec-fetch-site", "none")], true);
        check(&[("sec-fetch-site", "same-site")], false);
        check(
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "http://hub:80"),
            ],
            false,
        );
        check(&[("host", "hub:8080"), ("origin", "http://hub:8080")], true);
        check(
            &[("host", "hub:8080"), ("origin", "http://hub:8081")],
            false,
        );
        check(
            &[
                ("host", "127.0.0.1"),
                ("origin", "https://daten.stadt.example"),
            ],
            true,
        );
        check(&[("host", "hub"), ("origin", "null")], false);
        check(
            &[("host", "hub"), ("origin", "https://hub.evil.example")],
            false,
        );
        check(&[("host", "hub")], true);
    }
}
