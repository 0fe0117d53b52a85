//! The plain port beside one with TLS: people who call up a page are sent on. Programs and forms are refused: they have
//! sent keys and data in the clear already, and have to notice.

use axum::Router;
use axum::extract::State;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;
use tokio::net::TcpListener;
use url::Url;

/// Where people are sent.
#[derive(Debug, Clone)]
pub struct Onward {
    /// Address of the hub; the host of the request if none.
    pub base_url: Option<Url>,
    /// Port of TLS.
    pub port: u16,
}

/// Where programs come in: nobody calls these up by hand.
const FOR_PROGRAMS: &[&str] = &["/api/", "/datastore/", "/metrics", "/health"];

/// Sends people on until `shutdown` resolves.
pub async fn redirect(
    listener: TcpListener,
    onward: Onward,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let app = Router::new().fallback(send_on).with_state(Arc::new(onward));
    axum::serve(listener, app)
        .with_graceful_shutdown(shutdown)
        .await
}

async fn send_on(
    State(onward): State<Arc<Onward>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if !is_a_page(&method, uri.path()) {
        return (StatusCode::FORBIDDEN, "TLS needed: https://\n").into_response();
    }
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    match target(&onward, host, &uri) {
        Some(target) => Redirect::permanent(&target).into_response(),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

fn is_a_page(method: &Method, path: &str) -> bool {
    let is_for_programs = FOR_PROGRAMS.iter().any(|begin| path.starts_with(begin));
    matches!(*method, Method::GET | Method::HEAD) && !is_for_programs
}

fn target(onward: &Onward, host: Option<&str>, uri: &Uri) -> Option<String> {
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    if let Some(base) = &onward.base_url {
        return Some(format!("{}{path}", base.as_str().trim_end_matches('/')));
    }
    let authority: Authority = host?.parse().ok()?;
    // Somebody's name in front of the host would make it look like another.
    if authority.as_str().contains('@') {
        return None;
    }
    let host = authority.host();
    Some(match onward.port {
        443 => format!("https://{host}{path}"),
        port => format!("https://{host}:{port}{path}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_and_forms_are_not_sent_on() {
        let is_a_page = |method: Method, path: &str| is_a_page(&method, path);
        assert!(is_a_page(Method::GET, "/daten"));
        assert!(is_a_page(Method::HEAD, "/"));
        assert!(is_a_page(Method::GET, "/apis-und-mehr"));
        for path in [
            "/api/v1/datasets",
            "/api/3/action/package_list",
            "/datastore/dump/x",
            "/metrics",
        ] {
            assert!(!is_a_page(Method::GET, path), "{path}");
        }
        assert!(!is_a_page(Method::POST, "/anmelden"));
    }

    #[test]
    fn people_are_sent_to_the_same_page_with_tls() {
        let onward = |base: Option<&str>, port| Onward {
            base_url: base.map(|base| base.parse().unwrap()),
            port,
        };
        let of = |onward: &Onward, host: Option<&str>| {
            let uri = "/daten?q=a".parse().unwrap();
            target(onward, host, &uri)
        };
        let named = onward(Some("https://daten.stadt.example"), 8443);
        let expected = Some("https://daten.stadt.example/daten?q=a".to_owned());
        assert_eq!(of(&named, Some("evil.example")), expected);
        let unnamed = onward(None, 8443);
        let expected = Some("https://hub.intern:8443/daten?q=a".to_owned());
        assert_eq!(of(&unnamed, Some("hub.intern:80")), expected);
        let expected = Some("https://hub.intern/daten?q=a".to_owned());
        assert_eq!(of(&onward(None, 443), Some("hub.intern")), expected);
        for host in [None, Some("a b"), Some("user@hub")] {
            assert_eq!(of(&unnamed, host), None, "{host:?}");
        }
    }
}
