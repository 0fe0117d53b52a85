//! Style sheet, scripts, fonts and pictures, built into the binary under names that carry their content's hash.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use rust_embed::RustEmbed;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

#[derive(RustEmbed)]
#[folder = "dist/"]
struct Dist;

/// Logical names pages use, held against the manifest.
#[cfg(test)]
const USED: [&str; 8] = [
    "index.css",
    "app.js",
    "favicon.svg",
    "FiraSans-Regular.woff2",
    "FiraSans-SemiBold.woff2",
    "licences.txt",
    "maplibre-gl-worker.mjs",
    "maplibre-gl.css",
];

/// Address of an asset by its logical name; the logical name itself if there is no such asset.
pub(crate) fn href(name: &str) -> String {
    let file = manifest().get(name).map_or(name, String::as_str);
    format!("/assets/{file}")
}

pub(crate) fn manifest() -> &'static HashMap<String, String> {
    static MANIFEST: OnceLock<HashMap<String, String>> = OnceLock::new();
    MANIFEST.get_or_init(|| {
        let file = Dist::get("manifest.json");
        let parsed = file.map(|file| serde_json::from_slice(&file.data));
        if let Some(Ok(manifest)) = parsed {
            return manifest;
        }
        // build.rs has seen the file; a damaged one costs the style, not the pages.
        tracing::error!("the manifest of assets cannot be read");
        HashMap::new()
    })
}

/// `GET /assets/{file}`: may be kept for ever, because another content has another name.
pub(crate) async fn show(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = Dist::get(&file).filter(|_| file != "manifest.json") else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut etag = String::from("\"");
    for byte in asset.metadata.sha256_hash().iter().take(12) {
        // Writing to a String cannot fail.
        write!(etag, "{byte:02x}").ok();
    }
    etag.push('"');
    let caching = [
        (
            header::CACHE_CONTROL,
            "public, max-age=31536000, immutable".to_owned(),
        ),
        (header::ETAG, etag.clone()),
    ];
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|one| one.trim() == etag)) {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    let media_type = [(header::CONTENT_TYPE, media_type(asset.metadata.mimetype()))];
    (caching, media_type, asset.data.into_owned()).into_response()
}

/// The kind of a file; of texts with their encoding, so that no browser guesses it.
fn media_type(kind: &str) -> String {
    if kind.starts_with("text/") || kind.ends_with("+xml") || kind.ends_with("javascript") {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_owned()
    }
}

/// `GET /favicon.ico`, which browsers ask for on pages that are not ours (errors of a proxy, raw files).
pub(crate) async fn favicon() -> Redirect {
    Redirect::permanent(&href("favicon.svg"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_asset_pages_use_is_in_the_bundle() {
        for name in USED {
            let file = manifest().get(name);
            assert!(
                file.is_some_and(|file| Dist::get(file).is_some()),
                "{name} is missing"
            );
        }
    }
}
