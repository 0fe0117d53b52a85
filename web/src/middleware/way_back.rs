//! Where somebody goes on who has sent a form: to a page that can be called up, never to the form's own address.

use super::origin::authority;
use crate::router;
use axum::http::{HeaderMap, Uri, header};
use std::sync::OnceLock;

/// The page a form stood on: the one the browser names if it is ours, else the nearest page above the form's address.
pub(crate) fn of_form(uri: &Uri, headers: &HeaderMap, base_host: Option<&str>) -> String {
    from_referer(headers, base_host).unwrap_or_else(|| above(uri.path()))
}

fn from_referer(headers: &HeaderMap, base_host: Option<&str>) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let referer: Uri = text(header::REFERER)?.parse().ok()?;
    let host = authority(text(header::REFERER)?)?;
    let is_ours = text(header::HOST).is_some_and(|own| own.eq_ignore_ascii_case(&host))
        || base_host == Some(host.as_str());
    let address = referer.path_and_query()?.as_str();
    (is_ours && is_page(referer.path())).then(|| address.to_owned())
}

fn above(path: &str) -> String {
    let mut path = path;
    while !path.is_empty() {
        if is_page(path) {
            return path.to_owned();
        }
        path = path.rsplit_once('/').map_or("", |(above, _last)| above);
    }
    "/".to_owned()
}

/// Whether a path can be called up.
fn is_page(path: &str) -> bool {
    static PAGES: OnceLock<Vec<&'static str>> = OnceLock::new();
    let pages = PAGES.get_or_init(|| {
        let entries = router::contents().into_iter();
        entries
            .filter(|entry| entry.method == "GET")
            .map(|entry| entry.path)
            .collect()
    });
    pages.iter().any(|pattern| fits(pattern, path))
}

fn fits(pattern: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    let all_fit = pattern.split('/').all(|expected| {
        parts
            .next()
            .is_some_and(|part| part == expected || (expected.starts_with('{') && !part.is_empty()))
    });
    all_fit && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, referer: &str, expected: &str) {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "hub:8321".parse().unwrap());
        if !referer.is_empty() {
            headers.insert(header::REFERER, referer.parse().unwrap());
        }
        let uri: Uri = path.parse().unwrap();
        assert_eq!(
            of_form(&uri, &headers, Some("daten.stadt.example")),
            expected,
            "{path} from {referer:?}"
        );
    }

    #[test]
    fn a_form_leads_back_to_the_page_it_stood_on() {
        let id = "019ad5b0-0000-7000-8000-000000000000";
        check("/konto", "", "/konto");
        check("/sql/merken", "", "/sql");
        check("/sql/herunterladen/csv", "", "/sql");
        check("/abmelden", "", "/");
        check(
            &format!("/hochladen/{id}/uebernehmen"),
            "",
            &format!("/hochladen/{id}"),
        );
        check("/daten/a/b/zurueckziehen", "", "/daten/a/b");
        check(
            "/sql/merken",
            "http://hub:8321/sql?sql=select+1",
            "/sql?sql=select+1",
        );
        check(
            "/abmelden",
            "https://daten.stadt.example/daten?q=a",
            "/daten?q=a",
        );
    }

    #[test]
    fn what_the_browser_names_must_be_a_page_of_ours() {
        check("/abmelden", "https://evil.example/konto", "/");
        check("/abmelden", "http://hub:8321/abmelden", "/");
        check("/konto", "no address", "/konto");
    }
}
