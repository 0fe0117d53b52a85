//! A document as a response, and which parameters an address may have.

use crate::Refusal;
use crate::dcat::open_answer;
use crate::query::Query;
use crate::render::PageResult;
use axum::http::HeaderMap;
use serde_json::Value;

/// A document without parameters of its own.
pub(super) fn plain(headers: &HeaderMap, query: &Query, document: &Value) -> PageResult {
    only(query, &[])?;
    json(headers, document, "application/json")
}

/// A document with its media type.
pub(super) fn json(headers: &HeaderMap, document: &Value, media_type: &'static str) -> PageResult {
    let text = serde_json::to_vec(document).map_err(Refusal::internal)?;
    Ok(open_answer(headers, text, media_type))
}

/// Refuses what is not asked for here (OGC API Features, `/req/core/query-param-unknown`), and other forms than JSON.
pub(super) fn only(query: &Query, known: &[&str]) -> Result<(), Refusal> {
    let unknown = query
        .pairs()
        .find(|(name, _value)| *name != "f" && !known.contains(name));
    if let Some((name, _value)) = unknown {
        return Err(Refusal::invalid("unknown_parameter")
            .with("name", name)
            .with("known", known.join(", ")));
    }
    let form = query.get("f").unwrap_or("json");
    if matches!(form, "json" | "geojson") {
        Ok(())
    } else {
        Err(wrong("f", form))
    }
}

/// A value that is none of its parameter.
pub(super) fn wrong(name: &str, value: &str) -> Refusal {
    let start: String = value.chars().take(100).collect();
    Refusal::invalid("invalid_parameter")
        .with("name", name)
        .with("value", start)
}
