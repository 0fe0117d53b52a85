//! Addresses for search engines: sitemaps (<https://www.sitemaps.org/protocol.html>).

use crate::xml::escaped;
use jiff::Timestamp;
use std::fmt::Write as _;

/// Media type of a sitemap.
pub const MEDIA_TYPE: &str = "application/xml; charset=utf-8";
/// Addresses of one sitemap at most.
pub const MOST: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// An address, and when what stands there changed last, if that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Address.
    pub address: String,
    /// Time of the newest change.
    pub changed: Option<Timestamp>,
}

/// A sitemap of pages, at most [`MOST`].
pub fn pages(places: &[Place]) -> String {
    document("urlset", "url", places)
}

/// An index of sitemaps.
pub fn index(sitemaps: &[Place]) -> String {
    document("sitemapindex", "sitemap", sitemaps)
}

fn document(root: &str, element: &str, places: &[Place]) -> String {
    let mut out = String::with_capacity(places.len() * 128 + 128);
    // Writing to a text cannot fail.
    let _written = writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{root} xmlns=\"{NAMESPACE}\">"
    );
    for place in places {
        let _written = write!(out, "<{element}><loc>{}</loc>", escaped(&place.address));
        if let Some(changed) = place.changed {
            let _written = write!(out, "<lastmod>{changed}</lastmod>");
        }
        let _written = writeln!(out, "</{element}>");
    }
    let _written = writeln!(out, "</{root}>");
    out
}
