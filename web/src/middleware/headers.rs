//! Headers that tell browsers to be careful.

use crate::WebState;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// Only what comes from here, no frame, no plug-in; `data:` pictures are KERN's icon masks.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors 'none'";

/// The same for a page that draws tiles of another server, by its origin: they are fetched, and shown as pictures.
pub(crate) fn policy_with(origin: &str) -> String {
    POLICY.replace(
        "img-src 'self' data:",
        &format!("img-src 'self' data: {origin}; connect-src 'self' {origin}"),
    )
}

/// Adds the headers; one that a handler has set stays.
pub(crate) async fn add(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut add = |name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    add(header::CONTENT_SECURITY_POLICY, POLICY);
    add(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // What filters of old browsers took for an attack they rewrote, and so opened holes: none of them is wanted.
    add(header::X_XSS_PROTECTION, "0");
    add(header::REFERRER_POLICY, "same-origin");
    add(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    );
    add(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    // Pages differ by reader: only their own browser may keep them, and it asks before it shows them again.
    add(header::CACHE_CONTROL, "private, no-cache");
    if state.settings.secure_cookies {
        let hosts = if state.settings.hsts_subdomains {
            "max-age=31536000; includeSubDomains"
        } else {
            "max-age=31536000"
        };
        add(header::STRICT_TRANSPORT_SECURITY, hosts);
    }
    // Programs that do not read the policy know only this; it cannot name a page that may show ours.
    if !may_be_framed(headers) {
        headers
            .entry(header::X_FRAME_OPTIONS)
            .or_insert(HeaderValue::from_static("DENY"));
    }
    response
}

/// Whether the policy of an answer names pages that may show it in a frame.
fn may_be_framed(headers: &HeaderMap) -> bool {
    let policy = headers
        .get(header::CONTENT_SECURITY_POLICY)
        .and_then(|policy| policy.to_str().ok())
        .unwrap_or_default();
    policy
        .split(';')
        .filter_map(|directive| directive.trim().strip_prefix("frame-ancestors"))
        .any(|pages| pages.trim() != "'none'")
}
