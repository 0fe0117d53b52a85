//! `GET /robots.txt`: where robots may go (RFC 9309).

use crate::Visitor;
use crate::dcat::{Addresses, open_answer};
use axum::http::HeaderMap;
use axum::response::Response;

/// What costs work without being content: questions to tables and to the catalogue, files, lists that are narrowed down
/// (what they hold stands in the sitemap), forms and the same page in another language.
const CLOSED: [&str; 19] = [
    "/api/",
    "/datastore/",
    "/sparql",
    "/sql",
    "/auswertung",
    "/ogc/collections/katalog/items?",
    "/daten?",
    "/anderswo?",
    "/*/herunterladen/",
    "/*/original/",
    "/daten/*/*/tabelle",
    "/daten/*/*/karte",
    "/bruecken/*/tabelle",
    "/bruecken/*/touren",
    "/einbetten/",
    "/anmelden",
    "/einladung/",
    "/einrichten/",
    "/*?*sprache=",
];

/// `GET /robots.txt`
pub(crate) async fn show(visitor: Visitor, headers: HeaderMap) -> Response {
    let addresses = Addresses::below(visitor.base_url(&headers));
    let mut text = String::from("User-agent: *\n");
    for path in CLOSED {
        text.push_str("Disallow: ");
        text.push_str(path);
        text.push('\n');
    }
    let sitemap = addresses.path("/sitemap.xml");
    text.push_str("\nSitemap: ");
    text.push_str(&sitemap);
    text.push('\n');
    open_answer(&headers, text.into_bytes(), "text/plain; charset=utf-8")
}
